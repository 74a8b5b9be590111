// SPDX-License-Identifier: MIT
// Takes texts, numbers, phrases and conditions out of the nodes of one file; what does not fit becomes an error with its place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/loading.h"

namespace replylint {

struct NumberRange {
  double least = 0;
  double most = 0;
  bool whole = true;
};

/// All members report to `load.errors` and give an empty value where a node does not fit.
struct Reading {
  Loading& load;
  std::uint32_t file = 0;

  [[nodiscard]] SourcePlace to_place(YamlPlace place) const { return {file, place.line, place.column}; }
  void fail(const Node& node, std::string what) const;
  void fail_key(const Node& node, std::string what) const;
  /// An error at byte `offset` of a scalar's text.
  void fail_at(const Node& node, std::size_t offset, std::string what) const;

  /// True for a mapping with no other keys than the accepted; `what` names it in errors: "a rule".
  bool check_keys(const Node& node, std::span<const std::string_view> accepted, std::string_view what) const;
  /// The items of a list, or the one value that stands alone; empty and an error for a mapping unless `or_mapping`.
  [[nodiscard]] std::span<const Node> read_items(const Node& node, std::string_view what, bool or_mapping = false) const;
  [[nodiscard]] std::optional<std::string> read_text(const Node& node, std::string_view what) const;
  [[nodiscard]] std::vector<std::string> read_texts(const Node& node, std::string_view what) const;
  [[nodiscard]] std::optional<bool> read_yes_no(const Node& node, std::string_view what) const;
  [[nodiscard]] std::optional<double> read_number(const Node& node, std::string_view what, NumberRange range) const;
  /// Index of the name that the scalar is.
  [[nodiscard]] std::optional<std::size_t> read_choice(const Node& node, std::string_view what,
                                                       std::span<const std::string_view> accepted) const;

  [[nodiscard]] AreaSet read_areas(const Node& node) const;
  [[nodiscard]] std::optional<Severity> read_severity(const Node& node) const;
  /// `stage`: true for observe, false for active.
  [[nodiscard]] std::optional<bool> read_stage(const Node& node) const;
  [[nodiscard]] Condition read_condition(const Node& node) const;
  [[nodiscard]] std::optional<std::uint32_t> read_fact_name(const Node& node) const;

  /// Index in set.phrases of a phrase or {cased: …}; compiled unless it is there already.
  [[nodiscard]] std::optional<std::uint32_t> read_pooled_phrase(const Node& node) const;
  [[nodiscard]] std::optional<PhraseRef> read_phrase(const Node& node) const;
  [[nodiscard]] PhraseRefs read_phrases(const Node& node) const;
  /// `may_sum`: without `from` it gives a number.
  [[nodiscard]] Weigh read_weigh(const Node& node, bool may_sum) const;
  [[nodiscard]] std::vector<Example> read_examples(const Node& node) const;
};

/// [a-z][a-z0-9]* joined by single "-".
[[nodiscard]] bool is_kebab_name(std::string_view name);
[[nodiscard]] std::vector<std::string_view> to_names(const ByName<std::uint32_t>& by_name);

/// The parts of applying one set, in this order. Each reads all files of the set.
void read_lists(Loading& load, std::span<const Document> documents);
void read_facts(Loading& load, std::span<const Document> documents);
void read_rules(Loading& load, std::span<const Document> documents);
void read_rule_verb(const Reading& read, const Node& node, Rule& rule);
/// Reports placeholders of messages and fixes that nobody fills in; `node` is the rule.
void check_placeholders(const Reading& read, const Node& node, const Rule& rule);
[[nodiscard]] std::vector<Fix> read_fixes(const Reading& read, const Node& node);

}  // namespace replylint

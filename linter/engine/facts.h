// SPDX-License-Identifier: MIT
// Facts about one draft, each with the words that made it so.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/linter.h"
#include "engine/reading.h"
#include "ruleset/builtin_facts.h"

namespace replylint {

struct FactValue {
  double value = 0;
  std::vector<TextSpan> evidence;
};

using BuiltinFacts = std::array<FactValue, static_cast<std::size_t>(BuiltinFact::count)>;

/// Computes every built-in fact. Facts that need words read them from phrase lists of the rule set
/// ("attachment-mention", "placeholder-mark", "embedded-question", "rhetorical-question", "deferral", "time",
/// "repeated-contact"); where the rule set lacks a list, nothing is found.
[[nodiscard]] BuiltinFacts find_builtin_facts(const DraftReading& reading, const CheckOptions& options);

/// Built-in and defined facts by index. Defined ones are settled when first asked for.
class FactTable {
 public:
  FactTable(const DraftReading& reading, const CheckOptions& options);

  [[nodiscard]] double value(std::uint32_t fact) const { return settle(fact).value; }
  [[nodiscard]] const std::vector<TextSpan>& evidence(std::uint32_t fact) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

  /// True where the condition holds.
  [[nodiscard]] bool holds(const Condition& condition) const;
  /// The evidence of the facts that made `condition` true, in the order of the expression, each stretch once.
  [[nodiscard]] std::vector<TextSpan> find_evidence(const Condition& condition) const;

 private:
  /// `causes_due`: settled, but for what its condition stood on: asked for less often, looked for then.
  enum class State : std::uint8_t { open, settling, settled, causes_due };
  const FactValue& settle(std::uint32_t fact) const;
  [[nodiscard]] FactValue define(const FactDefinition& definition) const;
  [[nodiscard]] FactValue find_echo(std::uint32_t fact) const;

  const DraftReading& reading_;
  mutable std::vector<FactValue> values_;
  mutable std::vector<State> states_;
};

/// The signs of `weights` in `in`: one unit for the message, or one for each sentence, those without a sign included.
[[nodiscard]] std::vector<SignUnit> find_signs(const Weigh& weights, AreaSet in, const DraftReading& reading, const FactTable& facts);

/// A unit whose signs reached the threshold.
struct Weighing {
  TextSpan span;                     ///< from the first to the last phrase with a positive weight; empty where only facts carried it
  std::vector<TextSpan> carried;     ///< what the signs with a positive weight stand on, strongest first
  std::vector<std::uint32_t> signs;  ///< those signs
};
[[nodiscard]] std::vector<Weighing> weigh(const Weigh& weights, AreaSet in, const DraftReading& reading, const FactTable& facts);

/// Drops matches that share their sentence with a phrase of `unless`.
void drop_excepted(std::vector<Match>& matches, const PhraseRefs& unless, const DraftReading& reading);

}  // namespace replylint

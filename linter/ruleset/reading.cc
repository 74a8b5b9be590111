// SPDX-License-Identifier: MIT
// Texts, numbers, choices and conditions out of nodes.
#include "ruleset/reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "ruleset/builtin_facts.h"
#include "ruleset/keys.h"

namespace replylint {
namespace {

std::string_view name_kind(const Node& node) {
  switch (node.kind) {
    case NodeKind::sequence:
      return "a list";
    case NodeKind::mapping:
      return "a mapping";
    case NodeKind::scalar:
      return node.is_empty() ? "nothing" : "a text";
  }
  return "";
}

std::string format_number(double number) {
  std::array<char, 40> buffer{};
  const auto [end, problem] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return problem == std::errc() ? std::string(buffer.data(), end) : "?";
}

}  // namespace

bool is_kebab_name(std::string_view name) {
  if (name.empty() || name.size() > 60 || name.front() < 'a' || name.front() > 'z' || name.back() == '-') return false;
  const bool known_bytes = std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return known_bytes && name.find("--") == std::string_view::npos;
}

std::vector<std::string_view> to_names(const ByName<std::uint32_t>& by_name) {
  std::vector<std::string_view> names;
  for (const auto& [name, index] : by_name) names.push_back(name);
  return names;
}

void Reading::fail(const Node& node, std::string what) const { load.errors.add(to_place(node.place), std::move(what)); }
void Reading::fail_key(const Node& node, std::string what) const { load.errors.add(to_place(node.key_place), std::move(what)); }
void Reading::fail_at(const Node& node, std::size_t offset, std::string what) const {
  load.errors.add(to_place(node.find_place(offset)), std::move(what));
}

bool Reading::check_keys(const Node& node, std::span<const std::string_view> accepted, std::string_view what) const {
  if (node.kind != NodeKind::mapping) {
    std::string keys;
    for (const auto key : accepted) keys += (keys.empty() ? "" : ", ") + std::string(key);
    fail(node, std::string(what) + " has to be a mapping, not " + std::string(name_kind(node)) + "; accepted keys: " + keys);
    return false;
  }
  bool known = true;
  for (const auto& item : node.items) {
    if (std::ranges::find(accepted, item.key) != accepted.end()) continue;
    fail_key(item, "unknown key " + quote(item.key) + " in " + std::string(what) + format_accepted(item.key, accepted));
    known = false;
  }
  return known;
}

std::span<const Node> Reading::read_items(const Node& node, std::string_view what, bool or_mapping) const {
  if (node.kind == NodeKind::sequence) return node.items;
  if (node.kind == NodeKind::scalar ? !node.is_empty() : or_mapping) return {&node, 1};
  fail(node, std::string(what) + " has to be a list, not " + std::string(name_kind(node)));
  return {};
}

std::optional<std::string> Reading::read_text(const Node& node, std::string_view what) const {
  if (node.kind == NodeKind::scalar && !node.is_empty()) return node.text;
  fail(node, std::string(what) + " has to be a text, not " + std::string(name_kind(node)));
  return std::nullopt;
}

std::vector<std::string> Reading::read_texts(const Node& node, std::string_view what) const {
  std::vector<std::string> texts;
  for (const auto& item : read_items(node, what)) {
    if (auto text = read_text(item, what)) texts.push_back(std::move(*text));
  }
  return texts;
}

std::optional<bool> Reading::read_yes_no(const Node& node, std::string_view what) const {
  if (node.kind == NodeKind::scalar && node.plain) {
    if (node.text == "true") return true;
    if (node.text == "false") return false;
  }
  fail(node, std::string(what) + " has to be true or false");
  return std::nullopt;
}

std::optional<double> Reading::read_number(const Node& node, std::string_view what, NumberRange range) const {
  const auto fail_range = [&] {
    fail(node, std::string(what) + " has to be a " + (range.whole ? "whole " : "") + "number from " + format_number(range.least) + " to " +
                   format_number(range.most));
    return std::nullopt;
  };
  if (node.kind != NodeKind::scalar || !node.plain || node.text.size() > 40) return fail_range();
  double number = 0;
  const std::string_view digits = node.text.starts_with('+') ? std::string_view(node.text).substr(1) : std::string_view(node.text);
  const auto [stopped, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  if (problem != std::errc() || stopped != digits.data() + digits.size() || !std::isfinite(number)) return fail_range();
  if (number < range.least || number > range.most || (range.whole && number != std::floor(number))) return fail_range();
  return number;
}

std::optional<std::size_t> Reading::read_choice(const Node& node, std::string_view what, std::span<const std::string_view> accepted) const {
  const auto text = read_text(node, what);
  if (!text) return std::nullopt;
  const auto found = std::ranges::find(accepted, *text);
  if (found != accepted.end()) return static_cast<std::size_t>(found - accepted.begin());
  fail(node, "unknown " + std::string(what) + " " + quote(*text) + format_accepted(*text, accepted));
  return std::nullopt;
}

AreaSet Reading::read_areas(const Node& node) const {
  std::array<std::string_view, static_cast<std::size_t>(Area::count)> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = to_string(static_cast<Area>(i));
  AreaSet areas = 0;
  for (const auto& item : read_items(node, "“in”")) {
    if (const auto area = read_choice(item, "area", names)) areas = static_cast<AreaSet>(areas | to_set(static_cast<Area>(*area)));
  }
  if (node.kind == NodeKind::sequence && node.items.empty()) fail(node, "“in” names no area");
  return areas;
}

std::optional<Severity> Reading::read_severity(const Node& node) const {
  const std::array names{to_string(Severity::suggestion), to_string(Severity::warning), to_string(Severity::error)};
  const auto chosen = read_choice(node, "severity", names);
  return chosen ? std::optional(static_cast<Severity>(*chosen)) : std::nullopt;
}

std::optional<bool> Reading::read_stage(const Node& node) const {
  const auto chosen = read_choice(node, "stage", keys::stage_words);
  return chosen ? std::optional(*chosen == 1) : std::nullopt;
}

Condition Reading::read_condition(const Node& node) const {
  const auto text = read_text(node, "“when”");
  if (!text) return {};
  std::optional<std::string> unknown;
  auto condition = parse_condition(*text, [&](std::string_view name) -> std::optional<std::uint32_t> {
    const auto found = load.facts.find(name);
    if (found != load.facts.end()) return found->second;
    unknown = name;
    return std::nullopt;
  });
  if (condition) return std::move(*condition);
  auto& error = condition.error();
  fail_at(node, error.offset, "in “when”: " + error.what + (unknown ? format_accepted(*unknown, to_names(load.facts)) : ""));
  return {};
}

std::optional<std::uint32_t> Reading::read_fact_name(const Node& node) const {
  const auto name = read_text(node, "a fact");
  if (!name) return std::nullopt;
  const auto found = load.facts.find(*name);
  if (found != load.facts.end()) return found->second;
  fail(node, "unknown fact " + quote(*name) + format_accepted(*name, to_names(load.facts)));
  return std::nullopt;
}

std::vector<Example> Reading::read_examples(const Node& node) const {
  std::vector<Example> examples;
  if (node.kind != NodeKind::sequence) {
    fail(node, quote(node.key) + " has to be a list of examples, not " + std::string(name_kind(node)));
    return examples;
  }
  for (const auto& item : node.items) {
    Example example;
    example.place = to_place(item.place);
    if (item.kind != NodeKind::mapping) {
      if (auto text = read_text(item, "an example")) example.text = std::move(*text);
      examples.push_back(std::move(example));
      continue;
    }
    check_keys(item, keys::example, "an example");
    const auto* text = item.find("t");
    if (text == nullptr) fail(item, "an example without “t”, the text of the reply");
    if (text != nullptr && text->kind == NodeKind::scalar) example.text = text->is_empty() ? "" : text->text;
    if (text != nullptr && text->kind != NodeKind::scalar) fail(*text, "“t” has to be a text");
    if (const auto* quoted = item.find("q")) example.quoted = read_text(*quoted, "“q”").value_or("");
    if (const auto* subject = item.find("s")) example.subject = subject->is_empty() ? "" : read_text(*subject, "“s”").value_or("");
    const auto* given = item.find("facts");
    if (given != nullptr && given->kind != NodeKind::mapping)
      fail(*given, "“facts” has to be a mapping of facts to numbers, true or false");
    for (const auto& value : given != nullptr && given->kind == NodeKind::mapping ? given->items : std::vector<Node>()) {
      const auto found = load.facts.find(value.key);
      if (found == load.facts.end()) {
        fail_key(value, "unknown fact " + quote(value.key) + format_accepted(value.key, to_names(load.facts)));
        continue;
      }
      const bool is_yes_no = value.plain && (value.text == "true" || value.text == "false");
      const auto number =
          is_yes_no ? std::optional(value.text == "true" ? 1.0 : 0.0) : read_number(value, quote(value.key), {-1e6, 1e6, false});
      if (number) example.facts.emplace_back(found->second, *number);
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace replylint

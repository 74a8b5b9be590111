// SPDX-License-Identifier: MIT
// Checks in which one thing asks for, or excludes, another: consistency and conditional.
#include <fmt/format.h>

#include <array>

#include "import/regex_class.h"
#include "import/vale_rule.h"
#include "ruleset/errors.h"

namespace replylint {
namespace {

std::vector<MadeExample> make_pairs(const std::vector<std::string>& left, const std::vector<std::string>& right, bool subject) {
  std::vector<MadeExample> out;
  for (const auto& a : left) {
    for (const auto& b : right) {
      for (auto& text : {fmt::format("First it says {} here. Then it says {} there.", a, b),
                         fmt::format("You can read {} and also {} on one page.", a, b),
                         fmt::format("The letter has {} twice. His answer has {} in it.", a, b)}) {
        if (subject) {
          out.push_back({.text = "The list is attached.", .subject = text, .fact = {}});
        } else {
          out.push_back({.text = text, .subject = {}, .fact = {}});
        }
      }
      if (out.size() > 40) return out;
    }
  }
  return out;
}

std::optional<Token> parse_side(ValeRule& rule, std::string_view source, const Node& node, YamlPlace place, bool folds, bool bounded) {
  auto tree = parse_regex(source, folds);
  if (tree) return Token{make_bounded(std::move(*tree), bounded), place, std::string(source)};
  const auto& error = tree.error();
  const bool is_key = source == node.key;
  auto where = is_key ? node.key_text_place : node.find_place(error.offset);
  if (is_key) where.column += static_cast<std::uint32_t>(error.offset);
  rule.lose(where, "“" + error.token + "” in " + quote(source) + ": " + error.why);
  return std::nullopt;
}

void append(std::vector<MadeExample>& to, std::vector<MadeExample> from) {
  for (auto& example : from) to.push_back(std::move(example));
}

}  // namespace

void import_consistency(ValeRule& rule) {
  constexpr std::array<std::string_view, 3> known{"either", "nonword", "ignorecase"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto* either = rule.find("either");
  if (either == nullptr || either->kind != NodeKind::mapping || either->items.empty())
    return rule.lose_key("either", "has to be a mapping of one spelling to the other");
  const bool folds = rule.is_on("ignorecase");
  const bool bounded = !rule.is_on("nonword");
  std::size_t number = 0;
  for (const auto& pair : either->items) {
    if (pair.kind != NodeKind::scalar) {
      rule.lose(pair, quote(pair.key) + ": the other spelling is a text");
      continue;
    }
    const auto left = parse_side(rule, pair.key, pair, pair.key_place, folds, bounded);
    const auto right = parse_side(rule, pair.text, pair, pair.place, folds, bounded);
    if (!left || !right) continue;
    auto first = rule.make_phrase(*left);
    auto second = rule.make_phrase(*right);
    if (!first || !second) continue;
    auto made = rule.make_rule(*scope, either->items.size() == 1 ? std::string_view() : std::string_view(pair.key));
    MadeFact fact{rule.make_fact_name(++number), {first->text}};
    made.when = fact.name;
    made.facts.push_back(std::move(fact));
    made.bad = make_pairs(first->samples, second->samples, scope->subject);
    for (const auto* samples : {&first->samples, &second->samples}) {
      for (std::size_t i = 0; i < std::min<std::size_t>(samples->size(), 2); ++i) {
        auto frames = make_frames((*samples)[i], scope->subject);
        frames.resize(2);
        append(made.good, std::move(frames));
      }
    }
    made.phrases.push_back(std::move(*second));
    rule.add(std::move(made));
  }
}

void import_conditional(ValeRule& rule) {
  constexpr std::array<std::string_view, 6> known{"first", "second", "ignorecase", "exceptions", "vocab", "limit"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto* first = rule.find("first");
  const auto* second = rule.find("second");
  if (first == nullptr || second == nullptr || first->kind != NodeKind::scalar || second->kind != NodeKind::scalar)
    return rule.lose_key("first", "a condition needs both “first” and “second”, each one pattern");
  const bool folds = rule.is_on("ignorecase");
  auto left = parse_side(rule, first->text, *first, first->place, folds, false);
  auto right = parse_side(rule, second->text, *second, second->place, folds, false);
  if (!left || !right) return;
  const auto needed = rule.make_phrase(*right);
  if (!needed) return;
  auto made = rule.make_rule(*scope);
  std::vector<Token> tokens;
  tokens.push_back(std::move(*left));
  made.unless = rule.except(tokens, true);
  made.phrases = rule.make_phrases(tokens);
  if (made.phrases.empty()) return;
  if (count_groups(right->tree) > 0) {
    rule.lose_key("second", "what it captures is not compared: once it stands anywhere, nothing more is asked for");
  }
  MadeFact fact{rule.make_fact_name(1), {needed->text}};
  made.when = "not " + fact.name;
  made.facts.push_back(std::move(fact));
  const auto& samples = made.phrases.front().samples;
  made.good = rule.make_excused(scope->subject);
  append(made.good, make_pairs(needed->samples, samples, scope->subject));
  rule.add(std::move(made));
}

}  // namespace replylint

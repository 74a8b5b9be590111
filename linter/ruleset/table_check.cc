// SPDX-License-Identifier: MIT
// The engine follows indices without looking: here each is looked at once.
#include "ruleset/table_check.h"

#include <algorithm>

#include "ruleset/builtin_facts.h"
#include "ruleset/fact_cycle.h"

namespace replylint {
namespace {

struct Checker {
  const RuleSet& set;
  std::size_t phrase_count;
  std::size_t fact_count;

  [[nodiscard]] bool is_fact(std::uint32_t index) const { return index < fact_count; }
  [[nodiscard]] bool is_place(const SourcePlace& place) const {
    return place.file < set.files.size() || (place.file == 0 && place.line == 0);
  }
  [[nodiscard]] bool is_phrase(const PhraseRef& ref) const { return ref.index < (ref.list ? set.lists.size() : phrase_count); }
  [[nodiscard]] bool are_phrases(const PhraseRefs& refs) const {
    return std::ranges::all_of(refs, [this](const PhraseRef& ref) { return is_phrase(ref); });
  }

  /// Operands stand before operators, and one value is left.
  [[nodiscard]] bool is_sound(const Condition& condition) const {
    std::size_t values = 0;
    for (const auto& step : condition.steps) {
      if (step.op == Condition::Op::fact && !is_fact(step.fact)) return false;
      const bool operand = step.op == Condition::Op::fact || step.op == Condition::Op::number;
      const std::size_t taken = operand ? 0 : step.op == Condition::Op::negate ? 1 : 2;
      if (values < taken) return false;
      values = values - taken + 1;
    }
    return values <= 1 && condition.steps.size() <= max_condition_steps;
  }
  [[nodiscard]] bool is_sound(const Weigh& weigh) const {
    return std::ranges::all_of(weigh.signs, [this](const Sign& sign) { return sign.fact ? is_fact(*sign.fact) : is_phrase(sign.phrase); });
  }
  [[nodiscard]] bool is_sound(const Limit& limit) const { return are_phrases(limit.of) && (!limit.measure || is_fact(*limit.measure)); }
  [[nodiscard]] bool is_sound(const Example& example) const {
    return is_place(example.place) && std::ranges::all_of(example.facts, [this](const auto& fact) { return is_fact(fact.first); });
  }
  [[nodiscard]] bool is_area(AreaSet areas) const { return areas < (1U << static_cast<unsigned>(Area::count)); }
  [[nodiscard]] bool is_sound(const Rule& rule) const {
    const auto sound = [this](const Example& example) { return is_sound(example); };
    return is_place(rule.place) && is_area(rule.in) && are_phrases(rule.phrases) && are_phrases(rule.first) && are_phrases(rule.unless) &&
           is_sound(rule.when) && is_sound(rule.limit) && is_sound(rule.weigh) && std::ranges::all_of(rule.bad, sound) &&
           std::ranges::all_of(rule.good, sound);
  }
  [[nodiscard]] bool is_sound(const FactDefinition& fact) const {
    return is_place(fact.place) && is_area(fact.in) && are_phrases(fact.any) && are_phrases(fact.all) && are_phrases(fact.count) &&
           are_phrases(fact.unless) && is_sound(fact.when) && (!fact.weigh || is_sound(*fact.weigh)) && (!fact.echo || is_fact(*fact.echo));
  }
  [[nodiscard]] bool is_sound(const PhraseList& list) const {
    return is_place(list.place) && std::ranges::all_of(list.phrases, [this](std::uint32_t phrase) { return phrase < phrase_count; });
  }
};

}  // namespace

std::string find_problem(const RuleSet& set, std::size_t phrase_count) {
  const Checker checker{set, phrase_count, builtin_facts.size() + set.facts.size()};
  const auto sound = [&](const auto& value) { return checker.is_sound(value); };
  for (const auto& list : set.lists) {
    if (!sound(list)) return "the phrase list “" + list.name + "” is broken";
  }
  for (const auto& fact : set.facts) {
    if (!sound(fact)) return "the fact “" + fact.name + "” is broken";
  }
  for (const auto& rule : set.rules) {
    if (!sound(rule)) return "the rule “" + rule.id + "” is broken";
  }
  return find_fact_cycle(set).empty() ? "" : "its facts go in a circle";
}

}  // namespace replylint

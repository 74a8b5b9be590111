// SPDX-License-Identifier: MIT
// Remarks on rules that only matching can show: what no example needs, what can never happen.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/examples.h"
#include "engine/facts.h"
#include "engine/literal_index.h"
#include "engine/matcher.h"
#include "engine/reading.h"
#include "engine/verbs.h"
#include "engine/wording.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_assignments = 20000;

/// An example's draft with everything that rules ask of it.
struct Trial {
  Trial(const Example& example, const RuleSet& set, SentenceMemory& memory)
      : options(make_options(example)), draft(make_example_draft(example)), reading(draft, set, memory), facts(reading, options) {}

  static CheckOptions make_options(const Example& example) {
    CheckOptions options;
    options.facts = example.facts;
    return options;
  }

  CheckOptions options;
  Draft draft;
  DraftReading reading;
  FactTable facts;
};

/// The numbers that could make a comparison turn out either way.
std::vector<double> find_values(const Condition& condition) {
  std::set<double> values{0, 1};
  for (const auto& step : condition.steps) {
    if (step.op != Condition::Op::number) continue;
    values.insert({step.number - 1, step.number, step.number + 1});
  }
  return {values.begin(), values.end()};
}

/// False only where every assignment of numbers to facts was tried and none made the condition true.
bool can_hold(const Condition& condition) {
  std::map<std::uint32_t, std::size_t> places;
  for (const auto& step : condition.steps) {
    if (step.op == Condition::Op::fact) places.emplace(step.fact, places.size());
  }
  const auto values = find_values(condition);
  std::size_t total = 1;
  for (std::size_t i = 0; i < places.size(); ++i) {
    total *= values.size();
    if (total > most_assignments) return true;
  }
  for (std::size_t number = 0; number < total; ++number) {
    const bool holds = evaluate(condition, [&](std::uint32_t fact) {
      std::size_t digits = number;
      for (std::size_t i = 0; i < places.at(fact); ++i) digits /= values.size();
      return values[digits % values.size()];
    });
    if (holds) return true;
  }
  return false;
}

class Reviewer {
 public:
  explicit Reviewer(const RuleSet& set)
      : set_(set),
        words_(make_phrase_table(set.phrases)),
        phrases_(*PhraseTable::read(words_)),
        matcher_(phrases_),
        memory_(phrases_, matcher_) {}

  std::vector<ExampleFailure> review(std::string_view only) {
    for (const auto& rule : set_.rules) {
      if (rule.off || (!only.empty() && !matches_rule(only, rule.id))) continue;
      if (!can_hold(rule.when)) remark(rule, "its `when` can never hold: " + rule.when.source);
      review_unless(rule);
      review_phrases(rule);
    }
    review_twins(only);
    return std::move(remarks_);
  }

 private:
  void remark(const Rule& rule, std::string what) { remarks_.push_back({rule.id, rule.place, std::move(what), true}); }

  [[nodiscard]] bool fires(const Rule& rule, const Example& example) const {
    memory_.tidy();
    const Trial trial(example, set_, memory_);
    return !apply_rule(rule, trial.reading, trial.facts).empty();
  }

  void review_unless(const Rule& rule) {
    if (rule.unless.empty()) return;
    Rule bare = rule;
    bare.unless.clear();
    const bool needed =
        std::ranges::any_of(rule.good, [&](const Example& example) { return fires(bare, example) && !fires(rule, example); });
    if (!needed) remark(rule, "no good example needs its `unless`");
  }

  void review_phrases(const Rule& rule) {
    for (const auto ref : rule.phrases) {
      if (ref.list) continue;
      const auto& phrase = set_.phrases[ref.index];
      if (phrase.atoms.empty() && !phrase.cased && !phrase.source.starts_with('/')) {
        remark(rule, "the phrase “" + phrase.source + "” holds no word to look for first, so it is tried on every sentence");
      }
      // A phrase of plain words is its own sample text.
      if (!std::ranges::all_of(phrase.source, [](char c) { return is_word_byte(c) || c == ' ' || c == '\''; })) continue;
      for (const auto other : rule.phrases) {
        if (other.list || other.index == ref.index) continue;
        std::vector<TextSpan> found;
        matcher_.find_all_by_re2(other.index, phrase.source, {0, static_cast<std::uint32_t>(phrase.source.size())}, found);
        if (!found.empty()) remark(rule, "the phrase “" + phrase.source + "” is implied by “" + set_.phrases[other.index].source + "”");
      }
    }
  }

  /// Two rules of one family that each fire on every bad example of the other say the same thing twice.
  void review_twins(std::string_view only) {
    const auto covers = [&](const Rule& a, const Rule& b) {
      return std::ranges::all_of(b.bad, [&](const Example& example) { return fires(a, example); });
    };
    for (std::size_t i = 0; i < set_.rules.size(); ++i) {
      for (std::size_t j = i + 1; j < set_.rules.size(); ++j) {
        const auto& a = set_.rules[i];
        const auto& b = set_.rules[j];
        if (a.off || b.off || a.family() != b.family() || (!only.empty() && !matches_rule(only, a.id))) continue;
        if (covers(a, b) && covers(b, a)) remark(a, "no example tells it from “" + b.id + "”");
      }
    }
  }

  const RuleSet& set_;
  std::vector<std::uint32_t> words_;
  PhraseTable phrases_;
  Matcher matcher_;
  mutable SentenceMemory memory_;
  std::vector<ExampleFailure> remarks_;
};

}  // namespace

std::vector<ExampleFailure> find_remarks(const Linter& linter, std::string_view only) { return Reviewer(linter.rules()).review(only); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Mistakes in rules that only matching can show: what no example needs, what can never happen.
#include "engine/remarks.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/remark_finders.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_assignments = 20000;

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

/// Remarks on one rule after the other.
class Reviewer {
 public:
  Reviewer(Trials& trials, std::vector<Remark>& remarks) : set_(trials.set()), trials_(trials), remarks_(remarks) {}

  void review(const Rule& rule) {
    if (!can_hold(rule.when)) remark("impossible-when", rule, {}, "its `when` can never hold: " + rule.when.source);
    review_unless(rule);
    review_phrases(rule);
  }

 private:
  void remark(std::string_view name, const Rule& rule, std::string phrase, std::string what) {
    remarks_.push_back({name, rule.id, rule.place, std::move(phrase), std::move(what)});
  }

  void review_unless(const Rule& rule) {
    if (rule.unless.empty()) return;
    Rule bare = rule;
    bare.unless.clear();
    const bool needed = std::ranges::any_of(
        rule.good, [&](const Example& example) { return trials_.fires(bare, example) && !trials_.fires(rule, example); });
    if (!needed) remark("needless-unless", rule, {}, "no good example needs its `unless`");
  }

  void review_phrases(const Rule& rule) {
    for (const auto ref : rule.phrases) {
      if (ref.list) continue;
      const auto& phrase = set_.phrases[ref.index];
      if (phrase.atoms.empty() && !phrase.cased && !phrase.source.starts_with('/')) {
        remark("slow-phrase", rule, phrase.source,
               "the phrase “" + phrase.source + "” holds no word to look for first, so it is tried on every sentence");
      }
      // A phrase of plain words is its own sample text.
      if (!std::ranges::all_of(phrase.source, [](char c) { return is_word_byte(c) || c == ' ' || c == '\''; })) continue;
      for (const auto other : rule.phrases) {
        if (other.list || other.index == ref.index) continue;
        std::vector<TextSpan> found;
        trials_.matcher().find_all_by_re2(other.index, phrase.source, {0, static_cast<std::uint32_t>(phrase.source.size())}, found);
        if (found.empty()) continue;
        remark("implied-phrase", rule, phrase.source,
               "the phrase “" + phrase.source + "” is implied by “" + set_.phrases[other.index].source + "”");
      }
    }
  }

  const RuleSet& set_;
  Trials& trials_;
  std::vector<Remark>& remarks_;
};

std::vector<Remark> review_rules(Trials& trials, std::string_view only) {
  std::vector<Remark> remarks;
  Reviewer reviewer(trials, remarks);
  for (const auto& rule : trials.set().rules) {
    if (!rule.off && (only.empty() || matches_rule(only, rule.id))) reviewer.review(rule);
  }
  return remarks;
}

}  // namespace

std::vector<Remark> find_remarks(const Linter& linter, std::string_view only) {
  Trials trials(linter.rules());
  auto remarks = review_rules(trials, only);
  add_twins(trials.set(), find_meetings(trials), only, remarks);
  return remarks;
}

std::vector<Remark> find_all_remarks(const Linter& linter) {
  Trials trials(linter.rules());
  auto remarks = review_rules(trials, {});
  const auto meetings = find_meetings(trials);
  add_twins(trials.set(), meetings, {}, remarks);
  add_overlaps(linter, meetings, remarks);
  add_unused(trials.set(), remarks);
  add_advice(trials.set(), remarks);
  return remarks;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Finds what a lock protects: a rule can also be narrowed through the lists and facts that it names.
#include "ruleset/locks.h"

#include <vector>

#include "ruleset/builtin_facts.h"

namespace replylint {
namespace {

/// Collects from one locked rule after the other everything that it names, directly or not.
class Collector {
 public:
  explicit Collector(const RuleSet& set) : set_(set) {
    for (std::uint32_t i = 0; i < set.lists.size(); ++i) list_index_.emplace(set.lists[i].name, i);
  }

  void take(const Rule& rule, const std::string& locked_by) {
    locked_by_ = &locked_by;
    // More phrases to flag only make a rule stricter; in every other place they can switch it off.
    const bool flags = rule.verb == Verb::flag;
    take_phrases(rule.phrases, flags);
    take_phrases(rule.first, false);
    take_phrases(rule.unless, false);
    take_phrases(rule.limit.of, false);
    take_weigh(rule.weigh);
    take_condition(rule.when);
    if (rule.limit.measure) facts_.push_back(*rule.limit.measure);
    drain();
  }

  Guarded guarded;

 private:
  void take_phrases(const PhraseRefs& refs, bool grows) {
    for (const auto& ref : refs) {
      if (ref.list) {
        take_list(set_.lists[ref.index].name, grows);
      } else {
        for (const auto& name : set_.phrases[ref.index].lists) take_list(name, grows);
      }
    }
  }
  void take_list(const std::string& name, bool grows) {
    auto& known = grows ? guarded.growing_lists : guarded.lists;
    if (!known.emplace(name, *locked_by_).second) return;
    const auto found = list_index_.find(name);
    if (found != list_index_.end()) lists_.emplace_back(found->second, grows);
  }
  void take_weigh(const Weigh& weigh) {
    for (const auto& sign : weigh.signs) {
      if (sign.fact) {
        facts_.push_back(*sign.fact);
      } else {
        take_phrases({sign.phrase}, false);
      }
    }
  }
  void take_condition(const Condition& condition) {
    for (const auto& step : condition.steps) {
      if (step.op == Condition::Op::fact) facts_.push_back(step.fact);
    }
  }
  void take_fact(std::uint32_t index) {
    if (index < builtin_facts.size() || !guarded.facts.emplace(index, *locked_by_).second) return;
    const auto& fact = set_.facts[index - builtin_facts.size()];
    for (const auto* refs : {&fact.any, &fact.all, &fact.count, &fact.unless}) take_phrases(*refs, false);
    if (fact.weigh) take_weigh(*fact.weigh);
    if (fact.echo) facts_.push_back(*fact.echo);
    take_condition(fact.when);
  }
  /// Lists name lists and facts name facts: worked off here, so that long chains need no deep recursion.
  void drain() {
    while (!facts_.empty() || !lists_.empty()) {
      if (!facts_.empty()) {
        const auto fact = facts_.back();
        facts_.pop_back();
        take_fact(fact);
        continue;
      }
      const auto [list, grows] = lists_.back();
      lists_.pop_back();
      for (const auto phrase : set_.lists[list].phrases) {
        for (const auto& name : set_.phrases[phrase].lists) take_list(name, grows);
      }
    }
  }

  const RuleSet& set_;
  std::map<std::string_view, std::uint32_t> list_index_;
  const std::string* locked_by_ = nullptr;
  std::vector<std::uint32_t> facts_;
  std::vector<std::pair<std::uint32_t, bool>> lists_;
};

}  // namespace

const Lock* find_lock(const RuleSet& set, std::string_view id) {
  const Lock* found = nullptr;
  for (const auto& lock : set.locks) {
    if (!matches_rule(lock.pattern, id)) continue;
    if (!lock.allow_tune) return &lock;
    if (found == nullptr) found = &lock;
  }
  return found;
}

Guarded find_guarded(const Loading& load) {
  const auto& set = load.set;
  if (set.locks.empty()) return {};
  Collector collector(set);
  for (const auto& rule : set.rules) {
    if (const auto* lock = find_lock(set, rule.id)) collector.take(rule, load.name_locker(*lock));
  }
  return std::move(collector.guarded);
}

std::optional<std::string> find_list_refusal(const Guarded& guarded, std::string_view name, bool adds) {
  const auto closed = guarded.lists.find(name);
  if (closed != guarded.lists.end())
    return "the phrase list “" + std::string(name) + "” carries a rule that " + closed->second + " locks; it cannot be changed";
  const auto growing = guarded.growing_lists.find(name);
  if (growing == guarded.growing_lists.end() || adds) return std::nullopt;
  return "the phrase list “" + std::string(name) + "” carries a rule that " + growing->second + " locks; accepted: {add: […]}";
}

}  // namespace replylint

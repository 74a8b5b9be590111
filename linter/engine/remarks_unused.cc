// SPDX-License-Identifier: MIT
// Which lists and facts does nothing use? What a used one names is used as well.
#include <algorithm>
#include <set>

#include "engine/known_lists.h"
#include "engine/remark_finders.h"
#include "ruleset/builtin_facts.h"

namespace replylint {
namespace {

/// Marks what is used, from the rules on.
class Uses {
 public:
  explicit Uses(const RuleSet& set) : set_(set) {
    for (std::uint32_t i = 0; i < set.lists.size(); ++i) list_index_.emplace(set.lists[i].name, i);
    for (const auto name : known_lists) use_list(name);
    if (const auto familiar = set.find_fact(familiar_fact)) use_fact(*familiar);
    for (const auto& rule : set.rules) use(rule);
    for (std::uint32_t i = 0; i < set.facts.size(); ++i) {
      if (!set.facts[i].strength.empty()) use_fact(static_cast<std::uint32_t>(builtin_facts.size()) + i);
      // Lists of an unused fact: one remark, on the fact, is enough.
      use(set.facts[i]);
    }
    drain();
  }

  [[nodiscard]] bool uses_list(std::uint32_t list) const { return lists_.contains(list); }
  [[nodiscard]] bool uses_fact(std::uint32_t fact) const { return facts_.contains(fact); }

 private:
  void use(const Rule& rule) {
    for (const auto* refs : {&rule.phrases, &rule.first, &rule.unless, &rule.limit.of}) use(*refs);
    use(rule.weigh, true);
    use(rule.when);
    if (rule.limit.measure) use_fact(*rule.limit.measure);
    use_placeholders(rule.message);
    for (const auto& fix : rule.fixes) use_placeholders(fix.text);
  }
  void use(const FactDefinition& fact) {
    for (const auto* refs : {&fact.any, &fact.all, &fact.count, &fact.unless}) use(*refs);
    if (fact.weigh) use(*fact.weigh, false);
  }
  void use(const PhraseRefs& refs) {
    for (const auto ref : refs) {
      if (ref.list) open_lists_.push_back(ref.index);
      if (!ref.list) use_phrase(ref.index);
    }
  }
  void use(const Weigh& weigh, bool with_facts) {
    for (const auto& sign : weigh.signs) {
      if (!sign.fact) use(PhraseRefs{sign.phrase});
      if (sign.fact && with_facts) use_fact(*sign.fact);
    }
  }
  void use(const Condition& condition) {
    for (const auto& step : condition.steps) {
      if (step.op == Condition::Op::fact) use_fact(step.fact);
    }
  }
  void use_phrase(std::uint32_t phrase) {
    for (const auto& name : set_.phrases[phrase].lists) use_list(name);
  }
  void use_list(std::string_view name) {
    const auto found = list_index_.find(name);
    if (found != list_index_.end()) open_lists_.push_back(found->second);
  }
  void use_fact(std::uint32_t fact) {
    if (fact >= builtin_facts.size()) open_facts_.push_back(fact);
  }
  /// {trouble-count} in a message.
  void use_placeholders(std::string_view text) {
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
      const auto close = text.find('}', open);
      if (close == std::string_view::npos) return;
      if (const auto fact = set_.find_fact(text.substr(open + 1, close - open - 1))) use_fact(*fact);
    }
  }
  void drain() {
    while (!open_lists_.empty() || !open_facts_.empty()) {
      if (!open_lists_.empty()) {
        const auto list = open_lists_.back();
        open_lists_.pop_back();
        if (!lists_.insert(list).second) continue;
        for (const auto phrase : set_.lists[list].phrases) use_phrase(phrase);
        continue;
      }
      const auto index = open_facts_.back();
      open_facts_.pop_back();
      if (!facts_.insert(index).second) continue;
      const auto& fact = set_.facts[index - builtin_facts.size()];
      use(fact.when);
      if (fact.weigh) use(*fact.weigh, true);
      if (fact.echo) use_fact(*fact.echo);
    }
  }

  const RuleSet& set_;
  std::map<std::string_view, std::uint32_t> list_index_;
  std::set<std::uint32_t> lists_, facts_;
  std::vector<std::uint32_t> open_lists_, open_facts_;
};

}  // namespace

void add_unused(const RuleSet& set, std::vector<Remark>& remarks) {
  const Uses uses(set);
  for (std::uint32_t i = 0; i < set.lists.size(); ++i) {
    const auto& list = set.lists[i];
    if (!uses.uses_list(i)) remarks.push_back({"unused-list", "$" + list.name, list.place, {}, "no rule and no fact uses this list"});
  }
  for (std::uint32_t i = 0; i < set.facts.size(); ++i) {
    const auto& fact = set.facts[i];
    if (uses.uses_fact(static_cast<std::uint32_t>(builtin_facts.size()) + i)) continue;
    remarks.push_back({"unused-fact", fact.name, fact.place, {}, "no rule uses this fact, and it is not shown as a strength"});
  }
}

}  // namespace replylint

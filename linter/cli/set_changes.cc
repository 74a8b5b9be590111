// SPDX-License-Identifier: MIT
// Says each rule, fact and list in traits, and compares them trait by trait.
#include "cli/set_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/rule_text.h"

namespace replylint {
namespace {

/// Collects the traits of one subject; what is empty leaves none.
struct Traits {
  const RuleSet& set;
  std::vector<Trait> list;

  void text(std::string_view name, std::string value) {
    if (!value.empty()) list.push_back({name, false, {std::move(value)}});
  }
  void several(std::string_view name, std::vector<std::string> values) {
    if (!values.empty()) list.push_back({name, true, std::move(values)});
  }
  void phrases(std::string_view name, const PhraseRefs& refs) {
    std::vector<std::string> values;
    for (const auto ref : refs) values.push_back(format_phrase(set, ref));
    several(name, std::move(values));
  }
  void weigh(const Weigh& weigh) {
    std::vector<std::string> signs;
    for (const auto& sign : weigh.signs) signs.push_back(fmt::format("{} {:+.2f}", set.name_of(sign), sign.weight));
    if (!weigh.sum) text("from", fmt::format("{:g}{}", weigh.from, weigh.per == Per::sentence ? " in one sentence" : ""));
    several("signs", std::move(signs));
  }
};

std::string format_example(const RuleSet& set, const Example& example) {
  auto out = example.text;
  if (!example.quoted.empty()) out += " (answering: " + example.quoted + ")";
  if (example.subject) out += " (subject: " + *example.subject + ")";
  for (const auto& [fact, value] : example.facts) out += fmt::format(" (with {} = {:g})", set.fact_name(fact), value);
  return out;
}

std::vector<std::string> format_examples(const RuleSet& set, const std::vector<Example>& examples) {
  std::vector<std::string> out;
  for (const auto& example : examples) out.push_back(format_example(set, example));
  return out;
}

/// What of `left` is not in `right`, each as often as it is too many.
std::vector<std::string> find_missing(std::vector<std::string> left, std::vector<std::string> right) {
  std::ranges::sort(left);
  std::ranges::sort(right);
  std::vector<std::string> missing;
  std::ranges::set_difference(left, right, std::back_inserter(missing));
  return missing;
}

std::vector<TraitChange> compare(const std::vector<Trait>& before, const std::vector<Trait>& after) {
  static const Trait none;
  const auto find = [](const std::vector<Trait>& traits, std::string_view name) -> const Trait& {
    const auto found = std::ranges::find(traits, name, &Trait::name);
    return found == traits.end() ? none : *found;
  };
  std::vector<TraitChange> changes;
  const auto add = [&](const Trait& trait, const Trait& old, const Trait& now) {
    TraitChange change{trait.name, trait.several, find_missing(now.values, old.values), find_missing(old.values, now.values)};
    if (!change.added.empty() || !change.removed.empty()) changes.push_back(std::move(change));
  };
  for (const auto& trait : before) add(trait, trait, find(after, trait.name));
  for (const auto& trait : after) {
    if (std::ranges::find(before, trait.name, &Trait::name) == before.end()) add(trait, none, trait);
  }
  return changes;
}

using ByName = std::map<std::string, std::vector<Trait>, std::less<>>;

std::vector<SubjectChange> compare(const ByName& before, const ByName& after) {
  std::vector<SubjectChange> changes;
  for (const auto& [name, traits] : before) {
    const auto now = after.find(name);
    auto differences = compare(traits, now == after.end() ? std::vector<Trait>{} : now->second);
    if (now == after.end() || !differences.empty())
      changes.push_back({now == after.end() ? ChangeKind::removed : ChangeKind::changed, name, std::move(differences)});
  }
  for (const auto& [name, traits] : after) {
    if (!before.contains(name)) changes.push_back({ChangeKind::added, name, compare({}, traits)});
  }
  std::ranges::sort(changes, {}, &SubjectChange::name);
  return changes;
}

template <class Subjects>
ByName to_traits(const RuleSet& set, const Subjects& subjects, std::string (*name)(const typename Subjects::value_type&)) {
  ByName traits;
  for (const auto& subject : subjects) traits.emplace(name(subject), find_traits(set, subject));
  return traits;
}

}  // namespace

std::vector<Trait> find_traits(const RuleSet& set, const Rule& rule) {
  Traits traits{set, {}};
  traits.text("severity", std::string(rule.off ? "off" : to_string(rule.severity)));
  traits.text("message", rule.message);
  traits.text("why", rule.why);
  traits.several("source", rule.source);
  traits.text("in", format_areas(rule.in));
  traits.text("when", rule.when.source);
  traits.text("verb", std::string(to_string(rule.verb)));
  if (rule.verb == Verb::limit) traits.text("limit", format_limit(set, rule.limit));
  traits.phrases("first", rule.first);
  traits.phrases("phrases", rule.phrases);
  traits.phrases("of", rule.limit.of);
  if (rule.verb == Verb::weigh) traits.weigh(rule.weigh);
  traits.phrases("unless", rule.unless);
  std::vector<std::string> fixes;
  for (const auto& fix : rule.fixes) fixes.push_back(format_fix_rule(fix));
  traits.several("fix", std::move(fixes));
  traits.text("because", rule.because);
  traits.several("bad", format_examples(set, rule.bad));
  traits.several("good", format_examples(set, rule.good));
  return std::move(traits.list);
}

std::vector<Trait> find_traits(const RuleSet& set, const FactDefinition& fact) {
  Traits traits{set, {}};
  traits.text("in", format_areas(fact.in));
  traits.text("when", fact.when.source);
  traits.phrases("any", fact.any);
  traits.phrases("all", fact.all);
  traits.phrases("count", fact.count);
  traits.phrases("unless", fact.unless);
  if (fact.weigh) traits.weigh(*fact.weigh);
  if (fact.echo) traits.text("echo", std::string(set.fact_name(*fact.echo)));
  traits.text("strength", fact.strength);
  return std::move(traits.list);
}

std::vector<Trait> find_traits(const RuleSet& set, const PhraseList& list) {
  PhraseRefs refs;
  for (const auto phrase : list.phrases) refs.push_back({false, phrase});
  Traits traits{set, {}};
  traits.phrases("phrases", refs);
  return std::move(traits.list);
}

std::vector<Trait> find_traits(const RuleSet& set) {
  Traits traits{set, {}};
  traits.text("name", set.name);
  traits.text("version", set.version);
  traits.text("language", set.language);
  traits.text("hold", std::string(to_string(set.hold)));
  traits.text("expires", std::string(set.expires()));
  traits.text("next-key", set.next_key);
  traits.several("stands on", set.chain.empty() ? set.chain : std::vector<std::string>(set.chain.begin(), set.chain.end() - 1));
  traits.several("internal", set.internal);
  std::vector<std::string> locks;
  for (const auto& lock : set.locks) locks.push_back(lock.pattern + (lock.allow_tune ? " (may be tuned), by " : ", by ") + lock.set);
  traits.several("lock", std::move(locks));
  return std::move(traits.list);
}

SetChanges find_changes(const RuleSet& before, const RuleSet& after) {
  const auto rules = [](const RuleSet& set) { return to_traits(set, set.rules, [](const Rule& rule) { return rule.id; }); };
  const auto facts = [](const RuleSet& set) { return to_traits(set, set.facts, [](const FactDefinition& fact) { return fact.name; }); };
  const auto lists = [](const RuleSet& set) { return to_traits(set, set.lists, [](const PhraseList& list) { return list.name; }); };
  return {.head = compare(find_traits(before), find_traits(after)),
          .rules = compare(rules(before), rules(after)),
          .facts = compare(facts(before), facts(after)),
          .lists = compare(lists(before), lists(after))};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Facts that a rule set defines; they may name one another in any order, but not in a circle.
#include <algorithm>
#include <set>

#include "ruleset/builtin_facts.h"
#include "ruleset/fact_cycle.h"
#include "ruleset/keys.h"
#include "ruleset/locks.h"
#include "ruleset/reading.h"

namespace replylint {
namespace {

struct WrittenFact {
  std::uint32_t file = 0;
  const Node* node = nullptr;
  std::size_t index = 0;  ///< in set.facts
};

/// Gives every fact its index before any expression is read.
std::optional<WrittenFact> register_fact(const Reading& read, const Node& node, const Guarded& guarded, std::set<std::string_view>& seen) {
  auto& load = read.load;
  const auto& name = node.key;
  const auto refuse = [&](std::string what) {
    read.fail_key(node, std::move(what));
    return std::nullopt;
  };
  if (!is_kebab_name(name)) return refuse(quote(name) + " is not a name; accepted: small letters, digits and single hyphens");
  if (name == "and" || name == "or" || name == "not") return refuse(quote(name) + " is an operator and cannot name a fact");
  if (!seen.insert(name).second) return refuse("the fact " + quote(name) + " is defined twice in this rule set");
  const auto known = load.facts.find(name);
  if (known == load.facts.end()) {
    const auto index = load.set.facts.size();
    load.facts.emplace(name, static_cast<std::uint32_t>(builtin_facts.size() + index));
    load.set.facts.emplace_back();
    return WrittenFact{read.file, &node, index};
  }
  if (known->second < builtin_facts.size()) return refuse(quote(name) + " is a built-in fact; choose another name");
  const auto guard = guarded.facts.find(known->second);
  if (guard != guarded.facts.end())
    return refuse("the fact " + quote(name) + " carries a rule that " + guard->second + " locks; it cannot be replaced");
  return WrittenFact{read.file, &node, known->second - builtin_facts.size()};
}

FactDefinition read_fact(const Reading& read, const Node& node) {
  FactDefinition fact;
  fact.name = node.key;
  fact.place = read.to_place(node.key_place);
  read.check_keys(node, keys::fact, "a fact");
  if (node.kind != NodeKind::mapping) return fact;
  if (const auto* areas = node.find("in")) fact.in = read.read_areas(*areas);
  if (const auto* any = node.find("any")) fact.any = read.read_phrases(*any);
  if (const auto* all = node.find("all")) fact.all = read.read_phrases(*all);
  if (const auto* count = node.find("count")) fact.count = read.read_phrases(*count);
  if (const auto* unless = node.find("unless")) fact.unless = read.read_phrases(*unless);
  if (const auto* when = node.find("when")) fact.when = read.read_condition(*when);
  if (const auto* weigh = node.find("weigh")) fact.weigh = read.read_weigh(*weigh, true);
  if (const auto* echo = node.find("echo")) fact.echo = read.read_fact_name(*echo);
  if (const auto* strength = node.find("strength")) fact.strength = read.read_text(*strength, "“strength”").value_or("");
  const bool matches = node.find("any") != nullptr || node.find("all") != nullptr;
  const bool counts = node.find("count") != nullptr;
  const bool weighs = node.find("weigh") != nullptr;
  const bool echoes = node.find("echo") != nullptr;
  if (!matches && !counts && !weighs && !echoes && node.find("when") == nullptr) {
    read.fail_key(node, "the fact " + quote(node.key) + " says nothing; accepted: any, all, count, weigh, echo or when");
  }
  if (static_cast<int>(matches) + static_cast<int>(counts) + static_cast<int>(weighs) + static_cast<int>(echoes) > 1) {
    read.fail_key(node, "the fact " + quote(node.key) + " mixes kinds; accepted: any and all, or count, or weigh, or echo");
  }
  if (node.find("unless") != nullptr && !matches && !counts) {
    read.fail_key(*node.find("unless"), "“unless” drops matches of any, all and count; none of them is here");
  }
  return fact;
}

/// "a needs b, b needs a"
std::string format_cycle(const RuleSet& set, const std::vector<std::uint32_t>& cycle) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size() && i < 6; ++i) {
    text += (i == 0 ? "" : ", ") + quote(set.fact_name(cycle[i])) + " needs " + quote(set.fact_name(cycle[(i + 1) % cycle.size()]));
  }
  return cycle.size() > 6 ? text + ", …" : text;
}

}  // namespace

void read_facts(Loading& load, std::span<const Document> documents) {
  const auto guarded = find_guarded(load);
  std::vector<WrittenFact> written;
  std::set<std::string_view> seen;
  for (const auto& document : documents) {
    const auto* facts = document.root.find("facts");
    if (facts == nullptr || facts->is_empty()) continue;
    const Reading read{load, document.file};
    if (facts->kind != NodeKind::mapping) {
      read.fail(*facts, "“facts” has to be a mapping of names to facts");
      continue;
    }
    for (const auto& node : facts->items) {
      if (const auto fact = register_fact(read, node, guarded, seen)) written.push_back(*fact);
    }
  }
  for (const auto& fact : written) load.set.facts[fact.index] = read_fact({load, fact.file}, *fact.node);
  const auto cycle = find_fact_cycle(load.set);
  if (cycle.empty()) return;
  // Earlier sets had no cycle, so one of the facts in it was written here.
  const auto here = std::ranges::find_if(written, [&](const WrittenFact& fact) {
    return std::ranges::find(cycle, static_cast<std::uint32_t>(builtin_facts.size() + fact.index)) != cycle.end();
  });
  if (here != written.end()) Reading{load, here->file}.fail_key(*here->node, "facts in a circle: " + format_cycle(load.set, cycle));
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Looks for circles among defined facts without recursion.
#include "ruleset/fact_cycle.h"

#include <algorithm>

#include "ruleset/builtin_facts.h"

namespace replylint {
namespace {

/// The defined facts that a fact's definition names, as positions in set.facts.
std::vector<std::size_t> find_needed(const FactDefinition& fact) {
  std::vector<std::size_t> needed;
  const auto add = [&](std::uint32_t index) {
    if (index >= builtin_facts.size()) needed.push_back(index - builtin_facts.size());
  };
  for (const auto& step : fact.when.steps) {
    if (step.op == Condition::Op::fact) add(step.fact);
  }
  if (fact.echo) add(*fact.echo);
  for (const auto& sign : fact.weigh ? fact.weigh->signs : std::vector<Sign>()) {
    if (sign.fact) add(*sign.fact);
  }
  return needed;
}

}  // namespace

std::vector<std::uint32_t> find_fact_cycle(const RuleSet& set) {
  const auto count = set.facts.size();
  std::vector<std::vector<std::size_t>> needs(count);
  std::vector<std::vector<std::size_t>> needed_by(count);
  std::vector<std::size_t> open(count);
  for (std::size_t i = 0; i < count; ++i) {
    needs[i] = find_needed(set.facts[i]);
    open[i] = needs[i].size();
    for (const auto needed : needs[i]) needed_by[needed].push_back(i);
  }
  // Facts that need no open fact are settled one after the other; what stays open needs a circle.
  std::vector<std::size_t> settled;
  for (std::size_t i = 0; i < count; ++i) {
    if (open[i] == 0) settled.push_back(i);
  }
  for (std::size_t next = 0; next < settled.size(); ++next) {
    for (const auto user : needed_by[settled[next]]) {
      if (--open[user] == 0) settled.push_back(user);
    }
  }
  const auto stuck = std::ranges::find_if(open, [](std::size_t needed) { return needed > 0; });
  if (stuck == open.end()) return {};
  // Every open fact needs an open one: walking along them has to come back to a fact already seen.
  std::vector<std::size_t> path;
  std::vector<bool> on_path(count);
  auto at = static_cast<std::size_t>(stuck - open.begin());
  while (!on_path[at]) {
    on_path[at] = true;
    path.push_back(at);
    at = *std::ranges::find_if(needs[at], [&](std::size_t needed) { return open[needed] > 0; });
  }
  std::vector<std::uint32_t> cycle;
  for (auto step = std::ranges::find(path, at); step != path.end(); ++step)
    cycle.push_back(static_cast<std::uint32_t>(builtin_facts.size() + *step));
  return cycle;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Rules: their words, their verb, their examples.
#include <algorithm>
#include <set>
#include <utility>

#include "ruleset/keys.h"
#include "ruleset/locks.h"
#include "ruleset/reading.h"

namespace replylint {
namespace {

bool check_id(const Reading& read, const Node& node, const std::string& id) {
  const auto dot = id.find('.');
  const auto family = std::string_view(id).substr(0, dot);
  if (dot == std::string::npos || !is_kebab_name(family) || !is_kebab_name(std::string_view(id).substr(dot + 1))) {
    read.fail(node, quote(id) + " is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield");
    return false;
  }
  // Without a built-in set below, this is the built-in set.
  if (read.load.input.builtin != nullptr || std::ranges::find(families, family) != families.end()) return true;
  read.fail(node, "unknown family " + quote(family) + format_accepted(family, families));
  return false;
}

void check_examples(const Reading& read, const Node& rule, std::string_view key, std::size_t count) {
  const auto* node = rule.find(key);
  if (node == nullptr || node->kind != NodeKind::sequence || count >= keys::least_examples) return;
  read.fail_key(*node, quote(key) + " has " + std::to_string(count) + (count == 1 ? " example" : " examples") + "; at least " +
                           std::to_string(keys::least_examples) + " are needed");
}

Rule read_rule(const Reading& read, const Node& node, std::string id) {
  Rule rule;
  rule.id = std::move(id);
  rule.set = read.load.set_name;
  rule.place = read.to_place(node.place);
  for (const auto* key : {"message", "why", "bad", "good"}) {
    if (node.find(key) == nullptr) read.fail(node, "the rule " + quote(rule.id) + " has no " + quote(key));
  }
  if (const auto* severity = node.find("severity")) rule.severity = read.read_severity(*severity).value_or(Severity::warning);
  if (const auto* stage = node.find("stage")) rule.observe = read.read_stage(*stage).value_or(false);
  if (const auto* message = node.find("message")) rule.message = read.read_text(*message, "“message”").value_or("");
  if (const auto* why = node.find("why")) rule.why = read.read_text(*why, "“why”").value_or("");
  if (const auto* source = node.find("source")) rule.source = read.read_texts(*source, "“source”");
  if (const auto* areas = node.find("in")) rule.in = read.read_areas(*areas);
  if (const auto* when = node.find("when")) rule.when = read.read_condition(*when);
  read_rule_verb(read, node, rule);
  if (const auto* unless = node.find("unless")) rule.unless = read.read_phrases(*unless);
  if (const auto* fix = node.find("fix")) rule.fixes = read_fixes(read, *fix);
  if (const auto* bad = node.find("bad")) rule.bad = read.read_examples(*bad);
  if (const auto* good = node.find("good")) rule.good = read.read_examples(*good);
  check_examples(read, node, "bad", rule.bad.size());
  check_examples(read, node, "good", rule.good.size());
  check_placeholders(read, node, rule);
  return rule;
}

/// The new rule is appended, or takes the place of an earlier set's rule with the same id.
void put_rule(const Reading& read, const Node& id_node, Rule rule) {
  auto& load = read.load;
  const auto known = load.rules.find(rule.id);
  if (known != load.rules.end()) {
    if (const auto* lock = find_lock(load.set, rule.id))
      return read.fail(id_node, load.name_locker(*lock) + " locks " + quote(rule.id) + "; it cannot be replaced");
    load.set.rules[known->second] = std::move(rule);
    return;
  }
  if (load.set.rules.size() >= load.input.limits.rules) {
    if (!std::exchange(load.too_many_rules, true)) read.fail(id_node, "over " + std::to_string(load.input.limits.rules) + " rules");
    return;
  }
  load.rules.emplace(rule.id, static_cast<std::uint32_t>(load.set.rules.size()));
  load.set.rules.push_back(std::move(rule));
}

void read_rule_node(const Reading& read, const Node& node, std::set<std::string, std::less<>>& seen) {
  if (!read.check_keys(node, keys::rule, "a rule") && node.kind != NodeKind::mapping) return;
  const auto* id_node = node.find("id");
  if (id_node == nullptr) return read.fail(node, "a rule without “id”");
  auto id = read.read_text(*id_node, "“id”");
  if (!id) return;
  const bool valid = check_id(read, *id_node, *id);
  if (!seen.insert(*id).second) return read.fail(*id_node, "the id " + quote(*id) + " is used twice in this rule set");
  auto rule = read_rule(read, node, std::move(*id));
  if (valid) put_rule(read, *id_node, std::move(rule));
}

}  // namespace

void read_rules(Loading& load, std::span<const Document> documents) {
  std::set<std::string, std::less<>> seen;
  for (const auto& document : documents) {
    const auto* rules = document.root.find("rules");
    if (rules == nullptr || rules->is_empty()) continue;
    const Reading read{load, document.file};
    if (rules->kind != NodeKind::sequence) {
      read.fail(*rules, "“rules” has to be a list of rules");
      continue;
    }
    for (const auto& node : rules->items) {
      if (load.errors.full()) return;
      read_rule_node(read, node, seen);
    }
  }
}

}  // namespace replylint

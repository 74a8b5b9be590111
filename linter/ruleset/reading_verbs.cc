// SPDX-License-Identifier: MIT
// The five verbs of a rule and its fixes.
#include <algorithm>
#include <array>

#include "ruleset/keys.h"
#include "ruleset/reading.h"

namespace replylint {
namespace {

constexpr NumberRange limit_range{0, 1e6, false};
constexpr NumberRange word_range{1, 1e6, true};

Limit read_limit(const Reading& read, const Node& node) {
  Limit limit;
  if (!read.check_keys(node, keys::limit, "“limit”")) return limit;
  const auto* of = node.find("of");
  const auto* measure = node.find("measure");
  if ((of == nullptr) == (measure == nullptr)) read.fail(node, "“limit” needs either “of” (phrases to count) or “measure” (a fact)");
  if (of != nullptr) limit.of = read.read_phrases(*of);
  if (measure != nullptr) limit.measure = read.read_fact_name(*measure);
  if (const auto* max = node.find("max")) limit.max = read.read_number(*max, "“max”", limit_range);
  if (const auto* min = node.find("min")) limit.min = read.read_number(*min, "“min”", limit_range);
  if (node.find("max") == nullptr && node.find("min") == nullptr) read.fail(node, "“limit” needs “max” or “min”");
  if (limit.max && limit.min && *limit.max < *limit.min) read.fail(node, "“max” is below “min”");
  if (const auto* per = node.find("per"))
    limit.per = static_cast<Per>(read.read_choice(*per, "stretch for “per”", keys::limit_stretches).value_or(0));
  if (const auto* words = node.find("per-words"))
    limit.per_words = static_cast<std::uint32_t>(read.read_number(*words, "“per-words”", word_range).value_or(0));
  if (const auto* words = node.find("from-words"))
    limit.from_words = static_cast<std::uint32_t>(read.read_number(*words, "“from-words”", word_range).value_or(0));
  return limit;
}

void read_order(const Reading& read, const Node& node, Rule& rule) {
  if (!read.check_keys(node, keys::order, "“order”")) return;
  const auto* first = node.find("first");
  const auto* then = node.find("then");
  if (first == nullptr || then == nullptr) return read.fail(node, "“order” needs both “first” and “then”");
  rule.first = read.read_phrases(*first);
  rule.phrases = read.read_phrases(*then);
}

std::optional<Sign> read_sign(const Reading& read, const Node& node) {
  if (node.kind != NodeKind::sequence || node.items.size() != 2) {
    read.fail(node, "a sign has to be a pair: [phrase or fact, weight]");
    return std::nullopt;
  }
  Sign sign;
  const auto weight = read.read_number(node.items[1], "a weight", {-1000, 1000, false});
  const auto& what = node.items[0];
  const auto fact = what.kind == NodeKind::scalar ? read.load.facts.find(what.text) : read.load.facts.end();
  if (fact != read.load.facts.end()) {
    sign.fact = fact->second;
  } else {
    const auto phrase = read.read_phrase(what);
    if (!phrase) return std::nullopt;
    sign.phrase = *phrase;
  }
  sign.weight = weight.value_or(0);
  sign.place = read.to_place(node.items[1].place);
  return sign;
}

std::optional<Fix> read_insert(const Reading& read, const Node& node, Fix fix) {
  fix.kind = FixKind::insert;
  const auto* at = node.find("at");
  if (at == nullptr) {
    read.fail(node, "“insert” needs “at”; accepted: after-greeting, start, end, before-closing");
    return std::nullopt;
  }
  const auto place = read.read_choice(*at, "place for “at”", keys::insert_places);
  const auto text = read.read_text(*node.find("insert"), "“insert”");
  if (!place || !text) return std::nullopt;
  fix.at = static_cast<InsertAt>(*place);
  fix.text = *text;
  return fix;
}

void read_fix(const Reading& read, const Node& node, std::vector<Fix>& fixes) {
  if (!read.check_keys(node, keys::fix, "“fix”")) return;
  if (std::ranges::count_if(keys::fix_kinds, [&](std::string_view kind) { return node.find(kind) != nullptr; }) != 1) {
    return read.fail(node, "a fix has exactly one of: suggest, replace, delete, insert");
  }
  Fix fix;
  if (const auto* safe = node.find("safe")) fix.safe = read.read_yes_no(*safe, "“safe”").value_or(false);
  if (node.find("at") != nullptr && node.find("insert") == nullptr) read.fail_key(*node.find("at"), "“at” belongs to “insert” only");
  if (const auto* suggest = node.find("suggest")) {
    for (auto& text : read.read_texts(*suggest, "“suggest”")) {
      fix.text = std::move(text);
      fixes.push_back(fix);
    }
  } else if (const auto* replace = node.find("replace")) {
    fix.kind = FixKind::replace;
    fix.text = read.read_text(*replace, "“replace”").value_or("");
    fixes.push_back(fix);
  } else if (const auto* remove = node.find("delete")) {
    fix.kind = FixKind::remove;
    if (read.read_yes_no(*remove, "“delete”") == false) read.fail(*remove, "“delete” has to be true");
    fixes.push_back(fix);
  } else if (auto insert = read_insert(read, node, fix)) {
    fixes.push_back(std::move(*insert));
  }
}

}  // namespace

Weigh Reading::read_weigh(const Node& node, bool may_sum) const {
  Weigh weigh;
  if (!check_keys(node, keys::weigh, "“weigh”")) return weigh;
  const auto* signs = node.find("signs");
  const auto* from = node.find("from");
  weigh.sum = may_sum && from == nullptr && node.find("per") == nullptr;
  if (signs == nullptr || (from == nullptr && !weigh.sum)) {
    fail(node, "“weigh” needs both “signs” and “from”");
    return weigh;
  }
  if (from != nullptr) {
    weigh.from = read_number(*from, "“from”", {-1000, 1000, false}).value_or(0);
    weigh.from_place = to_place(from->place);
  }
  constexpr std::array pers{Per::message, Per::sentence};
  if (const auto* per = node.find("per")) weigh.per = pers.at(read_choice(*per, "stretch for “per”", keys::weigh_stretches).value_or(0));
  if (signs->kind != NodeKind::sequence || signs->items.empty() || signs->items.size() > keys::most_signs) {
    fail(*signs, "“signs” has to be a list of 1 to " + std::to_string(keys::most_signs) + " pairs [phrase or fact, weight]");
    return weigh;
  }
  for (const auto& item : signs->items) {
    if (auto sign = read_sign(*this, item)) weigh.signs.push_back(*sign);
  }
  return weigh;
}

void read_rule_verb(const Reading& read, const Node& node, Rule& rule) {
  const Node* verb = nullptr;
  for (const auto& item : node.items) {
    if (std::ranges::find(keys::verbs, item.key) == keys::verbs.end()) continue;
    if (verb != nullptr)
      return read.fail_key(item, "a rule with two verbs, " + quote(verb->key) + " and " + quote(item.key) + "; make two rules of it");
    verb = &item;
  }
  if (verb == nullptr) {
    if (node.find("when") == nullptr)
      read.fail(node, "a rule with neither a verb nor “when”; accepted verbs: flag, require, order, limit, weigh");
    return;
  }
  if (verb->key == "flag" || verb->key == "require") {
    rule.verb = verb->key == "flag" ? Verb::flag : Verb::require;
    rule.phrases = read.read_phrases(*verb);
  } else if (verb->key == "order") {
    rule.verb = Verb::order;
    read_order(read, *verb, rule);
  } else if (verb->key == "limit") {
    rule.verb = Verb::limit;
    rule.limit = read_limit(read, *verb);
  } else {
    rule.verb = Verb::weigh;
    rule.weigh = read.read_weigh(*verb, false);
  }
}

std::vector<Fix> read_fixes(const Reading& read, const Node& node) {
  std::vector<Fix> fixes;
  for (const auto& item : read.read_items(node, "“fix”", true)) read_fix(read, item, fixes);
  return fixes;
}

}  // namespace replylint

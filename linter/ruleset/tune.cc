// SPDX-License-Identifier: MIT
// `tune`: changes severity and limits of earlier rules, or switches them off, as far as locks allow.
#include <algorithm>
#include <array>
#include <tuple>

#include "ruleset/head.h"
#include "ruleset/keys.h"
#include "ruleset/locks.h"

namespace replylint {
namespace {

/// One entry of `tune`, read once and applied to each rule that it names.
struct Change {
  const Node* node = nullptr;
  std::optional<bool> off;
  std::optional<bool> observe;
  std::optional<Severity> severity;
  std::optional<double> max, min;
  std::optional<std::uint32_t> per_words, from_words;
  std::string because;

  [[nodiscard]] bool changes_limit() const { return max || min || per_words || from_words; }
};

std::optional<Change> read_change(const Reading& read, const Node& node) {
  Change tuning;
  tuning.node = &node;
  if (node.kind != NodeKind::mapping) {
    const auto word = read.read_choice(node, "word for “tune”", keys::tune_words);
    if (!word) return std::nullopt;
    if (*word == 0) tuning.off = true;
    if (*word > 0) tuning.severity = static_cast<Severity>(*word - 1);
    return tuning;
  }
  if (!read.check_keys(node, keys::tune, "“tune”")) return std::nullopt;
  constexpr NumberRange any{0, 1e6, false};
  constexpr NumberRange words{1, 1e6, true};
  if (const auto* off = node.find("off")) tuning.off = read.read_yes_no(*off, "“off”");
  if (const auto* stage = node.find("stage")) tuning.observe = read.read_stage(*stage);
  if (const auto* severity = node.find("severity")) tuning.severity = read.read_severity(*severity);
  if (const auto* max = node.find("max")) tuning.max = read.read_number(*max, "“max”", any);
  if (const auto* min = node.find("min")) tuning.min = read.read_number(*min, "“min”", any);
  const auto read_words = [&](const Node* value, std::string_view what) -> std::optional<std::uint32_t> {
    const auto number = value == nullptr ? std::nullopt : read.read_number(*value, what, words);
    return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
  };
  tuning.per_words = read_words(node.find("per-words"), "“per-words”");
  tuning.from_words = read_words(node.find("from-words"), "“from-words”");
  if (const auto* because = node.find("because")) tuning.because = read.read_text(*because, "“because”").value_or("");
  return tuning;
}

/// What the tuning would weaken in the rule; empty where it only makes it stricter.
std::string_view find_weakening(const Change& tuning, const Rule& rule) {
  if (tuning.off == true && !rule.off) return "switched off";
  if (tuning.observe == true && !rule.observe) return "only observed";
  if (tuning.severity && *tuning.severity < rule.severity) return "softened";
  const auto& limit = rule.limit;
  const bool wider = (tuning.max && (!limit.max || *tuning.max > *limit.max)) || (tuning.min && (!limit.min || *tuning.min < *limit.min));
  const bool later = tuning.from_words && *tuning.from_words > limit.from_words;
  // Another unit can be both stricter and looser, depending on the mail.
  const bool other_unit = tuning.per_words && *tuning.per_words != limit.per_words;
  return wider || later || other_unit ? "narrowed" : "";
}

bool may_tune(const Reading& read, const Change& tuning, const Rule& rule) {
  const auto* lock = find_lock(read.load.set, rule.id);
  if (lock == nullptr) return true;
  if (lock->allow_tune) {
    if (!tuning.because.empty()) return true;
    read.fail_key(*tuning.node,
                  read.load.name_locker(*lock) + " locks " + quote(rule.id) + " and allows to tune it with a reason; add “because”");
    return false;
  }
  const auto weakening = find_weakening(tuning, rule);
  if (weakening.empty()) return true;
  read.fail_key(*tuning.node, read.load.name_locker(*lock) + " locks " + quote(rule.id) + "; it cannot be " + std::string(weakening));
  return false;
}

/// "off", "severity suggestion, max 3"
std::string format_change(const Node& node) {
  if (node.kind == NodeKind::scalar) return node.text;
  std::string out;
  for (const auto& item : node.items) {
    if (item.key != "because") out += (out.empty() ? "" : ", ") + item.key + " " + item.text;
  }
  return out;
}

auto find_tuned(const Rule& rule) {
  const auto& limit = rule.limit;
  return std::tuple(rule.off, rule.observe, rule.severity, limit.max, limit.min, limit.per_words, limit.from_words);
}

void apply(const Reading& read, const Change& tuning, Rule& rule) {
  if (tuning.off) rule.off = *tuning.off;
  if (tuning.observe) rule.observe = *tuning.observe;
  if (tuning.severity) rule.severity = *tuning.severity;
  if (rule.verb == Verb::limit) {
    if (tuning.max) rule.limit.max = tuning.max;
    if (tuning.min) rule.limit.min = tuning.min;
    if (tuning.per_words) rule.limit.per_words = *tuning.per_words;
    if (tuning.from_words) rule.limit.from_words = *tuning.from_words;
  }
  rule.because = tuning.because;
  rule.tuned = read.to_place(tuning.node->key_place);
}

void tune(const Reading& read, const Change& tuning) {
  auto& load = read.load;
  const std::string_view pattern = tuning.node->key;
  bool found = false;
  bool found_limit = false;
  bool changed = false;
  for (auto& rule : load.set.rules) {
    if (!matches_rule(pattern, rule.id)) continue;
    found = true;
    found_limit = found_limit || rule.verb == Verb::limit;
    if (!may_tune(read, tuning, rule)) continue;
    const auto before = find_tuned(rule);
    apply(read, tuning, rule);
    changed = changed || find_tuned(rule) != before;
  }
  if (!found) read.fail_key(*tuning.node, "no rule is named " + quote(pattern) + format_accepted(pattern, to_names(load.rules)));
  if (found && !found_limit && tuning.changes_limit()) read.fail(*tuning.node, quote(pattern) + " has no “limit” to change");
  load.set.tunings.push_back({.pattern = std::string(pattern),
                              .what = format_change(*tuning.node),
                              .because = tuning.because,
                              .set = load.set_name,
                              .place = read.to_place(tuning.node->key_place),
                              .idle = !changed});
}

}  // namespace

void read_tune(const Reading& read, const Node& root) {
  const auto* tunings = root.find("tune");
  if (tunings == nullptr || tunings->is_empty()) return;
  if (tunings->kind != NodeKind::mapping)
    return read.fail(*tunings, "“tune” has to be a mapping of rules to changes, as in tone.exclamation: off");
  for (const auto& node : tunings->items) {
    if (read.load.errors.full()) return;
    if (const auto tuning = read_change(read, node)) tune(read, *tuning);
  }
}

}  // namespace replylint

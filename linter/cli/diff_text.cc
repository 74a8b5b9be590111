// SPDX-License-Identifier: MIT
// Prints differences: "+" is new, "-" is gone, "~" has changed.
#include "cli/diff_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

char to_mark(ChangeKind kind) { return kind == ChangeKind::added ? '+' : kind == ChangeKind::removed ? '-' : '~'; }

std::string_view to_word(ChangeKind kind) {
  return kind == ChangeKind::added ? "added" : kind == ChangeKind::removed ? "removed" : "changed";
}

std::string to_word(const std::vector<std::string>& values) { return values.empty() ? "nothing" : to_printable(values.front()); }

/// What is short enough to be said at once.
bool is_short(const TraitChange& trait) {
  constexpr std::array names{"severity", "verb", "in", "limit", "from", "version", "language", "hold", "expires", "name"};
  return std::ranges::find(names, trait.name) != names.end();
}

/// "severity warning -> error", "phrases +2 -1", "message"
std::string format_trait(const TraitChange& trait) {
  if (is_short(trait) && trait.removed.empty()) return fmt::format("{} {}", trait.name, to_word(trait.added));
  if (is_short(trait)) return fmt::format("{} {} -> {}", trait.name, to_word(trait.removed), to_word(trait.added));
  if (!trait.several) return std::string(trait.name);
  auto out = std::string(trait.name);
  if (!trait.added.empty()) out += fmt::format(" +{}", trait.added.size());
  if (!trait.removed.empty()) out += fmt::format(" -{}", trait.removed.size());
  return out;
}

std::string format_traits(const std::vector<TraitChange>& traits) {
  std::string out;
  for (const auto& trait : traits) out += (out.empty() ? "" : ", ") + format_trait(trait);
  return out;
}

/// What a rule that comes or goes is about.
std::string format_gist(const SubjectChange& change) {
  std::string out;
  for (const auto* name : {"severity", "message"}) {
    const auto found = std::ranges::find(change.traits, name, &TraitChange::name);
    if (found == change.traits.end()) continue;
    out += (out.empty() ? "" : ": ") + to_word(found->added.empty() ? found->removed : found->added);
  }
  return out.empty() ? format_traits(change.traits) : out;
}

void print_values(std::string& out, const std::vector<TraitChange>& traits) {
  for (const auto& trait : traits) {
    if (is_short(trait)) continue;
    for (const auto& value : trait.removed) out += fmt::format("    - {}: {}\n", trait.name, to_printable(value));
    for (const auto& value : trait.added) out += fmt::format("    + {}: {}\n", trait.name, to_printable(value));
  }
}

void print_subjects(std::string& out, std::string_view kind, const std::vector<SubjectChange>& changes, bool verbose) {
  for (const auto& change : changes) {
    const auto what = change.kind == ChangeKind::changed ? format_traits(change.traits) : format_gist(change);
    out += fmt::format("{} {} {}: {}\n", to_mark(change.kind), kind, to_printable(change.name), what);
    if (verbose) print_values(out, change.traits);
  }
}

char to_mark(Turn turn) { return turn == Turn::appears ? '+' : turn == Turn::vanishes ? '-' : '~'; }

std::string_view to_word(Turn turn) { return turn == Turn::appears ? "appears" : turn == Turn::vanishes ? "vanishes" : "changes severity"; }

std::string format_severity(const FindingChange& change) {
  if (change.turn != Turn::changes_severity) return std::string(to_string(change.severity));
  return fmt::format("{} -> {}", to_string(change.before), to_string(change.severity));
}

void print_findings(std::string& out, const FindingChanges& findings, bool verbose) {
  out += fmt::format("{} messages, the findings on {} of them differ\n", findings.messages, findings.changed_messages);
  if (!findings.by_rule.empty()) out += fmt::format("{:<34} {:>6} {:>6} {:>8}\n", "rule", "appear", "vanish", "severity");
  for (const auto& [rule, counts] : findings.by_rule)
    out += fmt::format("{:<34} {:>6} {:>6} {:>8}\n", to_printable(rule), counts.appear, counts.vanish, counts.change_severity);
  if (!verbose) return;
  for (const auto& change : findings.list) {
    out += fmt::format("{} {}:{}: {}: {}\n", to_mark(change.turn), to_printable(change.file), change.line, format_severity(change),
                       to_printable(change.rule));
  }
}

Json to_json(const std::vector<TraitChange>& traits) {
  Json list = Json::array();
  for (const auto& trait : traits) {
    Json change{{"what", trait.name}};
    if (trait.several) {
      change["added"] = trait.added;
      change["removed"] = trait.removed;
    } else {
      change["before"] = trait.removed.empty() ? Json() : Json(trait.removed.front());
      change["after"] = trait.added.empty() ? Json() : Json(trait.added.front());
    }
    list.push_back(std::move(change));
  }
  return list;
}

Json to_json(const std::vector<SubjectChange>& changes) {
  Json list = Json::array();
  for (const auto& change : changes)
    list.push_back({{"name", change.name}, {"change", to_word(change.kind)}, {"traits", to_json(change.traits)}});
  return list;
}

Json to_json(const FindingChanges& findings) {
  Json rules = Json::object();
  for (const auto& [rule, counts] : findings.by_rule)
    rules[rule] = {{"appear", counts.appear}, {"vanish", counts.vanish}, {"change_severity", counts.change_severity}};
  Json list = Json::array();
  for (const auto& change : findings.list) {
    Json finding{{"turn", to_word(change.turn)}, {"rule", change.rule}, {"severity", to_string(change.severity)}};
    if (change.turn == Turn::changes_severity) finding["before"] = to_string(change.before);
    finding["file"] = change.file;
    finding["line"] = change.line;
    list.push_back(std::move(finding));
  }
  return {{"messages", findings.messages},
          {"changed_messages", findings.changed_messages},
          {"unread", findings.unread},
          {"rules", std::move(rules)},
          {"list", std::move(list)}};
}

}  // namespace

std::string format_difference(const Difference& difference, bool verbose) {
  std::string out;
  const auto& sets = difference.sets;
  if (!sets.head.empty()) {
    out += fmt::format("~ set: {}\n", format_traits(sets.head));
    if (verbose) print_values(out, sets.head);
  }
  print_subjects(out, "rule", sets.rules, verbose);
  print_subjects(out, "fact", sets.facts, verbose);
  print_subjects(out, "list", sets.lists, verbose);
  if (difference.findings) print_findings(out, *difference.findings, verbose);
  return out;
}

std::string format_difference_json(const Difference& difference) {
  const auto& sets = difference.sets;
  Json out{{"schema", 1},
           {"set", to_json(sets.head)},
           {"rules", to_json(sets.rules)},
           {"facts", to_json(sets.facts)},
           {"lists", to_json(sets.lists)}};
  if (difference.findings) out["findings"] = to_json(*difference.findings);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace replylint

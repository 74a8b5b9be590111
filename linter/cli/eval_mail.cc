// SPDX-License-Identifier: MIT
// Unlabelled mail: how often anything is raised, by which rules; an upper bound of the false-alarm rate.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/eval.h"
#include "cli/mail_check.h"
#include "report/positions.h"
#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

struct Census {
  std::size_t messages = 0, replies = 0, silent = 0, unread = 0;
  std::size_t flagged = 0, replies_flagged = 0;
  std::map<std::string, std::size_t, std::less<>> by_rule;  // messages that the rule fired on
  std::vector<std::string> places;                          // "file:line:column: severity: rule"
};

std::string rate(std::size_t part, std::size_t whole) {
  if (whole == 0) return "-";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void count(Census& census, const Checked& checked, Severity floor) {
  const auto& verdict = checked.verdict;
  ++census.messages;
  if (verdict.silent != Silent::no) ++census.silent;
  const auto raised = find_raised(verdict, floor);
  if (checked.draft.reply) ++census.replies;
  if (raised.empty()) return;
  ++census.flagged;
  if (checked.draft.reply) ++census.replies_flagged;
  for (const auto& [family, rules] : raised) {
    for (const auto& rule : rules) ++census.by_rule[rule];
  }
  const auto lines = make_line_index(checked);
  for (const auto& finding : verdict.findings) {
    if (finding.ignored || finding.severity < floor) continue;
    const auto place = find_places(lines, finding.raw).begin;
    census.places.push_back(
        fmt::format("{}:{}:{}: {}: {}", to_printable(checked.file), place.line, place.column, to_string(finding.severity), finding.rule));
  }
}

std::vector<std::pair<std::string, std::size_t>> by_frequency(const Census& census) {
  std::vector<std::pair<std::string, std::size_t>> rules(census.by_rule.begin(), census.by_rule.end());
  std::ranges::stable_sort(rules, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
  return rules;
}

std::string format_text(const Census& census, bool list) {
  auto out = fmt::format("messages {}  flagged {} ({})\nreplies  {}  flagged {} ({})\nleft alone {}  unread {}\n", census.messages,
                         census.flagged, rate(census.flagged, census.messages), census.replies, census.replies_flagged,
                         rate(census.replies_flagged, census.replies), census.silent, census.unread);
  for (const auto& [rule, messages] : by_frequency(census)) out += fmt::format("{:>6}  {}\n", messages, rule);
  if (!list) return out;
  out += '\n';
  for (const auto& place : census.places) out += place + "\n";
  return out;
}

std::string format_json(const Census& census) {
  Json json{{"schema", 1},
            {"messages", census.messages},
            {"flagged", census.flagged},
            {"replies", census.replies},
            {"replies_flagged", census.replies_flagged},
            {"left_alone", census.silent},
            {"unread", census.unread}};
  json["rules"] = Json::object();
  for (const auto& [rule, messages] : by_frequency(census)) json["rules"][rule] = messages;
  json["places"] = census.places;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Evaluation evaluate_mail(const std::string& name, const Linter& linter, const EvalOptions& options) {
  Census census;
  const auto unread = check_mail(name, linter, {}, [&](const Checked& checked) { count(census, checked, options.floor); });
  if (!unread) return std::unexpected(unread.error());
  census.unread = *unread;
  return options.json ? format_json(census) : format_text(census, options.list);
}

}  // namespace replylint

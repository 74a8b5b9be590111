// SPDX-License-Identifier: MIT
// Lays the counts of many messages out as tables and as JSON.
#include "report/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/positions.h"
#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;
using Uses = std::map<std::string, Use, std::less<>>;

constexpr int schema_version = 1;

std::vector<std::pair<std::string, Use>> by_messages(const Uses& uses) {
  std::vector<std::pair<std::string, Use>> sorted(uses.begin(), uses.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{},
                           [](const auto& use) { return std::pair(use.second.messages, use.second.findings); });
  return sorted;
}

std::string format_share(std::size_t part, std::size_t whole) {
  return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string format_uses(std::string_view title, const Uses& uses, std::size_t messages) {
  if (uses.empty()) return {};
  auto out = fmt::format("\n{:>8} {:>8} {:>8}  {}\n", "messages", "share", "findings", title);
  for (const auto& [name, use] : by_messages(uses))
    out += fmt::format("{:>8} {:>8} {:>8}  {}\n", use.messages, format_share(use.messages, messages), use.findings, to_printable(name));
  return out;
}

// "3 automatic, 1 other language", from "other-language"
std::string format_left(const Tally& tally) {
  std::string out;
  for (const auto silent : {Silent::automatic, Silent::other_language, Silent::empty}) {
    const auto count = tally.left[static_cast<std::size_t>(silent)];
    if (count == 0) continue;
    auto words = std::string(to_string(silent));
    std::ranges::replace(words, '-', ' ');
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, words);
  }
  return out;
}

Json to_json(const Uses& uses) {
  Json json = Json::object();
  for (const auto& [name, use] : by_messages(uses)) json[name] = Json{{"messages", use.messages}, {"findings", use.findings}};
  return json;
}

Json to_json(const SeverityCounts& counts) {
  Json json = Json::object();
  for (const auto severity : {Severity::error, Severity::warning, Severity::suggestion})
    json[std::string(to_string(severity))] = counts[static_cast<std::size_t>(severity)];
  return json;
}

Json to_json(const Flagged& flagged) {
  Json json{{"file", flagged.file}};
  if (flagged.origin.message > 0) {
    json["message"] = flagged.origin.message;
    json["message_line"] = flagged.origin.line;
  }
  json["message_id"] = flagged.message_id.empty() ? Json(nullptr) : Json(flagged.message_id);
  json["findings"] = to_json(flagged.counts);
  return json;
}

}  // namespace

std::string format_summary_text(const Tally& tally) {
  auto out = fmt::format("{:>8}  messages, {} of them replies\n", tally.messages, tally.replies);
  const auto counts = format_counts(tally.findings);
  out += fmt::format("{:>8}  with findings ({}){}{}\n", tally.flagged, format_share(tally.flagged, tally.messages),
                     counts.empty() ? "" : ": ", counts);
  if (const auto left = format_left(tally); !left.empty())
    out += fmt::format("{:>8}  left alone: {}\n", tally.messages - tally.left[0], left);
  if (tally.unread > 0) out += fmt::format("{:>8}  not read\n", tally.unread);
  out += format_uses("family", tally.families, tally.messages);
  out += format_uses("rule", tally.rules, tally.messages);
  if (!tally.worst.empty()) out += "\nMost to change\n";
  for (const auto& flagged : tally.worst)
    out += fmt::format("  {}: {}\n", format_name(flagged.file, flagged.origin), format_counts(flagged.counts));
  return out;
}

std::string format_summary_json(const Tally& tally) {
  Json json{{"schema", schema_version},
            {"messages", tally.messages},
            {"replies", tally.replies},
            {"flagged", tally.flagged},
            {"unread", tally.unread}};
  json["left_alone"] = Json::object();
  for (const auto silent : {Silent::automatic, Silent::other_language, Silent::empty})
    json["left_alone"][std::string(to_string(silent))] = tally.left[static_cast<std::size_t>(silent)];
  json["findings"] = to_json(tally.findings);
  json["families"] = to_json(tally.families);
  json["rules"] = to_json(tally.rules);
  json["worst"] = Json::array();
  for (const auto& flagged : tally.worst) json["worst"].push_back(to_json(flagged));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace replylint

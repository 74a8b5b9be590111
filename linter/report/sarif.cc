// SPDX-License-Identifier: MIT
// SARIF 2.1.0: one run over all drafts, for code-scanning tools and editors.
#include <nlohmann/json.hpp>

#include <cstdint>

#include "report/formats.h"
#include "report/positions.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

std::string to_string(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// A file name as a relative reference of RFC 3986: "my draft.eml" -> "my%20draft.eml".
std::string to_uri(std::string_view file) {
  if (file == "-") return "stdin";
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    if (plain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4U];
      uri += digits[byte & 15U];
    }
  }
  return uri;
}

// FNV-1a: names a finding from one run to the next without holding a word of the mail.
std::string to_fingerprint(std::string_view rule, std::string_view words) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const auto part : {rule, std::string_view("\n"), words}) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += digits[(hash >> static_cast<unsigned>(shift)) & 15U];
  return out;
}

Json to_region(const LineIndex& lines, RawSpan raw) {
  const auto places = find_places(lines, raw);
  return {{"startLine", places.begin.line},
          {"startColumn", places.begin.column},
          {"endLine", places.end.line},
          {"endColumn", places.end.column}};
}

// A rule's own text has gaps for the words that it meets: "“{match}” is rude" -> "“…” is rude".
std::string without_gaps(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = text.find('}', open == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    out += "…";
    text.remove_prefix(close + 1);
  }
  return out + std::string(text);
}

std::string format_help(const Rule& rule) {
  auto help = rule.why;
  for (const auto& fix : rule.fixes) {
    if (fix.kind == FixKind::suggest) help += "\nTry: " + without_gaps(fix.text);
  }
  for (const auto& example : rule.bad) {
    if (example.quoted.empty()) help += "\nRather not: " + example.text;
  }
  for (const auto& example : rule.good) {
    if (example.quoted.empty()) help += "\nFine: " + example.text;
  }
  return help;
}

Json to_descriptor(const Rule& rule) {
  return {{"id", rule.id},
          {"shortDescription", {{"text", without_gaps(rule.message)}}},
          {"fullDescription", {{"text", rule.why}}},
          {"help", {{"text", format_help(rule)}}},
          {"defaultConfiguration", {{"level", std::string(to_level(rule.severity))}}},
          {"properties", {{"family", std::string(rule.family())}, {"source", rule.source}}}};
}

Json to_fix(const Checked& checked, const LineIndex& lines, const OfferedFix& fix) {
  Json replacement{{"deletedRegion", to_region(lines, checked.draft.to_raw(fix.span))}};
  if (fix.kind != FixKind::remove) replacement["insertedContent"] = {{"text", fix.text}};
  return {{"description", {{"text", format_fix(fix)}}},
          {"artifactChanges",
           Json::array({{{"artifactLocation", {{"uri", to_uri(checked.file)}}}, {"replacements", Json::array({replacement})}}})}};
}

Json to_result(const Checked& checked, const LineIndex& lines, const Finding& finding, const ReportOptions& options) {
  auto region = to_region(lines, finding.raw);
  if (const auto words = words_of(checked, finding); !words.empty()) region["snippet"] = {{"text", std::string(words)}};
  Json result;
  result["ruleId"] = std::string(finding.rule);
  if (const auto* rule = options.rules.find_rule(finding.rule)) result["ruleIndex"] = rule - options.rules.rules.data();
  result["level"] = std::string(to_level(finding.severity));
  result["message"] = {{"text", finding.message}};
  result["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", {{"uri", to_uri(checked.file)}}}, {"region", region}}}}});
  result["partialFingerprints"] = {{"ruleAndWords/v1", to_fingerprint(finding.rule, words_of(checked, finding))}};
  Json fixes = Json::array();
  for (const auto& fix : finding.fixes) {
    if (fix.kind != FixKind::suggest) fixes.push_back(to_fix(checked, lines, fix));
  }
  if (!fixes.empty()) result["fixes"] = std::move(fixes);
  if (finding.ignored) {
    Json suppression{{"kind", "inSource"}};
    if (!finding.ignored_because.empty()) suppression["justification"] = finding.ignored_because;
    result["suppressions"] = Json::array({suppression});
  }
  return result;
}

std::string begin(const ReportOptions& options) {
  Json rules = Json::array();
  for (const auto& rule : options.rules.rules) rules.push_back(to_descriptor(rule));
  const Json driver{{"name", "replylint"}, {"semanticVersion", std::string(options.version)}, {"rules", rules}};
  return R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":)" + to_string(driver) +
         "},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";
}

std::string format_draft(const Checked& checked, const ReportOptions& options) {
  if (checked.verdict.findings.empty()) return {};
  const auto lines = make_line_index(checked);
  std::string out;
  for (const auto& finding : checked.verdict.findings) {
    if (!finding.shown && !finding.ignored) continue;
    if (!out.empty()) out += ",\n";
    out += to_string(to_result(checked, lines, finding, options));
  }
  return out;
}

std::string end(const Tally&, std::span<const Unread> unread, const ReportOptions&) {
  Json notifications = Json::array();
  for (const auto& one : unread) {
    Json place{{"artifactLocation", {{"uri", to_uri(one.file)}}}};
    if (one.origin.message > 0) place["region"] = {{"startLine", one.origin.line}};
    notifications.push_back(
        {{"level", "error"}, {"message", {{"text", one.what}}}, {"locations", Json::array({{{"physicalLocation", std::move(place)}}})}});
  }
  Json invocation{{"executionSuccessful", unread.empty()}};
  if (!unread.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
  return "\n],\"invocations\":" + to_string(Json::array({invocation})) + "}]}\n";
}

}  // namespace

Format make_sarif_format() {
  return {.name = "sarif",
          .about = "SARIF 2.1.0, for code-scanning tools and editors",
          .separator = ",\n",
          .begin = begin,
          .draft = format_draft,
          .unread = [](const Unread&, const ReportOptions&) { return std::string{}; },
          .end = end,
          .tells_examples = true};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Builds the JSON object of a draft, its keys in the order in which people want to read them.
#include "report/draft_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "report/facts.h"
#include "report/positions.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

std::string to_string(const Json& json, Layered layered) {
  return json.dump(layered == Layered::indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

// "" -> null: nothing is known.
Json known(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }

// Which message of an mbox, and where that begins.
void add_origin(Json& json, const Origin& origin) {
  if (origin.message == 0) return;
  json["message"] = origin.message;
  json["message_line"] = origin.line;
  json["message_offset"] = origin.offset;
}

void add_places(Json& json, const Checked& checked, const LineIndex& lines, RawSpan raw) {
  const auto places = find_places(lines, raw);
  json["line"] = places.begin.line;
  json["column"] = places.begin.column;
  json["end_line"] = places.end.line;
  json["end_column"] = places.end.column;
  json["offset"] = checked.origin.offset + raw.begin;
  json["end_offset"] = checked.origin.offset + std::max(raw.begin, raw.end);
}

Json to_json(const Checked& checked, const LineIndex& lines, const std::vector<Evidence>& evidence) {
  Json all = Json::array();
  for (const auto& piece : evidence) {
    Json one{{"text", piece.text}, {"theirs", piece.theirs}};
    add_places(one, checked, lines, checked.draft.to_raw(piece.span));
    all.push_back(std::move(one));
  }
  return all;
}

Json to_json(const Checked& checked, const LineIndex& lines, const OfferedFix& fix) {
  Json json{{"kind", std::string(to_string(fix.kind))}, {"text", fix.text}, {"safe", fix.safe}};
  add_places(json, checked, lines, checked.draft.to_raw(fix.span));
  return json;
}

Json to_json(const Checked& checked, const LineIndex& lines, const Finding& finding) {
  Json json;
  json["rule"] = std::string(finding.rule);
  json["family"] = std::string(finding.family());
  json["severity"] = std::string(to_string(finding.severity));
  json["message"] = finding.message;
  json["why"] = std::string(finding.why);
  add_places(json, checked, lines, finding.raw);
  json["text"] = std::string(words_of(checked, finding));
  json["evidence"] = to_json(checked, lines, finding.evidence);
  json["signs"] = finding.signs;
  json["fixes"] = Json::array();
  for (const auto& fix : finding.fixes) json["fixes"].push_back(to_json(checked, lines, fix));
  json["shown"] = finding.shown && !finding.ignored;
  json["ignored"] = finding.ignored;
  if (finding.ignored) json["ignored_because"] = finding.ignored_because;
  return json;
}

Json to_json(const Checked& checked, const LineIndex& lines, const Strength& strength) {
  Json json{{"what", strength.what}};
  add_places(json, checked, lines, strength.raw);
  json["text"] = std::string(checked.draft.of(strength.span));
  return json;
}

Json facts_json(const Checked& checked, const LineIndex& lines) {
  Json facts = Json::object();
  for (const auto& fact : checked.verdict.facts) {
    const auto value = fact.type == FactType::yes_no ? Json(fact.value != 0) : Json(fact.value);
    facts[std::string(fact.name)] = Json{{"value", value}, {"evidence", to_json(checked, lines, fact.evidence)}};
  }
  return facts;
}

}  // namespace

std::string format_draft_json(const Checked& checked, const ReportOptions& options, Layered layered) {
  const auto lines = make_line_index(checked);
  const auto& verdict = checked.verdict;
  Json json;
  json["schema"] = schema_version;
  json["file"] = std::string(checked.file);
  add_origin(json, checked.origin);
  json["message_id"] = known(checked.message_id);
  json["outcome"] = std::string(to_string(verdict.outcome));
  json["silent"] = verdict.silent == Silent::no ? Json(nullptr) : Json(std::string(to_string(verdict.silent)));
  json["language"] = known(verdict.language);
  json["reply"] = checked.draft.reply;
  json["layout"] = std::string(to_string(checked.draft.layout));
  json["findings"] = Json::array();
  for (const auto& finding : verdict.findings) json["findings"].push_back(to_json(checked, lines, finding));
  json["hidden"] = count_hidden(verdict);
  if (!verdict.observed.empty()) {
    json["observed"] = Json::array();
    for (const auto& finding : verdict.observed) json["observed"].push_back(to_json(checked, lines, finding));
  }
  json["strengths"] = Json::array();
  for (const auto& strength : verdict.strengths) json["strengths"].push_back(to_json(checked, lines, strength));
  json["unused_ignores"] = verdict.unused_ignores;
  json["problems"] = checked.draft.problems;
  if (options.facts) json["facts"] = facts_json(checked, lines);
  return to_string(json, layered);
}

std::string format_facts_json(const Checked& checked) {
  const auto lines = make_line_index(checked);
  Json json{{"schema", schema_version}, {"file", std::string(checked.file)}};
  json["facts"] = facts_json(checked, lines);
  return to_string(json, Layered::indented) + "\n";
}

std::string format_unread_json(const Unread& unread, Layered layered) {
  Json json;
  json["schema"] = schema_version;
  json["file"] = unread.file;
  add_origin(json, unread.origin);
  json["outcome"] = nullptr;
  json["error"] = Json{{"message", unread.what}};
  json["findings"] = Json::array();
  json["strengths"] = Json::array();
  return to_string(json, layered);
}

}  // namespace replylint

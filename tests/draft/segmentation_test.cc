// SPDX-License-Identifier: MIT
// Cuts the reply fixtures and compares with what a careful reader sees in them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "draft/draft.h"
#include "mail/parse.h"
#include "text/words.h"

using namespace replylint;
using nlohmann::json;

namespace {

struct Piece {
  std::string region;
  int depth = 0;
  std::string text;
  bool operator==(const Piece&) const = default;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string collapse(std::string_view text) {
  std::string collapsed;
  for (const char c : trim(text)) {
    if (!is_space(c)) {
      collapsed += c;
    } else if (collapsed.back() != ' ') {
      collapsed += ' ';
    }
  }
  return collapsed;
}

void add(std::vector<Piece>& pieces, Piece piece) {
  if (!pieces.empty() && pieces.back().region == piece.region && pieces.back().depth == piece.depth) {
    pieces.back().text += " " + piece.text;
  } else {
    pieces.push_back(std::move(piece));
  }
}

std::string format(const std::vector<Piece>& pieces, std::size_t at) {
  if (at >= pieces.size()) return "nothing";
  return pieces[at].region + " " + std::to_string(pieces[at].depth) + ": " + pieces[at].text.substr(0, 400);
}

std::string_view to_text(Automatic automatic) {
  constexpr std::string_view names[] = {"no", "auto_reply", "delivery_report", "calendar", "newsletter"};
  return names[static_cast<std::size_t>(automatic)];
}

void compare(std::string& report, const json& expected, const char* key, const json& got) {
  if (expected.contains(key) && expected[key] != got)
    report += std::string("\n  ") + key + ": expected " + expected[key].dump() + ", got " + got.dump();
}

// What differs, "" where nothing does.
std::string judge(const Draft& draft, const json& expected) {
  std::string report;
  compare(report, expected, "layout", to_string(draft.layout));
  compare(report, expected, "reply", draft.reply);
  compare(report, expected, "forward", draft.forward);
  compare(report, expected, "greeting_name", draft.greeting_name);
  compare(report, expected, "language", draft.language);
  compare(report, expected, "automatic", to_text(draft.envelope.automatic));
  compare(report, expected, "quoted_from", draft.quoted_from);
  compare(report, expected, "quoted_signature", draft.quoted_signature);
  if (!expected.contains("segments")) return report;
  std::vector<Piece> want;
  std::vector<Piece> got;
  for (const json& segment : expected["segments"])
    add(want, {segment["region"], segment.value("depth", 0), collapse(segment["text"].get<std::string>())});
  for (const Segment& segment : draft.segments)
    add(got, {std::string(to_string(segment.region)), segment.quote_depth, collapse(draft.of(segment.span))});
  std::size_t at = 0;
  while (at < want.size() && at < got.size() && want[at] == got[at]) ++at;
  if (at < want.size() || at < got.size()) {
    report += "\n  segment " + std::to_string(at) + "\n    expected " + format(want, at) + "\n    got      " + format(got, at);
  }
  return report;
}

}  // namespace

TEST_CASE("reply fixtures are cut as a careful reader cuts them") {
  const std::filesystem::path folder = std::filesystem::path(TEST_FIXTURES) / "replies";
  std::size_t fixtures = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".eml") continue;
    auto answer = entry.path();
    answer.replace_extension(".json");
    if (!std::filesystem::exists(answer)) continue;
    ++fixtures;
    INFO(entry.path().stem().string());
    auto message = parse_message(read_file(entry.path()));
    CHECK(message.has_value());
    if (!message) continue;
    const std::string report = judge(make_draft(std::move(*message)), json::parse(read_file(answer)));
    INFO(report);
    CHECK(report.empty());
  }
  CHECK(fixtures >= 120);
}

// SPDX-License-Identifier: MIT
// The line shown for a finding and where it is underlined.
#include "report/excerpt.h"

#include <catch2/catch.hpp>

#include "report/golden_drafts.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

Excerpt first_excerpt(const std::string& raw) {
  const Linter linter(load_golden_rules());
  const auto golden = check_text(linter, "draft", raw);
  REQUIRE(!golden.verdict.findings.empty());
  const auto& finding = golden.verdict.findings.front();
  return find_excerpt(golden.checked(), finding.span, finding.raw);
}

}  // namespace

TEST_CASE("columns of the underline") {
  struct Row {
    std::string raw, line;
    std::size_t column, columns;
  };
  const std::vector<Row> rows{
      {"Please calm down now.\n", "Please calm down now.", 7, 9},   {"\tcalm down\n", "        calm down", 8, 9},
      {"ab\tcalm\tdown\n", "ab      calm    down", 8, 12},          {"日本語 calm down\n", "日本語 calm down", 7, 9},
      {"Cafe\xcc\x81 calm down\n", "Cafe\xcc\x81 calm down", 5, 9}, {"First line.\r\n\r\nThen calm down.\r\n", "Then calm down.", 5, 9},
      {"\x1b[1m calm down\n", "\xef\xbf\xbd[1m calm down", 5, 9},
  };
  for (const auto& row : rows) {
    const auto excerpt = first_excerpt(row.raw);
    INFO(row.raw);
    CHECK(excerpt.line == row.line);
    CHECK(excerpt.column == row.column);
    CHECK(excerpt.columns == row.columns);
  }
}

TEST_CASE("encoded lines are shown as they are read") {
  const std::string head = "From: a@a.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=";
  CHECK(first_excerpt(head + "utf-8\nContent-Transfer-Encoding: base64\n\nUGxlYXNlIGNhbG0gZG93bi4K\n").line == "Please calm down.");
  CHECK(first_excerpt(head + "utf-8\nContent-Transfer-Encoding: quoted-printable\n\nPlease calm=20down, Jos=C3=A9.\n").line ==
        "Please calm down, José.");
  CHECK(first_excerpt(head + "iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nPlease calm down, Jos\xe9.\n").line ==
        "Please calm down, José.");
}

TEST_CASE("a long line is cut around the words") {
  const auto excerpt = first_excerpt(std::string(100000, 'x') + " calm down " + std::string(100000, 'y') + "\n");
  CHECK(excerpt.line.size() < 200);
  CHECK(excerpt.line.substr(excerpt.column, excerpt.columns) == "calm down");
  CHECK(excerpt.line.starts_with("..."));
  CHECK(excerpt.line.ends_with("..."));
}

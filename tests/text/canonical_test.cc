// SPDX-License-Identifier: MIT
// Canonical text: what is folded, what is left alone, and where it came from.
#include "text/canonical.h"

#include <catch2/catch.hpp>
#include <string>

using replylint::make_canonical;
using replylint::make_identity;
using replylint::MappedText;
using replylint::RawSpan;

TEST_CASE("text is folded") {
  struct Row {
    const char* from;
    const char* to;
  };
  const Row rows[] = {
      {"plain text\n", "plain text\n"},
      {"a\r\nb\rc\n", "a\nb\nc\n"},
      {"\r", "\n"},
      {"don\u2019t \u201Cquote\u201D \u201Elow\u201C \u00ABangle\u00BB \u2039x\u203A", "don't \"quote\" \"low\" \"angle\" 'x'"},
      {"a \u2013 b \u2014 c\u2011d", "a - b - c-d"},
      {"wait\u2026", "wait..."},
      {"10\u00A0000\u202F\u20AC", "10 000 \u20AC"},
      {"zero\u200Bwidth\u00ADsoft\uFEFF", "zerowidthsoft"},
      {"e\u0301tude", "\u00E9tude"},
      {"caf\u00E9", "caf\u00E9"},
      {"\u1100\u1161\u11A8", "\uAC01"},
      {"q\u0323\u0307 q\u0307\u0323", "q\u0323\u0307 q\u0323\u0307"},
      {"\u1100\u1161x\uAC00\u11A8", "\uAC00x\uAC01"},
      {"\u09C7\u09BE", "\u09CB"},
      {"\u0344 \u0F73", "\u0308\u0301 \u0F71\u0F72"},
      {"\u212B", "\u00C5"},
      {"\u4F60\u597D \U0001F600", "\u4F60\u597D \U0001F600"},
      {"bad \xC3( \xFF\xFE end", "bad \uFFFD( \uFFFD\uFFFD end"},
      {"cut \xE2\x82", "cut \uFFFD\uFFFD"},
      {"\u0301start", "\u0301start"},
      {"", ""},
  };
  for (const auto& row : rows) {
    const MappedText to = make_canonical(make_identity(row.from));
    CHECK(to.text == row.to);
    CHECK(to.map.text_size() == to.text.size());
    CHECK(make_canonical(to).text == to.text);
  }
}

TEST_CASE("folded text knows its raw bytes") {
  const std::string raw = "He said\u2026 \u201Cno\u201D\r\ne\u0301t\u00E9 ok";
  const MappedText to = make_canonical(make_identity(raw, 1000));
  const auto raw_of = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(to.text.find(words));
    const RawSpan span = to.map.to_raw({begin, begin + static_cast<std::uint32_t>(words.size())});
    return raw.substr(span.begin - 1000, span.size());
  };
  CHECK(raw_of("said") == "said");
  CHECK(raw_of("...") == "\u2026");
  CHECK(raw_of("no") == "no");
  CHECK(raw_of("\"\n") == "\u201D\r\n");
  CHECK(raw_of("\u00E9t") == "e\u0301t");
  CHECK(raw_of("ok") == "ok");
  const auto dots = static_cast<std::uint32_t>(to.text.find("..."));
  CHECK(to.map.to_raw({dots + 1, dots + 2}) == to.map.to_raw({dots, dots + 3}));
}

TEST_CASE("hostile runs stay linear and whole") {
  std::string marks = "a";
  for (int i = 0; i < 200000; ++i) marks += i % 2 == 0 ? "\u0323" : "\u0301";
  const MappedText to = make_canonical(make_identity(marks));
  CHECK(to.map.text_size() == to.text.size());
  const MappedText junk = make_canonical(make_identity(std::string(200000, '\xFF')));
  CHECK(junk.text.size() == 600000);
}

// SPDX-License-Identifier: MIT
// Source maps: joining, widening, slicing and replacing keep every byte's way back.
#include "text/source_map.h"

#include <catch2/catch.hpp>

using replylint::make_identity;
using replylint::MappedText;
using replylint::RawSpan;
using replylint::SourceMap;
using replylint::TextSpan;

TEST_CASE("neighbouring linear pieces are joined, others are not") {
  SourceMap map;
  map.append(3, {10, 13});
  map.append(2, {13, 15});
  CHECK(map.pieces().size() == 1);
  map.append(2, {20, 22});
  CHECK(map.pieces().size() == 2);
  map.append(1, {22, 25});
  map.append(1, {25, 28});
  CHECK(map.pieces().size() == 4);
  CHECK(map.text_size() == 9);
}

TEST_CASE("a range goes back to raw bytes, widened to whole units") {
  SourceMap map;
  map.append(5, {100, 105});  // linear
  map.append(2, {105, 111});  // a unit of six raw bytes
  map.append(1, {111, 111});  // made up
  map.append(4, {120, 124});  // linear, after a gap
  struct Row {
    TextSpan text;
    RawSpan raw;
  };
  const Row rows[] = {
      {{0, 5}, {100, 105}}, {{1, 3}, {101, 103}},  {{4, 6}, {104, 111}}, {{6, 7}, {105, 111}},   {{7, 8}, {111, 111}},
      {{7, 9}, {111, 121}}, {{0, 12}, {100, 124}}, {{2, 2}, {102, 102}}, {{12, 12}, {124, 124}}, {{9, 99}, {121, 124}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text.begin, row.text.end);
    CHECK(map.to_raw(row.text) == row.raw);
  }
}

TEST_CASE("an empty map has an empty place") { CHECK(SourceMap().to_raw({0, 4}) == RawSpan{}); }

TEST_CASE("a unit of equal lengths is still never cut") {
  SourceMap map;
  map.append_unit(3, {7, 10});
  for (std::uint32_t i = 0; i < 3; ++i) CHECK(map.to_raw({i, i + 1}) == RawSpan{7, 10});
}

TEST_CASE("slices and replacements keep the way back") {
  MappedText from = make_identity("one ", 50);
  from.append("\xC3\xA9", {54, 60});
  from.append(" two", {60, 64});
  MappedText out;
  out.append_from(from, {2, 5});  // ends inside the unit
  out.append_replaced("XYZ", from, {7, 10});
  CHECK(out.text == "e \xC3XYZ");
  CHECK(out.map.text_size() == out.text.size());
  CHECK(out.map.to_raw({0, 2}) == RawSpan{52, 54});
  CHECK(out.map.to_raw({2, 3}) == RawSpan{54, 60});
  CHECK(out.map.to_raw({4, 5}) == RawSpan{61, 64});
}

TEST_CASE("a slice of a unit that comes out at the raw length is not taken for linear") {
  MappedText from;
  from.append("abcdef", {0, 3});
  MappedText out;
  out.append_from(from, {0, 3});
  CHECK(out.map.to_raw({1, 2}) == RawSpan{0, 3});
}

TEST_CASE("pieces out of raw order give a proper range") {
  MappedText text;
  text.append("late", {90, 94});
  text.append("early", {10, 15});
  CHECK(text.map.to_raw({0, 9}) == RawSpan{15, 90});
}

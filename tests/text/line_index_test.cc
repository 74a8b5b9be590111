// SPDX-License-Identifier: MIT
// Line index: places as people count them, for each kind of line end.
#include "text/line_index.h"

#include <catch2/catch.hpp>
#include <string>

using replylint::LineIndex;
using replylint::Place;

TEST_CASE("offsets become lines and columns") {
  const std::string text = "one\ntwo\r\nthr\xC3\xA9\x65\rfour";
  const LineIndex index(text);
  CHECK(index.line_count() == 4);
  struct Row {
    std::uint32_t offset;
    Place place;
  };
  const Row rows[] = {
      {0, {1, 1}},  {2, {1, 3}},  {3, {1, 4}},  {4, {2, 1}},  {7, {2, 4}},  {8, {2, 5}},  {9, {3, 1}},
      {12, {3, 4}}, {13, {3, 4}}, {14, {3, 5}}, {15, {3, 6}}, {16, {4, 1}}, {20, {4, 5}}, {900, {4, 5}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.offset);
    CHECK(index.place(row.offset).line == row.place.line);
    CHECK(index.place(row.offset).column == row.place.column);
  }
}

TEST_CASE("a line that is not UTF-8 counts bytes") {
  const LineIndex index("a\xE9\xE9z\n");
  CHECK(index.place(3) == Place{1, 4});
}

TEST_CASE("lines are given without their ends") {
  const std::string text = "one\r\n\r\ntwo\n";
  const LineIndex index(text);
  CHECK(index.line_count() == 4);
  CHECK(index.line(1) == "one");
  CHECK(index.line(2).empty());
  CHECK(index.line(3) == "two");
  CHECK(index.line(4).empty());
  CHECK(index.line(0).empty());
  CHECK(index.line(5).empty());
}

TEST_CASE("an empty text has one place") {
  const LineIndex index("");
  CHECK(index.line_count() == 1);
  CHECK(index.place(0) == Place{1, 1});
}

TEST_CASE("the first line may have another number than 1") {
  const LineIndex index("one\r\ntwo\rthree\n", 100);
  CHECK(index.place(0) == Place{100, 1});
  CHECK(index.place(6) == Place{101, 2});
  CHECK(index.place(9) == Place{102, 1});
  CHECK(index.line(99).empty());
  CHECK(index.line(101) == "two");
  CHECK(index.line(104).empty());
}

TEST_CASE("line ends are counted as lines are") {
  for (const std::string_view text : {"", "a", "\n", "\r", "\r\n", "\n\r", "\r\r\n\n", "a\nb\rc\r\nd", "\n\n\r\r"}) {
    CAPTURE(text);
    CHECK(replylint::count_line_ends(text) + 1 == LineIndex(text).line_count());
  }
}

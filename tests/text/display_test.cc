// SPDX-License-Identifier: MIT
// Columns of characters, and text made safe for a terminal.
#include "text/display.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace replylint;

TEST_CASE("columns that a text takes") {
  struct Row {
    std::string_view text;
    std::size_t columns;
  };
  const std::vector<Row> rows{{"", 0},     {"abc", 3}, {"é", 1},        {"e\xcc\x81", 1}, {"日本", 4},
                              {"ｈｉ", 4}, {"👍", 2},   {"\xff\xfe", 2}, {"\xe2\x82", 2}};
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(count_columns(row.text) == row.columns);
  }
}

TEST_CASE("what a terminal may see") {
  struct Row {
    std::string_view text, printable;
  };
  const std::vector<Row> rows{
      {"plain", "plain"},
      {" two\r\n\tlines ", "two lines"},
      {"\x1b[31mred", "\xef\xbf\xbd[31mred"},
      {"bell\x07", "bell\xef\xbf\xbd"},
      {"\xc2\x9b"
       "2J",
       "\xef\xbf\xbd"
       "2J"},
      {"a\xe2\x80\xae"
       "b",
       "a\xef\xbf\xbd"
       "b"},
      {"\xff", "\xef\xbf\xbd"},
      {"naïve 日本", "naïve 日本"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(to_printable(row.text) == row.printable);
  }
}

// SPDX-License-Identifier: MIT
// How text looks on a terminal: the columns that each character takes, and which characters must never reach one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace replylint {

/// One character of UTF-8 text as a terminal shows it.
struct Glyph {
  std::uint32_t size = 1;    ///< bytes
  std::uint8_t columns = 1;  ///< 0 for combining marks, 2 for wide characters
  bool safe = true;          ///< false: controls, direction marks and other characters that act instead of being seen
};

/// The character at `offset` (< text.size()); a byte that is not UTF-8 is one unsafe character of one column.
[[nodiscard]] Glyph read_glyph(std::string_view text, std::size_t offset);

/// The columns that `text` takes, unsafe characters counted as one each.
[[nodiscard]] std::size_t count_columns(std::string_view text);

/// `text` on one line for a terminal: runs of white space become one blank, unsafe characters U+FFFD. Valid UTF-8.
[[nodiscard]] std::string to_printable(std::string_view text);

}  // namespace replylint

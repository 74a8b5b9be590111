// SPDX-License-Identifier: MIT
// Raw byte offset -> line and column, once, at the edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace replylint {

/// A place in a file as people count: both start at 1; columns are Unicode code points of the line, bytes where the
/// line is not UTF-8.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(Place, Place) = default;
};

/// How many lines end in `text`; LF, CRLF and lone CR end a line.
[[nodiscard]] std::size_t count_line_ends(std::string_view text);

/// Answers places for one text, which must outlive the index. LF, CRLF and lone CR end a line.
class LineIndex {
 public:
  /// `first`: the number of the text's first line, in a file that holds more than the text.
  explicit LineIndex(std::string_view text, std::uint32_t first = 1);
  /// The place of a byte offset; an offset past the end gives the end. An offset inside a character gives its start.
  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// The bytes of line `line`, without its line end; empty before the first and past the last.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

 private:
  std::string_view text_;
  std::uint32_t first_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace replylint

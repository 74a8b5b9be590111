// SPDX-License-Identifier: MIT
// Raw byte offset -> line and column, once, at the edge.
#pragma once

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

/// Answers places for one text, which must outlive the index. LF, CRLF and lone CR end a line.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  /// The place of a byte offset; an offset past the end gives the end. An offset inside a character gives its start.
  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// The bytes of line `line` (from 1), without its line end; empty past the last.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace replylint

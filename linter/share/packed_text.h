// SPDX-License-Identifier: MIT
// The text of a packed rule set while it is put together, line by line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// The lines of a rule file, each with its end, counted as the YAML parser counts them; without a byte order mark.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);
/// "---" or "...": nothing else in YAML begins a line like this.
[[nodiscard]] bool is_document_mark(std::string_view line);
[[nodiscard]] bool is_blank(std::string_view line);
/// Begins with "#", or "#" is its first character that is no blank.
[[nodiscard]] bool is_comment(std::string_view line);

/// Where a line of the packed text was written; `file` is "" for lines that came with packing.
struct LineOrigin {
  std::string_view file;
  std::uint32_t line = 0;
};

class PackedText {
 public:
  /// Begins a document in which `lines` come next, with a comment that says what they are.
  void begin_document(const std::string& comment, const std::vector<std::string_view>& lines, std::size_t first);
  /// Adds lines [first, last) of a file. Its name has to outlive this.
  void add(std::string_view file, const std::vector<std::string_view>& lines, std::size_t first, std::size_t last);
  /// The same as comments.
  void add_as_comment(std::string_view file, const std::vector<std::string_view>& lines, std::size_t first, std::size_t last);
  void add_line(const std::string& line);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Of a line counted from 1: its own origin, or the nearest above it, or below.
  [[nodiscard]] LineOrigin find_origin(std::uint32_t line) const;

 private:
  void add(LineOrigin origin, std::string_view line);

  std::string text_;
  std::vector<LineOrigin> origins_;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The text of a draft as a table of lines, on which the draft floor works until it cuts segments.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "draft/draft.h"
#include "draft/message.h"

namespace replylint {

/// One line of body text, without quote prefix, trailing white space and line feed.
struct Line {
  TextSpan span;            ///< in Page::text; leading white space is still there
  std::uint8_t prefix = 0;  ///< quote depth by `>` and by quoting elements
  std::uint8_t depth = 0;   ///< quote depth once attributions and header blocks are understood; at least `prefix`
  Region region = Region::authored;
  std::uint8_t marks = 0;  ///< bit per MarkKind that markup sets at the line's first character
  bool long_dash = false;  ///< the line is "-- " with its trailing space

  [[nodiscard]] bool blank() const { return span.empty(); }
  [[nodiscard]] bool has(MarkKind kind) const { return (marks >> static_cast<unsigned>(kind) & 1U) != 0; }
  [[nodiscard]] bool is_authored() const { return !blank() && region == Region::authored; }
};

/// Subject and body, canonical, with the body's lines.
struct Page {
  MappedText text;  ///< the subject, a line feed, the body without quote prefixes
  TextSpan subject;
  std::vector<Line> lines;
  std::vector<TextSpan> inline_code;  ///< code elements inside a line

  [[nodiscard]] std::string_view of(const Line& line) const { return line.span.of(text.text); }
  /// The line without leading white space.
  [[nodiscard]] std::string_view trimmed(std::size_t line) const;
  /// Index of the first line from `from` on that is not blank; lines.size() where there is none.
  [[nodiscard]] std::size_t find_text(std::size_t from) const;
};

[[nodiscard]] Page make_page(const Message& message);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Header fields of a message or a body part, found line by line with their places.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "mail/parse.h"
#include "text/span.h"

namespace replylint {

/// One header field. `name` points into the raw message; nothing is unfolded or decoded.
struct Field {
  std::string_view name;
  RawSpan value;  ///< from after the colon and its blanks to before the last line end
  RawSpan raw;    ///< the whole field with its folds and line end
};

struct Header {
  std::vector<Field> fields;
  std::uint32_t body_begin = 0;   ///< after the blank (or separator) line
  bool has_broken_lines = false;  ///< lines that are no field were skipped
};

/// The ends of the lines of a text, asked for one after the other. LF and CRLF end a line; a lone CR does where no LF
/// follows, as then the whole mail is written so. Linear time for all lines together.
class LineEnds {
 public:
  explicit LineEnds(std::string_view raw) : raw_(raw) {}
  /// One past the line end of the line that holds `at`.
  [[nodiscard]] std::size_t after(std::size_t at);

 private:
  std::string_view raw_;
  bool asked_ = false;
  std::size_t from_ = 0;
  std::size_t feed_ = 0;  ///< the first LF from `from_` on, npos where there is none
};
/// `line` without its line end.
[[nodiscard]] std::string_view without_line_end(std::string_view line);
/// The length of an mbox "From " line at the front of `raw`, 0 where there is none.
[[nodiscard]] std::uint32_t mbox_line_length(std::string_view raw);

/// The fields of the header block at the front of `within`. A line that is no field is skipped where the header goes on
/// behind it; otherwise it begins the body. An error only beyond a limit.
[[nodiscard]] std::expected<Header, MailError> parse_header(std::string_view raw, RawSpan within, const MailLimits& limits);

/// True if `raw` begins with header fields of a mail, and not with prose such as "Note: please read".
[[nodiscard]] bool begins_with_header(std::string_view raw);

/// The first field of that name (any case), nullptr where there is none.
[[nodiscard]] const Field* find_field(const Header& header, std::string_view name);
/// The value without line ends and outer blanks, as ASCII tools see it.
[[nodiscard]] std::string unfold(std::string_view raw, const Field& field);

}  // namespace replylint

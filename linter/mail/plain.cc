// SPDX-License-Identifier: MIT
// Makes plain text bodies of one kind.
#include "mail/plain.h"

#include <algorithm>

#include "text/byte_class.h"

namespace replylint {
namespace {

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// One line of flowed text, without its LF.
struct FlowedLine {
  std::uint32_t depth = 0;    ///< count of `>`
  std::uint32_t content = 0;  ///< where the text begins, after `>` and the stuffed blank
  std::uint32_t stuffed = 0;  ///< where the stuffed blank is, = content where there is none
  std::uint32_t end = 0;
  bool flowed = false;
};

FlowedLine read_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  FlowedLine line;
  line.end = end;
  std::uint32_t at = begin;
  while (at < end && text[at] == '>') ++at, ++line.depth;
  line.stuffed = at;
  if (at < end && text[at] == ' ') ++at;
  line.content = at;
  const std::string_view content = text.substr(at, end - at);
  line.flowed = content.ends_with(' ') && content != "-- ";
  return line;
}

}  // namespace

MappedText normalise_lines(MappedText text) {
  static constexpr ByteClass special(std::string_view("\r\0", 2));
  if (text.text.find('\r') == std::string::npos && text.text.find('\0') == std::string::npos) return text;
  MappedText out;
  out.text.reserve(text.text.size());
  constexpr std::size_t usual_line = 40;
  out.map.reserve(text.map.pieces().size() + 2 * (text.text.size() / usual_line));  // a piece for each line and for its end
  const std::uint32_t size = narrow(text.text.size());
  std::uint32_t copied = 0;
  for (std::uint32_t at = special.find(text.text, 0); at < size; at = special.find(text.text, copied)) {
    out.append_from(text, {copied, at});
    copied = at + 1;
    if (text.text[at] == '\0') continue;
    if (copied < size && text.text[copied] == '\n') ++copied;
    out.append_replaced("\n", text, {at, copied});
  }
  out.append_from(text, {copied, size});
  return out;
}

MappedText unfold_flowed(const MappedText& text, bool delsp) {
  MappedText out;
  out.text.reserve(text.text.size());
  const std::uint32_t size = narrow(text.text.size());
  bool joins = false;
  std::uint32_t depth = 0;
  for (std::uint32_t begin = 0; begin < size;) {
    const std::uint32_t end = std::min(size, narrow(std::min(text.text.find('\n', begin), text.text.size())));
    const FlowedLine line = read_line(text.text, begin, end);
    const bool separator = text.text.compare(line.content, line.end - line.content, "-- ") == 0;
    const bool continues = joins && line.depth == depth && !separator;
    // A flowed line whose successor cannot be joined ends like any other.
    if (joins && !continues) out.append_from(text, {begin - 1, begin});
    if (!continues) {
      if (line.depth > 0) out.append_from(text, {begin, line.content});
    }
    const bool last = end == size;
    out.append_from(text, {line.content, line.flowed && delsp ? line.end - 1 : line.end});
    joins = line.flowed && !last;
    depth = line.depth;
    if (!joins && !last) out.append_from(text, {end, end + 1});
    begin = end + 1;
  }
  return out;
}

}  // namespace replylint

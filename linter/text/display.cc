// SPDX-License-Identifier: MIT
// Asks Unicode's tables, through ICU, how wide a character is and whether it is one that is seen.
#include "text/display.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_wide(UChar32 code) {
  const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

}  // namespace

Glyph read_glyph(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {.size = 1, .columns = 1, .safe = lead >= 0x20 && lead != 0x7F};
  // No character is longer than four bytes, so the rest of a large text need not fit ICU's 32-bit index.
  const auto window = text.substr(offset, 4);
  const auto size = static_cast<std::int32_t>(window.size());
  std::int32_t at = 0;
  UChar32 code = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
  U8_NEXT(bytes, at, size, code);
  if (code < 0) return {.size = 1, .columns = 1, .safe = false};
  Glyph glyph{static_cast<std::uint32_t>(at), 1, true};
  const auto type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) {
    glyph.columns = 0;
  } else if (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR ||
             type == U_SURROGATE || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR) {
    glyph.safe = false;
  } else if (is_wide(code)) {
    glyph.columns = 2;
  }
  return glyph;
}

std::size_t count_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto glyph = read_glyph(text, at);
    columns += glyph.columns;
    at += glyph.size;
  }
  return columns;
}

std::string to_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      gap = !out.empty();
      ++at;
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    const auto glyph = read_glyph(text, at);
    out += glyph.safe ? text.substr(at, glyph.size) : replacement;
    at += glyph.size;
  }
  return out;
}

}  // namespace replylint

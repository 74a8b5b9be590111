// SPDX-License-Identifier: MIT
// Asks Unicode's tables, through utf8proc, how wide a character is and whether it is one that is seen.
#include "text/display.h"

#include <utf8proc.h>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

Glyph read_glyph(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {.size = 1, .columns = 1, .safe = lead >= 0x20 && lead != 0x7F};
  utf8proc_int32_t code = 0;
  const auto rest = text.substr(offset);
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()), static_cast<utf8proc_ssize_t>(rest.size()), &code);
  if (size <= 0) return {.size = 1, .columns = 1, .safe = false};
  Glyph glyph{static_cast<std::uint32_t>(size), 1, true};
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
      glyph.columns = 0;
      break;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
      glyph.safe = false;
      break;
    default:
      if (utf8proc_charwidth(code) == 2) glyph.columns = 2;
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

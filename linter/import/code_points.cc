// SPDX-License-Identifier: MIT
// Decoding and encoding of UTF-8.
#include "import/code_points.h"

namespace replylint {

char32_t take_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const unsigned more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  if (more == 0 || at + more > text.size()) return lead;
  char32_t c = lead & (0x3FU >> more);
  for (unsigned i = 0; i < more; ++i) c = c << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return c;
}

std::string to_utf8(char32_t c) {
  const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0U | c >> 6U), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0U | c >> 12U), tail(6), tail(0)};
  return {static_cast<char>(0xF0U | c >> 18U), tail(12), tail(6), tail(0)};
}

}  // namespace replylint

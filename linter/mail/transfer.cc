// SPDX-License-Identifier: MIT
// Quoted-printable and base64 decoders that carry positions.
#include <algorithm>
#include <array>

#include "mail/decode.h"
#include "text/byte_class.h"

namespace replylint {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

constexpr std::array<signed char, 256> make_base64_digits() {
  std::array<signed char, 256> digits{};
  digits.fill(-1);
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < alphabet.size(); ++i) digits[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  return digits;
}
constexpr auto base64_digits = make_base64_digits();

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Where the blanks end that begin at `at`, and the line end behind them if there is one.
std::size_t skip_line_end(std::string_view raw, std::size_t at, std::size_t end, bool& found) {
  while (at < end && is_blank(raw[at])) ++at;
  found = at == end;
  if (at < end && raw[at] == '\r') ++at, found = true;
  if (at < end && raw[at] == '\n') ++at, found = true;
  return at;
}

}  // namespace

MappedText decode_quoted_printable(std::string_view raw, RawSpan within, bool in_word) {
  MappedText out;
  out.text.reserve(within.size());
  std::size_t copied = within.begin;
  const auto copy_until = [&](std::size_t at) { out.append(raw.substr(copied, at - copied), {narrow(copied), narrow(at)}); };
  static constexpr ByteClass in_word_marks("=_");
  static constexpr ByteClass in_text_marks("=\r\n");
  const ByteClass& marks = in_word ? in_word_marks : in_text_marks;
  const auto find_mark = [&](std::size_t at) { return marks.find(raw.substr(0, within.end), narrow(at)); };
  for (std::size_t at = find_mark(within.begin); at < within.end; at = find_mark(at)) {
    const char c = raw[at];
    if (c == '_') {
      copy_until(at);
      out.append(" ", {narrow(at), narrow(at + 1)});
      copied = ++at;
    } else if (c == '=') {
      const int high = at + 2 < within.end ? hex_digit(raw[at + 1]) : -1;
      const int low = at + 2 < within.end ? hex_digit(raw[at + 2]) : -1;
      bool soft = false;
      const std::size_t next = high < 0 ? skip_line_end(raw, at + 1, within.end, soft) : at + 3;
      if (high >= 0 && low >= 0) {
        copy_until(at);
        const char byte = static_cast<char>(high * 16 + low);
        out.append({&byte, 1}, {narrow(at), narrow(at + 3)});
        copied = at = next;
      } else if (soft && !in_word) {
        copy_until(at);
        copied = at = next;
      } else {
        ++at;
      }
    } else {
      // Blanks at a line end were added on the way (RFC 2045, 6.7 rule 3).
      std::size_t blanks = at;
      while (blanks > copied && is_blank(raw[blanks - 1])) --blanks;
      if (blanks < at) {
        copy_until(blanks);
        copied = at;
      }
      ++at;
    }
  }
  if (copied < within.end) copy_until(within.end);
  return out;
}

MappedText decode_base64(std::string_view raw, RawSpan within, std::size_t limit, bool& complete) {
  MappedText out;
  out.text.reserve(std::min<std::size_t>(limit, within.size() / 4 * 3 + 3));
  out.map.reserve(std::min<std::size_t>(limit, within.size()) / 4 + 1);
  unsigned bits = 0;
  int digits = 0;
  std::size_t first = within.begin;
  complete = true;
  const auto flush = [&](std::size_t end) {
    const std::array<char, 3> bytes = {static_cast<char>(bits >> 16U), static_cast<char>(bits >> 8U), static_cast<char>(bits)};
    out.append_unit({bytes.data(), static_cast<std::size_t>(digits - 1)}, {narrow(first), narrow(end)});
    bits = 0;
    digits = 0;
  };
  std::size_t last = within.begin;
  for (std::size_t at = within.begin; at < within.end && out.text.size() < limit; ++at) {
    if (raw[at] == '=' && digits >= 2) {
      bits <<= 6U * static_cast<unsigned>(4 - digits);
      flush(last);
      continue;
    }
    const int digit = base64_digits[static_cast<unsigned char>(raw[at])];
    if (digit < 0) continue;
    if (digits == 0) first = at;
    bits = bits << 6U | static_cast<unsigned>(digit);
    last = at + 1;
    if (++digits == 4) flush(last);
  }
  if (digits >= 2) {
    bits <<= 6U * static_cast<unsigned>(4 - digits);
    flush(last);
    complete = false;
  } else if (digits == 1) {
    complete = false;
  }
  return out;
}

}  // namespace replylint

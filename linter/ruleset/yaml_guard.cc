// SPDX-License-Identifier: MIT
// Checks size, UTF-8 and control characters, so that the YAML parser only ever gets what it was written for.
#include "ruleset/yaml_guard.h"

#include <string>

namespace replylint {
namespace {

/// Length of the UTF-8 sequence at the start of `text`; 0 where it is malformed, overlong, a surrogate or beyond U+10FFFF.
std::size_t measure_code_point(std::string_view text, char32_t& code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  code_point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    code_point = (code_point << 6U) | (byte(i) & 0x3FU);
  }
  const bool too_small = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return too_small || surrogate || code_point > 0x10FFFF ? 0 : length;
}

bool is_control(char32_t code_point) {
  if (code_point == '\t' || code_point == '\n' || code_point == '\r') return false;
  const bool line_separator = code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029;
  const bool not_text = code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF;
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || line_separator || not_text;
}

}  // namespace

std::optional<YamlError> find_bad_input(std::string_view text, std::size_t max_bytes) {
  YamlPlace place;
  if (text.size() > max_bytes)
    return YamlError{place, "the file has over " + std::to_string(max_bytes) + " bytes; accepted are " + std::to_string(max_bytes)};
  for (std::size_t i = 0; i < text.size();) {
    if (place.column == 1 && text[i] == '%') return YamlError{place, "directives (%) are not accepted in rule files"};
    char32_t code_point = 0;
    const auto length = measure_code_point(text.substr(i), code_point);
    if (length == 0) return YamlError{place, "not UTF-8"};
    if (is_control(code_point)) return YamlError{place, "a control character; write it as an escape in double quotes"};
    const bool line_end = code_point == '\n' || (code_point == '\r' && text.substr(i + 1, 1) != "\n");
    i += length;
    if (line_end) {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  }
  return std::nullopt;
}

}  // namespace replylint

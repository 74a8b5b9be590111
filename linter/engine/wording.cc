// SPDX-License-Identifier: MIT
// Fills placeholders of the form {name}.
#include "engine/wording.h"

#include <fmt/format.h>

#include "text/words.h"

namespace replylint {

std::string format_words(std::string_view text, const FindWord& find_word) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      if (const auto word = find_word(text.substr(i + 1, close - i - 1))) {
        out += *word;
        i = close + 1;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t most) {
  std::string out;
  bool blank = false;
  for (const char c : trim(text)) {
    if (is_space(c)) {
      blank = true;
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  if (out.size() <= most) return out;
  std::size_t cut = out.rfind(' ', most);
  if (cut == std::string::npos || cut < most / 2) {
    cut = most;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0U) == 0x80U) --cut;
  }
  out.resize(cut);
  return out + "...";
}

std::string format_number(double number) { return fmt::format("{:g}", number); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Words of canonical text, and the small questions that several floors ask of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace replylint {

/// ASCII letters lower-cased; other bytes as they are.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
[[nodiscard]] constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
/// Letter, digit, underscore or any byte of a non-ASCII character.
[[nodiscard]] constexpr bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// `text` without white space at either end.
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII case-insensitive comparison.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);

/// The words of `within`: runs of word bytes, with inner apostrophes and hyphens ("don't", "co-op").
[[nodiscard]] std::vector<TextSpan> find_words(std::string_view text, TextSpan within);

/// True for English words that carry no topic ("the", "would", "about"); `word` in lower case.
[[nodiscard]] bool is_function_word(std::string_view word);
/// A rough stem, so that "shipped", "shipping" and "ships" count as one topic word; `word` in lower case.
[[nodiscard]] std::string to_stem(std::string_view word);
/// The stem of a word that carries a topic, "" for one that does not; any letter case.
[[nodiscard]] std::string to_topic(std::string_view word);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Words of canonical text, and the small questions that several floors ask of them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/byte_class.h"
#include "text/span.h"

namespace replylint {

/// ASCII letters lower-cased; other bytes as they are.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
[[nodiscard]] constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
inline constexpr ByteClass word_byte_class("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", true);
/// Letter, digit, underscore or any byte of a non-ASCII character.
[[nodiscard]] constexpr bool is_word_byte(char c) { return word_byte_class.has(c); }
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// `text` without white space at either end.
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII case-insensitive comparison.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
[[nodiscard]] bool ends_with_ignoring_case(std::string_view text, std::string_view suffix);

/// Calls `take(TextSpan)` for each word of `within`: runs of word bytes, with inner apostrophes and hyphens ("don't", "co-op").
template <class Take>
constexpr void for_each_word(std::string_view text, TextSpan within, Take take) {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(within.end, text.size()));
  std::uint32_t at = within.begin;
  while (at < end) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    const std::uint32_t begin = at;
    while (at < end && (is_word_byte(text[at]) || ((text[at] == '\'' || text[at] == '-') && at + 1 < end && is_word_byte(text[at + 1])))) {
      ++at;
    }
    take(TextSpan{begin, at});
  }
}
/// The same as a list.
[[nodiscard]] std::vector<TextSpan> find_words(std::string_view text, TextSpan within);

[[nodiscard]] std::size_t count_words(std::string_view text);

/// True for English words that carry no topic ("the", "would", "about"), in any letter case.
[[nodiscard]] bool is_function_word(std::string_view word);
/// A rough stem, so that "shipped", "shipping" and "ships" count as one topic word; `word` in lower case.
[[nodiscard]] std::string to_stem(std::string_view word);
/// The stem of a word that carries a topic, "" for one that does not; any letter case.
[[nodiscard]] std::string to_topic(std::string_view word);

}  // namespace replylint

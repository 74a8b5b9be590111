// SPDX-License-Identifier: MIT
// Keys: what a word begins with as one of 128 numbers, so that a set of beginnings is one mask.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "text/byte_class.h"

namespace replylint {

/// A set of keys, a bit each.
using WordKeys = std::array<std::uint64_t, 2>;
inline constexpr WordKeys all_keys{~std::uint64_t{0}, ~std::uint64_t{0}};
/// Of a word so many bytes count; a shorter one is told from a longer one by its end.
inline constexpr std::size_t key_bytes = 3;

/// Letters, digits and the underscore: what RE2's \b takes for a word.
inline constexpr ByteClass ascii_word_class("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
[[nodiscard]] constexpr bool is_ascii_word(char c) { return ascii_word_class.has(c); }

/// The key of the word at the beginning of `text`, lower-cased.
[[nodiscard]] constexpr std::uint8_t to_word_key(std::string_view text) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < key_bytes && i < text.size() && is_ascii_word(text[i]); ++i)
    sum |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  return static_cast<std::uint8_t>(sum * 0x9E3779B1U >> 25U);
}
[[nodiscard]] constexpr bool contains(const WordKeys& keys, std::uint8_t key) {
  return ((key < 64 ? keys[0] : keys[1]) >> (key & 63U) & 1U) != 0;
}
constexpr void add_key(WordKeys& keys, std::uint8_t key) { keys[key >> 6U] |= std::uint64_t{1} << (key & 63U); }
[[nodiscard]] constexpr bool share_key(const WordKeys& a, const WordKeys& b) { return ((a[0] & b[0]) | (a[1] & b[1])) != 0; }

}  // namespace replylint

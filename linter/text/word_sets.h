// SPDX-License-Identifier: MIT
// Fixed lists of words and of phrases that are looked up where they stand in a text, without copies of it.
//
// The words of a list are in lower case; a text matches with its ASCII letters in either case.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "text/words.h"

namespace replylint {

/// True if `text` is `word`, which is in lower case.
[[nodiscard]] constexpr bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (to_lower(text[i]) != word[i]) return false;
  return true;
}

/// A list of whole words: `constexpr WordSet units("kg", "km");`. Looking one up costs the same however long the list is.
template <std::size_t n>
class WordSet {
 public:
  template <class... Words>
  explicit consteval WordSet(const Words&... words) : words_{words...} {
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t slot = find_slot(words_[i]);
      while (slots_[slot] != 0) slot = (slot + 1) % slots_.size();
      slots_[slot] = static_cast<std::uint16_t>(i + 1);
      longest_ = std::max(longest_, words_[i].size());
    }
  }

  /// The place in the list of the word that `text` is, `n` where it is none.
  [[nodiscard]] constexpr std::size_t find(std::string_view text) const {
    if (text.empty() || text.size() > longest_) return n;
    for (std::size_t slot = find_slot(text); slots_[slot] != 0; slot = (slot + 1) % slots_.size())
      if (is_word(text, words_[slots_[slot] - 1U])) return slots_[slot] - 1U;
    return n;
  }
  [[nodiscard]] constexpr bool contains(std::string_view text) const { return find(text) < n; }
  [[nodiscard]] constexpr std::size_t longest() const { return longest_; }

 private:
  static constexpr std::size_t slot_count = std::bit_ceil(n * 2 + 1);

  /// Four of its bytes and its length tell a word from nearly all others.
  [[nodiscard]] static constexpr std::size_t find_slot(std::string_view word) {
    const auto byte = [word](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(to_lower(word[i]))); };
    const std::uint32_t ends = byte(0) | byte(word.size() - 1) << 8U | byte(word.size() / 2) << 16U | byte(word.size() / 4) << 24U;
    return ((ends ^ static_cast<std::uint32_t>(word.size()) * 0x85EBCA6BU) * 0x9E3779B1U >> 16U) % slot_count;
  }

  std::array<std::string_view, n> words_;
  std::array<std::uint16_t, slot_count> slots_{};  ///< place in the list + 1; 0 is free
  std::size_t longest_ = 0;
};
template <class... Words>
WordSet(const Words&...) -> WordSet<sizeof...(Words)>;

/// A list of phrases of two bytes and more, of which those that begin at a place are found by their first bytes.
template <std::size_t n>
class PhraseSet {
 public:
  template <class... Phrases>
  explicit consteval PhraseSet(const Phrases&... phrases) : phrases_{phrases...} {
    std::size_t shortest = 4;
    for (const std::string_view phrase : phrases_) shortest = std::min(shortest, phrase.size());
    key_mask_ = shortest == 4 ? 0xFFFFFFFFU : (1U << 8U * shortest) - 1U;
    for (std::size_t i = n; i > 0; --i) {
      auto& head = heads_[find_bucket(phrases_[i - 1])];
      next_[i - 1] = head;
      head = static_cast<std::uint16_t>(i);
    }
  }

  /// Calls `take(phrase)` for each phrase that `text` begins with, in the order of the list, until it returns true; returns
  /// whether it did.
  template <class Take>
  constexpr bool find_start(std::string_view text, Take take) const {
    for (std::size_t i = heads_[find_bucket(text)]; i != 0; i = next_[i - 1]) {
      const std::string_view phrase = phrases_[i - 1];
      if (is_word(text.substr(0, phrase.size()), phrase) && take(phrase)) return true;
    }
    return false;
  }
  [[nodiscard]] constexpr bool begins(std::string_view text) const {
    return find_start(text, [](std::string_view) { return true; });
  }

  /// True if one of the phrases stands anywhere in `text`.
  [[nodiscard]] constexpr bool occurs(std::string_view text) const {
    for (; !text.empty(); text.remove_prefix(1))
      if (begins(text)) return true;
    return false;
  }
  /// How many of the phrases stand in `text`; one that stands there twice counts once.
  [[nodiscard]] constexpr std::size_t count(std::string_view text) const {
    std::array<bool, n> found{};
    for (; !text.empty(); text.remove_prefix(1)) {
      for (std::size_t i = heads_[find_bucket(text)]; i != 0; i = next_[i - 1])
        if (!found[i - 1] && is_word(text.substr(0, phrases_[i - 1].size()), phrases_[i - 1])) found[i - 1] = true;
    }
    return static_cast<std::size_t>(std::count(found.begin(), found.end(), true));
  }

 private:
  static constexpr std::size_t bucket_count = std::bit_ceil(n * 4);

  /// By as many of the first four bytes as the shortest phrase has. The bit that tells cases apart is set in all of them.
  [[nodiscard]] constexpr std::size_t find_bucket(std::string_view text) const {
    const auto byte = [text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) << 8U * i; };
    std::uint32_t key = 0;
    if (text.size() >= 4) {
      key = byte(0) | byte(1) | byte(2) | byte(3);
    } else {
      for (std::size_t i = 0; i < text.size(); ++i) key |= byte(i);
    }
    return ((key | 0x20202020U) & key_mask_) * 0x9E3779B1U >> (32U - std::bit_width(bucket_count - 1));
  }

  std::array<std::string_view, n> phrases_;
  std::array<std::uint16_t, bucket_count> heads_{};  ///< place in the list + 1; 0: no phrase begins so
  std::array<std::uint16_t, n> next_{};
  std::uint32_t key_mask_ = 0;
};
template <class... Phrases>
PhraseSet(const Phrases&...) -> PhraseSet<sizeof...(Phrases)>;

}  // namespace replylint

// SPDX-License-Identifier: MIT
// WordBook: words as numbers, so that what is asked of a word again and again is worked out once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/hash_slots.h"

namespace replylint {

/// Numbers words and their stems in one row, from 1; 0 is the empty text. Not for several threads.
class WordBook {
 public:
  WordBook() : entries_(1) {}
  /// The number of a text, a new one where it has none.
  [[nodiscard]] std::uint32_t number(std::string_view text);
  /// Valid until the next number() or stem().
  [[nodiscard]] std::string_view text(std::uint32_t number) const { return to_text(entries_[number]); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  /// The stem of a word in lower case, as to_stem.
  [[nodiscard]] std::uint32_t stem(std::uint32_t word);
  /// As is_function_word.
  [[nodiscard]] bool is_function(std::uint32_t word);
  /// The stem of a word that carries a topic, else 0, as to_topic.
  [[nodiscard]] std::uint32_t topic(std::uint32_t word) {
    return entries_[word].size < shortest_topic || is_function(word) ? 0 : stem(word);
  }

 private:
  static constexpr std::uint32_t shortest_topic = 3;  // bytes
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;
  struct Entry {
    std::uint32_t begin = 0;  ///< in letters_
    std::uint32_t size = 0;
    std::uint32_t stem = unknown;
    std::uint32_t function = unknown;
  };
  [[nodiscard]] std::string_view to_text(const Entry& entry) const { return std::string_view(letters_).substr(entry.begin, entry.size); }

  std::string letters_;
  std::vector<Entry> entries_;
  HashSlots slots_;
};

}  // namespace replylint

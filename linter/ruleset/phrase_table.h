// SPDX-License-Identifier: MIT
// PhraseTable: all phrases of a rule set in one flat string of words, with the literal index over them, used where it lies.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ruleset/phrase.h"
#include "ruleset/program.h"

namespace replylint {

/// A view: the words belong to whoever made it (a table in the program, a mapped file, a vector) and must outlive it.
///
/// Vocabulary: every word, or beginning of one, that some phrase needs has a number. A phrase has postings under the words of
/// its rarest clause, and further clauses (each a set of numbers) that a sentence has to meet before its program is run.
///
/// A table may stand on another, its base: phrases that it has from there, under the same index, lie there only.
class PhraseTable {
 public:
  PhraseTable() = default;
  /// Nullopt where the words do not fit together: lengths, offsets and indices are all looked at, programs are not (is_sound).
  [[nodiscard]] static std::optional<PhraseTable> read(std::span<const std::uint32_t> words, const PhraseTable* base = nullptr);
  /// The same of words that cannot be wrong: they are not looked at.
  [[nodiscard]] static PhraseTable trust(std::span<const std::uint32_t> words, const PhraseTable* base = nullptr);

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::span<const std::uint32_t> program(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return slice(parts->programs, at);
  }
  /// The head of its program; of a phrase without one a head that rules nothing out. Heads lie side by side, so that looking
  /// at many of them does not fetch the programs.
  [[nodiscard]] ProgramHead head(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return read_head(parts->heads.subspan(at * ProgramHead::size, ProgramHead::size));
  }
  [[nodiscard]] std::string_view pattern(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return text(parts->patterns, at);
  }
  [[nodiscard]] std::string_view source(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return text(parts->sources, at);
  }
  /// UTF-8 matching, as Phrase::unicode.
  [[nodiscard]] bool unicode(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return (parts->flags[at] & 1U) != 0;
  }
  /// The phrases without postings: they have to be tried on every sentence.
  [[nodiscard]] std::span<const std::uint32_t> unindexed() const { return unindexed_; }
  /// True where the phrase lies in the base.
  [[nodiscard]] bool shared(std::uint32_t phrase) const { return is_base_ || (!numbers_.empty() && numbers_[phrase] == none); }

  /// The clauses of a phrase: for each, how many numbers follow, then these.
  [[nodiscard]] std::span<const std::uint32_t> clauses(std::uint32_t phrase) const {
    const auto [parts, at] = locate(phrase);
    return slice(parts->clauses, at);
  }
  /// How many numbers the vocabulary has.
  [[nodiscard]] std::uint32_t vocabulary() const { return postings_.count; }
  /// The phrases that have postings under a word.
  [[nodiscard]] std::span<const std::uint32_t> postings(std::uint32_t word) const { return slice(postings_, word); }
  /// The number of a word or of a beginning of `size` bytes by its hash; `none` where no phrase needs it.
  [[nodiscard]] std::uint32_t find_word(std::uint32_t hash) const { return find(hash * 2); }
  [[nodiscard]] std::uint32_t find_prefix(std::uint32_t hash) const { return find(hash * 2 + 1); }
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  /// Bit n: some beginning has n bytes.
  [[nodiscard]] std::uint32_t prefix_sizes() const { return prefix_sizes_; }

 private:
  friend std::vector<std::uint32_t> make_phrase_table(const std::vector<Phrase>& phrases, const PhraseTable* base);
  friend class Vocabulary;

  static constexpr std::size_t filter_words = 2048;  ///< 65,536 bits: 8 KB, a quarter of the first cache

  /// Things of different lengths: `count + 1` offsets into `data`.
  struct Pool {
    std::span<const std::uint32_t> offsets;
    std::span<const std::uint32_t> data;
    std::uint32_t count = 0;
  };
  /// What there is of each phrase that lies in a table.
  struct Parts {
    std::span<const std::uint32_t> flags;
    std::span<const std::uint32_t> heads;
    Pool programs, clauses, patterns, sources;
  };
  struct Place {
    const Parts* parts;
    std::uint32_t at;
  };
  [[nodiscard]] Place locate(std::uint32_t phrase) const {
    if (numbers_.empty()) return {&own_, phrase};
    return numbers_[phrase] == none ? Place{&base_, phrase} : Place{&own_, numbers_[phrase]};
  }
  [[nodiscard]] static std::span<const std::uint32_t> slice(const Pool& pool, std::uint32_t index) {
    return pool.data.subspan(pool.offsets[index], pool.offsets[index + 1] - pool.offsets[index]);
  }
  /// Of texts the offsets count bytes.
  [[nodiscard]] static std::string_view text(const Pool& pool, std::uint32_t index) {
    return {reinterpret_cast<const char*>(pool.data.data()) + pool.offsets[index], pool.offsets[index + 1] - pool.offsets[index]};
  }
  /// True for the words of a set that adds nothing to its base's phrases.
  [[nodiscard]] static bool is_nothing_but_base(std::span<const std::uint32_t> words);
  /// Finds the parts; false where they do not take up all of the words.
  [[nodiscard]] bool split(std::span<const std::uint32_t> words);
  [[nodiscard]] bool is_sound(const PhraseTable* base) const;

  [[nodiscard]] std::uint32_t find(std::uint32_t key) const {
    if ((filter_[key >> 21U] >> (key >> 16U & 31U) & 1U) == 0) return none;
    for (std::size_t slot = key & slot_mask_; slots_[2 * slot + 1] != none; slot = (slot + 1) & slot_mask_) {
      if (slots_[2 * slot] == key) return slots_[2 * slot + 1];
    }
    return none;
  }

  std::uint32_t size_ = 0;
  bool is_base_ = false;  ///< has no phrase of its own: all parts are the base's
  std::uint32_t prefix_sizes_ = 0;
  std::uint32_t slot_mask_ = 0;
  std::span<const std::uint32_t> numbers_;  ///< by phrase: its number among this table's own, none: it lies in the base; empty: all are own
  std::span<const std::uint32_t> unindexed_;
  std::span<const std::uint32_t> filter_;  ///< a bit for the upper half of each key: most words of a text stop here
  std::span<const std::uint32_t> slots_;   ///< open addressing: key, number; a free one has the number `none`
  Pool postings_;
  Parts own_, base_;
};

/// The words of a table. Equal phrases give equal words. What is `in_base` comes from `base`, by index.
[[nodiscard]] std::vector<std::uint32_t> make_phrase_table(const std::vector<Phrase>& phrases, const PhraseTable* base = nullptr);

}  // namespace replylint

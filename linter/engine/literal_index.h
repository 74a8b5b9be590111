// SPDX-License-Identifier: MIT
// Which phrases can match in a sentence at all: one pass over its words.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sentence_reading.h"
#include "ruleset/phrase_table.h"

namespace replylint {

/// False where a sentence with such bytes cannot hold the phrase.
[[nodiscard]] bool has_needs(const PhraseTable& phrases, std::uint32_t phrase, const SentenceBytes& bytes);

/// Notes words, bytes and candidates of sentences. Keeps its room from one to the next; not for several threads.
class LiteralIndex {
 public:
  /// The table must outlive the index.
  explicit LiteralIndex(const PhraseTable& phrases);

  /// Fills a reading that has its `text` only. Its candidates are the phrases with postings of which the sentence holds a word,
  /// a word of each clause and the bytes that they need.
  void scan(SentenceReading& sentence);

 private:
  [[nodiscard]] std::uint32_t scan_word(std::uint32_t at, SentenceReading& sentence);
  void note(std::uint32_t word);
  [[nodiscard]] bool holds(std::uint32_t word) const { return (held_.data()[word / 64] >> (word % 64) & 1U) != 0; }
  /// False only where some clause of the phrase has no word in the sentence, so that its program cannot match there.
  [[nodiscard]] bool meets_clauses(std::uint32_t phrase) const;

  const PhraseTable& phrases_;
  std::uint32_t prefix_sizes_;
  std::uint32_t turn_ = 0;               ///< number of the sentence, counted from 1
  std::vector<std::uint64_t> held_;      ///< bits: the words of the vocabulary that the sentence holds
  std::vector<std::uint32_t> words_;     ///< the same as numbers
  std::vector<std::uint32_t> noted_;     ///< phrases with postings under one of them, each once
  std::vector<std::uint32_t> noted_in_;  ///< by phrase: the last turn in which it was noted
};

}  // namespace replylint

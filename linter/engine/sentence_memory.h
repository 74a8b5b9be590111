// SPDX-License-Identifier: MIT
// SentenceMemory: the sentences that were read, so that one that comes again costs next to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/literal_index.h"
#include "engine/matcher.h"
#include "engine/sentence_reading.h"
#include "engine/word_book.h"

namespace replylint {

/// What is kept between two drafts; while one is being checked, all of its sentences are.
struct MemoryLimits {
  std::size_t sentences = 256;       ///< about 3 KB each; more would leave the processor's cache
  std::size_t of_last_draft = 8192;  ///< sentences; those of the last draft are kept though they are more
  std::size_t longest = 2048;        ///< bytes; longer ones are not kept
  std::size_t words = 16384;         ///< different ones, with their stems; with more, everything is forgotten
};

/// Reads sentences, each once. Refers to a rule set's phrases and their matcher; not for several threads.
class SentenceMemory {
 public:
  SentenceMemory(const PhraseTable& phrases, const Matcher& matcher, const MemoryLimits& limits = {});

  /// The reading of a sentence; it stays where it is until the next tidy().
  [[nodiscard]] SentenceReading& read(std::string_view sentence);
  /// Its words, as in find_words.
  [[nodiscard]] std::span<const SentenceWord> words(SentenceReading& sentence);
  /// Matches of a candidate, which is tried now unless it was before. Valid until another one of this sentence is tried.
  [[nodiscard]] std::span<const TextSpan> matches(SentenceReading& sentence, std::uint32_t candidate);
  /// The number of a phrase without postings among the sentence's candidates, where it is put if it is not there yet.
  [[nodiscard]] std::uint32_t add_candidate(SentenceReading& sentence, std::uint32_t phrase) const;

  [[nodiscard]] const PhraseTable& phrases() const { return phrases_; }
  [[nodiscard]] const Matcher& matcher() const { return matcher_; }
  [[nodiscard]] WordBook& book() { return book_; }

  /// To be called between two drafts: what goes beyond the limits is forgotten, the sentences not seen for longest first.
  void tidy();

 private:
  struct Entry {
    std::unique_ptr<SentenceReading> reading;
    std::uint32_t hash = 0;
    std::uint32_t draft = 0;  ///< number, from 1, of the last draft that held it
  };
  [[nodiscard]] std::unique_ptr<SentenceReading> take_spare();
  void forget(std::size_t kept);

  const PhraseTable& phrases_;
  const Matcher& matcher_;
  MemoryLimits limits_;
  LiteralIndex index_;
  WordBook book_;
  ProgramStack stack_;
  std::vector<Entry> entries_;
  HashSlots slots_;                                      ///< of entries
  std::vector<std::unique_ptr<SentenceReading>> spare_;  ///< forgotten ones, for the room that they hold
  std::uint32_t draft_ = 1;
  std::size_t of_this_draft_ = 0;  ///< sentences
  bool has_long_ = false;          ///< one of the entries goes beyond the limit
};

}  // namespace replylint

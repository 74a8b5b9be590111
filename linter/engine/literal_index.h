// SPDX-License-Identifier: MIT
// Which phrases can match in which sentence at all: one pass over the words of a text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sentence_view.h"
#include "ruleset/phrase_table.h"
#include "ruleset/program.h"
#include "text/span.h"

namespace replylint {

/// A sentence that may hold a phrase, and what came of trying.
struct Candidate {
  std::uint32_t sentence = 0;
  std::uint32_t next = 0;         ///< the phrase's next candidate in TextIndex::candidates, or PhraseTable::none
  std::uint32_t first_match = 0;  ///< once tried: where its matches begin, and how many there are
  std::uint32_t matches = 0;
  bool tried = false;
};

/// What one pass over a text notes of its sentences.
struct TextIndex {
  struct SentenceNote {
    TextSpan span;
    std::uint32_t first_start = 0;  ///< where its ASCII words begin: a stretch of `starts`
    std::uint32_t end_start = 0;
    SentenceBytes bytes;
  };
  std::string_view text;
  std::string lower;  ///< the text in lower case, with `lower_padding` bytes behind it
  std::vector<SentenceNote> sentences;
  std::vector<WordStart> starts;
  SentenceBytes bytes;  ///< of all sentences together
  /// By phrase: its first candidate, sentences in order; none; not_looked for a phrase without postings.
  std::vector<std::uint32_t> heads;
  static constexpr std::uint32_t not_looked = PhraseTable::none - 1;
  std::vector<std::uint32_t> tails;
  std::vector<Candidate> candidates;

  /// A sentence as programs see it; a view of this index.
  [[nodiscard]] SentenceView view(std::uint32_t sentence) const;
  /// The first candidate of a phrase; those of one without postings are looked for now.
  std::uint32_t find_first(const PhraseTable& phrases, std::uint32_t phrase) {
    return heads[phrase] == not_looked ? look_for(phrases, phrase) : heads[phrase];
  }
  /// Appends a sentence to a phrase's candidates.
  void add_candidate(std::uint32_t phrase, std::uint32_t sentence);

 private:
  std::uint32_t look_for(const PhraseTable& phrases, std::uint32_t phrase);
};

/// One pass over the sentences. Candidates of a phrase with postings are the sentences that hold one of its words, a word of
/// each of its clauses and the bytes that it needs; others have not been looked for.
[[nodiscard]] TextIndex scan_sentences(const PhraseTable& phrases, std::string_view text, std::span<const TextSpan> sentences);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Which phrases can match in which sentence at all: one pass over the words of a text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ruleset/phrase_table.h"
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
    std::uint64_t classes = 0;      ///< classes of its bytes, capitals_class included
    std::uint32_t first_start = 0;  ///< where its ASCII words begin: a stretch of `starts`
    std::uint32_t end_start = 0;
  };
  std::vector<SentenceNote> sentences;
  std::vector<std::uint32_t> starts;  ///< offsets in the text
  std::vector<std::uint32_t> heads;   ///< by phrase: its first candidate, sentences in order; none
  std::vector<std::uint32_t> tails;
  std::vector<Candidate> candidates;

  [[nodiscard]] std::span<const std::uint32_t> starts_of(std::uint32_t sentence) const {
    const auto& note = sentences[sentence];
    return std::span(starts).subspan(note.first_start, note.end_start - note.first_start);
  }
  /// Appends a sentence to a phrase's candidates.
  void add_candidate(std::uint32_t phrase, std::uint32_t sentence);
};

/// False where a sentence with bytes of these classes cannot hold the phrase.
[[nodiscard]] bool has_needs(const PhraseTable& phrases, std::uint32_t phrase, std::uint64_t classes);

/// One pass over the sentences. Candidates of a phrase with postings are the sentences that hold one of its words, a word of
/// each of its clauses and the bytes that it needs; other phrases have none yet.
[[nodiscard]] TextIndex scan_sentences(const PhraseTable& phrases, std::string_view text, std::span<const TextSpan> sentences);

}  // namespace replylint

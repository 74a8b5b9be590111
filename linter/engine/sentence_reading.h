// SPDX-License-Identifier: MIT
// SentenceReading: one sentence with all that was found out about its words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/hash_slots.h"
#include "engine/sentence_view.h"
#include "text/span.h"

namespace replylint {

/// A phrase that the sentence may hold, and what came of trying.
struct Candidate {
  std::uint32_t phrase = 0;
  std::uint32_t first_match = 0;  ///< once tried: where in SentenceReading::matches its matches begin, and how many there are
  std::uint32_t matches = 0;
  bool tried = false;
};

/// A word of a sentence; see WordBook for what the numbers stand for.
struct SentenceWord {
  TextSpan span;            ///< in the sentence
  std::uint32_t lower = 0;  ///< the word in lower case
};

/// What a sentence's words alone decide: the same in every draft that holds it. Places are counted from its beginning.
struct SentenceReading {
  std::string text;
  std::string lower;  ///< in lower case, with `lower_padding` bytes behind it
  SentenceBytes bytes;
  std::vector<WordStart> starts;  ///< of its ASCII words
  /// First the phrases with postings that the literal index leaves, each once; then others, as they were asked for.
  std::vector<Candidate> candidates;
  std::uint32_t indexed = 0;        ///< how many of the candidates come from postings
  HashSlots asked;                  ///< numbers of those others, by phrase
  std::vector<TextSpan> matches;    ///< those of one candidate side by side
  std::vector<SentenceWord> words;  ///< as in find_words
  bool has_words = false;           ///< `words` were looked for

  [[nodiscard]] SentenceView view() const { return {text, lower.data(), bytes, starts}; }
};

}  // namespace replylint

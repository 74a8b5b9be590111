// SPDX-License-Identifier: MIT
// DraftCandidates: where in a draft a phrase may stand.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/sentence_memory.h"

namespace replylint {

/// The candidates of all sentences of one draft, by phrase. Refers to the memory, which must not be tidied meanwhile.
class DraftCandidates {
 public:
  /// One candidate, and the next one of its phrase; sentences in order.
  struct Place {
    std::uint32_t sentence = 0;
    std::uint32_t candidate = 0;  ///< its number in the sentence's reading
    std::uint32_t next = 0;       ///< PhraseTable::none: the last one
    std::uint32_t reached = 0;    ///< of a phrase's first place: where a walk along its places stopped
  };

  DraftCandidates(SentenceMemory& memory, std::string_view text, std::span<const TextSpan> sentences);

  [[nodiscard]] SentenceReading& sentence(std::uint32_t index) const { return *sentences_[index]; }
  /// The first place of a phrase; none. Those of a phrase without postings are looked for now.
  [[nodiscard]] std::uint32_t find_first(std::uint32_t phrase) {
    const auto first = first_[phrase];
    return first == not_looked ? look_for(phrase) : first;
  }
  [[nodiscard]] Place& place(std::uint32_t index) { return places_[index]; }

 private:
  static constexpr std::uint32_t not_looked = PhraseTable::none - 1;
  void add(std::uint32_t phrase, std::uint32_t sentence, std::uint32_t candidate);
  [[nodiscard]] std::uint32_t look_for(std::uint32_t phrase);

  SentenceMemory& memory_;
  std::vector<SentenceReading*> sentences_;
  SentenceBytes bytes_;               ///< of all sentences together
  std::vector<std::uint32_t> first_;  ///< by phrase
  std::vector<Place> places_;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Chains the candidates of sentences together.
#include "engine/draft_candidates.h"

#include <utility>

namespace replylint {

DraftCandidates::DraftCandidates(SentenceMemory& memory, std::string_view text, std::span<const TextSpan> sentences)
    : memory_(memory), first_(memory.phrases().size(), PhraseTable::none) {
  for (const auto phrase : memory.phrases().unindexed()) first_[phrase] = not_looked;
  sentences_.reserve(sentences.size());
  places_.reserve(1024);
  for (const auto span : sentences) {
    auto& reading = memory.read(span.of(text));
    sentences_.push_back(&reading);
    bytes_.classes |= reading.bytes.classes;
    for (std::size_t i = 0; i < bytes_.words.size(); ++i) bytes_.words[i] |= reading.bytes.words[i];
    const auto sentence = static_cast<std::uint32_t>(sentences_.size() - 1);
    for (std::uint32_t i = 0; i < reading.indexed; ++i) add(reading.candidates[i].phrase, sentence, i);
  }
}

void DraftCandidates::add(std::uint32_t phrase, std::uint32_t sentence, std::uint32_t candidate) {
  const auto fresh = static_cast<std::uint32_t>(places_.size());
  places_.push_back({sentence, candidate, PhraseTable::none, fresh});
  auto& first = first_[phrase];
  if (first == PhraseTable::none) {
    first = fresh;
  } else {
    // While places are added, the first one's `reached` is the last of them.
    places_[std::exchange(places_[first].reached, fresh)].next = fresh;
  }
}

std::uint32_t DraftCandidates::look_for(std::uint32_t phrase) {
  first_[phrase] = PhraseTable::none;
  const auto& phrases = memory_.phrases();
  if (!has_needs(phrases, phrase, bytes_)) return PhraseTable::none;
  for (std::uint32_t i = 0; i < sentences_.size(); ++i) {
    if (has_needs(phrases, phrase, sentences_[i]->bytes)) add(phrase, i, memory_.add_candidate(*sentences_[i], phrase));
  }
  return first_[phrase];
}

}  // namespace replylint

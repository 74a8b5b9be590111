// SPDX-License-Identifier: MIT
// Which phrases can match in which sentence at all: one pass over the words of a text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ruleset/phrase.h"
#include "text/span.h"

namespace replylint {

/// Maps words to the phrases that need them. Immutable.
class LiteralIndex {
 public:
  explicit LiteralIndex(const std::vector<Phrase>& phrases);

  /// A phrase that may match in a sentence (an index into the spans given to find_candidates).
  struct Candidate {
    std::uint32_t phrase = 0;
    std::uint32_t sentence = 0;
    friend auto operator<=>(const Candidate&, const Candidate&) = default;
  };

  /// Every pair of a phrase and a sentence that holds one of its atoms; phrases without atoms are in `always`, not here.
  /// Sorted by phrase, then sentence; each pair once.
  template <class Sentences>
  [[nodiscard]] std::vector<Candidate> find_candidates(std::string_view text, const Sentences& sentences) const {
    Pass pass{std::vector<std::uint32_t>(phrase_count_, none), {}};
    for (std::uint32_t i = 0; i < sentences.size(); ++i) scan(sentences[i].span.of(text), i, pass);
    std::ranges::sort(pass.candidates);
    return std::move(pass.candidates);
  }

  /// Phrases for which no atom is known: they are tried on every sentence.
  [[nodiscard]] const std::vector<std::uint32_t>& always() const { return always_; }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  /// What one pass over a text collects: for each phrase the last sentence that was noted, so that none is noted twice.
  struct Pass {
    std::vector<std::uint32_t> last_sentence;
    std::vector<Candidate> candidates;
  };
  void scan(std::string_view text, std::uint32_t sentence, Pass& pass) const;

  /// A stretch of postings_.
  struct Postings {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  std::unordered_map<std::uint64_t, Postings> words_;     ///< hash of a whole word
  std::unordered_map<std::uint64_t, Postings> prefixes_;  ///< hash of a word's beginning
  std::vector<std::uint8_t> prefix_sizes_;                ///< the lengths that prefixes_ has, ascending
  std::vector<std::uint32_t> postings_;
  std::vector<std::uint32_t> always_;
  std::size_t phrase_count_ = 0;
};

}  // namespace replylint

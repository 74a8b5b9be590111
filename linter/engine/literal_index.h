// SPDX-License-Identifier: MIT
// Which phrases can match in which sentence at all: one pass over the words of a text.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/phrase.h"
#include "text/span.h"

namespace replylint {

/// Hash -> phrases, in one open-addressed table. Immutable.
class PostingTable {
 public:
  struct Posting {
    std::uint32_t hash = 0;
    std::uint32_t phrase = 0;
    friend auto operator<=>(const Posting&, const Posting&) = default;
  };
  explicit PostingTable(std::vector<Posting> postings);
  [[nodiscard]] std::span<const Posting> find(std::uint32_t hash) const;

 private:
  std::vector<Posting> postings_;     ///< sorted by hash
  std::vector<std::uint32_t> slots_;  ///< index of the first posting of a hash, plus one; 0: free
};

/// The words of one sentence, by hash, for testing clauses. Sorted.
struct SentenceWords {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> prefixes;  ///< every beginning up to longest_prefix bytes
};
[[nodiscard]] SentenceWords find_sentence_words(std::string_view sentence);

/// False only where some clause of the phrase has no word in the sentence, so that its pattern cannot match there.
[[nodiscard]] bool may_match(const Phrase& phrase, const SentenceWords& sentence);

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

  /// Every pair of a phrase and a sentence that holds one of its atoms; phrases without atoms are not in it.
  /// Sorted by phrase, then sentence; each pair once.
  template <class Sentences>
  [[nodiscard]] std::vector<Candidate> find_candidates(std::string_view text, const Sentences& sentences) const {
    Pass pass{std::vector<std::uint32_t>(phrase_count_, none), {}};
    for (std::uint32_t i = 0; i < sentences.size(); ++i) scan(sentences[i].span.of(text), i, pass);
    std::ranges::sort(pass.candidates);
    return std::move(pass.candidates);
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  /// What one pass over a text collects: for each phrase the last sentence that was noted, so that none is noted twice.
  struct Pass {
    std::vector<std::uint32_t> last_sentence;
    std::vector<Candidate> candidates;
  };
  void scan(std::string_view text, std::uint32_t sentence, Pass& pass) const;

  std::size_t phrase_count_ = 0;
  std::array<bool, longest_prefix + 1> prefix_sizes_{};  ///< lengths that some prefix has
  PostingTable words_;
  PostingTable prefixes_;
};

}  // namespace replylint

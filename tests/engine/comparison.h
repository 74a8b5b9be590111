// SPDX-License-Identifier: MIT
// Compares what phrases find by index and program with what RE2 alone finds, sentence by sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/draft_candidates.h"
#include "ruleset/phrase_table.h"

namespace replylint::testing {

/// A text and its sentences; the text belongs to the caller.
struct ComparedText {
  std::string_view text;
  std::vector<TextSpan> sentences;
};

/// A phrase that finds something else in a sentence than RE2 does.
struct Difference {
  std::uint32_t text = 0;  ///< number among the texts compared
  std::uint32_t phrase = 0;
  std::uint32_t sentence = 0;
  bool held_impossible = false;  ///< the index leaves the sentence out, though there is a match; else the program finds others
};

struct Comparison {
  std::size_t sentences = 0;
  std::size_t matches = 0;  ///< by RE2
  std::vector<Difference> differences;
};

/// Compares every `stride`-th phrase from `first` on. A phrase goes over all texts before the next one does, so that RE2's automata stay
/// in the processor's cache: a few dozen texts in one call are compared much faster than one by one. May run in several threads at once.
[[nodiscard]] inline Comparison compare_with_re2(const PhraseTable& phrases, const Matcher& matcher, std::span<const ComparedText> texts,
                                                 std::uint32_t first = 0, std::uint32_t stride = 1) {
  Comparison out;
  SentenceMemory memory(phrases, matcher);
  std::vector<DraftCandidates> all;
  all.reserve(texts.size());
  for (const auto& text : texts) {
    all.emplace_back(memory, text.text, text.sentences);
    out.sentences += text.sentences.size();
  }
  ProgramStack stack;
  std::vector<bool> possible;
  std::vector<TextSpan> ours;
  std::vector<TextSpan> theirs;
  for (std::uint32_t phrase = first; phrase < phrases.size(); phrase += stride) {
    for (std::uint32_t text = 0; text < texts.size(); ++text) {
      const auto& sentences = texts[text].sentences;
      auto& candidates = all[text];
      possible.assign(sentences.size(), false);
      for (auto at = candidates.find_first(phrase); at != PhraseTable::none; at = candidates.place(at).next)
        possible[candidates.place(at).sentence] = true;
      for (std::uint32_t sentence = 0; sentence < sentences.size(); ++sentence) {
        ours.clear();
        theirs.clear();
        const auto view = candidates.sentence(sentence).view();
        matcher.find_all_by_re2(phrase, view.text, {0, static_cast<std::uint32_t>(view.text.size())}, theirs);
        matcher.find_all(phrase, view, stack, ours);
        out.matches += theirs.size();
        const bool held_impossible = !theirs.empty() && !possible[sentence];
        if (ours != theirs || held_impossible) out.differences.push_back({text, phrase, sentence, held_impossible});
      }
    }
  }
  return out;
}

}  // namespace replylint::testing

// SPDX-License-Identifier: MIT
// DraftReading: one draft with what every rule asks of it, worked out once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draft/draft.h"
#include "engine/draft_candidates.h"
#include "ruleset/rule.h"

namespace replylint {

struct Match {
  TextSpan span;
  std::uint32_t sentence = 0;
  std::uint32_t phrase = 0;
};

/// One draft while it is being checked: areas and words of its sentences, and the matches of phrases, found on demand
/// and kept. Refers to the draft, the rule set and the memory of sentences; not for several threads.
class DraftReading {
 public:
  DraftReading(const Draft& draft, const RuleSet& set, SentenceMemory& memory);

  [[nodiscard]] const Draft& draft() const { return draft_; }
  [[nodiscard]] const RuleSet& set() const { return set_; }
  [[nodiscard]] const PhraseTable& phrases() const { return memory_.phrases(); }
  [[nodiscard]] const Matcher& matcher() const { return memory_.matcher(); }
  /// Words by number.
  [[nodiscard]] WordBook& book() const { return memory_.book(); }

  /// The areas that a sentence belongs to.
  [[nodiscard]] AreaSet areas(std::uint32_t sentence) const { return areas_[sentence]; }
  /// True where the sentence in which `span` begins is the other side's, or from further up the thread.
  [[nodiscard]] bool is_theirs(TextSpan span) const;
  /// Sentences of an area, in order.
  [[nodiscard]] std::vector<std::uint32_t> sentences(AreaSet in) const;
  /// A sentence in lower case; places in it are those in the sentence.
  [[nodiscard]] std::string_view lower(std::uint32_t sentence) const;
  /// Words of a sentence, as in find_words, with places in the sentence.
  [[nodiscard]] std::span<const SentenceWord> words(std::uint32_t sentence) const { return memory_.words(candidates_.sentence(sentence)); }
  /// A place in a sentence as one in the draft.
  [[nodiscard]] TextSpan to_draft(TextSpan span, std::uint32_t sentence) const {
    const auto offset = draft_.sentences[sentence].span.begin;
    return {offset + span.begin, offset + span.end};
  }
  [[nodiscard]] std::size_t count_words(AreaSet in) const;

  /// Matches of the phrases in `in`, sorted by place; none inside a masked stretch unless `in` says everything.
  [[nodiscard]] std::vector<Match> find_matches(std::span<const PhraseRef> refs, AreaSet in) const;
  /// The same for a list by name; empty where the rule set has no such list.
  [[nodiscard]] std::vector<Match> find_list_matches(std::string_view list, AreaSet in) const;
  /// True where one of the phrases matches in that sentence, whatever its area.
  [[nodiscard]] bool matches_in(std::span<const PhraseRef> refs, std::uint32_t sentence) const;
  /// The text with a line in place of each character that is nobody's own: web addresses, what is quoted from the other side.
  [[nodiscard]] std::string own_text(TextSpan span) const;

 private:
  /// Appends the matches of a phrase whose first candidate is at `first`.
  void collect(std::uint32_t phrase, std::uint32_t first, AreaSet in, std::vector<Match>& out) const;
  [[nodiscard]] bool masked(TextSpan span) const;
  void find_areas();

  const Draft& draft_;
  const RuleSet& set_;
  SentenceMemory& memory_;
  mutable DraftCandidates candidates_;
  std::vector<AreaSet> areas_;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Patterns of a rule set, built when first needed, each run on one sentence at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/program_run.h"
#include "ruleset/phrase_table.h"
#include "text/span.h"

namespace re2 {
class RE2;
}

namespace replylint {

/// Runs phrases: their programs, or a RE2 for each where that is needed, built then. Const calls may run in several threads.
class Matcher {
 public:
  /// Views the table; what it looks into must outlive the matcher.
  /// `sound`: no program has to be looked at before it is run.
  explicit Matcher(PhraseTable phrases, bool sound = false);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// Appends every match of a phrase in a sentence, leftmost first, not overlapping, as places in the sentence.
  void find_all(std::uint32_t phrase, const SentenceView& sentence, ProgramStack& stack, std::vector<TextSpan>& out) const;
  /// The same by RE2 alone, however slow: what find_all is measured by. Places are those in `text`.
  void find_all_by_re2(std::uint32_t phrase, std::string_view text, TextSpan sentence, std::vector<TextSpan>& out) const;

  /// The groups {1}, {2} … of the phrase's match that begins at `match.begin`; groups that took no part are empty.
  [[nodiscard]] std::vector<std::string_view> find_groups(std::uint32_t phrase, std::string_view text, TextSpan sentence,
                                                          TextSpan match) const;

 private:
  enum class Soundness : std::uint8_t { unknown, sound, unsound };
  const re2::RE2& pattern(std::uint32_t phrase) const;
  [[nodiscard]] bool is_sound(std::uint32_t phrase) const;

  PhraseTable phrases_;
  bool sound_;
  std::unique_ptr<std::atomic<const re2::RE2*>[]> patterns_;
  std::unique_ptr<std::atomic<Soundness>[]> soundness_;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Patterns of a rule set, built when first needed, each run on one sentence at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/program_run.h"
#include "ruleset/phrase.h"
#include "text/span.h"

namespace re2 {
class RE2;
}

namespace replylint {

/// Holds one lazily built RE2 per phrase. Const calls may run in several threads at once.
class Matcher {
 public:
  /// `phrases` must outlive the matcher.
  explicit Matcher(const std::vector<Phrase>& phrases);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// Appends every match of a phrase in the range `sentence` of `text`, leftmost first, not overlapping.
  void find_all(std::uint32_t phrase, std::string_view text, TextSpan sentence, ProgramStack& stack, std::vector<TextSpan>& out) const;
  /// The same by RE2 alone, however slow: what find_all is measured by.
  void find_all_by_re2(std::uint32_t phrase, std::string_view text, TextSpan sentence, std::vector<TextSpan>& out) const;

  /// The groups {1}, {2} … of the phrase's match that begins at `match.begin`; groups that took no part are empty.
  [[nodiscard]] std::vector<std::string_view> find_groups(std::uint32_t phrase, std::string_view text, TextSpan sentence,
                                                          TextSpan match) const;

 private:
  const re2::RE2& pattern(std::uint32_t phrase) const;

  const std::vector<Phrase>& phrases_;
  std::unique_ptr<std::atomic<const re2::RE2*>[]> patterns_;
};

}  // namespace replylint

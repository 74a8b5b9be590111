// SPDX-License-Identifier: MIT
// The parts of finding remarks, each in a file of its own.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/remarks.h"
#include "engine/trials.h"

namespace replylint {

/// How often one rule speaks on the bad examples of another.
struct Meeting {
  std::size_t fires = 0;       ///< examples on which it finds something
  std::size_t same_words = 0;  ///< examples on which a match of both touches
};
/// By the index of the rule that fires and of the rule whose examples they are; pairs that never meet are left out.
using Meetings = std::map<std::pair<std::uint32_t, std::uint32_t>, Meeting>;
[[nodiscard]] Meetings find_meetings(Trials& trials);

/// Two rules of one family that each fire on every bad example of the other.
[[nodiscard]] bool are_twins(const RuleSet& set, const Meetings& meetings, std::uint32_t a, std::uint32_t b);
void add_twins(const RuleSet& set, const Meetings& meetings, std::string_view only, std::vector<Remark>& remarks);
/// Rules that find each other's words, and rules that another of their family always hides.
void add_overlaps(const Linter& linter, const Meetings& meetings, std::vector<Remark>& remarks);

/// Lists and facts that nothing uses, directly or not; those that the engine itself looks for are used.
void add_unused(const RuleSet& set, std::vector<Remark>& remarks);
/// What is seen without an example: wording, fixes, repeated lists, tuning, files.
void add_advice(const RuleSet& set, std::vector<Remark>& remarks);

}  // namespace replylint

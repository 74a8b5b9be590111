// SPDX-License-Identifier: MIT
// Lists of lists -> lists of phrases.
#pragma once

#include <vector>

#include "ruleset/rule.h"

namespace replylint {

/// The lists of a set, each entry that is all of another list ("$apology") replaced by that list's phrases: many small
/// patterns that are seldom tried beat one large one tried everywhere.
[[nodiscard]] std::vector<PhraseList> flatten_lists(const RuleSet& set);

}  // namespace replylint

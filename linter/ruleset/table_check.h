// SPDX-License-Identifier: MIT
// Checks a rule set that came from bytes rather than from the loader.
#pragma once

#include <string>

#include "ruleset/rule.h"

namespace replylint {

/// What would make using the set unsafe: an index out of range, an expression that does not evaluate, facts in a circle. "" where it is
/// sound. The set may lack its phrases; `phrase_count` says how many there are.
[[nodiscard]] std::string find_problem(const RuleSet& set, std::size_t phrase_count);

}  // namespace replylint

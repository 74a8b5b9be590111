// SPDX-License-Identifier: MIT
// Checks a rule set that came from bytes rather than from the loader.
#pragma once

#include <string>

#include "ruleset/rule.h"

namespace replylint {

/// What would make using the set unsafe: an index out of range, an expression that does not evaluate, facts in a circle. "" where it is
/// sound.
[[nodiscard]] std::string find_problem(const RuleSet& set);

}  // namespace replylint

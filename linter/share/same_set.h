// SPDX-License-Identifier: MIT
// Whether two rule sets do the same.
#pragma once

#include "ruleset/rule.h"

namespace replylint {

/// True where the tables of two sets differ in nothing but file names and places, the names of sets that rules came from, and
/// the order in which phrases are kept.
[[nodiscard]] bool is_same_set(RuleSet a, RuleSet b);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Facts that need themselves.
#pragma once

#include <vector>

#include "ruleset/rule.h"

namespace replylint {

/// Fact indices of one circle of definitions, each needing the next and the last the first; empty where there is none.
/// Every fact index in `set` has to be in range.
[[nodiscard]] std::vector<std::uint32_t> find_fact_cycle(const RuleSet& set);

}  // namespace replylint

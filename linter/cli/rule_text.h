// SPDX-License-Identifier: MIT
// Rules for people and programs: the list, and everything about one rule.
#pragma once

#include <string>
#include <string_view>

#include "engine/examples.h"
#include "ruleset/rule.h"

namespace replylint {

/// One line a rule of the family ("": all), sorted by family and id.
[[nodiscard]] std::string format_rule_list(const RuleSet& set, std::string_view family);
/// {"schema": 1, "rules": […]}
[[nodiscard]] std::string format_rule_list_json(const RuleSet& set, std::string_view family);
/// Everything that there is to know about a rule.
[[nodiscard]] std::string format_rule(const RuleSet& set, const Rule& rule);

/// "file:line:column: error: rule: what" of an example that failed.
[[nodiscard]] std::string format_failure(const RuleSet& set, const ExampleFailure& failure);

}  // namespace replylint

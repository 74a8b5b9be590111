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

/// A phrase as it was written, or "$list".
[[nodiscard]] std::string format_phrase(const RuleSet& set, PhraseRef ref);
/// "authored, closing"
[[nodiscard]] std::string format_areas(AreaSet areas);
/// "matches, at most 2 a sentence"
[[nodiscard]] std::string format_limit(const RuleSet& set, const Limit& limit);
/// "insert end: You can … (safe)"
[[nodiscard]] std::string format_fix_rule(const Fix& fix);

/// "file:line:column: error: rule: what" of an example that failed.
[[nodiscard]] std::string format_failure(const RuleSet& set, const ExampleFailure& failure);

}  // namespace replylint

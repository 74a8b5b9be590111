// SPDX-License-Identifier: MIT
// The commands for those who write rule sets: each is a file beside this.
#pragma once

#include "cli/command.h"

namespace replylint {

/// A rule set from a template, in a file or folder that is not there yet.
[[nodiscard]] Command make_rules_new_command();
/// Remarks on a rule set.
[[nodiscard]] Command make_rules_lint_command();
/// The difference of two rule sets, and what it does to findings.
[[nodiscard]] Command make_rules_diff_command();
/// A reference of a rule set.
[[nodiscard]] Command make_rules_docs_command();
/// The JSON Schema of rule files.
[[nodiscard]] Command make_rules_schema_command();

}  // namespace replylint

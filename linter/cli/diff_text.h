// SPDX-License-Identifier: MIT
// The difference of two rule sets, for people and programs.
#pragma once

#include <optional>
#include <string>

#include "cli/finding_changes.h"
#include "cli/set_changes.h"

namespace replylint {

struct Difference {
  SetChanges sets;
  std::optional<FindingChanges> findings;  ///< where mail was checked
};

/// A line for each rule, fact and list, and a table of findings; `verbose`: phrases, wording and single findings below.
[[nodiscard]] std::string format_difference(const Difference& difference, bool verbose);
/// {"schema": 1, "set": […], "rules": […], "facts": […], "lists": […], "findings": {…}}
[[nodiscard]] std::string format_difference_json(const Difference& difference);

}  // namespace replylint

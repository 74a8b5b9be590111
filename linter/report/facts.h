// SPDX-License-Identifier: MIT
// The facts of a draft as a table for people and as JSON.
#pragma once

#include <string>

#include "report/report.h"

namespace replylint {

/// A line a fact: name, value, the words that made it so with their line.
[[nodiscard]] std::string format_facts_text(const Checked& checked);
/// {"schema": 1, "file": …, "facts": {NAME: {"value": …, "evidence": […]}}}
[[nodiscard]] std::string format_facts_json(const Checked& checked);

}  // namespace replylint

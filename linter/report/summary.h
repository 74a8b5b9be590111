// SPDX-License-Identifier: MIT
// The counts of many messages, for whoever looks at a year of sent mail.
#pragma once

#include <string>

#include "report/tally.h"

namespace replylint {

/// Tables: all in all, by family, by rule, the messages with most findings.
[[nodiscard]] std::string format_summary_text(const Tally& tally);
/// The same as a JSON object, as README.md beside this file describes it.
[[nodiscard]] std::string format_summary_json(const Tally& tally);

}  // namespace replylint

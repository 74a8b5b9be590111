// SPDX-License-Identifier: MIT
// What another rule set changes about the findings on mail.
#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <string>
#include <vector>

#include "engine/linter.h"

namespace replylint {

enum class Turn : std::uint8_t { appears, vanishes, changes_severity };

/// A finding that only one of two sets has, or that they hold for differently severe.
struct FindingChange {
  Turn turn = Turn::appears;
  std::string rule;
  Severity severity = Severity::warning;  ///< as the second set has it; of what vanishes, as the first had it
  Severity before = Severity::warning;    ///< of what changes severity
  std::string file;                       ///< as format_name gives it
  std::size_t line = 0;
};

struct TurnCounts {
  std::size_t appear = 0, vanish = 0, change_severity = 0;
};

struct FindingChanges {
  std::size_t messages = 0, changed_messages = 0, unread = 0;
  std::map<std::string, TurnCounts, std::less<>> by_rule;
  std::vector<FindingChange> list;  ///< in the order of the mail
};

/// Checks all mail of these folders and files with both. Findings count though they are hidden behind others; ignored ones do not.
/// Those of one rule whose words touch are the same. Lists single findings only for `list`. The error names the folder.
[[nodiscard]] std::expected<FindingChanges, std::string> find_finding_changes(const Linter& before, const Linter& after,
                                                                              const std::vector<std::string>& folders, bool list);

}  // namespace replylint

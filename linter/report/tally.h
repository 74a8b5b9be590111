// SPDX-License-Identifier: MIT
// What a report over many messages counts: findings by severity, rule and family, and the messages with most of them.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace replylint {

/// Findings by Severity; ignored ones do not count, those kept back behind the first five do.
using SeverityCounts = std::array<std::size_t, 3>;
[[nodiscard]] SeverityCounts count_severities(const Verdict& verdict);
/// "1 error, 2 warnings"; "" where there are none.
[[nodiscard]] std::string format_counts(const SeverityCounts& counts);

/// How often a rule or family spoke.
struct Use {
  std::size_t messages = 0, findings = 0;
};

/// A message with findings.
struct Flagged {
  std::string file;
  Origin origin;
  std::string message_id;
  SeverityCounts counts = {};
};

/// Counts of some messages. Two of them, merged in the order of their messages, are the counts of all.
struct Tally {
  static constexpr std::size_t most_worst = 10;

  std::size_t messages = 0;              ///< read, those left alone included
  std::size_t replies = 0;               ///< that answer a message
  std::size_t flagged = 0;               ///< with at least one finding
  std::size_t unread = 0;                ///< files and messages that could not be checked
  SeverityCounts findings = {};          ///< of all messages
  std::array<std::size_t, 4> left = {};  ///< by Silent: messages left alone; [0] those that were checked
  std::map<std::string, Use, std::less<>> rules, families;
  std::vector<Flagged> worst;  ///< most errors first, then most warnings, most suggestions, the earlier one; at most most_worst

  void add(const Checked& checked);
  void merge(Tally later);
};

/// One line, its end included: "1204 messages: 37 with findings (1 error, 40 warnings), 3 left alone, 1 not read".
[[nodiscard]] std::string format_closing(const Tally& tally);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// What became of findings, counted on this machine: which rule is listened to, and which is noise.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// What is noted of one mail that went out or was held. No word of the mail, no address, no time of day.
struct MailRecord {
  std::string date;  ///< "2026-11-27"
  bool held = false;
  std::map<std::string, std::uint32_t> found = {};                ///< rule -> findings that were shown
  std::map<std::string, std::uint32_t> observed = {};             ///< of rules that are only observed
  std::vector<std::pair<std::string, std::string>> ignored = {};  ///< rule, and the sender's reason, "" for none
};

struct RuleCounts {
  std::uint64_t findings = 0;
  std::uint64_t mails = 0;  ///< in which it found something
  std::uint64_t sent = 0;   ///< of those, mails that went out all the same
  std::uint64_t ignored = 0;
  std::uint64_t observed = 0;                    ///< findings that nobody was shown
  std::map<std::string, std::uint64_t> reasons;  ///< for ignoring it
};

struct Statistics {
  std::string since, until;  ///< days of the first and last mail counted
  std::uint64_t mails = 0;
  std::map<std::string, RuleCounts> rules;
};

/// Lines of text, one an event; a reason is cut to one line of at most 200 bytes.
[[nodiscard]] std::string format_record(const MailRecord& record);
/// Adds what lines say of mails from the day `from` on ("": all). A line that is not understood, as one cut off by a full disk,
/// counts nothing.
void add_records(std::string_view lines, std::string_view from, Statistics& sums);

/// Appends to the file, which is made where it is missing, with its folder, for this user alone; two programs may do so at once.
/// A file beyond 4 MiB is moved to NAME.old, in place of an earlier one. False where that cannot be done.
bool append_record(const std::string& file, const MailRecord& record);
/// The file and NAME.old before it, as far as they are there and this user's.
[[nodiscard]] std::string read_records(const std::string& file);
/// Removes both; false where one stays.
bool remove_records(const std::string& file);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Output formats: a checked draft -> text for people, editors and programs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draft/draft.h"
#include "engine/finding.h"
#include "ruleset/rule.h"

namespace replylint {

/// Where the bytes of a draft begin in its file.
struct Origin {
  std::uint32_t line = 1;     ///< as people count
  std::uint64_t offset = 0;   ///< bytes from 0
  std::uint64_t message = 0;  ///< which message of an mbox, from 1; 0: the draft is the whole file
};

/// One draft with what the check said. Refers to its parts; they outlive the call that it is passed to.
struct Checked {
  std::string_view file;  ///< as people name it; any bytes
  std::string_view raw;   ///< the bytes that draft and verdict are about
  const Draft& draft;
  const Verdict& verdict;
  Origin origin = {};
  std::string_view message_id = {};  ///< with its angle brackets, "" where there is none
};

/// A draft that could not be checked.
struct Unread {
  std::string file;
  std::string what;  ///< one sentence, without mail text
  Origin origin = {};
};

struct Tally;

struct ReportOptions {
  const RuleSet& rules;      ///< those that checked the drafts
  std::string_view version;  ///< of the program
  bool colour = false;       ///< escape sequences for a terminal
  bool verbose = false;      ///< also say why there is nothing to say
  bool facts = false;        ///< add every fact
  bool many = false;         ///< the report is about more than one draft
};

/// An output format. A report is begin(), then draft() or unread() for each draft with `separator` between those that are
/// not empty, then end(). No function does I/O; every string is valid UTF-8.
struct Format {
  std::string_view name;
  std::string_view about;  ///< a few words for --help
  std::string_view separator;
  std::string (*begin)(const ReportOptions& options);
  std::string (*draft)(const Checked& checked, const ReportOptions& options);
  std::string (*unread)(const Unread& unread, const ReportOptions& options);
  std::string (*end)(const Tally& tally, std::span<const Unread> unread, const ReportOptions& options);
  bool tells_ids = false;       ///< shows the Message-ID of a message
  bool tells_examples = false;  ///< shows the examples of rules where they have some
};

/// All formats, the one for people first.
[[nodiscard]] std::vector<Format> make_formats();
/// Empty where there is no such format.
[[nodiscard]] std::optional<Format> find_format(std::string_view name);

}  // namespace replylint

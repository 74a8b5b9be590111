// SPDX-License-Identifier: MIT
// One run of check: messages in, a report out, on as many threads as it is worth.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/checking.h"
#include "cli/mail_source.h"
#include "report/report.h"

namespace replylint {

struct CheckSettings {
  Format format;
  MailForm form;
  CheckOptions check;
  RulesChoice rules;
  std::string fail_on = "warning";  ///< error, warning, suggestion, never
  bool colour = false, verbose = false, facts = false;
  bool summary = false;  ///< counts of all messages instead of what each one gets
  bool fix = false, in_place = false;
  std::size_t threads = 1;
};

/// Checks what is named, prints the report to standard output and what could not be read to standard error; gives the exit code. Output is
/// the same whatever the number of threads, and comes as messages are done.
[[nodiscard]] int run_check(std::vector<std::string> names, const CheckSettings& settings);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// One JSON object a line, one line a draft, also for drafts that could not be checked.
#include "report/draft_json.h"
#include "report/formats.h"

namespace replylint {

Format make_ndjson_format() {
  return {.name = "ndjson",
          .about = "the json object of each draft on a line of its own",
          .separator = "",
          .begin = [](const ReportOptions&) { return std::string{}; },
          .draft = [](const Checked& checked,
                      const ReportOptions& options) { return format_draft_json(checked, options, Layered::one_line) + "\n"; },
          .unread = [](const Unread& unread, const ReportOptions&) { return format_unread_json(unread, Layered::one_line) + "\n"; },
          .end = [](const Tally&, std::span<const Unread>, const ReportOptions&) { return std::string{}; },
          .tells_ids = true};
}

}  // namespace replylint

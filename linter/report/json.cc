// SPDX-License-Identifier: MIT
// Indented JSON: the object of the draft, or an array of them where several drafts were asked for.
#include "report/draft_json.h"
#include "report/formats.h"

namespace replylint {

Format make_json_format() {
  return {
      .name = "json",
      .about = "the object of the draft; an array of objects for several files",
      .separator = ",\n",
      .begin = [](const ReportOptions& options) { return std::string(options.many ? "[\n" : ""); },
      .draft = [](const Checked& checked, const ReportOptions& options) { return format_draft_json(checked, options, Layered::indented); },
      .unread = [](const Unread& unread, const ReportOptions&) { return format_unread_json(unread, Layered::indented); },
      .end = [](const Tally&, std::span<const Unread>, const ReportOptions& options) { return std::string(options.many ? "\n]\n" : "\n"); },
      .tells_ids = true};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// One line a finding, as compilers write them, for editors and build servers: "file:line:column: severity: message [rule]".
#include <fmt/format.h>

#include "report/formats.h"
#include "report/positions.h"
#include "text/display.h"

namespace replylint {
namespace {

std::string format_draft(const Checked& checked, const ReportOptions&) {
  if (checked.verdict.findings.empty()) return {};
  const auto lines = make_line_index(checked);
  const auto file = to_printable(checked.file);
  std::string out;
  for (const auto& finding : checked.verdict.findings) {
    if (!finding.shown || finding.ignored) continue;
    const auto place = find_places(lines, finding.raw).begin;
    out += fmt::format("{}:{}:{}: {}: {} [{}]\n", file, place.line, place.column, to_level(finding.severity), to_printable(finding.message),
                       to_printable(finding.rule));
  }
  return out;
}

}  // namespace

Format make_gcc_format() {
  return {.name = "gcc",
          .about = "file:line:column: severity: message [rule]",
          .separator = "",
          .begin = [](const ReportOptions&) { return std::string{}; },
          .draft = format_draft,
          .unread = [](const Unread&, const ReportOptions&) { return std::string{}; },
          .end = [](const Tally&, std::span<const Unread>, const ReportOptions&) { return std::string{}; }};
}

}  // namespace replylint

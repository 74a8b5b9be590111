// SPDX-License-Identifier: MIT
// Turns spans into places and fixes into words.
#include "report/positions.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/display.h"

namespace replylint {

Places find_places(const LineIndex& lines, RawSpan raw) { return {lines.place(raw.begin), lines.place(std::max(raw.begin, raw.end))}; }

LineIndex make_line_index(const Checked& checked) { return LineIndex(checked.raw, checked.origin.line); }

std::string format_name(std::string_view file, const Origin& origin) {
  return origin.message == 0 ? to_printable(file) : fmt::format("{}:{}", to_printable(file), origin.line);
}

std::string_view words_of(const Checked& checked, const Finding& finding) { return checked.draft.of(finding.span); }

std::size_t count_hidden(const Verdict& verdict) {
  return static_cast<std::size_t>(
      std::ranges::count_if(verdict.findings, [](const Finding& finding) { return !finding.shown && !finding.ignored; }));
}

std::string_view to_level(Severity severity) { return severity == Severity::suggestion ? "note" : to_string(severity); }

std::string format_fix(const OfferedFix& fix) {
  auto text = to_printable(fix.text);
  switch (fix.kind) {
    case FixKind::suggest:
      return "try: " + text;
    case FixKind::replace:
      return "write instead: " + text;
    case FixKind::remove:
      return "leave it out";
    case FixKind::insert:
      return "add: " + text;
  }
  return text;
}

}  // namespace replylint

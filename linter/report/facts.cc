// SPDX-License-Identifier: MIT
// Prints facts.
#include "report/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/positions.h"
#include "text/display.h"

namespace replylint {
namespace {

std::string format_value(const Fact& fact) {
  if (fact.type == FactType::yes_no) return fact.value != 0 ? "yes" : "-";
  if (fact.value == 0) return "-";
  return fmt::format("{:.4g}", fact.value);
}

std::string format_evidence(const Checked& checked, const LineIndex& lines, const Fact& fact) {
  std::string out;
  for (const auto& evidence : fact.evidence) {
    const auto line = lines.place(checked.draft.to_raw(evidence.span).begin).line;
    out +=
        fmt::format("{}line {}: \"{}\"{}", out.empty() ? "" : "; ", line, to_printable(evidence.text), evidence.theirs ? " (theirs)" : "");
  }
  return out;
}

}  // namespace

std::string format_facts_text(const Checked& checked) {
  const auto lines = make_line_index(checked);
  std::size_t width = 0;
  for (const auto& fact : checked.verdict.facts) width = std::max(width, fact.name.size());
  std::string out;
  for (const auto& fact : checked.verdict.facts) {
    auto line = fmt::format("{:<{}}  {:<6}  {}", fact.name, width, format_value(fact), format_evidence(checked, lines, fact));
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

}  // namespace replylint

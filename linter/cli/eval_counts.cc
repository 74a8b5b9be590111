// SPDX-License-Identifier: MIT
// Precision, recall and what a verdict raised.
#include <fmt/format.h>

#include <algorithm>

#include "cli/eval.h"

namespace replylint {
namespace {

std::optional<double> share(std::size_t part, std::size_t whole) {
  if (whole == 0) return {};
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> Counts::precision() const { return share(tp, tp + fp); }
std::optional<double> Counts::recall() const { return share(tp, tp + fn); }
std::optional<double> Counts::f1() const { return share(2 * tp, 2 * tp + fp + fn); }

Raised find_raised(const Verdict& verdict, Severity floor) {
  Raised raised;
  for (const auto& finding : verdict.findings) {
    if (finding.ignored || finding.severity < floor) continue;
    auto& rules = raised[std::string(finding.family())];
    if (std::ranges::find(rules, finding.rule) == rules.end()) rules.emplace_back(finding.rule);
  }
  return raised;
}

std::string format_share(std::optional<double> value) { return value ? fmt::format("{:.3f}", *value) : "-"; }

}  // namespace replylint

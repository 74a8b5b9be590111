// SPDX-License-Identifier: MIT
// Names of outcomes, and counting.
#include "engine/finding.h"

#include <algorithm>

namespace replylint {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::ask:
      return "ask";
    case Outcome::hold:
      return "hold";
  }
  return "pass";
}

std::string_view to_string(Silent silent) {
  switch (silent) {
    case Silent::no:
      return "no";
    case Silent::automatic:
      return "automatic";
    case Silent::other_language:
      return "other-language";
    case Silent::empty:
      return "empty";
  }
  return "no";
}

std::size_t Verdict::count(Severity floor) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(findings, [&](const Finding& finding) { return !finding.ignored && finding.severity >= floor; }));
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The verbs of rules: from a rule and a draft's reading to what it found.
#pragma once

#include <optional>
#include <vector>

#include "engine/facts.h"
#include "engine/reading.h"
#include "ruleset/rule.h"

namespace replylint {

/// One thing that a rule found, before words are made of it.
struct Hit {
  TextSpan span;
  std::optional<Match> match;        ///< the phrase that matched, if one did
  std::vector<TextSpan> evidence;    ///< what `when` and weak signs stood on
  double count = 0;                  ///< occurrences, for {count}
  std::vector<std::uint32_t> signs;  ///< of Weigh::signs, those that carried it, strongest first
};

/// Applies one rule; `when` included. Hits in order of place.
[[nodiscard]] std::vector<Hit> apply_rule(const Rule& rule, const DraftReading& reading, const FactTable& facts);

}  // namespace replylint

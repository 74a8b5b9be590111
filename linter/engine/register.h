// SPDX-License-Identifier: MIT
// Who is written to: colleagues and friends hear less than clients do.
#pragma once

#include "engine/facts.h"
#include "ruleset/rule.h"

namespace replylint {

/// How the two sides stand to each other, as far as rules have to know.
class Register {
 public:
  Register(const RuleSet& set, const FactTable& facts);

  /// True where a rule has nothing to say to this reader: among colleagues (fact `internal`) and friends (fact `familiar`,
  /// where the rule set defines it) the twelve families keep to slips (`hygiene`) and errors of tone. A rule whose `when`
  /// names one of the two facts has decided for itself, and so has one of a team's own family.
  [[nodiscard]] bool silences(const Rule& rule) const;

 private:
  std::uint32_t internal_;
  std::optional<std::uint32_t> familiar_;
  bool close_ = false;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Two facts and one table of families decide.
#include "engine/register.h"

#include <algorithm>

#include "engine/known_lists.h"

namespace replylint {

Register::Register(const RuleSet& set, const FactTable& facts)
    : internal_(static_cast<std::uint32_t>(BuiltinFact::internal)), familiar_(set.find_fact(familiar_fact)) {
  close_ = facts.value(internal_) != 0 || (familiar_ && facts.value(*familiar_) != 0);
}

bool Register::silences(const Rule& rule) const {
  if (!close_) return false;
  const auto family = rule.family();
  if (family == "hygiene" || (family == "tone" && rule.severity == Severity::error)) return false;
  if (std::ranges::find(families, family) == families.end()) return false;
  return std::ranges::none_of(rule.when.steps, [this](const Condition::Step& step) {
    return step.op == Condition::Op::fact && (step.fact == internal_ || step.fact == familiar_);
  });
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Tries rules on examples one by one, outside of a whole check: what would each of them find there?
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/matcher.h"
#include "engine/sentence_memory.h"
#include "engine/verbs.h"

namespace replylint {

/// Refers to the rule set; not for several threads.
class Trials {
 public:
  explicit Trials(const RuleSet& set);
  Trials(const Trials&) = delete;
  Trials& operator=(const Trials&) = delete;

  [[nodiscard]] const RuleSet& set() const { return set_; }
  [[nodiscard]] const Matcher& matcher() const { return matcher_; }

  /// True where the rule, which may be a changed copy of one of the set, finds something in the example.
  [[nodiscard]] bool fires(const Rule& rule, const Example& example);

  struct Firing {
    std::uint32_t rule = 0;  ///< index
    std::vector<Hit> hits;
  };
  /// All rules that find something in the example, those that are off left out; in the order of the set.
  [[nodiscard]] std::vector<Firing> find_firings(const Example& example);

 private:
  const RuleSet& set_;
  std::vector<std::uint32_t> words_;
  PhraseTable phrases_;
  Matcher matcher_;
  SentenceMemory memory_;
};

}  // namespace replylint

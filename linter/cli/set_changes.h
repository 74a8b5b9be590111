// SPDX-License-Identifier: MIT
// What differs between two rule sets: rules, facts, lists, and what the sets say of themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ruleset/rule.h"

namespace replylint {

/// One thing about a rule, a fact, a list or the set that can change: a text, or several without an order.
struct Trait {
  std::string_view name;  ///< "severity", "phrases"
  bool several = false;
  std::vector<std::string> values;  ///< of a text one, or none where there is none
};
[[nodiscard]] std::vector<Trait> find_traits(const RuleSet& set, const Rule& rule);
[[nodiscard]] std::vector<Trait> find_traits(const RuleSet& set, const FactDefinition& fact);
[[nodiscard]] std::vector<Trait> find_traits(const RuleSet& set, const PhraseList& list);
/// Of the set itself: version, language, hold, locks …
[[nodiscard]] std::vector<Trait> find_traits(const RuleSet& set);

struct TraitChange {
  std::string_view name;
  bool several = false;
  std::vector<std::string> added, removed;  ///< of a text: the new one, the old one
};

enum class ChangeKind : std::uint8_t { added, removed, changed };

/// What became of one rule, fact or list.
struct SubjectChange {
  ChangeKind kind = ChangeKind::changed;
  std::string name;
  std::vector<TraitChange> traits;  ///< for what was added or removed: all that it has
};

struct SetChanges {
  std::vector<TraitChange> head;
  std::vector<SubjectChange> rules, facts, lists;  ///< sorted by name

  [[nodiscard]] bool empty() const { return head.empty() && rules.empty() && facts.empty() && lists.empty(); }
};
[[nodiscard]] SetChanges find_changes(const RuleSet& before, const RuleSet& after);

}  // namespace replylint

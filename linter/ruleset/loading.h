// SPDX-License-Identifier: MIT
// What is known while a chain of rule sets is read: the set so far, names looked up quickly, errors.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/errors.h"
#include "ruleset/load.h"
#include "ruleset/yaml.h"

namespace replylint {

/// One document of the rule set that is being read; a file has one or, packed, several.
struct Document {
  std::uint32_t file = 0;
  Node root;
};

template <class Value>
using ByName = std::map<std::string, Value, std::less<>>;

/// Everything that reading one set after another shares. Sets are applied in order; each changes `set` in place.
struct Loading {
  explicit Loading(const LoadInput& load_input);

  const LoadInput& input;
  RuleSet set;
  ErrorList errors;
  std::string set_name;  ///< of the set that is being applied

  ByName<std::uint32_t> facts;  ///< built-in ones too
  ByName<std::uint32_t> lists;  ///< index in set.lists
  ByName<std::uint32_t> rules;
  ByName<std::vector<std::string>> list_sources;                  ///< what parse_phrase expands
  std::map<std::pair<std::string, bool>, std::uint32_t> phrases;  ///< (source, cased) -> index in set.phrases
  std::size_t pattern_bytes = 0;                                  ///< of all phrases
  std::size_t phrase_errors = 0;
  bool too_many_rules = false;  ///< reported already

  /// Who locks, and where: “acme-support” (team.yaml:4:8).
  [[nodiscard]] std::string name_locker(const Lock& lock) const;

  /// Starts from the built-in set, which is already merged and checked.
  void start_from(const RuleSet& base);
};

}  // namespace replylint

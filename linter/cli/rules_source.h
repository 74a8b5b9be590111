// SPDX-License-Identifier: MIT
// Which rules check a draft: the built-in set, or a configuration on top of it.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cli/configuration.h"
#include "engine/linter.h"
#include "ruleset/load.h"
#include "ruleset/rule.h"
#include "share/cache_folder.h"

namespace replylint {

/// What the command line says about rules.
struct RulesChoice {
  std::string file;           ///< --rules, "" where not given
  bool configuration = true;  ///< false: --no-config
  bool examples = false;      ///< a linter is to keep the examples of a configuration's rules
  bool cache = true;          ///< false: --no-cache
};

/// The configurations for a draft; the choice may settle it.
[[nodiscard]] Configurations find_configurations(const std::string& draft, const RulesChoice& choice);

/// Reads the rule files that a path stands for: the file, or the YAML files right in the folder, the one with the head first.
/// The error is a reason without the name, unless it is about another file.
[[nodiscard]] std::expected<std::vector<RuleFile>, std::string> read_rule_files(const std::string& name);
/// The same for what a set names in `extends`, seen from the file `from`.
[[nodiscard]] std::expected<std::vector<RuleFile>, std::string> read_extended_files(std::string_view reference, std::string_view from);
/// The whole built-in set.
[[nodiscard]] std::expected<RuleSet, std::string> load_builtin();

/// A linter and what it looks into.
struct LoadedLinter {
  CachedBytes table;
  std::vector<std::uint32_t> builtin_copy;
  Linter linter;
};

/// The linter of configurations over the built-in set; what could not be loaded as lines for people. What was loaded before comes
/// out of the cache (rules_cache.h).
[[nodiscard]] std::expected<LoadedLinter, std::vector<std::string>> load_linter(const Configurations& configurations,
                                                                                const RulesChoice& choice);

/// The linter for a draft.
[[nodiscard]] std::expected<LoadedLinter, std::vector<std::string>> load_linter_for(const std::string& draft, const RulesChoice& choice);

/// The whole rules of a configuration, with what its URLs stand for from `find_fetched` instead of the store.
[[nodiscard]] std::expected<RuleSet, std::vector<std::string>> load_rules_with(const Configurations& configurations,
                                                                               const FindFetched& find_fetched);

/// The whole rules for a draft, for people's tools.
[[nodiscard]] std::expected<RuleSet, std::vector<std::string>> load_rules_for(const std::string& draft, const RulesChoice& choice);

}  // namespace replylint

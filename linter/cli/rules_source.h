// SPDX-License-Identifier: MIT
// Which rules check a draft: the built-in set, or a configuration on top of it.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

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

/// The configuration for a draft, "" for none. Unless the choice settles it: the first `replylint.yaml` beside it ("-": in the
/// working directory) or in a folder above, up to the home folder or the top of a repository; else the user's own. A file that
/// somebody else put into a folder that everybody may write to is passed over and said.
[[nodiscard]] std::string find_configuration(const std::string& draft, const RulesChoice& choice);

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

/// The linter of a configuration, or of the built-in set where that is ""; what could not be loaded as lines for people.
/// A configuration that was loaded before comes out of the cache (rules_cache.h).
[[nodiscard]] std::expected<LoadedLinter, std::vector<std::string>> load_linter(const std::string& configuration,
                                                                                const RulesChoice& choice);

/// The linter for a draft.
[[nodiscard]] std::expected<LoadedLinter, std::vector<std::string>> load_linter_for(const std::string& draft, const RulesChoice& choice);

/// The whole rules for a draft, for people's tools.
[[nodiscard]] std::expected<RuleSet, std::vector<std::string>> load_rules_for(const std::string& draft, const RulesChoice& choice);

}  // namespace replylint

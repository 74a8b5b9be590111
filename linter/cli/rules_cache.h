// SPDX-License-Identifier: MIT
// Tables of users' rule sets in $XDG_CACHE_HOME/replylint or ~/.cache/replylint, so that their files are not parsed at each start.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/configuration.h"
#include "ruleset/load.h"
#include "ruleset/table.h"
#include "share/cache_entry.h"
#include "share/cache_folder.h"

namespace replylint {

/// Reads the rule files that a path stands for: a file, or all of a folder.
using ReadRuleFiles = std::expected<std::vector<RuleFile>, std::string> (*)(const std::string& path);

/// What was read from `path`, as an entry keeps it: without the working directory.
[[nodiscard]] RuleSource to_source(const std::string& path, const std::vector<RuleFile>& files);

/// A table and the bytes that it lies in.
struct CachedTable {
  CachedBytes bytes;
  CompiledSet compiled;
};

/// The table of configurations; nullopt where there is none, or one of other files, another program or another time: every file that
/// it was made of is read again and has to be the same.
[[nodiscard]] std::optional<CachedTable> find_cached_table(const Configurations& configurations, ReadRuleFiles read);

/// Keeps the table of a set that has loaded without errors. Nothing is said where that cannot be done: it only saves work.
void keep_table(const Configurations& configurations, std::span<const RuleSource> sources, const CompiledSet& compiled);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// An entry of the cache: the table of a rule set together with everything that it was made of.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/load.h"

namespace replylint {

/// A rule file, or a folder with the rule files in it, as it was when a set was loaded; without files: what was not there.
struct RuleSource {
  std::string path;             ///< absolute
  std::vector<RuleFile> files;  ///< names without their folder, in the order in which they were loaded
};
[[nodiscard]] bool operator==(const RuleSource& a, const RuleSource& b);

/// Which entry is looked for.
struct CacheKey {
  std::string program;  ///< tells one build of the program, with its built-in rules, from every other
  std::string set;      ///< absolute paths of the rule sets that lie over one another, files or folders, a line each
};

/// A file name, the same for equal keys.
[[nodiscard]] std::string to_entry_name(const CacheKey& key);

/// The bytes of an entry. The sources stand in it as they were read: comparing them is quicker than hashing them, and has
/// no collisions.
[[nodiscard]] std::string to_cache_entry(const CacheKey& key, std::span<const RuleSource> sources, std::string_view table);

struct CacheEntry {
  std::vector<RuleSource> sources;
  std::string_view table;  ///< within the bytes, 8 bytes aligned where they are; not looked at yet
};

/// Nullopt where the bytes are no entry of this key. Damage shows in sources that differ from what is on disk, or in the
/// table's checksum.
[[nodiscard]] std::optional<CacheEntry> parse_cache_entry(std::string_view bytes, const CacheKey& key);

}  // namespace replylint

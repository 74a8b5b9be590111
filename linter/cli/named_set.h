// SPDX-License-Identifier: MIT
// Rule sets as the authoring commands name them: a file, a folder, or the built-in one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ruleset/load.h"

namespace replylint {

/// A loaded set and the files that are its own, as opposed to those of the sets that it stands on.
struct NamedSet {
  RuleSet set;
  std::vector<RuleFile> files;  ///< empty for "builtin:base"
  std::vector<bool> own;        ///< by index in RuleSet::files

  [[nodiscard]] bool is_own(SourcePlace place) const { return place.file < own.size() && own[place.file]; }
  [[nodiscard]] std::string file_name(SourcePlace place) const { return place.file < set.files.size() ? set.files[place.file] : set.name; }
};

/// Loads it; what is wrong is said on standard error.
[[nodiscard]] std::optional<NamedSet> load_named_set(const std::string& name);

/// Where a phrase of the rule that begins at `rule` was written; the rule's own place where it cannot be told.
[[nodiscard]] SourcePlace find_phrase_place(const NamedSet& named, SourcePlace rule, std::string_view phrase);

}  // namespace replylint

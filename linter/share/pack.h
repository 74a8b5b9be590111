// SPDX-License-Identifier: MIT
// A rule set of several files -> one file that is ready to be shared.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "ruleset/load.h"

namespace replylint {

struct Packed {
  std::string text;                ///< a stream of YAML documents, the first with the head
  RuleSet set;                     ///< as its files gave it
  std::vector<std::string> files;  ///< names of the files in it
};

/// Packs a set and the sets in files that it extends. Each file is a document, its text and comments as they are. Of a set that
/// is taken in, the head becomes a comment; it may hold replylint, name, version, extends, expires, next-key and the same language
/// as the head of all, and nothing else. Where sets are taken in, each key of a head begins a line, and the head of all stands before
/// its phrases, facts and rules.
///
/// The outcome loads as a fetched set and is the same set: the same table, but for places and names of sets that were taken in.
/// Anything else is an error with its place in the files: two sets that define the same name, a set that changes a list of a set that
/// it takes in.
[[nodiscard]] std::expected<Packed, std::vector<LoadError>> pack_ruleset(const LoadInput& input);

}  // namespace replylint

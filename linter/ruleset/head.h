// SPDX-License-Identifier: MIT
// The head of a rule set: who it is, what it stands on, what it locks and tunes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ruleset/reading.h"

namespace replylint {

struct ExtendsEntry {
  const Node* node = nullptr;
  std::string reference;              ///< "builtin:base", "./tone.yaml"
  std::optional<FetchedSet> fetched;  ///< instead: a URL
};

/// Where a set stands in the chain: decides what its head must say.
enum class SetRole : std::uint8_t { last, extended, fetched };

struct Head {
  std::string name;
  std::string version;
  std::string expires;   ///< "2027-03-01"
  std::string next_key;  ///< of the version after this one
  std::optional<std::string> language;
  std::optional<Hold> hold;
  std::vector<std::string> internal;
  Origins origins;
  std::optional<std::vector<ExtendsEntry>> extends;  ///< empty: not written
};

/// Reads the head without `lock` and `tune`, which need the rules.
[[nodiscard]] Head read_head(const Reading& read, const Node& root, SetRole role);
/// Applies `tune` to the rules of this and earlier sets.
void read_tune(const Reading& read, const Node& root);
/// Adds this set's locks, which bind later sets.
void read_locks(const Reading& read, const Node& root);

}  // namespace replylint

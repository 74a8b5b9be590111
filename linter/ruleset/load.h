// SPDX-License-Identifier: MIT
// Rule files -> one merged, checked RuleSet, with errors that say where.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/rule.h"

namespace replylint {

/// What is wrong in a rule file, for the person who wrote it: what, where, what is accepted. Places start at 1.
struct LoadError {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string what;
};
/// "file:line:column: what"
[[nodiscard]] std::string to_string(const LoadError& error);

/// A file of a rule set; a directory gives several. The first document of the first file holds the head, all further documents,
/// be they files of a directory or parts of one file, the rest.
struct RuleFile {
  std::string name;  ///< as shown in errors
  std::string text;
};

/// Reads what an `extends` entry names ("./tone.yaml"), seen from the file `from`; or says why it cannot. "builtin:…" and URLs never
/// get here.
using FindSource = std::function<std::expected<std::vector<RuleFile>, std::string>(std::string_view reference, std::string_view from)>;

/// A set that is elsewhere, as an `extends` entry names it; by its URL alone it is known in a chain.
struct FetchedSet {
  std::string url;                   ///< https:// or, in files of one's own, file:///
  std::string key;                   ///< the public key of minisign that it has to be signed with
  std::vector<std::string> mirrors;  ///< further URLs of the same bytes, in order
  std::string configuration = {};    ///< the first file of the set that the loader was given and that leads to it
};

/// Gives a set that has been fetched and checked against its key, or says why there is none.
using FindFetched = std::function<std::expected<std::vector<RuleFile>, std::string>(const FetchedSet& set)>;

struct LoadLimits {
  std::size_t file_bytes = 1U << 20U;
  std::size_t rules = 2000;
  std::size_t phrases = 20000;
  std::size_t errors = 20;  ///< no more are collected
  int extends_depth = 8;
};

struct LoadInput {
  std::vector<RuleFile> files;  ///< one rule set
  /// Sets that lie under it without being named by it, lowest first: a system's configuration, a project's.
  std::vector<std::vector<RuleFile>> under = {};
  const RuleSet* builtin = nullptr;  ///< what "builtin:base" gives, whole or as a base (table.h); nullptr while it is compiled itself
  FindSource find_source;            ///< may be empty: then no files can be extended
  FindFetched find_fetched{};        ///< may be empty: then no URLs can be extended
  std::string engine_version;        ///< checked against `needs`, "0.1.0"
  bool fetched = false;              ///< from elsewhere, or about to go there: needs name and version, extends no files
  LoadLimits limits;
};

/// Parses, checks and merges. A set without `extends` stands on the built-in set where one is given, so that a configuration
/// with only `tune` works; `extends: []` stands on nothing. `find_source` is asked for relative references, `find_fetched`
/// for URLs; a set that they return is known by its first file's name. Examples are not run here (engine/examples.h). The errors found are
/// returned in order of place, at most `limits.errors` of them.
[[nodiscard]] std::expected<RuleSet, std::vector<LoadError>> load_ruleset(const LoadInput& input);

}  // namespace replylint

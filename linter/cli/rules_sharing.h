// SPDX-License-Identifier: MIT
// Sharing rules with others: packing, signing and checking them, and the keys for it.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/load.h"

namespace replylint {

/// Ends the names of files with signatures.
inline constexpr std::string_view signature_ending = ".minisig";

/// The examples that fail, and what else keeps a set from being shared, one line each.
[[nodiscard]] std::vector<std::string> find_objections(const RuleSet& set);

/// The text of the signature of `text`, a set that will be hosted as `file`. Its trusted comment says when, which file, which
/// name and version. Says where the set is out of date already.
[[nodiscard]] std::expected<std::string, std::string> sign_set(std::string_view text, const std::string& file, const RuleSet& set,
                                                               const std::string& key_file);

/// The commands. They say what went wrong, and give the exit code.
struct PackChoice {
  std::string set;     ///< a file or folder
  std::string output;  ///< "": standard output
  std::string key;     ///< file of the secret key to sign with, "" for none
};
[[nodiscard]] int pack_rules(const PackChoice& choice);

[[nodiscard]] int sign_rules(const std::string& file, const std::string& key_file);

/// `key` is a public key, or a file with one.
[[nodiscard]] int verify_rules(const std::string& file, const std::string& key);

struct KeyFiles {
  std::string secret_file;
  std::string public_file;
  bool password = true;
};
[[nodiscard]] int make_key_files(const KeyFiles& files);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The compiled form of a rule set: one flat, versioned, checksummed byte string.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "ruleset/phrase_table.h"
#include "ruleset/rule.h"

namespace replylint {

/// The flat table of a rule set; equal sets give equal bytes on every machine.
[[nodiscard]] std::string to_table(const RuleSet& set);

/// Reads all of a table back. Never trusts it: wrong magic, version, checksum, length or index gives a sentence saying so.
[[nodiscard]] std::expected<RuleSet, std::string> parse_table(std::string_view bytes);

/// What checking drafts needs of a table.
struct CompiledSet {
  RuleSet set;                      ///< without phrases and examples; lists are flat (flatten.h)
  PhraseTable phrases;              ///< looks into the table, which must outlive it, or into `copy`
  std::vector<std::uint32_t> copy;  ///< of the phrases, where they cannot be used where they lie
  bool sound_programs = false;      ///< programs need no look before they are run
};

/// The same of a set that is no table yet.
[[nodiscard]] CompiledSet compile(RuleSet set);

/// How far the bytes of a table are believed.
enum class Checksum : std::uint8_t {
  compared,
  skipped,  ///< for the table inside of the program, which was checked when it was built in: no index is looked at either
};

/// Reads what checking needs, most of it in place. Unless the checksum is skipped, indices are looked at as parse_table does;
/// programs of phrases are looked at when they are first run.
[[nodiscard]] std::expected<CompiledSet, std::string> load_table(std::string_view bytes, Checksum checksum);

}  // namespace replylint

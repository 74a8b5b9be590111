// SPDX-License-Identifier: MIT
// The compiled form of a rule set: one flat, versioned, checksummed byte string.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "ruleset/phrase_table.h"
#include "ruleset/rule.h"

namespace replylint {

/// The flat table of a rule set; equal sets give equal bytes on every machine.
[[nodiscard]] std::string to_table(const RuleSet& set);

enum class Checksum : std::uint8_t {
  compared,
  skipped,  ///< for the table inside of the program, which cannot be damaged without the program: it is not doubted at all
};

/// Reads all of a table back. Never trusts it: wrong magic, version, checksum, length or index gives a sentence saying so.
[[nodiscard]] std::expected<RuleSet, std::string> parse_table(std::string_view bytes, Checksum checksum = Checksum::compared);

/// What a table has for sets that stand on it, without what they never look at.
struct BaseSet {
  RuleSet set;          ///< without examples; its phrases are `in_base`
  PhraseTable phrases;  ///< looks into the table, which must outlive it, or into `copy`
  std::vector<std::uint32_t> copy;
};
[[nodiscard]] std::expected<BaseSet, std::string> load_base(std::string_view bytes, Checksum checksum);

/// What checking drafts needs of a table.
struct CompiledSet {
  RuleSet set;                      ///< without phrases and examples; lists are flat (flatten.h)
  PhraseTable phrases;              ///< looks into the table, which must outlive it, or into `copy`
  std::vector<std::uint32_t> copy;  ///< of the phrases, where they cannot be used where they lie
  bool sound_programs = false;      ///< programs need no look before they are run
};

/// The same of a set that is no table yet; `base` is what its phrases `in_base` come from; its words must
/// outlive it.
[[nodiscard]] CompiledSet compile(RuleSet set, const PhraseTable* base = nullptr);

/// The table of what compile() gave, for load_table on the same base only: no other function reads it.
[[nodiscard]] std::string to_table(const CompiledSet& compiled);

/// Reads what checking needs, most of it in place; indices are looked at as parse_table does. Programs of phrases are looked
/// at when they are first run. The programs of `base` are not doubted; its words must outlive what is read.
[[nodiscard]] std::expected<CompiledSet, std::string> load_table(std::string_view bytes, Checksum checksum,
                                                                 const PhraseTable* base = nullptr);

/// The phrases of a table that is not doubted, as a base to load others on; nullopt on machines that cannot read them where they lie.
[[nodiscard]] std::optional<PhraseTable> find_phrases(std::string_view bytes);

/// A number that differs where the bytes of two tables do.
[[nodiscard]] std::uint64_t find_checksum(std::string_view bytes);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The compiled form of a rule set: one flat, versioned, checksummed byte string.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "ruleset/rule.h"

namespace replylint {

/// The flat table of a rule set; equal sets give equal bytes on every machine.
[[nodiscard]] std::string to_table(const RuleSet& set);

/// Reads a table back. Never trusts it: wrong magic, version, checksum, length or index gives a sentence saying so.
[[nodiscard]] std::expected<RuleSet, std::string> parse_table(std::string_view bytes);

}  // namespace replylint

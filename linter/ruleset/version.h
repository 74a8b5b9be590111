// SPDX-License-Identifier: MIT
// Version numbers of rule sets and of the engine.
#pragma once

#include <compare>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// "2026.11.1" as its fields; empty unless it is one to four numbers of at most nine digits joined by dots.
[[nodiscard]] std::optional<std::vector<unsigned>> parse_version(std::string_view text);

/// Field by field; fields that are not there count as 0.
[[nodiscard]] std::strong_ordering compare_versions(const std::vector<unsigned>& a, const std::vector<unsigned>& b);

/// Whether `version` meets all of `needs`: ">= 0.3", ">= 0.3, < 2". An unreadable `needs` gives what is wrong with it.
[[nodiscard]] std::expected<bool, std::string> meets_needs(std::string_view needs, std::string_view version);

}  // namespace replylint

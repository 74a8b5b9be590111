// SPDX-License-Identifier: MIT
// Dates of header fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace replylint {

struct MailDate {
  std::int64_t seconds = 0;       ///< since 1970-01-01 UTC
  std::int32_t zone_minutes = 0;  ///< east of UTC, as written
};

/// Reads an RFC 5322 date, the obsolete forms included: two-digit years, named zones, comments, no day name, no seconds.
[[nodiscard]] std::optional<MailDate> parse_date(std::string_view value);

}  // namespace replylint

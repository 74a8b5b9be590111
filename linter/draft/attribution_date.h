// SPDX-License-Identifier: MIT
// When a quoted message was sent, as its attribution tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace replylint {

/// The date in an attribution line or header block ("On Mon, 5 Jan 2026 at 10:00, Eva wrote:"), in seconds since 1970,
/// read as UTC: months by English name, or as 2026-01-05 or 5.1.2026. Empty where there is none, or where day and month
/// could be confused (5/1/2026).
[[nodiscard]] std::optional<std::int64_t> find_attribution_date(std::string_view text);

}  // namespace replylint

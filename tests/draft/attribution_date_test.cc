// SPDX-License-Identifier: MIT
// Dates of attributions, and what is no date.
#include "draft/attribution_date.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace replylint;

TEST_CASE("the date of a quoted message is read from its attribution") {
  struct Row {
    const char* text;
    std::optional<std::int64_t> seconds;
  };
  constexpr std::int64_t day = 1767571200;  // 2026-01-05 00:00 UTC
  const std::vector<Row> rows{
      {"On Mon, 5 Jan 2026 at 10:00, Eva Lind <eva@x.example> wrote:", day + 36000},
      {"On January 5, 2026 4:12 PM, Eva wrote:", day + 58320},
      {"On Jan 5, 2026, at 10:00, Eva wrote:", day + 36000},
      {"From: Eva\nSent: Monday, 5 January 2026 10:00\nTo: Ana\nSubject: x", day + 36000},
      {"On 2026-01-05 10:00, Eva wrote:", day + 36000},
      {"Am 5.1.2026 um 10:00 schrieb Eva:", day + 36000},
      {"Eva wrote:", std::nullopt},
      {"On 5/1/2026 Eva wrote:", std::nullopt},
      {"May Lind <may2026@x.example> wrote:", std::nullopt},
      {"On 31 Feb 2026 Eva wrote:", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(find_attribution_date(row.text) == row.seconds);
  }
}

// SPDX-License-Identifier: MIT
// Stretches of a draft that are nobody's own words.
#pragma once

#include <span>
#include <vector>

#include "draft/draft.h"

namespace replylint {

/// URLs, mail addresses, message ids, inline code, and what stands in quotation marks and in the quoted message too.
/// `known` (inline code elements) is merged in. Sorted, not overlapping.
[[nodiscard]] std::vector<TextSpan> find_masked(std::string_view text, std::span<const Segment> segments, std::span<const TextSpan> known);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Canonical text: the one form that rules are matched on.
#pragma once

#include "text/source_map.h"

namespace replylint {

/// Folds UTF-8 text into canonical form, keeping the map:
/// CRLF and CR become LF; curly, low and angle quotes become ' and "; exotic dashes become '-', an ellipsis "...";
/// exotic and no-break spaces become ' '; zero-width characters, soft hyphens and byte-order marks go; Unicode NFC.
/// Bytes that are not UTF-8 become U+FFFD, each a unit of its own. Linear time; never fails.
[[nodiscard]] MappedText make_canonical(const MappedText& from);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Plain text bodies: line ends and format=flowed.
#pragma once

#include "text/source_map.h"

namespace replylint {

/// CRLF and CR become LF, NUL bytes go.
[[nodiscard]] MappedText normalise_lines(MappedText text);

/// RFC 3676: joins flowed lines of one quote depth and takes space-stuffing off; `>` prefixes stay on the first line.
/// `delsp`: the blank that marks a flowed line is not part of the text. Lines end in LF.
[[nodiscard]] MappedText unfold_flowed(const MappedText& text, bool delsp);

}  // namespace replylint

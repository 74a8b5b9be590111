// SPDX-License-Identifier: MIT
// Unstructured header text: folds undone and encoded words (RFC 2047) decoded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/source_map.h"

namespace replylint {

/// The text of a header value as a person reads it: without line breaks, encoded words decoded, raw 8-bit bytes read as
/// UTF-8 or Windows-1252. A broken encoded word stays as it is written.
[[nodiscard]] MappedText decode_words(std::string_view raw, RawSpan value, std::vector<std::string>& problems);
/// The same without positions.
[[nodiscard]] std::string decode_words(std::string_view value, std::vector<std::string>& problems);

}  // namespace replylint

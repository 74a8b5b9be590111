// SPDX-License-Identifier: MIT
// Cuts running text into sentences and paragraphs.
#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace replylint {

/// Cuts the range `within` of `text` at sentence ends. A sentence may run over several lines; a blank line, a list item
/// and a line that is clearly not wrapped (much shorter than its neighbours and followed by a capital) end it.
/// Abbreviations ("e.g.", "Mr."), initials, decimals, versions and URLs do not. Spans are trimmed of white space, never
/// empty, in order. Linear time.
[[nodiscard]] std::vector<TextSpan> find_sentences(std::string_view text, TextSpan within);

/// The paragraphs of `within`: runs of lines between blank lines, trimmed, never empty.
[[nodiscard]] std::vector<TextSpan> find_paragraphs(std::string_view text, TextSpan within);

}  // namespace replylint

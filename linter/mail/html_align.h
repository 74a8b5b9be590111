// SPDX-License-Identifier: MIT
// Finds the source bytes of text that an HTML parser has decoded.
#pragma once

#include <functional>
#include <string_view>

#include "text/span.h"

namespace replylint {

/// Walks `text` (a decoded text node) along `source` from byte `begin` on and calls `take` for each piece of it with the
/// source range it was made from: runs that are equal, entities, in order, the whole of `text`. Markup in between that
/// left no node is stepped over. Linear.
void align_html_text(std::string_view source, std::uint32_t begin, std::string_view text,
                     const std::function<void(std::string_view, TextSpan)>& take);

/// One past the `>` of the tag, comment or declaration that begins at `at` with `<`; quotes in tags are minded.
[[nodiscard]] std::size_t skip_markup(std::string_view source, std::size_t at);

/// True if `<` at `at` begins markup rather than standing for itself.
[[nodiscard]] bool begins_markup(std::string_view source, std::size_t at);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The set words that close a message.
#pragma once

#include <cstddef>
#include <string_view>

namespace replylint {

/// `text` without white space and light punctuation at its end.
[[nodiscard]] std::string_view strip_end(std::string_view text);

/// True if `text` is a closing formula and nothing else ("Best regards,").
[[nodiscard]] bool is_formula(std::string_view text);

/// True for "Sent from my iPhone" and its like.
[[nodiscard]] bool is_phone_footer(std::string_view line);

}  // namespace replylint

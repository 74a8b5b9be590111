// SPDX-License-Identifier: MIT
// One UTF-8 character at a time, for patterns that the YAML reader has found to be UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace replylint {

/// The character that begins at byte `at`, which must exist; `at` is moved behind it. A stray byte stands for itself.
[[nodiscard]] char32_t take_code_point(std::string_view text, std::size_t& at);
[[nodiscard]] std::string to_utf8(char32_t c);

}  // namespace replylint

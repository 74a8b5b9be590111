// SPDX-License-Identifier: MIT
// Which natural language a text is written in.
#pragma once

#include <string>
#include <string_view>

namespace replylint {

/// The BCP 47 primary tag ("en", "de") of UTF-8 `text`, judged on its first 400 bytes, or "" where there is too
/// little text or no reliable answer. The answer never depends on anything but the text.
[[nodiscard]] std::string find_language(std::string_view text);

}  // namespace replylint

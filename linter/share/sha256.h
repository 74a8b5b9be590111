// SPDX-License-Identifier: MIT
// The hash that names a text: in the store of fetched sets, and in lock files.
#pragma once

#include <string>
#include <string_view>

namespace replylint {

/// 64 small hexadecimal digits.
[[nodiscard]] std::string to_sha256(std::string_view text);

}  // namespace replylint

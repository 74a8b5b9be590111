// SPDX-License-Identifier: MIT
// Automatic answers that no header field gives away.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace replylint {

/// Why a message with this subject and these authored words was sent by a machine, as a phrase for people; nothing
/// where it may well be a person's. Only plain declarations count.
[[nodiscard]] std::optional<std::string> find_automatic(std::string_view subject, std::string_view authored);

}  // namespace replylint

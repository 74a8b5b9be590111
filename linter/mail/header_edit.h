// SPDX-License-Identifier: MIT
// Adds and removes header fields of a raw message without touching any other byte.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace replylint {

/// The raw message with every field of `name` taken out of its header block.
[[nodiscard]] std::string remove_fields(std::string_view raw, std::string_view name);

/// The raw message with `fields` (name, value) put in front of its first header field (after an mbox "From " line),
/// folded at 78 bytes, with the line end that the message uses. Values must be ASCII; control characters become blanks.
[[nodiscard]] std::string add_fields(std::string_view raw, const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace replylint

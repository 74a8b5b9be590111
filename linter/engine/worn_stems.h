// SPDX-License-Identifier: MIT
// Words that tell nothing of the topic.
#pragma once

#include <string_view>

namespace replylint {

/// True for the stems of words that every exchange is full of ("day", "send", "know"): taking one up answers little.
[[nodiscard]] bool is_worn_stem(std::string_view stem);

}  // namespace replylint

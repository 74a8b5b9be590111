// SPDX-License-Identifier: MIT
// The rule set that is compiled into the program.
#pragma once

#include <string_view>

namespace replylint {

/// The table (see table.h) made of rules/base when the program was built.
[[nodiscard]] std::string_view builtin_table();

}  // namespace replylint

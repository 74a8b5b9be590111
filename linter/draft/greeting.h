// SPDX-License-Identifier: MIT
// The line that opens a reply, and whom it names.
#pragma once

#include <string>
#include <string_view>

namespace replylint {

struct Greeting {
  bool found = false;  ///< the line begins with a greeting
  bool only = false;   ///< and there is nothing else on it
  std::string name;    ///< whom it names, with a title if there is one; "" for "all", "there", "team"
};

/// Judges the first line that the sender wrote.
[[nodiscard]] Greeting parse_greeting(std::string_view line);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The line that introduces a quote: "On Monday Eva wrote:", in many languages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "draft/lines.h"

namespace replylint {

struct Attribution {
  std::size_t lines = 0;  ///< how many lines it takes, 0: there is none
  bool strong = false;    ///< it names a date or an address, so that it needs no '>' below it to be believed
  std::string from;       ///< who is quoted: the name, else the address, else ""
};

/// The attribution that begins at line `first` of `page`, over at most four lines of one prefix.
[[nodiscard]] Attribution find_attribution(const Page& page, std::size_t first);

/// The same for one text without line breaks.
[[nodiscard]] Attribution parse_attribution(std::string_view text);

}  // namespace replylint

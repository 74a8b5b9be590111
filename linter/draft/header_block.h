// SPDX-License-Identifier: MIT
// What stands above a message that is quoted or forwarded without '>': "Original Message", From/Sent/To/Subject.
#pragma once

#include <cstddef>
#include <string>

#include "draft/lines.h"

namespace replylint {

struct HeaderBlock {
  std::size_t lines = 0;   ///< how many lines it takes, blank ones between included; 0: there is none
  bool forwarded = false;  ///< it says "forwarded"
  std::string from;        ///< the name in its From line, else the address, else ""
};

/// The block that begins at line `first` of `page`, all of it at one prefix.
[[nodiscard]] HeaderBlock find_header_block(const Page& page, std::size_t first);

/// True for "----- End forwarded message -----".
[[nodiscard]] bool is_forward_end(std::string_view line);

}  // namespace replylint

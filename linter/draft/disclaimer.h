// SPDX-License-Identifier: MIT
// Legal small print that a mail server or a template puts under each message.
#pragma once

#include <cstddef>

#include "draft/lines.h"

namespace replylint {

/// The line of the paragraph [begin, end) at which legal text begins; `end` where there is none.
[[nodiscard]] std::size_t find_disclaimer(const Page& page, std::size_t begin, std::size_t end);

}  // namespace replylint

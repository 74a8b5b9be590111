// SPDX-License-Identifier: MIT
// Patches inside a mail: unified diffs and what git format-patch puts around them.
#pragma once

#include <cstddef>

#include "draft/lines.h"

namespace replylint {

/// How many authored lines from `first` on are a patch, 0 where none begins there.
[[nodiscard]] std::size_t measure_patch(const Page& page, std::size_t first);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Whether standard output takes colour.
#pragma once

#include <string_view>

namespace replylint {

/// `mode` is auto, always or never. auto: NO_COLOR forbids, CLICOLOR_FORCE asks for it, else only a terminal gets colour.
[[nodiscard]] bool wants_colour(std::string_view mode);

}  // namespace replylint

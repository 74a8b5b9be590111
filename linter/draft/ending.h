// SPDX-License-Identifier: MIT
// Marks what stands below the sender's own words: sign-off, signature, disclaimer.
#pragma once

#include "draft/lines.h"
#include "draft/names.h"

namespace replylint {

/// Sets sign_off, signature and disclaimer on authored lines.
void mark_endings(Page& page, const Names& sender);

/// The name signed under the latest quoted message, "" where there is none; `author` is whom its attribution names.
[[nodiscard]] std::string find_quoted_name(const Page& page, const Names& author);

}  // namespace replylint

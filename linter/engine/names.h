// SPDX-License-Identifier: MIT
// Whether a greeting names the person that the reply goes to.
#pragma once

#include <string>
#include <string_view>

#include "draft/draft.h"

namespace replylint {

/// True where the greeting names somebody who is neither a recipient nor the writer of the quoted message. Nicknames,
/// titles and addresses that tell no name give the benefit of the doubt.
[[nodiscard]] bool greets_wrong_name(const Draft& draft);

/// True for addresses of the kind that mailing lists have: "x-users@…", "dev@lists.…".
[[nodiscard]] bool names_list(std::string_view address);

/// The part of an address after the last "@", lower case; "" where there is none.
[[nodiscard]] std::string to_domain(std::string_view address);

}  // namespace replylint

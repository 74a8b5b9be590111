// SPDX-License-Identifier: MIT
// Whether a greeting names the person that the reply goes to.
#pragma once

#include "draft/draft.h"

namespace replylint {

/// True where the greeting names somebody who is neither a recipient nor the writer of the quoted message. Nicknames,
/// titles and addresses that tell no name give the benefit of the doubt.
[[nodiscard]] bool greets_wrong_name(const Draft& draft);

/// The part of an address after the last "@", lower case; "" where there is none.
[[nodiscard]] std::string to_domain(std::string_view address);

}  // namespace replylint

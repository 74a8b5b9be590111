// SPDX-License-Identifier: MIT
// Tells mail that a program sent from mail that a person wrote.
#pragma once

#include <string_view>

#include "mail/tree.h"

namespace replylint {

/// Sets `automatic`, `automatic_because` and `mailing_list` of `envelope`, whose other fields are read already.
void find_automatic(std::string_view raw, const Part& root, Envelope& envelope);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The header facts of a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/tree.h"

namespace replylint {

/// All but `has_header`; `chosen` are the leaves that are read, which are no attachments.
[[nodiscard]] Envelope read_envelope(std::string_view raw, const Part& root, const std::vector<const Part*>& chosen,
                                     const MailLimits& limits, std::vector<std::string>& problems);

}  // namespace replylint

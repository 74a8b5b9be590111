// SPDX-License-Identifier: MIT
// Tells which lines are somebody else's: quoted, forwarded, or the lines that introduce them.
#pragma once

#include <string>

#include "draft/lines.h"

namespace replylint {

struct Quotes {
  std::string from;        ///< whom the latest quoted message is by, from its attribution
  bool forwarded = false;  ///< a forwarded message was found
};

/// Sets region and depth of all lines: attribution, quoted and forwarded; the rest stays authored.
/// `forwarding`: the subject says that this is a forward, so that a header block heads a forwarded message.
[[nodiscard]] Quotes mark_quotes(Page& page, bool forwarding);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Statistics of this user's mail.
#pragma once

#include "engine/finding.h"

namespace replylint {

/// Notes what became of a mail's findings, in the user's state folder ($XDG_STATE_HOME or ~/.local/state). Nothing is said where
/// that cannot be done: a mail does not wait for it.
void note_mail(const Verdict& verdict, bool held);

}  // namespace replylint

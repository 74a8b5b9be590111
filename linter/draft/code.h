// SPDX-License-Identifier: MIT
// Which of the sender's lines are code, patches, logs or shell transcripts, not prose.
#pragma once

#include "draft/lines.h"

namespace replylint {

/// Sets Region::code on authored lines. In doubt a line stays authored.
void mark_code(Page& page);

}  // namespace replylint

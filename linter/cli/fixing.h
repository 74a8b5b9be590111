// SPDX-License-Identifier: MIT
// Applies the fixes that never change meaning to the raw bytes of a draft.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace replylint {

struct Fixed {
  std::string text;                  ///< the raw bytes after the fixes
  std::size_t count = 0;             ///< fixes applied
  std::vector<std::string> remarks;  ///< what was done and what could not be, a line each, without mail text
};

/// Applies every safe fix of findings that are not ignored, first come first served where two overlap. Only words that stand in the
/// raw bytes as they are read are touched: not in base64, quoted-printable or HTML, and not in a message that holds its text twice or
/// is signed. All other bytes stay.
[[nodiscard]] Fixed apply_safe_fixes(const Checked& checked);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Limits for rule sets that are made up.
#pragma once

#include "ruleset/load.h"

namespace replylint::testing {

/// Few and small, so that one input takes milliseconds.
inline LoadLimits small_limits() {
  LoadLimits limits;
  limits.file_bytes = 64U << 10U;
  limits.rules = 50;
  limits.phrases = 500;
  limits.extends_depth = 3;
  return limits;
}

}  // namespace replylint::testing

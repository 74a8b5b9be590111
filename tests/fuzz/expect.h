// SPDX-License-Identifier: MIT
// How a fuzz target says that something which always holds did not.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program, which libFuzzer and CTest take as a failure of the input at hand, unless `holds`.
inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// SPDX-License-Identifier: MIT
// What the exit code of a command says.
#pragma once

namespace replylint {

/// Exit codes, the same for every command.
inline constexpr int exit_clean = 0;     ///< nothing to object to
inline constexpr int exit_findings = 1;  ///< it ran, and found something
inline constexpr int exit_failed = 2;    ///< it could not run

}  // namespace replylint

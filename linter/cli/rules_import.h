// SPDX-License-Identifier: MIT
// rules import: other checkers' rules -> a rule set of ours.
#pragma once

#include <CLI/CLI.hpp>

namespace replylint {

void describe_import(CLI::App& app);
/// Gives the exit code: 0 all taken, 1 not all, 2 could not run.
[[nodiscard]] int run_import(const CLI::App& parsed);

}  // namespace replylint

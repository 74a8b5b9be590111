// SPDX-License-Identifier: MIT
// rules update: brings the fetched sets of a configuration up to date.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "cli/configuration.h"

namespace replylint {

struct UpdateChoice {
  Configurations configurations;
  bool check = false;   ///< only say what would be done
  bool lock = false;    ///< write replylint.lock
  bool locked = false;  ///< as replylint.lock has it, which has to be there
  bool quiet = false;   ///< say only what went wrong
};

/// Exit codes of rules update, those of sa-update.
inline constexpr int exit_updated = 0;
inline constexpr int exit_nothing_new = 1;
inline constexpr int exit_partly = 3;
inline constexpr int exit_not_updated = 4;

/// Says what it does and gives the exit code.
[[nodiscard]] int update_rules(const UpdateChoice& choice);

void describe_update(CLI::App& app);
[[nodiscard]] int run_update(const CLI::App& parsed);

}  // namespace replylint

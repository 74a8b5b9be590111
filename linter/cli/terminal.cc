// SPDX-License-Identifier: MIT
// Reads the conventions of the environment (no-color.org, bixense.com/clicolors).
#include "cli/terminal.h"

#include <unistd.h>

#include <cstdlib>

namespace replylint {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

}  // namespace

bool wants_colour(std::string_view mode) {
  if (mode != "auto") return mode == "always";
  if (!environment("NO_COLOR").empty()) return false;
  if (const auto force = environment("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return ::isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb";
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Shell completions of a tree of commands.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace replylint {

[[nodiscard]] std::string format_bash_completion(const CLI::App& root);
[[nodiscard]] std::string format_zsh_completion(const CLI::App& root);
[[nodiscard]] std::string format_fish_completion(const CLI::App& root);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// What a command is: its options and what it does. A new one is a file beside this and a line in main.cc.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.h"

namespace replylint {

struct Command {
  std::string_view name;
  std::string_view about;
  void (*describe)(CLI::App& app);     ///< adds options, sub-commands and examples
  int (*run)(const CLI::App& parsed);  ///< gives the exit code
};

[[nodiscard]] Command make_check_command();
[[nodiscard]] Command make_filter_command();
[[nodiscard]] Command make_facts_command();
[[nodiscard]] Command make_rules_command();
[[nodiscard]] Command make_config_command();
[[nodiscard]] Command make_stats_command();
[[nodiscard]] Command make_eval_command();
[[nodiscard]] Command make_completion_command();
/// Those of `rules` that share rules with others.
[[nodiscard]] std::vector<Command> make_sharing_commands();
/// Those of `rules` that help to write them.
[[nodiscard]] std::vector<Command> make_authoring_commands();

/// An option (or positional) that takes one of some words; they stand in the help and in shell completions.
inline CLI::Option* add_choice(CLI::App& app, const std::string& name, const std::string& about, const std::vector<std::string>& words) {
  std::string type;
  for (const auto& word : words) type += (type.empty() ? "" : "|") + word;
  return app.add_option(name)->description(about)->type_name(type)->check(CLI::IsMember(words).description(""));
}

/// The option's value as given, or `otherwise`.
[[nodiscard]] inline std::string option_text(const CLI::App& parsed, const std::string& name, const std::string& otherwise = {}) {
  const auto* option = parsed.get_option(name);
  return option->count() == 0 ? otherwise : option->results().back();
}
[[nodiscard]] inline std::vector<std::string> option_list(const CLI::App& parsed, const std::string& name) {
  return parsed.get_option(name)->results();
}
[[nodiscard]] inline bool option_given(const CLI::App& parsed, const std::string& name) { return parsed.get_option(name)->count() > 0; }

}  // namespace replylint

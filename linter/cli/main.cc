// SPDX-License-Identifier: MIT
// The program replylint: finds the command and runs it.
#include <algorithm>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/files.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint check reply.eml              what to change before you send it
  pbpaste | replylint check              the same for text on standard input
  replylint rules explain tone.shouting  why a rule is there, with examples
  replylint COMMAND --help               options and examples of a command

Exit codes: 0 nothing to object to, 1 findings, 2 it could not run.
Nothing leaves your machine: this program has no network code.)";

constexpr std::string_view about_all = "completion";

/// The commands that a run needs described: the one that is named first, or all where none is, for help and completions.
std::vector<Command> make_commands(std::string_view first_word) {
  std::vector<Command> all = {make_check_command(),  make_filter_command(), make_facts_command(), make_rules_command(),
                              make_config_command(), make_stats_command(),  make_eval_command(),  make_completion_command()};
  const auto named = std::ranges::find(all, first_word, &Command::name);
  if (named == all.end() || first_word == about_all) return all;
  return {*named};
}

void describe(CLI::App& app, const std::vector<Command>& commands) {
  app.set_version_flag("--version", "replylint " REPLYLINT_VERSION, "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.require_subcommand(1);
  app.footer(examples);
  for (const auto& command : commands) {
    auto* sub = app.add_subcommand(std::string(command.name), std::string(command.about));
    command.describe(*sub);
  }
}

// Help goes to standard output, where a failure to write counts; a mistake goes to standard error.
int finish(const CLI::App& app, const CLI::ParseError& stop) {
  std::ostringstream out;
  std::ostringstream err;
  if (app.exit(stop, out, err) != 0) {
    auto text = err.str();
    while (text.ends_with('\n')) text.pop_back();
    say(text.empty() ? std::string(stop.what()) : text);
    return exit_failed;
  }
  return write_output(out.str()) ? exit_clean : exit_failed;
}

int run(int count, char** words) {
  const auto commands = make_commands(count > 1 ? words[1] : "");
  CLI::App app("replylint reads a mail reply before it is sent and says which sentences to change and what is missing.", "replylint");
  describe(app, commands);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& stop) {
    const int code = finish(app, stop);
    // A filter that swallows a message because of a mistyped option would lose somebody's mail.
    if (code != exit_clean && count > 1 && std::string_view(words[1]) == "filter")
      if (const auto passed = copy_rest(); !passed) say(passed.error());
    return code;
  }
  for (const auto& command : commands) {
    if (app.got_subcommand(std::string(command.name))) return command.run(*app.get_subcommand(std::string(command.name)));
  }
  return exit_failed;
}

}  // namespace
}  // namespace replylint

int main(int count, char** words) {
  replylint::prepare_streams();
  try {
    return replylint::run(count, words);
  } catch (const std::exception& failure) {
    replylint::say(std::string("could not go on: ") + failure.what());
  }
  return replylint::exit_failed;
}

// SPDX-License-Identifier: MIT
// Command completion: shell completions, made from the very options that the parser knows.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/completions.h"
#include "cli/files.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint completion bash > ~/.local/share/bash-completion/completions/replylint
  replylint completion zsh > ~/.zfunc/_replylint        (a folder in $fpath)
  replylint completion fish > ~/.config/fish/completions/replylint.fish)";

void describe(CLI::App& app) {
  add_choice(app, "SHELL", "for which shell", {"bash", "zsh", "fish"})->required()->expected(1);
  app.footer(examples);
}

int run(const CLI::App& parsed) {
  const auto shell = option_text(parsed, "SHELL");
  const auto& root = *parsed.get_parent();
  const auto text = shell == "bash"  ? format_bash_completion(root)
                    : shell == "zsh" ? format_zsh_completion(root)
                                     : format_fish_completion(root);
  if (const auto written = write_output(text); !written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return exit_clean;
}

}  // namespace

Command make_completion_command() {
  return {.name = "completion", .about = "print completions for a shell", .describe = describe, .run = run};
}

}  // namespace replylint

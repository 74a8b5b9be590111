// SPDX-License-Identifier: MIT
// The options of rules update.
#include "cli/rules_update.h"

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules update                 fetch what the configuration extends by URL, where there is something newer
  replylint rules update --check         only say what there is
  replylint rules update --lock          the same as without, and note version, hash and key in replylint.lock
  replylint rules update --locked        exactly what replylint.lock names, nothing else

replylint-sync, a program beside this one, downloads the sets and their signatures. A set is used once its signature fits the key in
the configuration (or one that a set of this key has named as the next), its version is higher than the one in use, all its
examples pass and your configuration loads with it. Whatever happens, the version in use stays until then. Sets are kept in
~/.local/share/replylint/sets. A configuration with a replylint.lock beside it stays with what that names, unless --lock is given.

Exit codes: 0 updated, 1 nothing new, 2 the command line is at fault, 3 some sets were updated and others could not be, 4 not updated.
With --check: 0 there is something new.)";

}  // namespace

void describe_update(CLI::App& app) {
  app.add_option("--rules")->description("update what this rule set (a file or folder) extends")->type_name("FILE");
  app.add_flag("--check")->description("only say what would be updated");
  app.add_flag("--lock")->description("write replylint.lock, beside the configuration");
  app.add_flag("--locked")->description("as replylint.lock has it; an error without one");
  app.add_flag("-q,--quiet")->description("say only what went wrong");
  app.footer(examples);
}

int run_update(const CLI::App& parsed) {
  if (option_given(parsed, "--lock") && option_given(parsed, "--locked")) {
    say("--lock writes replylint.lock and --locked keeps to it; give one of them");
    return exit_failed;
  }
  const RulesChoice rules{.file = option_text(parsed, "--rules")};
  return update_rules({.configurations = find_configurations(std::string(standard_input), rules),
                       .check = option_given(parsed, "--check"),
                       .lock = option_given(parsed, "--lock"),
                       .locked = option_given(parsed, "--locked"),
                       .quiet = option_given(parsed, "--quiet")});
}

}  // namespace replylint

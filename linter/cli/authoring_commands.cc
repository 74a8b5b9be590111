// SPDX-License-Identifier: MIT
// Lists the sub-commands of `rules` that help to write rule sets.
#include "cli/rules_authoring.h"

namespace replylint {

std::vector<Command> make_authoring_commands() {
  return {make_rules_new_command(), make_rules_lint_command(), make_rules_diff_command(), make_rules_docs_command(),
          make_rules_schema_command()};
}

}  // namespace replylint

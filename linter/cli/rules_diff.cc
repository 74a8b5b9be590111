// SPDX-License-Identifier: MIT
// rules diff: what another version of a rule set would change, in its rules and on mail of one's own.
#include <fmt/format.h>

#include "cli/diff_text.h"
#include "cli/files.h"
#include "cli/named_set.h"
#include "cli/rules_authoring.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules diff team.yaml new/team.yaml              which rules are new, gone, more or less severe, worded anew …
  replylint rules diff builtin:base team.yaml               what a set changes about the built-in rules
  replylint rules diff -v team.yaml new.yaml sent/          … and which findings on sent mail would appear or vanish, and where

Both sets are looked at with all that they stand on. Findings count though others hide them; no text of mail is printed.
Exit codes: 0 no difference, 1 differences, 2 it could not run.)";

int run(const CLI::App& parsed) {
  auto before = load_named_set(option_text(parsed, "OLD"));
  auto after = load_named_set(option_text(parsed, "NEW"));
  if (!before || !after) return exit_failed;
  Difference difference{.sets = find_changes(before->set, after->set), .findings = {}};
  const bool verbose = option_given(parsed, "--verbose");
  const bool json = option_text(parsed, "--format", "text") == "json";
  if (const auto folders = option_list(parsed, "FOLDERS"); !folders.empty()) {
    auto findings = find_finding_changes(Linter(std::move(before->set)), Linter(std::move(after->set)), folders, verbose || json);
    if (!findings) {
      say(findings.error());
      return exit_failed;
    }
    difference.findings = std::move(*findings);
  }
  const auto written = write_output(json ? format_difference_json(difference) : format_difference(difference, verbose));
  if (!written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  const bool same = difference.sets.empty() && (!difference.findings || difference.findings->changed_messages == 0);
  return same ? exit_clean : exit_findings;
}

void describe(CLI::App& app) {
  app.add_option("OLD")->description("rule set, a file or folder, or builtin:base")->required()->expected(1)->type_name("");
  app.add_option("NEW")->description("the same")->required()->expected(1)->type_name("");
  app.add_option("FOLDERS")
      ->description("mail to check with both: folders, Maildirs, mboxes, files")
      ->expected(0, CLI::detail::expected_max_vector_size)
      ->allow_extra_args()
      ->type_name("");
  app.add_flag("-v,--verbose")->description("list phrases, old and new wording, and single findings");
  add_choice(app, "--format", "how to print it (default: text); json has everything", {"text", "json"});
  app.footer(examples);
}

}  // namespace

Command make_rules_diff_command() {
  return {.name = "diff", .about = "say what another version of a rule set would change", .describe = describe, .run = run};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command eval: measures rules on drafts that people have labelled.
#include "cli/eval.h"

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint eval drafts/                                 precision and recall of every family
  replylint eval drafts/ --list --rules team.yaml        the same for a team's rules, slips named
  replylint eval tone.jsonl --families tone,blame        labelled texts: do findings agree with the labels?
  replylint eval ack.jsonl --fact acknowledged           the same for a fact
  replylint eval --mail archive/ --list                  unlabelled mail: how often is anything raised?

DATA is
  a folder  labels.jsonl, one object a line: {"id": "d1", "kind": "clean", "must": ["tone"], "may": [], "must_not": []}, beside d1.eml.
            must: has to be raised; may: counts neither way; anything else that is raised is a false alarm
  a file    one object a line: {"id": "1", "text": "…", "context": "the message replied to" or null, "label": 1}

All findings of severity warning and error count, also those that check keeps back behind its first five.)";

void describe(CLI::App& app) {
  app.add_option("DATA")->description("folder or file of labelled drafts")->required()->expected(1)->type_name("");
  app.add_option("--families")->description("of a file: findings of these stand for a yes")->type_name("FAMILY,...");
  app.add_option("--fact")->description("of a file: this fact stands for a yes")->type_name("NAME");
  app.add_flag("--mail")->description("DATA is mail without labels: a folder, Maildir or mbox, as check takes them");
  app.add_flag("--suggestions")->description("suggestions count as well");
  app.add_flag("--list")->description("name every miss and false alarm");
  add_choice(app, "--format", "how to print it (default: text)", {"text", "json"});
  add_linter_options(app);
  app.footer(examples);
}

std::vector<std::string> read_families(const CLI::App& parsed) {
  const auto text = option_text(parsed, "--families");
  return text.empty() ? std::vector<std::string>{} : CLI::detail::split(text, ',');
}

int run(const CLI::App& parsed) {
  const auto data = option_text(parsed, "DATA");
  const auto loaded = load_linter_for(std::string(standard_input), read_rules_choice(parsed));
  if (!loaded) {
    for (const auto& line : loaded.error()) say(line);
    return exit_failed;
  }
  const EvalOptions options{.floor = option_given(parsed, "--suggestions") ? Severity::suggestion : Severity::warning,
                            .list = option_given(parsed, "--list"),
                            .json = option_text(parsed, "--format", "text") == "json",
                            .families = read_families(parsed),
                            .fact = option_text(parsed, "--fact")};
  const auto result = option_given(parsed, "--mail") ? evaluate_mail(data, loaded->linter, options)
                      : is_folder(data)              ? evaluate_drafts(data, loaded->linter, options)
                                                     : evaluate_texts(data, loaded->linter, options);
  if (!result) {
    say(result.error());
    return exit_failed;
  }
  if (const auto written = write_output(*result); !written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return exit_clean;
}

}  // namespace

Command make_eval_command() { return {.name = "eval", .about = "measure rules on labelled drafts", .describe = describe, .run = run}; }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command facts: what replylint recognises in a draft, with the words that made it so.
#include <fmt/format.h>

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "report/facts.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint facts reply.eml                every fact of a draft
  replylint facts --format json < reply    for a program

Rules speak of these facts in "when". Facts that are false or zero are dimmed by a dash.)";

void describe(CLI::App& app) {
  app.add_option("FILE")->description("the draft; - or none: standard input")->expected(1)->type_name("");
  add_choice(app, "--format", "how to print it (default: text)", {"text", "json"});
  add_linter_options(app);
  add_input_option(app);
  app.footer(examples);
}

int run(const CLI::App& parsed) {
  const auto name = option_text(parsed, "FILE", std::string(standard_input));
  const auto raw = read_draft(name);
  if (!raw) {
    say(fmt::format("{}: {}", name, raw.error()));
    return exit_failed;
  }
  const auto loaded = load_linter_for(name, read_rules_choice(parsed));
  if (!loaded) {
    for (const auto& line : loaded.error()) say(line);
    return exit_failed;
  }
  const auto draft = to_draft(*raw, read_input_form(parsed));
  if (!draft) {
    say(fmt::format("{}: {}", name, draft.error()));
    return exit_failed;
  }
  auto options = make_check_options();
  options.tell_facts = true;
  options.every_language = true;
  options.automatic_too = true;
  const auto verdict = loaded->linter.check(*draft, options);
  const Checked checked{.file = name, .raw = *raw, .draft = *draft, .verdict = verdict};
  const auto text = option_text(parsed, "--format", "text") == "json" ? format_facts_json(checked) : format_facts_text(checked);
  if (const auto written = write_output(text); !written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return exit_clean;
}

}  // namespace

Command make_facts_command() {
  return {.name = "facts", .about = "show what is counted and recognised in a draft", .describe = describe, .run = run};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command check: findings of drafts, or of a year of sent mail, in any format.
#include <algorithm>

#include "cli/check_run.h"
#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/in_order.h"
#include "cli/terminal.h"
#include "report/report.h"

namespace replylint {
namespace {

constexpr int most_jobs = 256;

constexpr const char* examples = R"(Examples:
  replylint check reply.eml                        one draft
  replylint check < reply.txt                      standard input, also without header fields
  replylint check --format gcc drafts/*.eml        for an editor or a build server
  replylint check --format json --facts reply.eml  for a program
  replylint check --fix -i reply.txt               apply the fixes that never change meaning
  replylint check --summary ~/Maildir/.Sent        how often which rule speaks in all that was sent
  gzip -dc sent.mbox.gz | replylint check          every message of an mbox

FILE is
  a message       header fields and text, or text alone; any name
  an mbox         where the first line is "From ADDRESS WEEKDAY MONTH DAY TIME YEAR", whatever its name. Such a line behind a blank
                  line begins a message; Content-Length is not asked. ">From " is read as "From "
  a Maildir       the messages in cur and new, also those of its subfolders (.Sent)
  a folder        the .eml files, mboxes and Maildirs in it and below; hidden files and symbolic links are passed over
  -, or no FILE   a message or an mbox on standard input
Compressed files are not read. A finding has its line and column in the FILE, also in an mbox.

Exit codes:
  0  no finding at or above --fail-on
  1  findings
  2  a message or the rules could not be read (the others are still checked), or the report not be written

Rules: the built-in ones, changed by the first replylint.yaml beside the draft or in a folder above it, else by
~/.config/replylint/replylint.yaml. "replylint rules list" shows them. Compiled, yours are kept in ~/.cache/replylint, which may be
deleted at any time; --no-cache does without.)";

void describe(CLI::App& app) {
  std::vector<std::string> names;
  for (const auto& format : make_formats()) names.emplace_back(format.name);
  app.add_option("FILE")
      ->description("drafts, mboxes, Maildirs, folders; - or none: standard input")
      ->expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args()
      ->type_name("");
  add_choice(app, "--format", "how to print it (default: text)", names);
  app.add_flag("--all")->description("show every finding, not the first five only");
  app.add_flag("--facts")->description("add what was counted and recognised");
  add_choice(app, "--fail-on", "exit 1 from this severity on (default: warning)", {"error", "warning", "suggestion", "never"});
  add_linter_options(app);
  add_choice(app, "--input", "a mail with header fields, body text only, an mbox, or find out (default: auto)",
             {"auto", "mail", "text", "mbox"});
  add_choice(app, "--color", "auto (default): on a terminal", {"auto", "always", "never"});
  app.add_flag("--summary")->description("count over all messages instead: by family and rule, and where most is to be changed");
  app.add_option("-j,--jobs")
      ->description("threads for many messages (default: one for each processor); output is the same with any number")
      ->type_name("N")
      ->check(CLI::Range(1, most_jobs).description(""));
  app.add_flag("-v,--verbose")->description("also say why there is nothing to say");
  app.add_flag("--fix")->description("apply the fixes that never change meaning; the text goes to standard output");
  app.add_flag("-i,--in-place")->description("with --fix: change the file instead");
  app.footer(examples);
}

std::size_t read_jobs(const CLI::App& parsed) {
  if (option_given(parsed, "--jobs")) return parsed.get_option("--jobs")->as<std::size_t>();
  return std::min<std::size_t>(count_processors(), most_jobs);
}

CheckSettings read_settings(const CLI::App& parsed) {
  CheckSettings settings{.format = *find_format(option_text(parsed, "--format", "text")),
                         .form = {.form = read_input_form(parsed), .mbox = option_text(parsed, "--input") == "mbox"},
                         .check = make_check_options(),
                         .rules = read_rules_choice(parsed)};
  settings.rules.examples = settings.format.tells_examples;
  settings.check.show_all = option_given(parsed, "--all");
  settings.fail_on = option_text(parsed, "--fail-on", "warning");
  settings.colour = wants_colour(option_text(parsed, "--color", "auto"));
  settings.verbose = option_given(parsed, "--verbose");
  settings.facts = option_given(parsed, "--facts");
  settings.check.tell_facts = settings.facts;
  settings.summary = option_given(parsed, "--summary");
  settings.fix = option_given(parsed, "--fix");
  settings.in_place = option_given(parsed, "--in-place");
  settings.threads = read_jobs(parsed);
  return settings;
}

// What the options ask for that does not go together, "" where all is well.
std::string_view find_conflict(const CheckSettings& settings, const std::vector<std::string>& names) {
  if (settings.in_place && !settings.fix) return "--in-place goes with --fix";
  if (settings.in_place && std::ranges::find(names, standard_input) != names.end()) return "--in-place needs a FILE";
  if (settings.fix && std::ranges::any_of(names, is_folder)) return "--fix is for single messages, not for folders";
  if (settings.summary && settings.fix) return "--summary does not go with --fix";
  if (settings.summary && settings.format.name != "text" && settings.format.name != "json")
    return "--summary goes with --format text or json";
  return {};
}

int run(const CLI::App& parsed) {
  auto names = option_list(parsed, "FILE");
  if (names.empty()) names.emplace_back(standard_input);
  const auto settings = read_settings(parsed);
  if (const auto conflict = find_conflict(settings, names); !conflict.empty()) {
    say(conflict);
    return exit_failed;
  }
  return run_check(std::move(names), settings);
}

}  // namespace

Command make_check_command() {
  return {.name = "check", .about = "say what to change in a draft before it is sent", .describe = describe, .run = run};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command check: findings of drafts, in any format.
#include <fmt/format.h>

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/fixing.h"
#include "cli/terminal.h"
#include "report/report.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint check reply.eml                        one draft
  replylint check < reply.txt                      standard input, also without header fields
  replylint check --format gcc drafts/*.eml        for an editor or a build server
  replylint check --format json --facts reply.eml  for a program
  replylint check --fix -i reply.txt               apply the fixes that never change meaning

Exit codes:
  0  no finding at or above --fail-on
  1  findings
  2  a draft or the rules could not be read (the other drafts are still checked)

Rules: the built-in ones, changed by the first replylint.yaml beside the draft or in a folder above it, else by
~/.config/replylint/replylint.yaml. "replylint rules list" shows them. Compiled, yours are kept in ~/.cache/replylint, which may be
deleted at any time; --no-cache does without.)";

void describe(CLI::App& app) {
  std::vector<std::string> names;
  for (const auto& format : make_formats()) names.emplace_back(format.name);
  app.add_option("FILE")
      ->description("drafts; - or none: standard input")
      ->expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args()
      ->type_name("");
  add_choice(app, "--format", "how to print it (default: text)", names);
  app.add_flag("--all")->description("show every finding, not the first five only");
  app.add_flag("--facts")->description("add what was counted and recognised");
  add_choice(app, "--fail-on", "exit 1 from this severity on (default: warning)", {"error", "warning", "suggestion", "never"});
  add_linter_options(app);
  add_input_option(app);
  add_choice(app, "--color", "auto (default): on a terminal", {"auto", "always", "never"});
  app.add_flag("-v,--verbose")->description("also say why there is nothing to say");
  app.add_flag("--fix")->description("apply the fixes that never change meaning; the text goes to standard output");
  app.add_flag("-i,--in-place")->description("with --fix: change the file instead");
  app.footer(examples);
}

struct Settings {
  Format format;
  InputForm form = InputForm::detect;
  CheckOptions check;
  std::string fail_on = "warning";
  bool colour = false, verbose = false, facts = false, many = false, fix = false, in_place = false;
};

Settings read_settings(const CLI::App& parsed) {
  Settings settings{
      .format = *find_format(option_text(parsed, "--format", "text")), .form = read_input_form(parsed), .check = make_check_options()};
  settings.check.show_all = option_given(parsed, "--all");
  settings.fail_on = option_text(parsed, "--fail-on", "warning");
  settings.colour = wants_colour(option_text(parsed, "--color", "auto"));
  settings.verbose = option_given(parsed, "--verbose");
  settings.facts = option_given(parsed, "--facts");
  settings.check.tell_facts = settings.facts;
  settings.fix = option_given(parsed, "--fix");
  settings.in_place = option_given(parsed, "--in-place");
  settings.many = parsed.get_option("FILE")->count() > 1;
  return settings;
}

bool fails(const Verdict& verdict, std::string_view fail_on) {
  if (fail_on == "never") return false;
  const auto floor = fail_on == "error" ? Severity::error : fail_on == "warning" ? Severity::warning : Severity::suggestion;
  return verdict.count(floor) > 0;
}

// Prints the pieces of a report as they come, so that many drafts need the memory of one.
class Printer {
 public:
  explicit Printer(const Settings& settings) : settings_(settings) {}

  void begin(const RuleSet& rules) {
    if (begun_) return;
    begun_ = true;
    print(settings_.format.begin(options(rules)));
  }
  void add(const std::string& piece) {
    if (piece.empty()) return;
    if (any_) print(settings_.format.separator);
    any_ = true;
    print(piece);
  }
  [[nodiscard]] ReportOptions options(const RuleSet& rules) const {
    return {.rules = rules,
            .version = REPLYLINT_VERSION,
            .colour = settings_.colour,
            .verbose = settings_.verbose,
            .facts = settings_.facts,
            .many = settings_.many};
  }
  void print(std::string_view text) {
    if (failure_.empty()) {
      if (const auto written = write_output(text); !written) failure_ = written.error();
    }
  }
  /// Why standard output could not be written, "" where it could.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  const Settings& settings_;
  bool begun_ = false, any_ = false;
  std::string failure_;
};

struct Run {
  const Settings& settings;
  LinterShelf shelf;
  Printer printer;
  std::vector<Unread> unread;
  bool findings = false;

  // A set without rules stands in where no rules could be loaded, so that every format can still say so.
  RuleSet no_rules;

  void refuse(const std::string& name, std::string what) {
    say(fmt::format("{}: {}", name, what));
    unread.push_back({.file = name, .what = std::move(what)});
    printer.begin(no_rules);
    printer.add(settings.format.unread(unread.back(), printer.options(no_rules)));
  }

  void refuse_rules(const std::string& name, const std::vector<std::string>& lines) {
    for (const auto& line : lines) say(line);
    unread.push_back(
        {.file = name, .what = "the rules could not be loaded: " + (lines.empty() ? std::string("no reason given") : lines.front())});
    printer.begin(no_rules);
    printer.add(settings.format.unread(unread.back(), printer.options(no_rules)));
  }

  void check_one(const std::string& name) {
    auto raw = read_draft(name);
    if (!raw) return refuse(name, std::move(raw.error()));
    const auto linter = shelf.find(name);
    if (!linter) return refuse_rules(name, linter.error());
    auto draft = to_draft(*raw, settings.form);
    if (!draft) return refuse(name, std::move(draft.error()));
    auto verdict = (*linter)->check(*draft, settings.check);
    if (settings.fix) {
      auto fixed = apply_safe_fixes({.file = name, .raw = *raw, .draft = *draft, .verdict = verdict});
      for (const auto& remark : fixed.remarks) say(remark);
      *raw = std::move(fixed.text);
      draft = to_draft(*raw, settings.form);
      if (!draft) return refuse(name, std::move(draft.error()));
      verdict = (*linter)->check(*draft, settings.check);
      findings = findings || fails(verdict, settings.fail_on);
      if (!settings.in_place) return printer.print(*raw);
      if (fixed.count > 0) {
        if (const auto written = replace_file(name, *raw); !written) return refuse(name, written.error());
      }
    }
    findings = findings || fails(verdict, settings.fail_on);
    const auto& rules = (*linter)->rules();
    printer.begin(rules);
    printer.add(settings.format.draft({.file = name, .raw = *raw, .draft = *draft, .verdict = verdict}, printer.options(rules)));
  }
};

int run(const CLI::App& parsed) {
  auto files = option_list(parsed, "FILE");
  if (files.empty()) files.emplace_back(standard_input);
  const auto settings = read_settings(parsed);
  if (settings.in_place && (!settings.fix || files.front() == standard_input)) {
    say(settings.fix ? "--in-place needs a FILE" : "--in-place goes with --fix");
    return exit_failed;
  }
  auto choice = read_rules_choice(parsed);
  choice.examples = settings.format.tells_examples;
  Run all{.settings = settings,
          .shelf = LinterShelf(std::move(choice)),
          .printer = Printer(settings),
          .unread = {},
          .findings = false,
          .no_rules = {}};
  for (const auto& file : files) all.check_one(file);
  if (!settings.fix || settings.in_place) {
    all.printer.begin(all.no_rules);
    all.printer.print(settings.format.end(all.unread, all.printer.options(all.no_rules)));
  }
  if (!all.printer.failure().empty()) {
    say("standard output: " + all.printer.failure());
    return exit_failed;
  }
  if (!all.unread.empty()) return exit_failed;
  return all.findings ? exit_findings : exit_clean;
}

}  // namespace

Command make_check_command() {
  return {.name = "check", .about = "say what to change in a draft before it is sent", .describe = describe, .run = run};
}

}  // namespace replylint

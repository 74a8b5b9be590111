// SPDX-License-Identifier: MIT
// Command rules: lists, explains, writes, tests, measures, fits, shares, updates and imports rules.
#include <fmt/format.h>

#include <algorithm>

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/rule_text.h"
#include "cli/rules.h"
#include "cli/rules_import.h"
#include "cli/rules_update.h"
#include "cli/team_sets.h"
#include "engine/examples.h"
#include "engine/remarks.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules list --family tone           the rules about tone
  replylint rules explain tone.shouting        one rule: why, phrases, examples
  replylint rules new team.yaml                a rule set to start from
  replylint rules test team.yaml               do the rules of a file what their examples say?
  replylint rules lint team.yaml               what could be better about them?
  replylint rules diff team.yaml new.yaml      what would another version change? also on folders of mail
  replylint rules docs team.yaml -o public/    a page with every rule, to read and search
  replylint rules noise drafts/ archive/       how often is each rule right, and how often does it speak at all?
  replylint rules fit team.yaml drafts/        what weights would labelled drafts give its weigh rules? --write keeps them
  replylint rules keygen -s team.key -p team.pub                 once: the keys that sign a team's rules
  replylint rules pack team/ -o team.yaml --key team.key         one file to host, and its signature beside it
  replylint rules verify team.yaml --key team.pub                who signed it, and when
  replylint rules update                       newer versions of the sets that your configuration extends by URL
  replylint rules import vale styles/Acme      a style of Vale as a rule set; what cannot be taken is said

Exit codes: 0 all well, 1 an example failed, there are remarks or differences, a signature does not fit or there is no such rule,
2 it could not run.)";

// The sub-commands that stand in files of their own.
std::vector<Command> make_further_commands() {
  auto commands = make_authoring_commands();
  std::ranges::move(make_sharing_commands(), std::back_inserter(commands));
  return commands;
}

void describe(CLI::App& app) {
  app.require_subcommand(1);
  app.footer(examples);
  auto* list = app.add_subcommand("list", "one line a rule");
  list->add_option("--family")->description("only this family")->type_name("FAMILY");
  add_choice(*list, "--format", "how to print it (default: text)", {"text", "json"});
  add_rules_options(*list);
  auto* explain = app.add_subcommand("explain", "everything about one rule");
  explain->add_option("ID")->description("the rule, as in brackets behind a finding")->required()->expected(1)->type_name("");
  add_rules_options(*explain);
  auto* test = app.add_subcommand("test", "run the examples of rules and look for mistakes in them");
  test->add_option("SET")->description("rule set, a file or folder; none: the rules that check would use")->expected(1)->type_name("");
  test->add_option("--only")->description("a rule, or a family with \".*\"")->type_name("RULE");
  test->add_flag("--no-remarks")->description("failing examples only, no warnings");
  test->add_flag("--no-config")->description("use the built-in rules only, whatever replylint.yaml there is");
  auto* noise = app.add_subcommand("noise", "how often is each rule right, and how often does it speak at all");
  noise->add_option("FOLDERS")
      ->description("labelled drafts, as for eval, and folders of any mail")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args()
      ->type_name("");
  noise->add_option("--only")->description("a rule, or a family with \".*\"")->type_name("RULE");
  add_linter_options(*noise);
  auto* fit = app.add_subcommand("fit", "fit the weights of weigh rules to labelled drafts");
  fit->add_option("SET")->description("rule set, a file or folder")->required()->expected(1)->type_name("");
  fit->add_option("DRAFTS")
      ->description("folders of labelled drafts, as for eval")
      ->required()
      ->expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args()
      ->type_name("");
  fit->add_option("--only")->description("a rule, or a family with \".*\"")->type_name("RULE");
  fit->add_option("--fact")->description("a fact that weighs, instead: does the draft fall short in any way?")->type_name("NAME");
  fit->add_option("--precision")
      ->description("that the threshold has to reach on held-out drafts (default: 0.9)")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  fit->add_flag("--write")->description("write the weights into the rule file");
  for (const auto& command : make_further_commands())
    command.describe(*app.add_subcommand(std::string(command.name), std::string(command.about)));
  describe_update(*app.add_subcommand("update", "fetch newer versions of the rule sets that the configuration extends by URL"));
  describe_import(*app.add_subcommand("import", "make rules of those of another checker"));
}

std::expected<RuleSet, int> load(const RulesChoice& choice) {
  auto set = load_rules_for(std::string(standard_input), choice);
  if (set) return std::move(*set);
  for (const auto& line : set.error()) say(line);
  return std::unexpected(exit_failed);
}

int print(std::string_view text, int code) {
  const auto written = write_output(text);
  if (written) return code;
  say_unwritten(written.error());
  return exit_failed;
}

int list(const CLI::App& parsed) {
  const auto set = load(read_rules_choice(parsed));
  if (!set) return set.error();
  say_expiries(*set);
  const auto family = option_text(parsed, "--family");
  if (!family.empty() && std::ranges::none_of(set->rules, [&](const Rule& rule) { return rule.family() == family; })) {
    say(fmt::format("no rules of a family \"{}\"", to_printable(family)));
    return exit_findings;
  }
  const bool json = option_text(parsed, "--format", "text") == "json";
  return print(json ? format_rule_list_json(*set, family) : format_rule_list(*set, family), exit_clean);
}

int explain(const CLI::App& parsed) {
  const auto set = load(read_rules_choice(parsed));
  if (!set) return set.error();
  const auto id = option_text(parsed, "ID");
  if (const auto* rule = set->find_rule(id)) return print(format_rule(*set, *rule), exit_clean);
  say(fmt::format("no rule \"{}\"; \"replylint rules list\" names them", to_printable(id)));
  return exit_findings;
}

// "tone.*" names many rules; the examples run by rule or family. Remarks on rules that a set only stands on are for their own authors.
bool is_wanted(const RuleSet& set, const ExampleFailure& failure, const std::string& only) {
  if (!only.empty() && !matches_rule(only, failure.rule)) return false;
  const auto* rule = set.find_rule(failure.rule);
  return !failure.warning || rule == nullptr || rule->set == set.name;
}

int test(const CLI::App& parsed) {
  auto set = load({.file = option_text(parsed, "SET"), .configuration = !option_given(parsed, "--no-config")});
  if (!set) return set.error();
  const auto only = option_text(parsed, "--only");
  const Linter linter(std::move(*set));
  auto failures = run_examples(linter);
  if (!option_given(parsed, "--no-remarks")) {
    for (auto& remark : find_remarks(linter)) failures.push_back({std::move(remark.subject), remark.place, std::move(remark.what), true});
  }
  std::erase_if(failures, [&](const ExampleFailure& failure) { return !is_wanted(linter.rules(), failure, only); });
  std::ranges::stable_sort(failures, {}, [](const ExampleFailure& failure) {
    return std::tuple(failure.warning, failure.place.file, failure.place.line, failure.place.column);
  });
  std::string out;
  std::size_t errors = 0;
  for (const auto& failure : failures) {
    out += format_failure(linter.rules(), failure) + "\n";
    errors += failure.warning ? 0 : 1;
  }
  std::size_t rules = 0;
  std::size_t tried = 0;
  for (const auto& rule : linter.rules().rules) {
    if (rule.off || (!only.empty() && !matches_rule(only, rule.id))) continue;
    ++rules;
    tried += rule.bad.size() + rule.good.size();
  }
  out += fmt::format("{} rules, {} examples: {} failed, {} warnings\n", rules, tried, errors, failures.size() - errors);
  return print(out, errors > 0 ? exit_findings : exit_clean);
}

int fit(const CLI::App& parsed) {
  auto set = load({.file = option_text(parsed, "SET"), .configuration = false});
  if (!set) return set.error();
  const auto report = fit_weights(std::move(*set), {.folders = option_list(parsed, "DRAFTS"),
                                                    .rule = option_text(parsed, "--only", "*"),
                                                    .fact = option_text(parsed, "--fact"),
                                                    .precision = std::stod(option_text(parsed, "--precision", "0.9")),
                                                    .write = option_given(parsed, "--write")});
  if (report) return print(*report, exit_clean);
  say(report.error());
  return exit_failed;
}

int noise(const CLI::App& parsed) {
  const auto loaded = load_linter_for(std::string(standard_input), read_rules_choice(parsed));
  if (!loaded) {
    for (const auto& line : loaded.error()) say(line);
    return exit_failed;
  }
  const auto table = measure_noise(loaded->linter, option_list(parsed, "FOLDERS"), option_text(parsed, "--only", "*"));
  if (table) return print(*table, exit_clean);
  say(table.error());
  return exit_failed;
}

int run(const CLI::App& parsed) {
  if (parsed.got_subcommand("list")) return list(*parsed.get_subcommand("list"));
  if (parsed.got_subcommand("explain")) return explain(*parsed.get_subcommand("explain"));
  if (parsed.got_subcommand("noise")) return noise(*parsed.get_subcommand("noise"));
  if (parsed.got_subcommand("fit")) return fit(*parsed.get_subcommand("fit"));
  if (parsed.got_subcommand("update")) return run_update(*parsed.get_subcommand("update"));
  if (parsed.got_subcommand("import")) return run_import(*parsed.get_subcommand("import"));
  for (const auto& command : make_further_commands()) {
    const std::string name(command.name);
    if (parsed.got_subcommand(name)) return command.run(*parsed.get_subcommand(name));
  }
  return test(*parsed.get_subcommand("test"));
}

}  // namespace

Command make_rules_command() {
  return {.name = "rules",
          .about = "list, explain, write, test, measure, fit, share, update and import rules",
          .describe = describe,
          .run = run};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// rules import vale: reads a style, writes the set, reports.
#include "cli/rules_import.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/style_folder.h"
#include "import/vale.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules import vale styles/Acme -o acme.yaml    a style: a folder of rules (*.yml)
  replylint rules import vale styles --style Acme         one of several, with its vocabulary; the set goes to standard output
  replylint rules import vale styles/Acme -o acme.yaml --report acme.json --format json

What was taken, in part or not, and why, goes to standard error, or to the file that --report names.
Exit codes: 0 all taken, 1 something is left out, 2 it could not run.)";

bool is_language(std::string_view tag) {
  return !tag.empty() && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// To a file, or where `otherwise` takes it.
template <class Otherwise>
bool write(const std::string& file, const std::string& text, Otherwise otherwise) {
  if (file.empty()) return otherwise(text);
  const auto written = put_file(file, text);
  if (!written) say(fmt::format("{}: {}", to_printable(file), written.error()));
  return written.has_value();
}

bool write_to_output(const std::string& text) {
  const auto written = write_output(text);
  if (!written) say_unwritten(written.error());
  return written.has_value();
}

bool write_to_error(const std::string& text) {
  write_error(text);
  return true;
}

int import_style(const CLI::App& parsed) {
  const auto language = option_text(parsed, "--language", "en");
  if (!is_language(language)) {
    say("--language has to be a language tag, as in en or de-CH");
    return exit_failed;
  }
  const auto read = read_style(
      {.folder = option_text(parsed, "DIR"), .style = option_text(parsed, "--style"), .vocabularies = option_list(parsed, "--vocab")});
  if (!read) {
    say(to_printable(read.error()));
    return exit_failed;
  }
  for (const auto& name : read->left_out)
    say(fmt::format("vocabulary {} is left out; --vocab {} takes it", to_printable(name), to_printable(name)));
  const auto import = import_vale(read->style, {.language = language, .engine_version = REPLYLINT_VERSION});
  if (!write(option_text(parsed, "-o"), import.yaml, write_to_output)) return exit_failed;
  const bool json = option_text(parsed, "--format", "text") == "json";
  const auto report = json ? format_import_json(import) : format_import_text(import);
  if (!write(option_text(parsed, "--report"), report, write_to_error)) return exit_failed;
  const bool whole = std::ranges::all_of(import.rules, [](const ImportedRule& rule) { return rule.taken == Taken::whole; });
  return whole ? exit_clean : exit_findings;
}

}  // namespace

void describe_import(CLI::App& app) {
  app.require_subcommand(1);
  app.footer(examples);
  auto* vale = app.add_subcommand("vale", "a style of Vale");
  vale->footer(examples);
  vale->add_option("DIR")->description("the style, or a folder of styles")->required()->expected(1)->type_name("");
  vale->add_option("-o,--output")->description("where the rule set goes (default: standard output)")->type_name("FILE");
  vale->add_option("--style")->description("which of several styles")->type_name("NAME");
  vale->add_option("--vocab")
      ->description("which of several vocabularies")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  vale->add_option("--language")->description("of the style (default: en); the rules are silent in others")->type_name("TAG");
  vale->add_option("--report")->description("where the report goes (default: standard error)")->type_name("FILE");
  add_choice(*vale, "--format", "of the report (default: text)", {"text", "json"});
}

int run_import(const CLI::App& parsed) { return import_style(*parsed.get_subcommand("vale")); }

}  // namespace replylint

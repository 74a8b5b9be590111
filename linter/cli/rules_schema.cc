// SPDX-License-Identifier: MIT
// rules schema: what editors check and complete rule files by.
#include <fmt/format.h>

#include "cli/files.h"
#include "cli/rules_authoring.h"
#include "cli/schema.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules schema -o replylint.schema.json

An editor with the YAML language server takes it from the first line of a rule file:
  # yaml-language-server: $schema=./replylint.schema.json

It knows what the loader of this program knows: keys, areas, severities, facts, verbs, and which go together.
Exit codes: 0 written, 2 it could not be written.)";

int run(const CLI::App& parsed) {
  const auto file = option_text(parsed, "--output");
  if (file.empty()) {
    const auto written = write_output(format_schema());
    if (!written) say_unwritten(written.error());
    return written ? exit_clean : exit_failed;
  }
  const auto written = put_file(file, format_schema());
  if (!written) say(fmt::format("{}: {}", to_printable(file), written.error()));
  return written ? exit_clean : exit_failed;
}

void describe(CLI::App& app) {
  app.add_option("-o,--output")->description("the file to write (default: standard output)")->type_name("FILE");
  app.footer(examples);
}

}  // namespace

Command make_rules_schema_command() {
  return {.name = "schema", .about = "print the JSON Schema of rule files, for editors", .describe = describe, .run = run};
}

}  // namespace replylint

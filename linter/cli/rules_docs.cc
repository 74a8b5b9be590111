// SPDX-License-Identifier: MIT
// rules docs: a reference of a rule set that can be put on any web server, or read from a disk.
#include <fmt/format.h>

#include <filesystem>

#include "cli/files.h"
#include "cli/rule_reference.h"
#include "cli/rules_authoring.h"
#include "text/display.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr const char* examples = R"(Examples:
  replylint rules docs team.yaml -o public/                     public/index.html: one page, searchable, without a network
  replylint rules docs builtin:base -o docs/ --format markdown  docs/README.md, and a page for each family

Every rule has an anchor: index.html#tone.shouting. Pages that are there already are written anew; the same set gives the same bytes.
Exit codes: 0 written, 2 the set does not load or the pages could not be written.)";

int run(const CLI::App& parsed) {
  const auto named = load_named_set(option_text(parsed, "SET"));
  if (!named) return exit_failed;
  const fs::path folder = option_text(parsed, "--output");
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) {
    say(fmt::format("{}: {}", to_printable(folder.string()), failure.message()));
    return exit_failed;
  }
  const bool markdown = option_text(parsed, "--format", "html") == "markdown";
  const auto pages = markdown ? format_markdown_reference(named->set) : format_html_reference(named->set);
  std::vector<FileText> files;
  for (const auto& page : pages) files.push_back({(folder / page.name).string(), page.text});
  const auto written = write_files(files);
  if (!written) say(to_printable(written.error()));
  return written ? exit_clean : exit_failed;
}

void describe(CLI::App& app) {
  app.add_option("SET")->description("rule set, a file or folder, or builtin:base")->required()->expected(1)->type_name("");
  app.add_option("-o,--output")->description("the folder for the pages; made where it is not there")->required()->type_name("DIR");
  add_choice(app, "--format", "of the pages (default: html)", {"html", "markdown"});
  app.footer(examples);
}

}  // namespace

Command make_rules_docs_command() {
  return {.name = "docs", .about = "write a reference of a rule set, as HTML or Markdown", .describe = describe, .run = run};
}

}  // namespace replylint

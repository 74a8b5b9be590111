// SPDX-License-Identifier: MIT
// rules new: writes a rule set from a template, never over a file that is there.
#include <fmt/format.h>

#include <filesystem>

#include "cli/files.h"
#include "cli/rules_authoring.h"
#include "cli/rules_template.h"
#include "ruleset/reading.h"
#include "text/display.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr const char* examples = R"(Examples:
  replylint rules new replylint.yaml             rules for the drafts in this folder and those below it
  replylint rules new team.yaml --name acme-support --family acme
  replylint rules new team/                      a folder: ruleset.yaml with the head, and a file with the rules

A name that ends in .yaml is a file, any other a folder. The examples of the rules pass at once: replylint rules test team.yaml
Exit codes: 0 written, 2 something is there already or could not be written.)";

constexpr unsigned permissions = 0666;

int fail(std::string_view what) {
  say(what);
  return exit_failed;
}

/// "Acme Support" -> "acme-support"; "" where nothing is left.
std::string to_kebab_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool kept = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (kept) name += small;
    if (!kept && !name.empty() && name.back() != '-') name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return name;
}

/// After the file or folder; a file replylint.yaml is named after its folder.
std::string propose_name(const fs::path& target, bool file) {
  const auto stem = file ? target.stem() : target.filename();
  return to_kebab_name(file && stem == "replylint" ? target.parent_path().filename().string() : stem.string());
}

std::string fill(std::string_view text, std::string_view name, std::string_view family, std::string_view set) {
  std::string out(text);
  const auto replace = [&](std::string_view word, std::string_view by) {
    for (auto at = out.find(word); at != std::string::npos; at = out.find(word, at + by.size())) out.replace(at, word.size(), by);
  };
  replace("FAMILY", family);
  replace("NAME", name);
  replace("SET", set);
  return out;
}

/// A comment ends with its line.
std::string to_word(const std::string& name) {
  const auto printable = to_printable(name);
  return printable.find(' ') == std::string::npos ? printable : "\"" + printable + "\"";
}

bool has_rule_files(const fs::path& folder) {
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure); !failure && at != fs::end(at); at.increment(failure)) {
    if (at->path().extension() == ".yaml") return true;
  }
  return false;
}

int write_folder(const fs::path& folder, const std::string& head, const std::string& rules, const std::string& family) {
  std::error_code failure;
  const bool made = fs::create_directory(folder, failure);
  if (failure || (!made && !fs::is_directory(folder, failure)))
    return fail(fmt::format("{}: {}", folder.string(), failure ? failure.message() : "is there already and no folder"));
  if (has_rule_files(folder)) return fail(fmt::format("{}: has rule files already; nothing is written", folder.string()));
  const auto head_file = (folder / "ruleset.yaml").string();
  const auto rules_file = (folder / (family + ".yaml")).string();
  auto written = make_file(head_file, head, permissions);
  if (!written) return fail(fmt::format("{}: {}", head_file, written.error()));
  written = make_file(rules_file, rules, permissions);
  if (written) return exit_clean;
  fs::remove(head_file, failure);
  return fail(fmt::format("{}: {}", rules_file, written.error()));
}

int run(const CLI::App& parsed) {
  auto target = option_text(parsed, "TARGET");
  while (target.size() > 1 && target.ends_with('/')) target.pop_back();
  std::error_code failure;
  const auto path = fs::absolute(target, failure).lexically_normal();
  const bool file = path.extension() == ".yaml" || path.extension() == ".yml";
  const auto name = option_text(parsed, "--name", propose_name(path, file));
  if (!is_kebab_name(name))
    return fail(
        fmt::format("“{}” is not a name for a rule set; --name gives one: small letters, digits and single hyphens", to_printable(name)));
  const auto family = option_text(parsed, "--family", name);
  if (!is_kebab_name(family) || family == "ruleset")
    return fail(fmt::format("“{}” is not a family; --family gives one: small letters, digits and single hyphens", to_printable(family)));
  const auto head = fill(template_head, name, family, to_word(target));
  const auto rules = fill(template_rules, name, family, to_word(target));
  if (!file) {
    if (const int code = write_folder(target, head, rules.substr(1), family); code != exit_clean) return code;
  } else if (const auto written = make_file(target, head + rules, permissions); !written) {
    return fail(fmt::format("{}: {}", to_printable(target), written.error()));
  }
  const auto told = write_output(
      fmt::format("{0}: a rule set “{1}” with three rules, {2}.*; try: replylint rules test {0}\n", to_word(target), name, family));
  if (!told) say_unwritten(told.error());
  return told ? exit_clean : exit_failed;
}

void describe(CLI::App& app) {
  app.add_option("TARGET")->description("the file (*.yaml) or folder to make")->required()->expected(1)->type_name("");
  app.add_option("--name")->description("of the set (default: after the file or folder)")->type_name("NAME");
  app.add_option("--family")->description("of its rules (default: the name of the set)")->type_name("FAMILY");
  app.footer(examples);
}

}  // namespace

Command make_rules_new_command() { return {.name = "new", .about = "start a rule set from a template", .describe = describe, .run = run}; }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// rules lint: what could be better about a rule set.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cli/files.h"
#include "cli/named_set.h"
#include "cli/rules_authoring.h"
#include "engine/remarks.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint rules lint team.yaml                   one line a remark: file:line:column: remark: rule: what [name-of-remark]
  replylint rules lint team/ --format json

Remarks are on the set itself, not on those that it stands on:
  impossible-when   its condition can never hold            needless-unless  no good example needs its exceptions
  implied-phrase    another phrase finds it as well         slow-phrase      no word in it that can be looked up
  twins             no example tells it from another rule   overlap          another rule finds the same words
  shadowed          always hidden behind another rule       repeated-list    a list has its phrases already
  unquoted-match    its message does not say the words      no-fix           it offers no better wording
  unused-list       nothing names the list                  unused-fact      nothing asks for the fact
  idle-tune         it changes nothing                      misplaced        it stands in another family's file

The first five are what “rules test” warns of; “rules test” runs the examples. A lock or change that names no rule is an error.
Exit codes: 0 nothing to remark, 1 remarks, 2 it could not run.)";

using Json = nlohmann::ordered_json;

std::vector<Remark> find_own_remarks(const NamedSet& named) {
  auto remarks = find_all_remarks(Linter(named.set));
  std::erase_if(remarks, [&](const Remark& remark) { return !named.is_own(remark.place); });
  for (auto& remark : remarks) remark.place = find_phrase_place(named, remark.place, remark.phrase);
  std::ranges::stable_sort(remarks, {}, [&](const Remark& remark) {
    return std::tuple(remark.place.file, remark.place.line, remark.place.column, remark.name);
  });
  return remarks;
}

std::string format_text(const NamedSet& named, const std::vector<Remark>& remarks) {
  std::string out;
  for (const auto& remark : remarks) {
    out += fmt::format("{}:{}:{}: remark: {}: {} [{}]\n", to_printable(named.file_name(remark.place)), remark.place.line,
                       remark.place.column, to_printable(remark.subject), to_printable(remark.what), remark.name);
  }
  return out;
}

std::string format_json(const NamedSet& named, const std::vector<Remark>& remarks) {
  Json list = Json::array();
  for (const auto& remark : remarks) {
    list.push_back({{"remark", remark.name},
                    {"subject", remark.subject},
                    {"what", remark.what},
                    {"file", named.file_name(remark.place)},
                    {"line", remark.place.line},
                    {"column", remark.place.column}});
  }
  return Json{{"schema", 1}, {"remarks", std::move(list)}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int run(const CLI::App& parsed) {
  const auto named = load_named_set(option_text(parsed, "SET"));
  if (!named) return exit_failed;
  const auto remarks = find_own_remarks(*named);
  const bool json = option_text(parsed, "--format", "text") == "json";
  const auto written = write_output(json ? format_json(*named, remarks) : format_text(*named, remarks));
  if (!written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return remarks.empty() ? exit_clean : exit_findings;
}

void describe(CLI::App& app) {
  app.add_option("SET")->description("rule set, a file or folder")->required()->expected(1)->type_name("");
  add_choice(app, "--format", "how to print remarks (default: text)", {"text", "json"});
  app.footer(examples);
}

}  // namespace

Command make_rules_lint_command() {
  return {.name = "lint", .about = "say what could be better about a rule set", .describe = describe, .run = run};
}

}  // namespace replylint

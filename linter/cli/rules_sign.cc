// SPDX-License-Identifier: MIT
// rules sign: signs a rule set in one file.
#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/rules_sharing.h"
#include "cli/rules_source.h"
#include "cli/team_sets.h"

namespace replylint {
namespace {

int fail(std::string_view what) {
  say(what);
  return exit_failed;
}

}  // namespace

int sign_rules(const std::string& name, const std::string& key_file) {
  if (is_folder(name)) return fail(fmt::format("{}: is a folder; “replylint rules pack” makes one file of it", name));
  const auto builtin = load_builtin();
  if (!builtin) return fail(builtin.error());
  const auto files = read_rule_files(name);
  if (!files) return fail(fmt::format("{}: {}", name, files.error()));
  std::vector<RuleSource> sources;
  TeamSets stored({name}, sources);
  const auto set = load_ruleset({.files = *files,
                                 .builtin = &*builtin,
                                 .find_source = read_extended_files,
                                 .find_fetched = [&](const FetchedSet& fetched) { return stored.find(fetched); },
                                 .engine_version = REPLYLINT_VERSION,
                                 .fetched = true,
                                 .limits = {}});
  if (!set) {
    for (const auto& error : set.error()) say(to_string(error));
    return exit_failed;
  }
  if (const auto objections = find_objections(*set); !objections.empty()) {
    for (const auto& line : objections) say(line);
    return exit_findings;
  }
  const auto signature = sign_set(files->front().text, name, *set, key_file);
  if (!signature) return fail(signature.error());
  const FileText file{name + std::string(signature_ending), *signature};
  const auto written = write_files({&file, 1});
  return written ? exit_clean : fail(written.error());
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// rules pack: puts a rule set into one file that is ready to host, and signs it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/rules_sharing.h"
#include "cli/rules_source.h"
#include "cli/team_sets.h"
#include "share/pack.h"
#include "text/display.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

int fail(std::string_view what) {
  say(what);
  return exit_failed;
}

/// Why a set must not be written there; "" where it may.
std::string find_clash(const std::string& output, const std::string& set, const std::vector<std::string>& files) {
  std::error_code unknown;
  const auto is_output = [&](const std::string& file) { return fs::equivalent(file, output, unknown); };
  if (std::ranges::any_of(files, is_output)) return "is one of the files that are packed";
  const auto folder = fs::path(output).parent_path();
  if (is_folder(set) && fs::equivalent(folder.empty() ? "." : folder, set, unknown))
    return "is in the folder of the set, where it would become a part of it";
  return {};
}

}  // namespace

int pack_rules(const PackChoice& choice) {
  const auto& [name, output, key] = choice;
  if (!key.empty() && output.empty()) return fail("--key needs -o: the signature goes beside the file");
  const auto builtin = load_builtin();
  if (!builtin) return fail(builtin.error());
  auto files = read_rule_files(name);
  if (!files) return fail(fmt::format("{}: {}", name, files.error()));
  std::vector<RuleSource> sources;
  TeamSets stored({name}, sources);
  const auto packed = pack_ruleset({.files = std::move(*files),
                                    .builtin = &*builtin,
                                    .find_source = read_extended_files,
                                    .find_fetched = [&](const FetchedSet& fetched) { return stored.find(fetched); },
                                    .engine_version = REPLYLINT_VERSION,
                                    .fetched = false,
                                    .limits = {}});
  if (!packed) {
    for (const auto& error : packed.error()) say(to_string(error));
    return exit_failed;
  }
  if (const auto objections = find_objections(packed->set); !objections.empty()) {
    for (const auto& line : objections) say(line);
    return exit_findings;
  }
  if (output.empty()) {
    const auto written = write_output(packed->text);
    if (!written) say_unwritten(written.error());
    return written ? exit_clean : exit_failed;
  }
  if (const auto clash = find_clash(output, name, packed->files); !clash.empty()) return fail(fmt::format("{}: {}", output, clash));
  std::vector<FileText> texts{{output, packed->text}};
  std::string signature;
  if (!key.empty()) {
    auto made = sign_set(packed->text, output, packed->set, key);
    if (!made) return fail(made.error());
    signature = std::move(*made);
    texts.push_back({output + std::string(signature_ending), signature});
  }
  const auto written = write_files(texts);
  return written ? exit_clean : fail(written.error());
}

}  // namespace replylint

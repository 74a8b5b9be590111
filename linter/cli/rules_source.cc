// SPDX-License-Identifier: MIT
// Finds configurations and reads the files of rule sets for the loader.
#include "cli/rules_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/files.h"
#include "cli/rules_cache.h"
#include "cli/team_sets.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/table.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view head_name = "ruleset.yaml";
constexpr std::size_t folder_files = 200;

using Files = std::expected<std::vector<RuleFile>, std::string>;

std::expected<RuleFile, std::string> read_rule_file(const std::string& name) {
  auto bytes = read_regular_file(name, LoadLimits{}.file_bytes);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return RuleFile{.name = name, .text = std::move(bytes->text)};
}

// The YAML files right in a folder, the one with the head first.
Files read_rule_folder(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure); !failure && at != fs::end(at); at.increment(failure)) {
    if (at->path().extension() == ".yaml") names.push_back(at->path().string());
    if (names.size() > folder_files) return std::unexpected(fmt::format("more than {} rule files", folder_files));
  }
  if (failure) return std::unexpected(failure.message());
  if (names.empty()) return std::unexpected("no rule files (*.yaml) in this folder");
  std::ranges::sort(names, {}, [](const std::string& name) { return std::pair(fs::path(name).filename() != head_name, name); });
  std::vector<RuleFile> files;
  for (const auto& name : names) {
    auto file = read_rule_file(name);
    if (!file) return std::unexpected(fmt::format("{}: {}", name, file.error()));
    files.push_back(std::move(*file));
  }
  return files;
}

std::string to_extended_path(std::string_view reference, std::string_view from) {
  return (fs::path(from).parent_path() / fs::path(reference)).lexically_normal().string();
}

std::unexpected<std::vector<std::string>> refuse_builtin(const std::string& why) {
  return std::unexpected(std::vector{"built-in rules: " + why});
}

// Rule sets, each a file or folder, over one another and over the built-in one; `sources` gets all that was read for them.
std::expected<RuleSet, std::vector<std::string>> load_on(const RuleSet& builtin, const Configurations& names,
                                                         std::vector<RuleSource>& sources, const FindFetched& find_fetched = {}) {
  const auto read = [&](const std::string& path) {
    auto files = read_rule_files(path);
    if (files) sources.push_back(to_source(path, *files));
    return files;
  };
  const auto find_source = [&](std::string_view reference, std::string_view from) { return read(to_extended_path(reference, from)); };
  std::vector<std::vector<RuleFile>> sets;
  for (const auto& name : names) {
    auto files = read(name);
    if (!files) return std::unexpected(std::vector{fmt::format("{}: {}", name, files.error())});
    sets.push_back(std::move(*files));
  }
  auto last = std::move(sets.back());
  sets.pop_back();
  TeamSets stored(names, sources);
  LoadInput input{.files = std::move(last),
                  .under = std::move(sets),
                  .builtin = &builtin,
                  .find_source = find_source,
                  .find_fetched = find_fetched ? find_fetched : [&](const FetchedSet& set) { return stored.find(set); },
                  .engine_version = REPLYLINT_VERSION,
                  .limits = {}};
  auto set = load_ruleset(input);
  // The sources of the built-in set itself do not stand on the one that was made of them earlier.
  if (set && set->name == builtin.name) {
    input.builtin = nullptr;
    set = load_ruleset(input);
  }
  if (set) return std::move(*set);
  std::vector<std::string> lines;
  for (const auto& error : set.error()) lines.push_back(to_string(error));
  return std::unexpected(std::move(lines));
}

std::expected<RuleSet, std::vector<std::string>> load_rules(const Configurations& configurations, const FindFetched& find_fetched = {}) {
  auto builtin = load_builtin();
  if (!builtin) return refuse_builtin(builtin.error());
  if (configurations.empty()) return std::move(*builtin);
  std::vector<RuleSource> sources;
  return load_on(*builtin, configurations, sources, find_fetched);
}

}  // namespace

Files read_rule_files(const std::string& name) {
  if (is_folder(name)) return read_rule_folder(name);
  auto file = read_rule_file(name);
  if (!file) return std::unexpected(std::move(file.error()));
  return std::vector{std::move(*file)};
}

Files read_extended_files(std::string_view reference, std::string_view from) { return read_rule_files(to_extended_path(reference, from)); }

std::expected<RuleSet, std::string> load_builtin() { return parse_table(builtin_table(), Checksum::skipped); }

Configurations find_configurations(const std::string& draft, const RulesChoice& choice) {
  if (!choice.file.empty()) return {choice.file};
  return choice.configuration ? find_configurations(draft) : Configurations{};
}

std::expected<LoadedLinter, std::vector<std::string>> load_linter(const Configurations& configurations, const RulesChoice& choice) {
  if (configurations.empty()) {
    auto builtin = load_table(builtin_table(), Checksum::skipped);
    if (!builtin) return refuse_builtin(builtin.error());
    return LoadedLinter{.table = {}, .builtin_copy = {}, .linter = Linter(std::move(*builtin))};
  }
  if (choice.examples) {
    auto set = load_rules(configurations);
    if (!set) return std::unexpected(std::move(set.error()));
    return LoadedLinter{.table = {}, .builtin_copy = {}, .linter = Linter(std::move(*set))};
  }
  if (choice.cache) {
    if (auto cached = find_cached_table(configurations, read_rule_files))
      return LoadedLinter{.table = std::move(cached->bytes), .builtin_copy = {}, .linter = Linter(std::move(cached->compiled))};
  }
  auto builtin = load_base(builtin_table(), Checksum::skipped);
  if (!builtin) return refuse_builtin(builtin.error());
  std::vector<RuleSource> sources;
  auto set = load_on(builtin->set, configurations, sources);
  if (!set) return std::unexpected(std::move(set.error()));
  auto compiled = compile(std::move(*set), &builtin->phrases);
  if (choice.cache) keep_table(configurations, sources, compiled);
  return LoadedLinter{.table = {}, .builtin_copy = std::move(builtin->copy), .linter = Linter(std::move(compiled))};
}

std::expected<LoadedLinter, std::vector<std::string>> load_linter_for(const std::string& draft, const RulesChoice& choice) {
  auto loaded = load_linter(find_configurations(draft, choice), choice);
  if (loaded) say_expiries(loaded->linter.rules());
  return loaded;
}

std::expected<RuleSet, std::vector<std::string>> load_rules_with(const Configurations& configurations, const FindFetched& find_fetched) {
  return load_rules(configurations, find_fetched);
}

std::expected<RuleSet, std::vector<std::string>> load_rules_for(const std::string& draft, const RulesChoice& choice) {
  return load_rules(find_configurations(draft, choice));
}

}  // namespace replylint

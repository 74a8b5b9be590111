// SPDX-License-Identifier: MIT
// Finds configurations and reads the files of rule sets for the loader.
#include "cli/rules_source.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/files.h"
#include "cli/rules_cache.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/table.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view configuration_name = "replylint.yaml";
constexpr std::string_view head_name = "ruleset.yaml";
constexpr std::size_t folder_files = 200;
constexpr std::size_t parents = 100;

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

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

// In a folder that everybody may write to (/tmp), a stranger's file could switch rules off.
bool is_planted(const fs::path& file, const fs::path& folder) {
  struct stat of_file {};
  struct stat of_folder {};
  if (::stat(file.c_str(), &of_file) != 0 || ::stat(folder.c_str(), &of_folder) != 0) return false;
  return (of_folder.st_mode & S_IWOTH) != 0 && of_file.st_uid != ::geteuid() && of_file.st_uid != 0;
}

std::optional<std::string> find_above(const std::string& draft) {
  std::error_code failure;
  auto folder = draft == standard_input ? fs::current_path(failure) : fs::absolute(draft, failure).lexically_normal().parent_path();
  if (failure) return {};
  const auto home = fs::path(environment("HOME")).lexically_normal();
  for (std::size_t steps = 0; steps < parents; ++steps) {
    const auto file = folder / configuration_name;
    std::error_code unknown;
    if (fs::is_regular_file(file, unknown)) {
      if (!is_planted(file, folder)) return fs::proximate(file, unknown).string();
      say(fmt::format("{}: not used: somebody else's file in a folder that everybody may write to", file.string()));
    }
    if (folder == home || folder == folder.parent_path() || fs::exists(folder / ".git", unknown)) return {};
    folder = folder.parent_path();
  }
  return {};
}

std::unexpected<std::vector<std::string>> refuse_builtin(const std::string& why) {
  return std::unexpected(std::vector{"built-in rules: " + why});
}

// The rule set of a file or folder, on top of the built-in one; `sources` gets all that was read for it.
std::expected<RuleSet, std::vector<std::string>> load_on(const RuleSet& builtin, const std::string& name,
                                                         std::vector<RuleSource>& sources) {
  const auto read = [&](const std::string& path) {
    auto files = read_rule_files(path);
    if (files) sources.push_back(to_source(path, *files));
    return files;
  };
  const auto find_source = [&](std::string_view reference, std::string_view from) { return read(to_extended_path(reference, from)); };
  auto files = read(name);
  if (!files) return std::unexpected(std::vector{fmt::format("{}: {}", name, files.error())});
  LoadInput input{
      .files = std::move(*files), .builtin = &builtin, .find_source = find_source, .engine_version = REPLYLINT_VERSION, .limits = {}};
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

std::optional<std::string> find_own() {
  auto folder = environment("XDG_CONFIG_HOME");
  if (!folder.starts_with('/')) {
    folder = environment("HOME");
    if (folder.empty()) return {};
    folder += "/.config";
  }
  const auto file = fs::path(folder) / "replylint" / configuration_name;
  std::error_code unknown;
  return fs::is_regular_file(file, unknown) ? std::optional(file.string()) : std::nullopt;
}

std::expected<RuleSet, std::vector<std::string>> load_rules(const std::string& configuration) {
  auto builtin = load_builtin();
  if (!builtin) return refuse_builtin(builtin.error());
  if (configuration.empty()) return std::move(*builtin);
  std::vector<RuleSource> sources;
  return load_on(*builtin, configuration, sources);
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

std::string find_configuration(const std::string& draft, const RulesChoice& choice) {
  if (!choice.file.empty() || !choice.configuration) return choice.file;
  auto found = find_above(draft);
  return found ? *found : find_own().value_or("");
}

std::expected<LoadedLinter, std::vector<std::string>> load_linter(const std::string& configuration, const RulesChoice& choice) {
  if (configuration.empty()) {
    auto builtin = load_table(builtin_table(), Checksum::skipped);
    if (!builtin) return refuse_builtin(builtin.error());
    return LoadedLinter{.table = {}, .builtin_copy = {}, .linter = Linter(std::move(*builtin))};
  }
  if (choice.examples) {
    auto set = load_rules(configuration);
    if (!set) return std::unexpected(std::move(set.error()));
    return LoadedLinter{.table = {}, .builtin_copy = {}, .linter = Linter(std::move(*set))};
  }
  if (choice.cache) {
    if (auto cached = find_cached_table(configuration, read_rule_files))
      return LoadedLinter{.table = std::move(cached->bytes), .builtin_copy = {}, .linter = Linter(std::move(cached->compiled))};
  }
  auto builtin = load_base(builtin_table(), Checksum::skipped);
  if (!builtin) return refuse_builtin(builtin.error());
  std::vector<RuleSource> sources;
  auto set = load_on(builtin->set, configuration, sources);
  if (!set) return std::unexpected(std::move(set.error()));
  auto compiled = compile(std::move(*set), &builtin->phrases);
  if (choice.cache) keep_table(configuration, sources, compiled);
  return LoadedLinter{.table = {}, .builtin_copy = std::move(builtin->copy), .linter = Linter(std::move(compiled))};
}

std::expected<LoadedLinter, std::vector<std::string>> load_linter_for(const std::string& draft, const RulesChoice& choice) {
  return load_linter(find_configuration(draft, choice), choice);
}

std::expected<RuleSet, std::vector<std::string>> load_rules_for(const std::string& draft, const RulesChoice& choice) {
  return load_rules(find_configuration(draft, choice));
}

}  // namespace replylint

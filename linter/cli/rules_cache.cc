// SPDX-License-Identifier: MIT
// Names the entries of the cache and decides whether one still holds.
#include "cli/rules_cache.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "cli/files.h"
#include "ruleset/builtin/builtin.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

std::string find_folder() { return find_user_folder("XDG_CACHE_HOME", ".cache"); }

// The same for every run of one build. The version and the built-in rules would do for releases; size and time of the program
// tell builds of one version apart.
std::string describe_program() {
  struct stat about {};
  if (::stat("/proc/self/exe", &about) != 0) about = {};
  return fmt::format("{} {:x} {} {}.{}", REPLYLINT_VERSION, find_checksum(builtin_table()), about.st_size, about.st_mtim.tv_sec,
                     about.st_mtim.tv_nsec);
}

bool exists(const std::string& path) {
  struct stat about {};
  return ::lstat(path.c_str(), &about) == 0;
}

CacheKey make_key(const Configurations& configurations) {
  std::string names;
  for (const auto& name : configurations) names += to_absolute(name) + '\n';
  return {.program = describe_program(), .set = std::move(names)};
}

}  // namespace

RuleSource to_source(const std::string& path, const std::vector<RuleFile>& files) {
  RuleSource source{.path = to_absolute(path), .files = files};
  for (auto& file : source.files) file.name = fs::path(file.name).filename().string();
  return source;
}

std::optional<CachedTable> find_cached_table(const Configurations& configurations, ReadRuleFiles read) {
  const auto folder = find_folder();
  if (folder.empty()) return std::nullopt;
  const auto key = make_key(configurations);
  auto bytes = read_cached(folder, to_entry_name(key));
  if (!bytes) return std::nullopt;
  const auto entry = parse_cache_entry(bytes->view(), key);
  if (!entry) return std::nullopt;
  for (const auto& source : entry->sources) {
    if (source.files.empty()) {
      if (exists(source.path)) return std::nullopt;
      continue;
    }
    const auto files = read(source.path);
    if (!files || to_source(source.path, *files) != source) return std::nullopt;
  }
  const auto base = find_phrases(builtin_table());
  if (!base) return std::nullopt;
  auto compiled = load_table(entry->table, Checksum::compared, &*base);
  if (!compiled) return std::nullopt;
  return CachedTable{.bytes = std::move(*bytes), .compiled = std::move(*compiled)};
}

void keep_table(const Configurations& configurations, std::span<const RuleSource> sources, const CompiledSet& compiled) {
  const auto folder = find_folder();
  if (folder.empty()) return;
  const auto key = make_key(configurations);
  write_cached(folder, to_entry_name(key), to_cache_entry(key, sources, to_table(compiled)));
}

}  // namespace replylint

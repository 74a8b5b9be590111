// SPDX-License-Identifier: MIT
// Where the store and the lock are, and what is said of a set that cannot be used.
#include "cli/team_sets.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>

#include "cli/files.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_lock = 1U << 18U;
constexpr long days_of_warning = 14;

std::unexpected<std::string> refuse(const FetchedSet& set, std::string_view why) {
  return std::unexpected(fmt::format("{}: {}", set.url, why));
}

RuleSource to_absence(std::string path) { return {.path = std::move(path), .files = {}}; }

/// "2027-03-01" -> days since 1970.
long to_day(std::string_view date) {
  const auto number = [&](std::size_t offset, std::size_t size) {
    int value = 0;
    std::from_chars(date.data() + offset, date.data() + offset + size, value);
    return value;
  };
  struct tm parts {};
  parts.tm_year = number(0, 4) - 1900;
  parts.tm_mon = number(5, 2) - 1;
  parts.tm_mday = number(8, 2);
  return ::timegm(&parts) / 86400;
}

}  // namespace

SetStore make_store() {
  const auto folder = find_user_folder("XDG_DATA_HOME", ".local/share");
  return SetStore(folder.empty() ? folder : folder + "/sets");
}

std::string to_lock_path(const std::string& configuration) {
  const auto folder = is_folder(configuration) ? fs::path(configuration) : fs::path(configuration).parent_path();
  return (folder / lock_file_name).string();
}

std::expected<std::optional<std::vector<LockedSet>>, std::string> load_lock(const std::string& configuration) {
  const auto path = to_lock_path(configuration);
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) return std::nullopt;
  const auto bytes = read_regular_file(path, longest_lock);
  if (!bytes) return std::unexpected(fmt::format("{}: {}", path, bytes.error()));
  if (!bytes->whole) return std::unexpected(fmt::format("{}: larger than {} bytes", path, longest_lock));
  if (is_planted(path)) return std::unexpected(fmt::format("{}: somebody else's file in a folder that everybody may write to", path));
  auto sets = parse_lock(bytes->text);
  if (!sets) return std::unexpected(fmt::format("{}:{}", path, sets.error()));
  return std::optional(std::move(*sets));
}

std::string find_lock_holder(const Configurations& configurations) {
  for (auto each = configurations.rbegin(); each != configurations.rend(); ++each) {
    struct stat about {};
    if (::lstat(to_lock_path(*each).c_str(), &about) == 0) return *each;
  }
  return {};
}

bool is_held(const FetchedSet& set, const std::string& holder) {
  return !holder.empty() && to_lock_path(set.configuration) == to_lock_path(holder);
}

/// Also that there is none is something that the rules were made of.
void TeamSets::read_lock() {
  holder_ = find_lock_holder(configurations_);
  for (const auto& configuration : configurations_) {
    const auto path = to_absolute(to_lock_path(configuration));
    if (auto bytes = read_regular_file(path, longest_lock)) {
      sources_.push_back({.path = path, .files = {{std::string(lock_file_name), std::move(bytes->text)}}});
    } else {
      sources_.push_back(to_absence(path));
    }
  }
  if (holder_.empty()) {
    lock_.emplace(std::nullopt);
  } else {
    lock_ = load_lock(holder_);
  }
}

std::expected<std::vector<RuleFile>, std::string> TeamSets::find(const FetchedSet& set) {
  const auto pinned = parse_public_key(set.key);
  if (!pinned) return refuse(set, pinned.error());
  if (!lock_) read_lock();
  if (!*lock_) return std::unexpected(lock_->error());
  const auto store = make_store();
  const LockedSet* locked = nullptr;
  if (lock_->value() && is_held(set, holder_)) {
    locked = find_locked(*lock_->value(), set.url);
    if (locked == nullptr) return refuse(set, fmt::format("is not in {}; run: replylint rules update --lock", lock_file_name));
  }
  const auto found = locked == nullptr ? store.find_current(set.url) : store.find_version(set.url, locked->version, locked->sha256);
  if (!found) return refuse(set, fmt::format("{}; run: replylint rules update", found.error()));
  if (!*found && locked != nullptr)
    return refuse(set, fmt::format("version {}, which {} holds it to, is not on this machine; run: replylint rules update --locked",
                                   locked->version, lock_file_name));
  if (!*found) return refuse(set, "not fetched yet; run: replylint rules update");
  const auto& known = (*found)->known;
  const auto trusted = locked == nullptr ? find_trust(known.set, known.links, *pinned) : check_locked(known.set, *locked);
  if (!trusted) return refuse(set, fmt::format("what is on this machine is not used: {}; run: replylint rules update", trusted.error()));
  sources_.push_back({.path = (*found)->path, .files = {{fs::path((*found)->path).filename().string(), known.set.text}}});
  return std::vector<RuleFile>{{set.url, known.set.text}};
}

std::vector<std::string> format_expiries(const RuleSet& set, std::time_t now) {
  std::vector<std::string> lines;
  for (const auto& [name, date] : set.expiries) {
    const auto days = to_day(date) - now / 86400;
    if (days > days_of_warning) continue;
    const auto when = days > 1    ? fmt::format("expire in {} days ({})", days, date)
                      : days == 1 ? fmt::format("expire tomorrow ({})", date)
                                  : fmt::format("are out of date since {}", date);
    lines.push_back(fmt::format("warning: the rules “{}” {}; “replylint rules update” looks for newer ones", name, when));
  }
  return lines;
}

void say_expiries(const RuleSet& set, std::vector<std::string>* told) {
  for (auto& line : format_expiries(set, std::time(nullptr))) {
    if (told != nullptr && std::ranges::find(*told, line) != told->end()) continue;
    say(line);
    if (told != nullptr) told->push_back(std::move(line));
  }
}

}  // namespace replylint

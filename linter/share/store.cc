// SPDX-License-Identifier: MIT
// Reads versions, and swaps them under a lock.
#include "share/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "share/open_file.h"
#include "share/own_folder.h"
#include "share/sha256.h"
#include "share/version_folder.h"

namespace replylint {
namespace {

constexpr const char* current_name = "current";
constexpr const char* lock_name = "lock";
constexpr int folders_made = 6;  // ~/.local/share/replylint/sets/support-…
constexpr int attempts = 3;      // the version in use may change, and the one before it go, while it is read

std::string reason() { return std::strerror(errno); }

std::unexpected<std::string> refuse(std::string_view path, std::string_view why) {
  return std::unexpected(std::string(path) + ": " + std::string(why));
}

bool is_kept(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// "https://rules.acme.example/support.yaml" -> "support-3fa1c0de9b7a2245"
std::string to_folder_name(std::string_view url) {
  auto path = url.substr(0, url.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  auto word = path.substr(path.rfind('/') + 1);
  word = word.substr(0, word.find('.'));
  std::string name;
  for (char c : word.substr(0, 40)) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_kept(c))
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  if (!name.empty() && name.back() != '-') name += '-';
  return name + to_sha256(url).substr(0, 16);
}

std::string to_version_name(std::string_view version, std::string_view sha256) {
  return std::string(version) + "-" + std::string(sha256.substr(0, 12));
}

/// What a link such as `current` names; "" where it is none of a version beside it.
std::string read_link(int folder) {
  std::array<char, 256> target{};
  const auto size = ::readlinkat(folder, current_name, target.data(), target.size());
  if (size <= 0 || static_cast<std::size_t>(size) == target.size()) return {};
  std::string name(target.data(), static_cast<std::size_t>(size));
  const bool version =
      name.front() >= '0' && name.front() <= '9' && std::ranges::all_of(name, [](char c) { return is_kept(c) || c == '.' || c == '-'; });
  return version ? name : std::string();
}

std::expected<OpenFile, std::string> open_own(const std::string& path) {
  auto opened = open_folder(path);
  if (!opened) return refuse(path, reason());
  if (!is_own_and_closed(opened)) return refuse(path, "not used: it is somebody else's, or others may write to it");
  return opened;
}

/// The folder of a URL; none where it, or the store, is not there.
std::expected<std::optional<OpenFile>, std::string> find_url_folder(const std::string& store, const std::string& path) {
  for (const auto* folder : {&store, &path}) {
    struct stat about {};
    if (::stat(folder->c_str(), &about) != 0 && errno == ENOENT) return std::nullopt;
    auto opened = open_own(*folder);
    if (!opened) return std::unexpected(opened.error());
    if (folder == &path) return std::optional(std::move(*opened));
  }
  return std::nullopt;
}

/// What changes a folder waits for its turn here; the lock ends with the file, however the program ends.
std::expected<OpenFile, std::string> wait_for_turn(int folder, const std::string& path) {
  OpenFile lock(::openat(folder, lock_name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!lock) return refuse(path, reason());
  while (::flock(lock.number(), LOCK_EX) != 0) {
    if (errno != EINTR) return refuse(path, "cannot be locked: " + reason());
  }
  return lock;
}

/// Removes what killed runs left, and versions but for those in use, the newest of the others, and `also`.
void sweep(int folder, const std::string& path, const std::string& current, const std::string& also) {
  namespace fs = std::filesystem;
  std::error_code failure;
  std::vector<std::pair<fs::file_time_type, std::string>> versions;
  std::vector<std::string> goes;
  for (fs::directory_iterator at(path, failure); !failure && at != fs::end(at); at.increment(failure)) {
    const auto name = at->path().filename().string();
    std::error_code unknown;
    if (name.starts_with(unfinished_prefix))
      goes.push_back(name);
    else if (name != current && name != also && name != current_name && name != lock_name)
      versions.emplace_back(fs::last_write_time(at->path(), unknown), name);
  }
  std::ranges::sort(versions, std::ranges::greater());
  const std::size_t stay = also.empty() || also == current ? 1 : 0;
  for (std::size_t i = stay; i < versions.size(); ++i) goes.push_back(versions[i].second);
  for (const auto& name : goes) fs::remove_all(fs::path(path) / name, failure);
  static_cast<void>(::fsync(folder));
}

bool swap_link(int folder, const std::string& version) {
  const auto beside = make_unfinished_name();
  if (::symlinkat(version.c_str(), folder, beside.c_str()) != 0) return false;
  if (::renameat(folder, beside.c_str(), folder, current_name) == 0) return ::fsync(folder) == 0;
  const int why = errno;
  ::unlinkat(folder, beside.c_str(), 0);
  errno = why;
  return false;
}

}  // namespace

std::string SetStore::path_of(std::string_view url) const {
  return folder_ + "/" + to_folder_name(url) + "/" + current_name + "/" + version_set_name;
}

std::string SetStore::path_of(std::string_view url, std::string_view version, std::string_view sha256) const {
  return folder_ + "/" + to_folder_name(url) + "/" + to_version_name(version, sha256) + "/" + version_set_name;
}

std::string SetStore::find_folder_in_use(std::string_view url) const {
  const auto folder = open_folder(folder_ + "/" + to_folder_name(url));
  return folder ? read_link(folder.number()) : std::string();
}

std::expected<std::optional<StoredSet>, std::string> SetStore::find_current(std::string_view url) const {
  if (folder_.empty()) return std::nullopt;
  const auto path = folder_ + "/" + to_folder_name(url);
  const auto folder = find_url_folder(folder_, path);
  if (!folder) return std::unexpected(folder.error());
  if (!*folder) return std::nullopt;
  std::string why;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto version = read_link((*folder)->number());
    if (version.empty()) return std::nullopt;
    auto known = read_version((*folder)->number(), version);
    if (known) return StoredSet{path_of(url), version, std::move(known->known), std::move(known->record)};
    why = known.error();
  }
  return refuse(path, why);
}

std::expected<std::optional<StoredSet>, std::string> SetStore::find_version(std::string_view url, std::string_view version,
                                                                            std::string_view sha256) const {
  if (folder_.empty()) return std::nullopt;
  const auto path = folder_ + "/" + to_folder_name(url);
  const auto folder = find_url_folder(folder_, path);
  if (!folder) return std::unexpected(folder.error());
  if (!*folder) return std::nullopt;
  const auto name = to_version_name(version, sha256);
  struct stat about {};
  if (::fstatat((*folder)->number(), name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  auto known = read_version((*folder)->number(), name);
  if (!known) return refuse(path, known.error());
  return StoredSet{path_of(url, version, sha256), name, std::move(known->known), std::move(known->record)};
}

std::expected<bool, std::string> SetStore::put(std::string_view url, const TrustedSet& trusted, const KnownSet& set,
                                               std::string_view record, std::string_view seen, Use use) const {
  if (folder_.empty())
    return std::unexpected("there is no folder to keep rule sets in: neither XDG_DATA_HOME nor HOME is an absolute path");
  const auto path = folder_ + "/" + to_folder_name(url);
  if (const auto made = make_own_folder(path, folders_made); !made) return refuse(path, reason());
  for (const auto* each : {&folder_, &path}) {
    if (const auto safe = open_own(*each); !safe) return std::unexpected(safe.error());
  }
  const auto folder = open_own(path);
  if (!folder) return std::unexpected(folder.error());
  const auto turn = wait_for_turn(folder->number(), path);
  if (!turn) return std::unexpected(turn.error());
  const auto before = read_link(folder->number());
  if (before != seen) return false;
  const auto name = to_version_name(trusted.identity.version, to_sha256(set.set.text));
  // Leftovers go first: on a full disk their room is needed.
  sweep(folder->number(), path, before, {});
  if (auto written = write_version(folder->number(), name, set, record); !written) return refuse(path, written.error());
  if (use == Use::now && !swap_link(folder->number(), name)) return refuse(path, reason());
  sweep(folder->number(), path, use == Use::now ? name : before, use == Use::now ? before : name);
  return true;
}

void SetStore::put_record(std::string_view url, std::string_view record, std::string_view seen) const {
  const auto path = folder_ + "/" + to_folder_name(url);
  const auto folder = open_own(path);
  if (!folder) return;
  const auto turn = wait_for_turn(folder->number(), path);
  if (turn && read_link(folder->number()) == seen) replace_record(folder->number(), seen, record);
}

}  // namespace replylint

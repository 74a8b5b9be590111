// SPDX-License-Identifier: MIT
// Reads and replaces files of a folder that is opened once and looked at first, so that nobody can exchange it in between.
//
// Files are read, not mapped: a mapped file that somebody cuts off, or that lies on a network drive which goes away, ends the
// program, and with it a mail on its way. Mapping would save a tenth of a millisecond.
#include "share/cache_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <tuple>
#include <vector>

#include "share/open_file.h"
#include "share/own_folder.h"

namespace replylint {
namespace {

constexpr std::int64_t longest_write = 3600;  // seconds; an unfinished file that is older was left by a program that was ended

struct Entry {
  std::string name;
  std::int64_t changed = 0;  ///< nanoseconds
  std::size_t size = 0;
};

std::vector<Entry> find_entries(int folder) {
  std::vector<Entry> entries;
  OpenFile again(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  DIR* listing = again ? ::fdopendir(again.number()) : nullptr;
  if (listing == nullptr) return entries;
  static_cast<void>(again.release());
  while (const auto* found = ::readdir(listing)) {
    struct stat about {};
    if (::fstatat(folder, found->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(about.st_mode)) continue;
    entries.push_back({found->d_name, about.st_mtim.tv_sec * std::int64_t{1'000'000'000} + about.st_mtim.tv_nsec,
                       static_cast<std::size_t>(about.st_size)});
  }
  ::closedir(listing);
  return entries;
}

/// `newest` stays whatever the clock says of the others.
void trim(int folder, const std::string& newest, const CacheLimits& limits) {
  auto entries = find_entries(folder);
  std::ranges::sort(entries, std::ranges::greater(),
                    [&](const Entry& entry) { return std::tuple(entry.name == newest, entry.changed, entry.name); });
  std::size_t files = 0;
  std::size_t bytes = 0;
  for (const auto& entry : entries) {
    bool goes = false;
    if (entry.name.starts_with(unfinished_prefix)) {
      goes = entries.front().changed - entry.changed > longest_write * 1'000'000'000;
    } else {
      bytes += entry.size;
      goes = ++files > limits.files || bytes > limits.folder_bytes;
    }
    if (goes) ::unlinkat(folder, entry.name.c_str(), 0);
  }
}

}  // namespace

std::optional<CachedBytes> read_cached(const std::string& folder, const std::string& name, const CacheLimits& limits) {
  const auto opened = open_folder(folder);
  if (!opened || !is_own_and_closed(opened)) return std::nullopt;
  const OpenFile file(::openat(opened.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat about {};
  if (!file || ::fstat(file.number(), &about) != 0 || !S_ISREG(about.st_mode) || !is_own_and_closed(file)) return std::nullopt;
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size > limits.file_bytes) return std::nullopt;
  CachedBytes bytes{std::make_unique_for_overwrite<char[]>(size), 0};
  while (bytes.size < size) {
    const auto got = ::read(file.number(), bytes.data.get() + bytes.size, size - bytes.size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    bytes.size += static_cast<std::size_t>(got);
  }
  return bytes;
}

bool write_cached(const std::string& folder, const std::string& name, std::string_view bytes, const CacheLimits& limits) {
  if (bytes.size() > limits.file_bytes) return false;
  const auto opened = make_own_folder(folder, 2);
  if (!opened || !is_own_and_closed(opened)) return false;
  const auto beside = make_unfinished_name();
  OpenFile file(::openat(opened.number(), beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file) return false;
  // Not synced: what a crash of the machine leaves half is damaged, and damage is seen.
  const bool whole =
      write_all(file.number(), bytes) && file.close() && ::renameat(opened.number(), beside.c_str(), opened.number(), name.c_str()) == 0;
  if (!whole) {
    ::unlinkat(opened.number(), beside.c_str(), 0);
    return false;
  }
  trim(opened.number(), name, limits);
  return true;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Looks at folders once they are open, so that nobody can exchange them in between.
#include "share/own_folder.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>

namespace replylint {

OpenFile open_folder(const std::filesystem::path& path) { return OpenFile(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

bool is_own_and_closed(const OpenFile& file) {
  struct stat about {};
  return ::fstat(file.number(), &about) == 0 && about.st_uid == ::geteuid() && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

OpenFile make_own_folder(const std::filesystem::path& path, int levels) {
  auto folder = open_folder(path);
  if (folder || errno != ENOENT || levels == 0 || !path.has_relative_path()) return folder;
  const auto parent = make_own_folder(path.parent_path(), levels - 1);
  if (!parent) return OpenFile(-1);
  struct stat about {};
  if (::fstat(parent.number(), &about) != 0) return OpenFile(-1);
  if (about.st_uid != ::geteuid()) {
    errno = EACCES;
    return OpenFile(-1);
  }
  // Where another process was quicker, the folder is there all the same.
  if (::mkdirat(parent.number(), path.filename().c_str(), S_IRWXU) != 0 && errno != EEXIST) return OpenFile(-1);
  return open_folder(path);
}

std::string make_unfinished_name() {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, GRND_NONBLOCK) != static_cast<ssize_t>(sizeof number))
    number = static_cast<std::uint64_t>(::getpid());
  return unfinished_prefix + std::to_string(number);
}

}  // namespace replylint

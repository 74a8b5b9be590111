// SPDX-License-Identifier: MIT
// POSIX calls with short writes and interrupts dealt with.
#include "share/open_file.h"

#include <unistd.h>

#include <cerrno>

namespace replylint {

bool OpenFile::close() {
  const int number = std::exchange(number_, -1);
  return number <= STDERR_FILENO || ::close(number) == 0;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace replylint

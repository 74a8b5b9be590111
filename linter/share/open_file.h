// SPDX-License-Identifier: MIT
// A file descriptor with an owner.
#pragma once

#include <string_view>
#include <utility>

namespace replylint {

/// An open file or folder that is closed at the end of its scope; standard streams stay open. Negative: none.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() { static_cast<void>(close()); }
  OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OpenFile& operator=(OpenFile&&) = delete;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] explicit operator bool() const { return number_ >= 0; }
  /// The number, for somebody else to close.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }
  /// True where the system took everything; the file is closed either way.
  [[nodiscard]] bool close();

 private:
  int number_;
};

/// Writes all of `text`, or fails with errno set.
[[nodiscard]] bool write_all(int file, std::string_view text);

}  // namespace replylint

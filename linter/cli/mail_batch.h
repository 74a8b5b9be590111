// SPDX-License-Identifier: MIT
// Messages that are checked in one go, and what could not be read among them.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "report/report.h"

namespace replylint {

/// A message to check, or why there is none.
struct MailEntry {
  std::string file;
  Origin origin;
  std::size_t begin = 0, end = 0;  ///< in MailBatch::bytes
  bool to_read = false;            ///< its file is still to be read; begin and end mean nothing
  std::string error;               ///< one sentence, without mail text; "" where there is a message
};

/// Messages that are worked on in one go: enough of them to be worth a thread's while.
struct MailBatch {
  static constexpr std::size_t most_bytes = 128U << 10U;
  static constexpr std::size_t most_entries = 64;

  std::vector<MailEntry> entries;
  std::string bytes;

  [[nodiscard]] bool full() const { return bytes.size() >= most_bytes || entries.size() >= most_entries; }
  void refuse(std::string file, std::string why, Origin origin = {}) {
    entries.push_back({.file = std::move(file), .origin = origin, .begin = 0, .end = 0, .to_read = false, .error = std::move(why)});
  }
};

}  // namespace replylint

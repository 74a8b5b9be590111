// SPDX-License-Identifier: MIT
// Collects load errors, and words them: what was found, what is accepted, what was probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/load.h"

namespace replylint {

class ErrorList {
 public:
  /// Takes at most `capacity` errors; more are dropped.
  explicit ErrorList(std::size_t capacity) : capacity_(capacity) {}

  void add(SourcePlace place, std::string what);
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] bool full() const { return errors_.size() >= capacity_; }
  /// The first `limit` errors in order of place; `files` are the names that the places' file numbers mean.
  [[nodiscard]] std::vector<LoadError> to_load_errors(const std::vector<std::string>& files, std::size_t limit) const;

 private:
  struct Entry {
    SourcePlace place;
    std::string what;
  };
  std::size_t capacity_;
  std::vector<Entry> errors_;
};

/// “name”, shortened where it is long.
[[nodiscard]] std::string quote(std::string_view name);

/// `; accepted: a, b, c; did you mean “b”?` The nearest come first and the rest is counted where there are many names.
[[nodiscard]] std::string format_accepted(std::string_view name, std::span<const std::string_view> accepted);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// What the command line of replylint-sync says.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace replylint::sync {

struct Options {
  std::vector<std::string> urls;  ///< of the same bytes, tried in this order
  std::string output;             ///< the file that gets them
  std::string known_url;          ///< the one of `urls` that the two below are from
  std::string etag;
  std::string last_modified;
  std::string cacert;             ///< certificates of authorities, instead of the system's
  std::size_t limit = 1U << 20U;  ///< bytes, unpacked
  bool files = false;             ///< file:/// is accepted, too
  bool help = false;
};

/// The error is one sentence.
[[nodiscard]] std::expected<Options, std::string> parse_options(std::span<char* const> words);

extern const char* const usage;

}  // namespace replylint::sync

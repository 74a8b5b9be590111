// SPDX-License-Identifier: MIT
// replylint.lock: which version of each fetched set a team uses, to the byte.
//
//   replylint-lock: 1
//   sets:
//     - url: https://rules.acme.example/support.yaml
//       version: 2026.11.1
//       sha256: 9f86…
//       key: RW…
//
// The key is the one that signed, which after a rotation is not the one in the configuration. A lock is written by the same people
// as the configuration beside it, and names the bytes; so its key is as good as a pinned one, for these bytes alone.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

inline constexpr std::string_view lock_file_name = "replylint.lock";

struct LockedSet {
  std::string url;
  std::string version;
  std::string sha256;  ///< of the set's bytes
  std::string key;     ///< public key
};

/// The error is "LINE:COLUMN: what".
[[nodiscard]] std::expected<std::vector<LockedSet>, std::string> parse_lock(std::string_view text);
/// Sorted by URL; equal sets give equal bytes.
[[nodiscard]] std::string format_lock(std::vector<LockedSet> sets);
/// Nullptr where it is not there.
[[nodiscard]] const LockedSet* find_locked(std::span<const LockedSet> sets, std::string_view url);

}  // namespace replylint

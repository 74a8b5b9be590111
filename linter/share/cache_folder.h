// SPDX-License-Identifier: MIT
// A folder of files that only save work: any of them may be missing, damaged or out of date at any time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace replylint {

/// The bytes of a file, aligned for any type.
struct CachedBytes {
  std::unique_ptr<char[]> data;
  std::size_t size = 0;
  [[nodiscard]] std::string_view view() const { return {data.get(), size}; }
};

struct CacheLimits {
  std::size_t file_bytes = 16U << 20U;
  std::size_t folder_bytes = 64U << 20U;
  std::size_t files = 32;
};

/// Reads a file of the folder. Nullopt where there is none, and where folder or file is not this user's or others may write
/// to it: what a stranger put there is never looked at.
[[nodiscard]] std::optional<CachedBytes> read_cached(const std::string& folder, const std::string& name, const CacheLimits& limits = {});

/// Puts a file into the folder, which is made where it is missing, with the folder that it stands in. The file appears whole or
/// not at all, for this user alone; then the oldest files go, until those that stay are within the limits. False where that
/// cannot be done.
bool write_cached(const std::string& folder, const std::string& name, std::string_view bytes, const CacheLimits& limits = {});

}  // namespace replylint

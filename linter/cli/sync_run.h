// SPDX-License-Identifier: MIT
// Runs replylint-sync, the program that downloads.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

namespace replylint {

struct SyncRequest {
  std::vector<std::string> urls;  ///< of the same bytes, tried in order
  std::string known_url;          ///< the one that told the next two
  std::string etag;
  std::string last_modified;
  std::size_t limit = 1U << 20U;
};

enum class SyncResult : std::uint8_t { fetched, unchanged, failed };

struct SyncOutcome {
  SyncResult result = SyncResult::failed;
  std::string url;  ///< the one of the URLs that answered
  std::string body;
  std::string etag;
  std::string last_modified;
  std::vector<std::string> failures;  ///< "URL: why" of those before it
};

/// Downloads into memory. file:/// is asked for where one of the URLs is such. The error says why the program did not run.
[[nodiscard]] std::expected<SyncOutcome, std::string> run_sync(const SyncRequest& request);

}  // namespace replylint

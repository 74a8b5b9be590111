// SPDX-License-Identifier: MIT
// source.json: where a stored version came from, and what its server said of it.
#pragma once

#include <string>
#include <string_view>

namespace replylint {

struct SourceRecord {
  std::string url;
  std::string mirror;  ///< the address that gave it
  std::string etag;
  std::string last_modified;
  std::string fetched_at;  ///< "2026-11-27T12:06:00Z"
  std::string sha256;
  std::string key;  ///< id of the key that signed it
  std::string version;
  std::string expires;
};

[[nodiscard]] std::string format_record(const SourceRecord& record);
/// What is not there, or not readable, is "". Believed for sparing downloads only.
[[nodiscard]] SourceRecord parse_record(std::string_view text);

}  // namespace replylint

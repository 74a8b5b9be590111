// SPDX-License-Identifier: MIT
// The files of one version of a fetched set.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "share/trust.h"

namespace replylint {

inline constexpr const char* version_set_name = "set.yaml";

struct VersionFiles {
  KnownSet known;
  std::string record;  ///< source.json, "" where it is not there
};

/// Reads the folder `name` in an open one. The error is a reason; what is not this user's, or open to others, is one.
[[nodiscard]] std::expected<VersionFiles, std::string> read_version(int folder, const std::string& name);

/// Makes the folder: under another name first, synced, then renamed over what may be there. The error is a reason; nothing is left then.
[[nodiscard]] std::expected<void, std::string> write_version(int folder, const std::string& name, const KnownSet& set,
                                                             std::string_view record);

/// Replaces source.json, whole or not at all.
void replace_record(int folder, std::string_view name, std::string_view record);

}  // namespace replylint

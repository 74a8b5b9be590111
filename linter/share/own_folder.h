// SPDX-License-Identifier: MIT
// Folders of this user's that nobody else may write to.
#pragma once

#include <filesystem>
#include <string>

#include "share/open_file.h"

namespace replylint {

/// A folder opened for looking at; none where there is none, with errno set.
[[nodiscard]] OpenFile open_folder(const std::filesystem::path& path);

/// The folder, made where it is missing in a folder of this user's, as that may be; `levels` folders at most are made.
[[nodiscard]] OpenFile make_own_folder(const std::filesystem::path& path, int levels);

/// Whether an open file or folder is this user's, and nobody else may write to it.
[[nodiscard]] bool is_own_and_closed(const OpenFile& file);

/// Begins the names of what is being written.
inline constexpr const char* unfinished_prefix = ".new-";
/// A name that nobody else has.
[[nodiscard]] std::string make_unfinished_name();

}  // namespace replylint

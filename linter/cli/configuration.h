// SPDX-License-Identifier: MIT
// Which configuration files speak for a draft, and the folders of the user in which the program keeps things.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace replylint {

/// The configuration of everybody on this machine; its administrator writes it.
inline constexpr const char* system_configuration = "/etc/replylint/replylint.yaml";

/// Configuration files in the order in which they are laid over the built-in rules, each over the ones before it.
using Configurations = std::vector<std::string>;

/// Those for a draft ("-": for the working directory): the system's; the first `replylint.yaml` beside the draft or in a folder
/// above, up to the home folder or the top of a repository; the user's own, $XDG_CONFIG_HOME/replylint/replylint.yaml. A file that
/// somebody else put into a folder that everybody may write to is passed over and said.
[[nodiscard]] Configurations find_configurations(const std::string& draft);

/// Whether a file in a folder that everybody may write to (/tmp) is somebody else's: a stranger's file could switch rules off.
[[nodiscard]] bool is_planted(const std::filesystem::path& file);

/// Where a kind of the user's files lies by the XDG base directory specification: the absolute folder that `variable` names, else
/// `in_home` in the home folder, then "/replylint". "" where there is neither.
[[nodiscard]] std::string find_user_folder(const char* variable, const char* in_home);

}  // namespace replylint

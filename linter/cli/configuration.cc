// SPDX-License-Identifier: MIT
// Looks where administrators, projects and users keep their configuration.
#include "cli/configuration.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "cli/files.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view configuration_name = "replylint.yaml";
constexpr std::size_t parents = 100;

// An absolute folder that a variable of the environment names, "" where it does not.
std::string folder_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr || *value != '/' ? std::string() : std::string(value);
}

std::optional<std::string> find_above(const std::string& draft) {
  std::error_code failure;
  auto folder = draft == standard_input ? fs::current_path(failure) : fs::absolute(draft, failure).lexically_normal().parent_path();
  if (failure) return {};
  const auto home = fs::path(folder_in("HOME")).lexically_normal();
  for (std::size_t steps = 0; steps < parents; ++steps) {
    const auto file = folder / configuration_name;
    std::error_code unknown;
    if (fs::is_regular_file(file, unknown)) {
      if (!is_planted(file)) return fs::proximate(file, unknown).string();
      say(fmt::format("{}: not used: somebody else's file in a folder that everybody may write to", file.string()));
    }
    if (folder == home || folder == folder.parent_path() || fs::exists(folder / ".git", unknown)) return {};
    folder = folder.parent_path();
  }
  return {};
}

}  // namespace

bool is_planted(const fs::path& file) {
  struct stat of_file {};
  struct stat of_folder {};
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (::stat(file.c_str(), &of_file) != 0 || ::stat(folder.c_str(), &of_folder) != 0) return false;
  return (of_folder.st_mode & S_IWOTH) != 0 && of_file.st_uid != ::geteuid() && of_file.st_uid != 0;
}

std::string find_user_folder(const char* variable, const char* in_home) {
  if (const auto folder = folder_in(variable); !folder.empty()) return folder + "/replylint";
  const auto home = folder_in("HOME");
  return home.empty() ? std::string() : fmt::format("{}/{}/replylint", home, in_home);
}

Configurations find_configurations(const std::string& draft) {
  Configurations found;
  const auto add = [&](const std::string& file) {
    std::error_code unknown;
    const auto same = [&](const std::string& other) { return fs::equivalent(file, other, unknown); };
    if (!file.empty() && fs::is_regular_file(file, unknown) && std::ranges::none_of(found, same)) found.push_back(file);
  };
  add(system_configuration);
  add(find_above(draft).value_or(""));
  if (const auto folder = find_user_folder("XDG_CONFIG_HOME", ".config"); !folder.empty())
    add(fmt::format("{}/{}", folder, configuration_name));
  return found;
}

}  // namespace replylint

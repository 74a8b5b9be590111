// SPDX-License-Identifier: MIT
// Reads one folder at a time and decides what of it is mail.
#include "cli/mail_folder.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace replylint {
namespace {

namespace fs = std::filesystem;

bool is_real_folder(const fs::path& path) {
  std::error_code unknown;
  return fs::symlink_status(path, unknown).type() == fs::file_type::directory;
}

bool is_maildir(const fs::path& folder) {
  return is_real_folder(folder / "cur") && (is_real_folder(folder / "new") || is_real_folder(folder / "tmp"));
}

bool holds_messages(std::string_view name) { return name == "cur" || name == "new"; }

// `Sent/cur`, asked for by that name.
bool is_part_of_maildir(const std::string& folder) {
  std::error_code failure;
  auto path = fs::absolute(folder, failure).lexically_normal();
  if (failure) return false;
  if (!path.has_filename()) path = path.parent_path();
  return holds_messages(path.filename().string()) && is_maildir(path.parent_path());
}

std::string join(const std::string& folder, const std::string& name) { return folder.ends_with('/') ? folder + name : folder + "/" + name; }

}  // namespace

MailFolder::MailFolder(const std::string& folder) { enter(folder, is_part_of_maildir(folder)); }

void MailFolder::enter(const std::string& folder, bool messages) {
  Level level{.folder = folder, .entries = {}, .at = 0};
  const bool maildir = !messages && is_maildir(folder);
  std::error_code failure;
  fs::directory_iterator entry(folder, failure);
  for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    std::error_code unknown;
    const auto type = entry->symlink_status(unknown).type();
    auto name = entry->path().filename().string();
    const bool hidden = name.starts_with('.');
    if (type == fs::file_type::regular) {
      if (hidden || maildir) continue;
      const bool message = messages || name.ends_with(".eml");
      level.entries.push_back({.name = std::move(name), .folder = false, .message = message});
    } else if (type == fs::file_type::directory && !messages) {
      if (maildir ? name == "tmp" || (hidden && !is_maildir(entry->path())) : hidden) continue;
      const bool part = maildir && holds_messages(name);
      level.entries.push_back({.name = std::move(name), .folder = true, .message = part});
    }
  }
  if (failure) failure_ = FoundFile{.name = folder, .message = false, .error = failure.message()};
  std::ranges::sort(level.entries, {}, &Entry::name);
  levels_.push_back(std::move(level));
}

std::optional<FoundFile> MailFolder::next() {
  while (!failure_) {
    if (levels_.empty()) return {};
    auto& level = levels_.back();
    if (level.at == level.entries.size()) {
      levels_.pop_back();
      continue;
    }
    const auto& entry = level.entries[level.at++];
    auto name = join(level.folder, entry.name);
    if (!entry.folder) return FoundFile{.name = std::move(name), .message = entry.message, .error = {}};
    enter(name, entry.message);
  }
  return std::exchange(failure_, {});
}

}  // namespace replylint

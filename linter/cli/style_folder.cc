// SPDX-License-Identifier: MIT
// Walks the folder of a style, and keeps what a style names inside the folder of styles.
#include "cli/style_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/files.h"
#include "ruleset/load.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 3000;
constexpr std::size_t most_entries = 20000;
constexpr int deepest = 6;
/// A dictionary may be larger than a rule.
constexpr std::size_t dictionary_bytes = 16U << 20U;

bool is_real_folder(const fs::path& path) {
  std::error_code unknown;
  return fs::symlink_status(path, unknown).type() == fs::file_type::directory;
}

/// What is in a folder, by name; empty where it cannot be read.
std::expected<std::vector<fs::path>, std::string> list(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure); !failure && at != fs::directory_iterator(); at.increment(failure)) {
    out.push_back(at->path());
    if (out.size() > most_entries) return std::unexpected(fmt::format("{}: over {} entries", folder.string(), most_entries));
  }
  if (failure) return std::unexpected(fmt::format("{}: {}", folder.string(), failure.message()));
  std::ranges::sort(out);
  return out;
}

bool is_rule(const fs::path& path) { return path.extension() == ".yml" || path.extension() == ".yaml"; }

StyleFile read_rule(const fs::path& path, std::string name, const fs::path& shown) {
  StyleFile file{.name = std::move(name), .shown = (shown / path.filename()).string(), .text = {}, .problem = {}};
  if (path.extension() == ".yaml") {
    file.problem = "Vale reads rules from files that end in .yml only";
    return file;
  }
  auto bytes = read_regular_file(path.string(), LoadLimits{}.file_bytes);
  if (!bytes) {
    file.problem = bytes.error();
  } else if (!bytes->whole) {
    file.problem = fmt::format("the file has over {} bytes", LoadLimits{}.file_bytes);
  } else {
    file.text = std::move(bytes->text);
  }
  return file;
}

std::expected<void, std::string> read_rules(const fs::path& folder, const fs::path& shown, const std::string& prefix, int depth,
                                            std::vector<StyleFile>& out) {
  const auto entries = list(folder);
  if (!entries) return std::unexpected(entries.error());
  for (const auto& entry : *entries) {
    const auto name = entry.filename().string();
    if (name.starts_with('.')) continue;
    if (is_real_folder(entry)) {
      if (depth < deepest) {
        if (auto read = read_rules(entry, shown / name, prefix + name + "/", depth + 1, out); !read) return read;
      }
    } else if (is_rule(entry)) {
      if (out.size() == most_files) return std::unexpected(fmt::format("{}: over {} rules", folder.string(), most_files));
      out.push_back(read_rule(entry, prefix + name, shown));
    }
  }
  return {};
}

bool holds_rules(const fs::path& folder) {
  const auto entries = list(folder);
  return entries && std::ranges::any_of(*entries, [](const fs::path& entry) { return is_rule(entry) && !is_real_folder(entry); });
}

bool holds_rules_below(const fs::path& folder, int depth) {
  if (holds_rules(folder)) return true;
  const auto entries = list(folder);
  return entries && depth < deepest &&
         std::ranges::any_of(*entries, [&](const fs::path& entry) { return is_real_folder(entry) && holds_rules_below(entry, depth + 1); });
}

std::string join_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::vector<std::string> find_styles(const fs::path& folder) {
  std::vector<std::string> out;
  const auto entries = list(folder);
  if (!entries) return out;
  for (const auto& entry : *entries) {
    const auto name = entry.filename().string();
    const bool other = name.starts_with('.') || name == "config" || name == "Vocab";
    if (!other && is_real_folder(entry) && holds_rules_below(entry, 1)) out.push_back(name);
  }
  return out;
}

std::vector<fs::path> find_vocabularies(const fs::path& styles) {
  std::vector<fs::path> out;
  for (const auto& folder : {styles / "config" / "vocabularies", styles / "Vocab"}) {
    const auto entries = is_real_folder(folder) ? list(folder) : std::expected<std::vector<fs::path>, std::string>();
    for (const auto& entry : entries.value_or(std::vector<fs::path>())) {
      if (is_real_folder(entry)) out.push_back(entry);
    }
  }
  return out;
}

StyleFile read_list(const fs::path& folder, const fs::path& styles, const fs::path& shown, const char* name) {
  StyleFile file{.name = name, .shown = (shown / fs::proximate(folder / name, styles)).string(), .text = {}, .problem = {}};
  if (auto bytes = read_regular_file((folder / name).string(), LoadLimits{}.file_bytes); bytes && bytes->whole)
    file.text = std::move(bytes->text);
  return file;
}

/// A file that a rule names: inside of the folder of styles, whatever the rule says.
std::optional<std::string> find_file(const fs::path& styles, std::string_view name) {
  const auto path = fs::path(name).lexically_normal();
  if (name.empty() || path.is_absolute() || *path.begin() == "..") return std::nullopt;
  std::error_code failure;
  const auto real = fs::canonical(styles / path, failure);
  if (failure) return std::nullopt;
  const auto inside = fs::canonical(styles, failure);
  if (failure || *real.lexically_relative(inside).begin() == "..") return std::nullopt;
  auto bytes = read_regular_file(real.string(), dictionary_bytes);
  return bytes && bytes->whole ? std::optional(std::move(bytes->text)) : std::nullopt;
}

std::expected<void, std::string> read_vocabularies(const StyleChoice& choice, const fs::path& styles, const fs::path& shown,
                                                   ReadStyle& out) {
  const auto all = find_vocabularies(styles);
  std::vector<std::string> names;
  for (const auto& folder : all) names.push_back(folder.filename().string());
  for (const auto& wanted : choice.vocabularies) {
    if (std::ranges::find(names, wanted) == names.end()) {
      return std::unexpected(names.empty() ? fmt::format("{}: no vocabularies here", styles.string())
                                           : fmt::format("no vocabulary “{}”; accepted: {}", wanted, join_names(names)));
    }
  }
  for (const auto& folder : all) {
    const auto name = folder.filename().string();
    const bool chosen =
        choice.vocabularies.empty() ? all.size() == 1 : std::ranges::find(choice.vocabularies, name) != choice.vocabularies.end();
    if (chosen) {
      out.style.vocabularies.push_back(
          {name, read_list(folder, styles, shown, "accept.txt"), read_list(folder, styles, shown, "reject.txt")});
    } else if (choice.vocabularies.empty()) {
      out.left_out.push_back(name);
    }
  }
  return {};
}

}  // namespace

std::expected<ReadStyle, std::string> read_style(const StyleChoice& choice) {
  if (!is_folder(choice.folder)) return std::unexpected(fmt::format("{}: no folder of that name", choice.folder));
  std::error_code failure;
  auto folder = fs::absolute(choice.folder, failure).lexically_normal();
  if (failure) return std::unexpected(fmt::format("{}: {}", choice.folder, failure.message()));
  if (!folder.has_filename()) folder = folder.parent_path();
  ReadStyle out;
  fs::path shown = choice.folder;
  auto shown_styles = shown / "..";
  const bool is_style = choice.style.empty() && holds_rules(folder);
  auto styles = folder.parent_path();
  if (!is_style) {
    const auto names = find_styles(folder);
    if (names.empty())
      return std::unexpected(fmt::format("{}: no Vale style here: neither rules (*.yml) nor folders of them", choice.folder));
    if (choice.style.empty() && names.size() > 1)
      return std::unexpected(fmt::format("{}: several styles; --style chooses one of: {}", choice.folder, join_names(names)));
    const auto name = choice.style.empty() ? names.front() : choice.style;
    if (std::ranges::find(names, name) == names.end())
      return std::unexpected(fmt::format("no style “{}”; accepted: {}", name, join_names(names)));
    styles = folder;
    shown_styles = shown;
    folder /= name;
    shown /= name;
  }
  out.style.name = folder.filename().string();
  if (auto read = read_rules(folder, shown, "", 0, out.style.rules); !read) return std::unexpected(read.error());
  if (!is_style || !choice.vocabularies.empty()) {
    if (auto read = read_vocabularies(choice, styles, shown_styles, out); !read) return std::unexpected(read.error());
  }
  out.style.find_file = [styles](std::string_view name) { return find_file(styles, name); };
  return out;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Checks sets before they are shared, and signs them.
#include "cli/rules_sharing.h"

#include <fmt/format.h>

#include <ctime>
#include <filesystem>

#include "cli/files.h"
#include "cli/password.h"
#include "cli/rule_text.h"
#include "share/signature.h"
#include "text/display.h"

namespace replylint {
namespace {

/// "2026-11-27", UTC.
std::string to_date(std::time_t time) {
  struct tm parts {};
  if (::gmtime_r(&time, &parts) == nullptr) return {};
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

}  // namespace

std::vector<std::string> find_objections(const RuleSet& set) {
  const Linter linter(set);
  std::vector<std::string> lines;
  for (const auto& failure : run_examples(linter)) {
    if (!failure.warning) lines.push_back(format_failure(set, failure));
  }
  return lines;
}

std::expected<std::string, std::string> sign_set(std::string_view text, const std::string& file, const RuleSet& set,
                                                 const std::string& key_file) {
  const auto key = load_secret_key(key_file);
  if (!key) return std::unexpected(key.error());
  const auto now = std::time(nullptr);
  if (!set.expires().empty() && set.expires() <= to_date(now))
    say(fmt::format("{}: warning: out of date since {} by its own “expires”", to_printable(file), set.expires()));
  const auto name = to_printable(std::filesystem::path(file).filename().string());
  return sign(text, fmt::format("timestamp:{}\tfile:{}\tname:{}\tversion:{}", now, name, set.name, set.version), *key);
}

}  // namespace replylint

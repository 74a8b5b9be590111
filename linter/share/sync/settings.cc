// SPDX-License-Identifier: MIT
// Reads sync.yaml strictly.
#include "share/sync/settings.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "ruleset/yaml.h"
#include "share/open_file.h"

namespace replylint::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_file = 1U << 16U;
constexpr std::size_t longest_token = 8192;
constexpr long longest_timeout = 3600;

std::string absolute_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr || *value != '/' ? std::string() : std::string(value);
}

fs::path find_file() {
  if (const auto folder = absolute_in("XDG_CONFIG_HOME"); !folder.empty()) return fs::path(folder) / "replylint" / "sync.yaml";
  const auto home = absolute_in("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".config" / "replylint" / "sync.yaml";
}

/// None where the file is not there; `closed_to` are the permissions that it must not give.
std::expected<std::optional<std::string>, std::string> read_file(const fs::path& path, std::size_t limit, mode_t closed_to,
                                                                 std::string_view closed_why) {
  const auto fail = [&](std::string_view why) { return std::unexpected(path.string() + ": " + std::string(why)); };
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!file && errno == ENOENT) return std::nullopt;
  struct stat about {};
  if (!file || ::fstat(file.number(), &about) != 0) return fail(std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return fail("is not a regular file");
  if ((about.st_uid != ::geteuid() && about.st_uid != 0) || (about.st_mode & closed_to) != 0) return fail(closed_why);
  std::string text(limit + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto got = ::read(file.number(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(std::strerror(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > limit) return fail("larger than " + std::to_string(limit) + " bytes");
  text.resize(size);
  return text;
}

/// Reads the file's tree; the first thing that is wrong stays in `error`.
class Reader {
 public:
  explicit Reader(fs::path file) : file_(std::move(file)) {}

  Settings read(const Node& root) {
    Settings settings;
    if (root.is_empty()) return settings;
    for (const auto& item : check(root, "sync.yaml", {"cacert", "timeouts", "hosts"})) {
      if (item.key == "cacert") settings.cacert = path_of(item);
      if (item.key == "timeouts") read_timeouts(item, settings);
      if (item.key == "hosts") {
        for (const auto& host : check(item, "“hosts”", {})) settings.hosts.push_back(read_host(host));
      }
    }
    return settings;
  }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  void fail(const YamlPlace& place, std::string_view what) {
    if (error_.empty())
      error_ = file_.string() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + std::string(what);
  }
  /// The entries of a mapping that holds only `known`, or, where that is empty, anything.
  std::vector<Node> check(const Node& node, std::string_view what, const std::vector<std::string_view>& known) {
    if (node.kind != NodeKind::mapping) {
      fail(node.place, std::string(what) + " has to be a mapping");
      return {};
    }
    std::string accepted;
    for (const auto name : known) accepted += (accepted.empty() ? "" : ", ") + std::string(name);
    for (const auto& item : node.items) {
      if (!known.empty() && std::ranges::find(known, item.key) == known.end())
        fail(item.key_place, "unknown key “" + item.key + "”; accepted: " + accepted);
    }
    return node.items;
  }
  std::string path_of(const Node& node) {
    if (node.kind != NodeKind::scalar || node.text.empty()) fail(node.place, "“" + node.key + "” has to be the name of a file");
    return (file_.parent_path() / node.text).string();
  }
  void read_timeouts(const Node& node, Settings& settings) {
    for (const auto& item : check(node, "“timeouts”", {"connect", "stall", "total"})) {
      long seconds = 0;
      const auto* end = item.text.data() + item.text.size();
      const auto [stopped, problem] = std::from_chars(item.text.data(), end, seconds);
      if (problem != std::errc() || stopped != end || seconds < 1 || seconds > longest_timeout)
        fail(item.place, "“" + item.key + "” has to be a number of seconds, 1 to " + std::to_string(longest_timeout));
      (item.key == "connect" ? settings.connect_seconds : item.key == "stall" ? settings.stall_seconds : settings.total_seconds) = seconds;
    }
  }
  HostSettings read_host(const Node& node) {
    HostSettings host{.host = node.key, .token = {}, .cert = {}, .key = {}, .cacert = {}};
    std::ranges::transform(host.host, host.host.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const auto& item : check(node, "what is said of a host", {"token-file", "cert", "key", "cacert"})) {
      const auto path = path_of(item);
      if (item.key == "token-file") host.token = read_token(path);
      if (item.key == "cert") host.cert = path;
      if (item.key == "key") host.key = path;
      if (item.key == "cacert") host.cacert = path;
    }
    return host;
  }
  std::string read_token(const fs::path& path) {
    auto token = read_file(path, longest_token, S_IRWXG | S_IRWXO, "not used: a token has to be yours and closed to others (chmod 600)");
    if (!token || !*token) {
      if (error_.empty()) error_ = token ? path.string() + ": " + std::strerror(ENOENT) : token.error();
      return {};
    }
    auto text = std::move(**token);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
    const bool good = !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
    if (!good && error_.empty()) error_ = path.string() + ": a token is one line of printable ASCII without blanks";
    return text;
  }

  fs::path file_;
  std::string error_;
};

}  // namespace

const HostSettings* Settings::find(std::string_view host) const {
  const auto found = std::ranges::find(hosts, host, &HostSettings::host);
  return found == hosts.end() ? nullptr : &*found;
}

std::expected<Settings, std::string> load_settings() {
  const auto file = find_file();
  if (file.empty()) return Settings{};
  const auto text = read_file(file, longest_file, S_IWGRP | S_IWOTH, "not used: it is somebody else's, or others may write to it");
  if (!text) return std::unexpected(text.error());
  if (!*text) return Settings{};
  const auto documents = parse_yaml(**text);
  if (!documents) {
    const auto& [place, what] = documents.error();
    return std::unexpected(file.string() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + what);
  }
  Reader reader(file);
  auto settings = reader.read(documents->front());
  if (!reader.error().empty()) return std::unexpected(reader.error());
  return settings;
}

}  // namespace replylint::sync

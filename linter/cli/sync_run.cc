// SPDX-License-Identifier: MIT
// Files in memory carry what goes to and fro, so that nothing is left on disk whenever either program is ended.
#include "cli/sync_run.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "share/open_file.h"
#include "text/display.h"

namespace replylint {
namespace {

namespace fs = std::filesystem;

constexpr const char* program_name = "replylint-sync";
constexpr std::size_t most_output = 1U << 18U;

/// Beside this program, then where distributions put programs that people do not run, then along PATH.
std::string find_program() {
  if (const char* chosen = std::getenv("REPLYLINT_SYNC"); chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code failure;
  const auto here = fs::read_symlink("/proc/self/exe", failure).parent_path();
  if (failure) return program_name;
  for (const auto& place : {here / program_name, here.parent_path() / "libexec" / "replylint" / program_name}) {
    if (::access(place.c_str(), X_OK) == 0) return place.string();
  }
  return program_name;
}

std::string read_back(const OpenFile& file, std::size_t limit) {
  std::string text(limit, '\0');
  std::size_t size = 0;
  while (size < limit) {
    const auto got = ::pread(file.number(), text.data() + size, limit - size, static_cast<off_t>(size));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return text;
}

std::vector<std::string> make_words(const SyncRequest& request, int body) {
  std::vector<std::string> words{program_name, "--output", fmt::format("/dev/fd/{}", body), "--limit", std::to_string(request.limit)};
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {option, value});
  };
  add("--known-url", request.known_url);
  add("--etag", request.etag);
  add("--last-modified", request.last_modified);
  if (std::ranges::any_of(request.urls, [](const std::string& url) { return url.starts_with("file:"); })) words.emplace_back("--files");
  words.insert(words.end(), request.urls.begin(), request.urls.end());
  return words;
}

/// The exit code; or why there is none.
std::expected<int, std::string> run(const std::string& program, std::vector<std::string> words, int out, int err) {
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return std::unexpected(fmt::format("{}: {}", program, std::strerror(failure)));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return std::unexpected(fmt::format("{}: {}", program, std::strerror(errno)));
  }
  if (!WIFEXITED(status)) return std::unexpected(fmt::format("{}: ended by signal {}", program, WTERMSIG(status)));
  return WEXITSTATUS(status);
}

std::string text_of(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::expected<SyncOutcome, std::string> parse_outcome(std::string_view line, const SyncRequest& request) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return std::unexpected("what it says is unreadable");
  SyncOutcome outcome;
  outcome.url = text_of(json, "url");
  outcome.etag = text_of(json, "etag");
  outcome.last_modified = text_of(json, "last_modified");
  const auto result = text_of(json, "outcome");
  outcome.result = result == "fetched" ? SyncResult::fetched : result == "unchanged" ? SyncResult::unchanged : SyncResult::failed;
  if (outcome.result != SyncResult::failed && std::ranges::find(request.urls, outcome.url) == request.urls.end())
    return std::unexpected("it speaks of another URL");
  const auto failed = json.find("failed");
  if (failed == json.end() || !failed->is_array()) return outcome;
  for (const auto& failure : *failed) {
    if (failure.is_object()) outcome.failures.push_back(to_printable(text_of(failure, "url") + ": " + text_of(failure, "why")));
  }
  return outcome;
}

}  // namespace

std::expected<SyncOutcome, std::string> run_sync(const SyncRequest& request) {
  // The body's stays open in the other program; the others take the place of its streams.
  const OpenFile body(::memfd_create("body", 0));
  const OpenFile out(::memfd_create("out", MFD_CLOEXEC));
  const OpenFile err(::memfd_create("err", MFD_CLOEXEC));
  if (!body || !out || !err) return std::unexpected(std::string(std::strerror(errno)));
  const auto program = find_program();
  const auto code = run(program, make_words(request, body.number()), out.number(), err.number());
  if (!code) return std::unexpected(code.error());
  constexpr int did_not_run = 2;
  if (*code == did_not_run || *code > 4) {
    auto why = read_back(err, most_output);
    while (why.ends_with('\n')) why.pop_back();
    return std::unexpected(why.empty() ? fmt::format("{}: exit code {}", program, *code) : to_printable(why));
  }
  auto outcome = parse_outcome(read_back(out, most_output), request);
  if (!outcome) return std::unexpected(fmt::format("{}: {}", program, outcome.error()));
  if (outcome->result != SyncResult::fetched) return outcome;
  outcome->body = read_back(body, request.limit + 1);
  if (outcome->body.size() > request.limit) return std::unexpected(fmt::format("{}: more than {} bytes", program, request.limit));
  return outcome;
}

}  // namespace replylint

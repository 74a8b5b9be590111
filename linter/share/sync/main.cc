// SPDX-License-Identifier: MIT
// The program replylint-sync: downloads one file, so that the program that reads mail needs no code for the network.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "share/open_file.h"
#include "share/sync/download.h"

namespace replylint::sync {
namespace {

constexpr int exit_fetched = 0;
constexpr int exit_unchanged = 1;
constexpr int exit_usage = 2;
constexpr int exit_failed = 4;

int fail(std::string_view why) {
  static_cast<void>(write_all(STDERR_FILENO, "replylint-sync: " + std::string(why) + "\n"));
  return exit_usage;
}

bool write_body(const std::string& name, std::string_view body) {
  OpenFile file(::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
  return file && write_all(file.number(), body) && file.close();
}

/// A server's words may be anything; JSON is UTF-8.
std::string to_line(const nlohmann::ordered_json& outcome) {
  return outcome.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int tell(const nlohmann::ordered_json& outcome, int code) {
  return write_all(STDOUT_FILENO, to_line(outcome)) ? code : fail(std::strerror(errno));
}

int run(std::span<char* const> words) {
  const auto options = parse_options(words);
  if (!options) return fail(options.error());
  if (options->help) return write_all(STDOUT_FILENO, usage) ? 0 : exit_usage;
  const auto settings = load_settings();
  if (!settings) return fail(settings.error());
  if (!prepare_downloads()) return fail("libcurl cannot be used");
  nlohmann::ordered_json outcome{{"outcome", "failed"}, {"failed", nlohmann::ordered_json::array()}};
  for (const auto& url : options->urls) {
    const auto got = download(url, *options, *settings);
    if (!got) {
      outcome["failed"].push_back({{"url", url}, {"why", got.error()}});
      continue;
    }
    outcome["url"] = url;
    outcome["etag"] = got->etag;
    outcome["last_modified"] = got->last_modified;
    outcome["bytes"] = got->body.size();
    outcome["outcome"] = got->unchanged ? "unchanged" : "fetched";
    if (!got->unchanged && !write_body(options->output, got->body)) return fail(options->output + ": " + std::strerror(errno));
    return tell(outcome, got->unchanged ? exit_unchanged : exit_fetched);
  }
  return tell(outcome, exit_failed);
}

}  // namespace
}  // namespace replylint::sync

int main(int count, char** words) {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  try {
    return replylint::sync::run({words, static_cast<std::size_t>(count)});
  } catch (const std::exception& failure) {
    return replylint::sync::fail(failure.what());
  }
}

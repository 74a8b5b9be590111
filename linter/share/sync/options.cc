// SPDX-License-Identifier: MIT
// Reads the command line; there is little of it, and no library is loaded for it.
#include "share/sync/options.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace replylint::sync {

const char* const usage =
    R"(replylint-sync downloads one file; “replylint rules update” runs it. Nothing is sent but the request.

Usage: replylint-sync [OPTIONS] --output FILE URL…

The URLs are addresses of the same file, tried in order. Only https://, also where one is redirected. Options:
  --output FILE           where it goes; written once it is there whole
  --known-url URL         the URL that the next two were told by; only it is asked whether they still hold
  --etag TEXT
  --last-modified DATE
  --limit BYTES           largest size, unpacked (default: 1048576)
  --cacert FILE           certificates of authorities, instead of the system's (also: SSL_CERT_FILE)
  --files                 accept file:/// as well

Proxies are those of the environment (https_proxy, no_proxy), passwords those of ~/.netrc. $XDG_CONFIG_HOME/replylint/sync.yaml,
else ~/.config/replylint/sync.yaml, may say more; files are looked for beside it:
  cacert: ours.pem
  timeouts: {connect: 10, stall: 20, total: 120}        # seconds
  hosts:
    rules.acme.example:              # with a port, where it is not 443
      token-file: acme.token         # sent as “Authorization: Bearer …”; readable for you alone
      cert: me.pem
      key: me.key
      cacert: acme.pem
What it says of a host goes to that host alone, also where it redirects elsewhere.

Standard output gets one line of JSON: outcome, url, etag, last_modified, bytes, failed.
Exit codes: 0 fetched, 1 not changed, 2 the command line, sync.yaml or the output are at fault, 4 no URL gave the file.
)";

namespace {

std::expected<std::size_t, std::string> parse_limit(std::string_view text) {
  std::size_t limit = 0;
  const auto [stopped, problem] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (problem != std::errc() || stopped != text.data() + text.size() || limit == 0 || limit > (1U << 30U))
    return std::unexpected("--limit takes a number of bytes, at most 1073741824");
  return limit;
}

bool is_header_text(std::string_view text) {
  return text.size() <= 512 && std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

}  // namespace

std::expected<Options, std::string> parse_options(std::span<char* const> words) {
  Options options;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      options.help = true;
      return options;
    }
    if (word == "--files") {
      options.files = true;
      continue;
    }
    if (!word.starts_with("--")) {
      options.urls.emplace_back(word);
      continue;
    }
    if (i + 1 == words.size()) return std::unexpected(std::string(word) + " needs a value, or is unknown");
    const std::string value = words[++i];
    if (word == "--output")
      options.output = value;
    else if (word == "--known-url")
      options.known_url = value;
    else if (word == "--etag")
      options.etag = value;
    else if (word == "--last-modified")
      options.last_modified = value;
    else if (word == "--cacert")
      options.cacert = value;
    else if (word != "--limit")
      return std::unexpected("unknown option " + std::string(word) + "; --help names them");
    else if (const auto limit = parse_limit(value))
      options.limit = *limit;
    else
      return std::unexpected(limit.error());
  }
  if (options.output.empty() || options.urls.empty()) return std::unexpected("--output FILE and a URL are needed; --help says more");
  if (!is_header_text(options.etag) || !is_header_text(options.last_modified))
    return std::unexpected("--etag and --last-modified take printable ASCII of at most 512 bytes");
  return options;
}

}  // namespace replylint::sync

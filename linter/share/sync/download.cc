// SPDX-License-Identifier: MIT
// Asks libcurl, request by request.
#include "share/sync/download.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "share/open_file.h"

namespace replylint::sync {
namespace {

constexpr int most_redirects = 5;
constexpr std::string_view web = "https://";
constexpr std::string_view own_files = "file:///";

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

/// What is collected while an answer comes in.
struct Body {
  std::string text;
  std::size_t limit = 0;
  bool too_large = false;
};

std::size_t take_bytes(char* bytes, std::size_t, std::size_t count, void* to) {
  auto& body = *static_cast<Body*>(to);
  body.too_large = body.too_large || count > body.limit - body.text.size();
  if (body.too_large) return 0;  // ends the transfer
  body.text.append(bytes, count);
  return count;
}

/// Bytes that unpack to nothing count as well.
int watch(void* to, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
  auto& body = *static_cast<Body*>(to);
  body.too_large = body.too_large || received > static_cast<curl_off_t>(body.limit) + (1 << 16);
  return body.too_large ? 1 : 0;
}

std::string part_of(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owned(text);
  return text;
}

/// Whether it holds a name or password; it would stand in lock files and messages.
bool holds_password(const std::string& address) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  return url && curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) == CURLUE_OK && !part_of(url.get(), CURLUPART_USER, 0).empty();
}

/// "rules.acme.example", "rules.acme.example:8443"
std::string find_host(const std::string& address) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return {};
  auto host = part_of(url.get(), CURLUPART_HOST, 0);
  std::ranges::transform(host, host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto port = part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  return port == "443" ? host : host + ":" + port;
}

std::string find_header(CURL* handle, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
  const std::string_view value = header->value;
  const bool good = value.size() <= 512 && std::ranges::all_of(value, [](char c) { return c >= ' ' && c < 0x7F; });
  return good ? std::string(value) : std::string();
}

void limit_to_web(CURL* handle, const Settings& settings, Body& body) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, settings.connect_seconds);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 64L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, settings.stall_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, settings.total_seconds);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, zstd");
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "replylint-sync");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_OPTIONAL));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &body);
}

/// The authorities of the host, of the command line, of sync.yaml or of the environment, as curl has it; else the system's.
void choose_authorities(CURL* handle, const HostSettings* host, const Options& options, const Settings& settings) {
  std::string file = host == nullptr ? std::string() : host->cacert;
  if (file.empty()) file = options.cacert;
  if (file.empty()) file = settings.cacert;
  for (const char* variable : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"}) {
    const char* value = std::getenv(variable);
    if (file.empty() && value != nullptr) file = value;
  }
  if (file.empty()) return;
  curl_easy_setopt(handle, CURLOPT_CAINFO, file.c_str());
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
}

void identify(CURL* handle, const HostSettings* host) {
  if (host == nullptr) return;
  if (!host->cert.empty()) curl_easy_setopt(handle, CURLOPT_SSLCERT, host->cert.c_str());
  if (!host->key.empty()) curl_easy_setopt(handle, CURLOPT_SSLKEY, host->key.c_str());
  if (!host->token.empty()) {
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    curl_easy_setopt(handle, CURLOPT_XOAUTH2_BEARER, host->token.c_str());
    curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  }
}

std::string explain(CURLcode code, const char* details, long status, const Body& body) {
  if (body.too_large && (status == 0 || status == 200)) return "larger than " + std::to_string(body.limit) + " bytes";
  if (body.too_large) return "the server answers " + std::to_string(status);
  std::string what = *details == '\0' ? curl_easy_strerror(code) : details;
  if (code == CURLE_PEER_FAILED_VERIFICATION) return "the server's certificate is not accepted: " + what;
  return what;
}

/// What one request gave: a download, or where to ask instead.
struct Answer {
  Download download;
  std::string elsewhere;
};

std::expected<Answer, std::string> ask(const std::string& url, bool known, const Options& options, const Settings& settings) {
  const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
  if (!handle) return std::unexpected("not enough memory");
  Body body{.text = {}, .limit = options.limit};
  std::array<char, CURL_ERROR_SIZE> details{};
  const auto host_name = find_host(url);
  const auto* host = settings.find(host_name);
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details.data());
  limit_to_web(handle.get(), settings, body);
  choose_authorities(handle.get(), host, options, settings);
  identify(handle.get(), host);
  curl_slist* lines = nullptr;
  if (known && !options.etag.empty())
    lines = curl_slist_append(lines, ("If-None-Match: " + options.etag).c_str());
  else if (known && !options.last_modified.empty())
    lines = curl_slist_append(lines, ("If-Modified-Since: " + options.last_modified).c_str());
  const std::unique_ptr<curl_slist, FreeList> headers(lines);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());

  const auto code = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) return std::unexpected(explain(code, details.data(), status, body));
  Answer answer;
  char* elsewhere = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &elsewhere);
  if (status >= 300 && status < 400 && elsewhere != nullptr) {
    answer.elsewhere = elsewhere;
    return answer;
  }
  answer.download.unchanged = status == 304 && headers;
  if (status != 200 && !answer.download.unchanged) return std::unexpected("the server answers " + std::to_string(status));
  answer.download.body = answer.download.unchanged ? std::string() : std::move(body.text);
  answer.download.etag = find_header(handle.get(), "ETag");
  answer.download.last_modified = find_header(handle.get(), "Last-Modified");
  return answer;
}

std::expected<Download, std::string> read_file(const std::string& address, std::size_t limit) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return std::unexpected("is not a URL");
  const auto path = part_of(url.get(), CURLUPART_PATH, CURLU_URLDECODE);
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat about {};
  if (!file || ::fstat(file.number(), &about) != 0) return std::unexpected(std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return std::unexpected("is not a regular file");
  Download download;
  download.body.resize(limit + 1);
  std::size_t size = 0;
  while (size < download.body.size()) {
    const auto got = ::read(file.number(), download.body.data() + size, download.body.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(std::strerror(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > limit) return std::unexpected("larger than " + std::to_string(limit) + " bytes");
  download.body.resize(size);
  return download;
}

}  // namespace

bool prepare_downloads() { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

std::expected<Download, std::string> download(const std::string& url, const Options& options, const Settings& settings) {
  if (url.starts_with(own_files) && options.files) return read_file(url, options.limit);
  auto address = url;
  for (int redirects = 0; redirects <= most_redirects; ++redirects) {
    if (!address.starts_with(web))
      return std::unexpected(redirects == 0 ? "only https:// is accepted" : "redirected to " + address + ", which is not https://");
    if (holds_password(address)) return std::unexpected("a name or password does not belong into a URL; ~/.netrc or a token file has it");
    auto answer = ask(address, url == options.known_url, options, settings);
    if (!answer) return std::unexpected(redirects == 0 ? answer.error() : answer.error() + " (redirected to " + address + ")");
    if (answer->elsewhere.empty()) return std::move(answer->download);
    address = std::move(answer->elsewhere);
  }
  return std::unexpected("redirected more than " + std::to_string(most_redirects) + " times");
}

}  // namespace replylint::sync

// SPDX-License-Identifier: MIT
// rules verify: says who signed a file, and when.
#include <fmt/format.h>

#include <charconv>
#include <ctime>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/rules_sharing.h"
#include "ruleset/load.h"
#include "share/signature.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr std::size_t longest_key_file = 4096;
constexpr std::size_t longest_signature_file = 16384;

std::unexpected<std::string> refuse(const std::string& name, std::string_view why) {
  return std::unexpected(fmt::format("{}: {}", name, why));
}

std::expected<std::string, std::string> read_whole(const std::string& name, std::size_t limit) {
  auto bytes = read_regular_file(name, limit);
  if (!bytes) return refuse(name, bytes.error());
  if (!bytes->whole) return refuse(name, fmt::format("has over {} bytes", limit));
  return std::move(bytes->text);
}

/// A key as it is, or the file of that name.
std::expected<PublicKey, std::string> find_key(const std::string& text) {
  if (auto key = parse_public_key(text)) return key;
  const auto file = read_whole(text, longest_key_file);
  if (!file) return std::unexpected(file.error() + "; --key takes a public key (56 characters from RW on) or a file with one");
  auto key = parse_public_key(*file);
  if (!key) return refuse(text, key.error());
  return key;
}

/// "2026-11-27 12:06:00 UTC", or "at an unknown time".
std::string format_time(std::string_view timestamp) {
  std::time_t time = 0;
  const auto [stopped, problem] = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), time);
  struct tm parts {};
  if (problem != std::errc() || stopped != timestamp.data() + timestamp.size() || ::gmtime_r(&time, &parts) == nullptr)
    return "at an unknown time";
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

}  // namespace

int verify_rules(const std::string& name, const std::string& key_text) {
  const auto fail = [](std::string_view what) {
    say(what);
    return exit_failed;
  };
  const auto key = find_key(key_text);
  if (!key) return fail(key.error());
  const auto text = read_whole(name, LoadLimits{}.file_bytes);
  if (!text) return fail(text.error());
  const auto signature_name = name + std::string(signature_ending);
  const auto signature_text = read_whole(signature_name, longest_signature_file);
  if (!signature_text) return fail(signature_text.error());
  const auto signature = parse_signature(*signature_text);
  const auto fits = signature ? verify(*text, *signature, *key) : std::unexpected(signature.error());
  if (!fits) {
    say(fmt::format("{}: {}", signature ? name : signature_name, fits.error()));
    return exit_findings;
  }
  const auto out = fmt::format("{}: the signature fits\n  key      {} ({})\n  signed   {}\n  comment  {}\n", to_printable(name),
                               to_string(key->id), format_public_key(*key),
                               format_time(find_field(signature->trusted_comment, "timestamp")), to_printable(signature->trusted_comment));
  const auto written = write_output(out);
  if (!written) say_unwritten(written.error());
  return written ? exit_clean : exit_failed;
}

}  // namespace replylint

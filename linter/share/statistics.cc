// SPDX-License-Identifier: MIT
// A log of short lines: "2026-11-27 found tone.shouting 2". Appending one needs no lock and loses nothing when it is cut off.
#include "share/statistics.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

#include "share/open_file.h"
#include "share/own_folder.h"

namespace replylint {
namespace {

constexpr off_t most_bytes = 4 << 20;
constexpr std::size_t most_reason = 200;
constexpr std::size_t date_size = 10;
constexpr int most_levels = 3;  // of folders that are made: ~/.local/state/replylint

std::string to_line(std::string_view reason) {
  std::string line(reason.substr(0, most_reason));
  // Not in the middle of a character.
  if (reason.size() > most_reason) {
    while (!line.empty() && (static_cast<unsigned char>(reason[line.size()]) & 0xC0U) == 0x80U) line.pop_back();
  }
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, ' ');
  return line;
}

std::string_view take_word(std::string_view& line) {
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(word.size() + 1, line.size()));
  return word;
}

bool is_date(std::string_view word) {
  constexpr std::string_view shape = "0000-00-00";
  return word.size() == shape.size() &&
         std::ranges::equal(word, shape, [](char c, char like) { return like == '0' ? c >= '0' && c <= '9' : c == like; });
}

void add_line(std::string_view line, std::string_view from, Statistics& sums) {
  const auto date = take_word(line);
  if (!is_date(date) || date < from) return;
  const auto kind = take_word(line);
  const auto rule = take_word(line);
  if (kind == "mail") {
    ++sums.mails;
    if (sums.since.empty() || date < sums.since) sums.since = date;
    if (date > sums.until) sums.until = date;
    return;
  }
  if (rule.find('.') == std::string_view::npos) return;
  if (kind == "ignored") {
    auto& counts = sums.rules[std::string(rule)];
    ++counts.ignored;
    if (!line.empty()) ++counts.reasons[std::string(line)];
    return;
  }
  const auto word = take_word(line);
  std::uint32_t count = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), count);
  if (problem != std::errc() || end != word.data() + word.size()) return;
  if (kind == "observed") sums.rules[std::string(rule)].observed += count;
  if (kind != "sent" && kind != "held") return;
  auto& counts = sums.rules[std::string(rule)];
  counts.findings += count;
  ++counts.mails;
  counts.sent += kind == "sent" ? 1 : 0;
}

std::string read_own(const std::string& name) {
  const OpenFile file(::open(name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat about {};
  if (!file || ::fstat(file.number(), &about) != 0 || !S_ISREG(about.st_mode) || about.st_uid != ::geteuid()) return {};
  std::string text(static_cast<std::size_t>(std::min(about.st_size, 2 * most_bytes)), '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto got = ::read(file.number(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return text;
}

std::string to_old(const std::string& file) { return file + ".old"; }

}  // namespace

std::string format_record(const MailRecord& record) {
  std::string out = record.date + " mail\n";
  const auto add = [&](const char* kind, const std::string& rule, const std::string& rest) {
    out += record.date + " " + kind + " " + rule + (rest.empty() ? "" : " ") + rest + "\n";
  };
  for (const auto& [rule, count] : record.found) add(record.held ? "held" : "sent", rule, std::to_string(count));
  for (const auto& [rule, count] : record.observed) add("observed", rule, std::to_string(count));
  for (const auto& [rule, reason] : record.ignored) add("ignored", rule, to_line(reason));
  return out;
}

void add_records(std::string_view lines, std::string_view from, Statistics& sums) {
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (end == std::string_view::npos) return;  // cut off
    if (end > date_size) add_line(lines.substr(0, end), from, sums);
    lines.remove_prefix(end + 1);
  }
}

bool append_record(const std::string& file, const MailRecord& record) {
  struct stat about {};
  if (::lstat(file.c_str(), &about) == 0) {
    if (about.st_size > most_bytes && ::rename(file.c_str(), to_old(file).c_str()) != 0) return false;
  } else if (!make_own_folder(std::filesystem::path(file).parent_path(), most_levels)) {
    return false;
  }
  OpenFile log(::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!log || ::fstat(log.number(), &about) != 0 || !S_ISREG(about.st_mode) || about.st_uid != ::geteuid()) return false;
  // After a line that was cut off, a new one begins.
  char last = '\n';
  if (about.st_size > 0 && ::pread(log.number(), &last, 1, about.st_size - 1) != 1) return false;
  return write_all(log.number(), (last == '\n' ? "" : "\n") + format_record(record)) && log.close();
}

std::string read_records(const std::string& file) { return read_own(to_old(file)) + read_own(file); }

bool remove_records(const std::string& file) {
  const auto gone = [](const std::string& name) { return ::unlink(name.c_str()) == 0 || errno == ENOENT; };
  const bool old_gone = gone(to_old(file));
  return gone(file) && old_gone;
}

}  // namespace replylint

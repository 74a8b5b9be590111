// SPDX-License-Identifier: MIT
// Edits header blocks by cutting and pasting whole fields.
#include "mail/header_edit.h"

#include <algorithm>
#include <limits>

#include "mail/fields.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t line_limit = 78;

/// Editing must not fail on long headers: the limits are for reading only.
Header scan_header(std::string_view raw) {
  MailLimits none;
  none.header_bytes = none.header_line_bytes = std::numeric_limits<std::size_t>::max();
  auto header = parse_header(raw, {mbox_line_length(raw), static_cast<std::uint32_t>(raw.size())}, none);
  return header ? std::move(*header) : Header{};
}

/// The line end of the first line, LF if there is none.
std::string_view find_line_ending(std::string_view raw) {
  const std::size_t end = raw.find_first_of("\r\n");
  if (end == std::string_view::npos || raw[end] == '\n') return "\n";
  return raw.substr(end, 2) == "\r\n" ? "\r\n" : "\r";
}

/// "Name: value" with a fold before the word that would pass the limit.
std::string format_field(std::string_view name, std::string_view value, std::string_view line_end) {
  std::string out(name);
  out += ':';
  std::size_t column = out.size();
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t word = value.find_first_not_of(' ', at);
    if (word == std::string_view::npos) break;
    const std::size_t end = std::min(value.find(' ', word), value.size());
    const std::size_t width = end - at + (at == 0 ? 1 : 0);
    const bool fold = column + width > line_limit && column > 1 && at != 0;
    if (fold) {
      out += line_end;
      column = 0;
    }
    const std::string blanks = at == 0 ? " " : std::string(value.substr(at, word - at));
    out += blanks;
    out += value.substr(word, end - word);
    column += blanks.size() + (end - word);
    at = end;
  }
  out += line_end;
  return out;
}

std::string without_control_bytes(std::string_view value) {
  std::string out(trim(value));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  return out;
}

}  // namespace

std::string remove_fields(std::string_view raw, std::string_view name) {
  std::string out;
  out.reserve(raw.size());
  std::uint32_t copied = 0;
  for (const Field& field : scan_header(raw).fields) {
    if (!equal_ignoring_case(field.name, name)) continue;
    out += raw.substr(copied, field.raw.begin - copied);
    copied = field.raw.end;
  }
  out += raw.substr(copied);
  return out;
}

std::string add_fields(std::string_view raw, const std::vector<std::pair<std::string, std::string>>& fields) {
  const std::uint32_t at = mbox_line_length(raw);
  const std::string_view line_end = find_line_ending(raw);
  std::string out(raw.substr(0, at));
  for (const auto& [name, value] : fields) out += format_field(name, without_control_bytes(value), line_end);
  out += raw.substr(at);
  return out;
}

}  // namespace replylint

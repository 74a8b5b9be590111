// SPDX-License-Identifier: MIT
// Scans header lines; the one place that decides where a header ends.
#include "mail/fields.h"

#include <algorithm>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

/// What Emacs puts between the header and the text of a draft.
constexpr std::string_view draft_separator = "--text follows this line--";

constexpr WordSet mail_fields("from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "return-path", "reply-to",
                              "mime-version", "content-type", "in-reply-to", "references", "sender", "fcc", "gcc", "delivered-to",
                              "resent-from", "resent-to", "resent-date", "list-id", "list-post", "content-transfer-encoding",
                              "organization", "user-agent", "mail-copies-to", "newsgroups", "dkim-signature", "authentication-results",
                              "arc-seal", "envelope-to", "auto-submitted", "precedence", "importance", "received-spf");

bool is_name_byte(char c) { return c > ' ' && c < 127 && c != ':'; }

/// Length of the field name at the front of `line`, 0 where the line is no field. Blanks before the colon are obsolete
/// syntax that still occurs.
std::size_t name_length(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && is_name_byte(line[end])) ++end;
  std::size_t colon = end;
  while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')) ++colon;
  return colon < line.size() && line[colon] == ':' ? end : 0;
}

bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }
bool is_folded(std::string_view line) { return !line.empty() && is_blank_byte(line.front()); }

bool ends_header(std::string_view line) { return line.empty() || line == draft_separator; }

/// A line of blanks is a fold by the standard; where no field follows, it is a blank line that an editor indented.
bool is_indented_end(std::string_view raw, LineEnds& ends, std::string_view line, std::size_t next) {
  if (!is_folded(line) || !trim(line).empty() || next >= raw.size()) return false;
  const std::string_view following = without_line_end(raw.substr(next, ends.after(next) - next));
  return !following.empty() && !is_folded(following) && name_length(following) == 0;
}

/// A header goes on behind a broken line if the next line is a field, a fold, or the blank line.
bool goes_on(std::string_view raw, LineEnds& ends, std::size_t next) {
  if (next >= raw.size()) return false;
  const std::string_view line = without_line_end(raw.substr(next, ends.after(next) - next));
  return ends_header(line) || is_folded(line) || name_length(line) > 0;
}

Field make_field(std::string_view raw, std::size_t begin, std::size_t line_end, std::size_t name) {
  std::size_t value = raw.find(':', begin + name) + 1;
  const std::size_t end = begin + without_line_end(raw.substr(begin, line_end - begin)).size();
  while (value < end && is_blank_byte(raw[value])) ++value;
  return {raw.substr(begin, name),
          {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(end)},
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(line_end)}};
}

std::unexpected<MailError> over(std::string_view what, std::size_t limit, std::size_t found) {
  return std::unexpected(
      MailError{std::string(what) + " (" + std::to_string(found) + " bytes; the limit is " + std::to_string(limit) + ")"});
}

}  // namespace

std::size_t LineEnds::after(std::size_t at) {
  if (!asked_ || at < from_ || at > feed_) {
    asked_ = true;
    from_ = at;
    feed_ = raw_.find('\n', at);
  }
  if (feed_ != std::string_view::npos) return feed_ + 1;
  return std::min(raw_.find('\r', at), raw_.size() - 1) + 1;
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t mbox_line_length(std::string_view raw) {
  const std::size_t quoted = raw.starts_with(">From ") ? 1 : 0;
  if (!raw.substr(quoted).starts_with("From ")) return 0;
  return static_cast<std::uint32_t>(LineEnds(raw).after(0));
}

std::expected<Header, MailError> parse_header(std::string_view raw, RawSpan within, const MailLimits& limits) {
  Header header;
  raw = raw.substr(0, within.end);
  LineEnds ends(raw);
  std::size_t at = within.begin;
  for (bool in_broken = false; at < raw.size();) {
    const std::size_t next = ends.after(at);
    const std::string_view line = without_line_end(raw.substr(at, next - at));
    if (ends_header(line) || is_indented_end(raw, ends, line, next)) {
      at = next;
      break;
    }
    const std::size_t name = name_length(line);
    if (is_folded(line) && (in_broken || !header.fields.empty())) {
      if (!in_broken) {
        header.fields.back().value.end = static_cast<std::uint32_t>(at + line.size());
        header.fields.back().raw.end = static_cast<std::uint32_t>(next);
      }
    } else if (name > 0) {
      header.fields.push_back(make_field(raw, at, next, name));
      in_broken = false;
    } else {
      if (!goes_on(raw, ends, next)) break;
      header.has_broken_lines = in_broken = true;
    }
    if (line.size() > limits.header_line_bytes)
      return over("a header line of the message is too long to be read safely", limits.header_line_bytes, line.size());
    at = next;
    if (at - within.begin > limits.header_bytes)
      return over("the header of the message is too long to be read safely", limits.header_bytes, at - within.begin);
  }
  header.body_begin = static_cast<std::uint32_t>(at);
  return header;
}

bool begins_with_header(std::string_view raw) {
  if (mbox_line_length(raw) > 0 && raw.starts_with("From ")) {
    // "From now on we ship daily." is prose: an mbox line ends in a year and a header follows it.
    raw.remove_prefix(mbox_line_length(raw));
  }
  LineEnds ends(raw);
  bool first = true;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t next = ends.after(at);
    const std::string_view line = without_line_end(raw.substr(at, next - at));
    if (ends_header(line) || is_indented_end(raw, ends, line, next)) return !first;
    const std::string_view name = line.substr(0, name_length(line));
    if (first) {
      if (!starts_with_ignoring_case(name, "x-") && !starts_with_ignoring_case(name, "list-") && !mail_fields.contains(name)) return false;
      first = false;
    } else if (name.empty() && !is_folded(line) && !goes_on(raw, ends, next)) {
      return false;
    }
    at = next;
  }
  return !first;
}

const Field* find_field(const Header& header, std::string_view name) {
  for (const Field& field : header.fields)
    if (field.name.size() == name.size() && equal_ignoring_case(field.name, name)) return &field;
  return nullptr;
}

std::string unfold(std::string_view raw, const Field& field) {
  std::string value(trim(field.value.of(raw)));
  const auto erased = std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return erased == 0 ? value : std::string(trim(value));
}

}  // namespace replylint

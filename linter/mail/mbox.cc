// SPDX-License-Identifier: MIT
// Finds envelope lines, undoes ">From " and carries positions over what was taken off.
#include "mail/mbox.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mail/fields.h"

namespace replylint {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view envelope_word = "From ";
constexpr std::string_view quoted_envelope_word = ">From ";
constexpr std::array<std::string_view, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "9:05", "09:05:34"
bool is_time(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == 0 || colon > 2 || (word.size() != colon + 3 && word.size() != colon + 6)) return false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const bool wants_colon = at >= colon && (at - colon) % 3 == 0;
    if (wants_colon ? word[at] != ':' : !is_digit(word[at])) return false;
  }
  return true;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_digit(word[2]) && is_digit(word[3]);
}

bool is_blank_line_before(std::string_view bytes, std::size_t line_end) {
  if (line_end == 0) return false;
  const auto before = bytes[line_end - 1] == '\r' ? line_end - 1 : line_end;
  return before > 0 && bytes[before - 1] == '\n';
}

std::size_t find_body(std::string_view raw) {
  const auto lf = raw.find("\n\n");
  const auto crlf = raw.substr(0, lf).find("\n\r\n");
  if (crlf != npos) return crlf + 3;
  return lf == npos ? raw.size() : lf + 2;
}

bool is_quoted_line(std::string_view raw, std::size_t begin) { return begin < raw.size() && raw[begin] == '>'; }

/// The places of the ">" that hide a "From ", in order.
std::vector<std::uint32_t> find_quoting(std::string_view raw) {
  std::vector<std::uint32_t> places;
  for (std::size_t at = raw.find(quoted_envelope_word, find_body(raw)); at != npos; at = raw.find(quoted_envelope_word, at + 1)) {
    auto begin = at;
    while (begin > 0 && raw[begin - 1] == '>') --begin;
    if (begin == 0 || raw[begin - 1] != '\n') continue;
    if (begin == at) {
      // Not every program that writes an mbox quotes what is quoted already: between quoted lines it is one of them.
      const auto last = begin >= 2 ? raw.rfind('\n', begin - 2) : npos;
      const auto before = last == npos ? 0 : last + 1;
      const auto after = std::min(raw.find('\n', begin), raw.size() - 1) + 1;
      const bool undone_before = !places.empty() && places.back() == before;
      if (is_quoted_line(raw, before) && !undone_before) continue;
      if (is_quoted_line(raw, after) && !raw.substr(after).starts_with(quoted_envelope_word)) continue;
    }
    places.push_back(static_cast<std::uint32_t>(begin));
  }
  return places;
}

/// Offsets of a text that some bytes were taken out of -> offsets of the whole.
class Gaps {
 public:
  /// `places`: offsets of the bytes in the whole, in order.
  explicit Gaps(std::vector<std::uint32_t> places) : begins_(std::move(places)) {
    for (std::uint32_t number = 0; auto& place : begins_) place -= number++;
  }

  [[nodiscard]] RawSpan widen(RawSpan span) const {
    const auto begin = widen(span.begin);
    return {begin, span.empty() ? begin : widen(span.end - 1) + 1};
  }

  [[nodiscard]] SourceMap widen(const SourceMap& map) const {
    SourceMap wide;
    wide.reserve(map.pieces().size() + begins_.size());
    for (const auto& piece : map.pieces()) {
      if (piece.linear()) {
        append_linear(wide, {piece.raw_begin, piece.raw_end});
      } else {
        wide.append_unit(piece.text_end - piece.text_begin, widen(RawSpan{piece.raw_begin, piece.raw_end}));
      }
    }
    return wide;
  }

 private:
  [[nodiscard]] std::uint32_t widen(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(begins_, offset);
    return offset + static_cast<std::uint32_t>(after - begins_.begin());
  }

  void append_linear(SourceMap& wide, RawSpan span) const {
    for (auto gap = std::ranges::upper_bound(begins_, span.begin); gap != begins_.end() && *gap < span.end; ++gap) {
      wide.append(*gap - span.begin, widen(RawSpan{span.begin, *gap}));
      span.begin = *gap;
    }
    wide.append(span.size(), widen(span));
  }

  std::vector<std::uint32_t> begins_;  // offsets in the text before which a byte is missing
};

std::string without(std::string_view raw, const std::vector<std::uint32_t>& places) {
  std::string text;
  text.reserve(raw.size());
  std::size_t begin = 0;
  for (const auto place : places) {
    text += raw.substr(begin, place - begin);
    begin = place + 1;
  }
  return text += raw.substr(begin);
}

}  // namespace

bool is_envelope_line(std::string_view line) {
  if (!line.starts_with(envelope_word) || line.size() > longest_envelope_line) return false;
  bool weekday = false;
  bool month = false;
  bool time = false;
  bool year = false;
  for (std::size_t begin = envelope_word.size(); begin < line.size();) {
    const auto end = std::min(line.find_first_of(" \t\r\n", begin), line.size());
    auto word = line.substr(begin, end - begin);
    begin = end + 1;
    if (word.ends_with(',')) word.remove_suffix(1);
    weekday = weekday || std::ranges::find(weekdays, word) != weekdays.end();
    month = month || (weekday && std::ranges::find(months, word) != months.end());
    time = time || (weekday && is_time(word));
    year = year || (weekday && is_year(word));
  }
  return month && time && year;
}

bool begins_mbox(std::string_view bytes) {
  const auto begin = bytes.find_first_not_of("\r\n");
  if (begin == npos) return false;
  bytes.remove_prefix(begin);
  return is_envelope_line(bytes.substr(0, bytes.find('\n')));
}

std::size_t find_next_message(std::string_view bytes, std::size_t from, bool last) {
  for (auto at = bytes.find("\nFrom ", from); at != npos; at = bytes.find("\nFrom ", at + 1)) {
    if (!is_blank_line_before(bytes, at)) continue;
    const auto end = bytes.find('\n', at + 1);
    if (end == npos && !last) return npos;
    if (is_envelope_line(bytes.substr(at + 1, end == npos ? npos : end - at - 1))) return at + 1;
  }
  return npos;
}

std::expected<Message, MailError> parse_mbox_message(std::string_view raw, const MailLimits& limits) {
  auto places = raw.size() > limits.message_bytes ? std::vector<std::uint32_t>{} : find_quoting(raw);
  if (places.empty()) return parse_message(raw, InputForm::mail, limits);
  auto message = parse_message(without(raw, places), InputForm::mail, limits);
  if (!message) return message;
  const Gaps gaps(std::move(places));
  message->subject.map = gaps.widen(message->subject.map);
  message->body.text.map = gaps.widen(message->body.text.map);
  for (auto& ignore : message->envelope.ignores) ignore.raw = gaps.widen(ignore.raw);
  return message;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Builds the line table: canonical text, quote prefixes taken off, HTML marks laid over the lines.
#include "draft/lines.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "text/canonical.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::uint32_t deepest = 255;
constexpr std::size_t mark_kinds = 6;

struct Prefix {
  std::uint32_t size = 0;
  std::uint32_t depth = 0;
};

// "> > text", ">>text", " > text": one space may stand before each '>' and one after the last.
[[nodiscard]] Prefix find_prefix(std::string_view line) {
  Prefix prefix;
  std::size_t at = 0;
  while (true) {
    const std::size_t bracket = at < line.size() && line[at] == ' ' ? at + 1 : at;
    if (bracket >= line.size() || line[bracket] != '>') break;
    at = bracket + 1;
    ++prefix.depth;
  }
  if (prefix.depth > 0 && at < line.size() && line[at] == ' ') ++at;
  prefix.size = static_cast<std::uint32_t>(at);
  return prefix;
}

// Mail stores escape a line that begins with "From " by a single '>'; such a line is no quote.
[[nodiscard]] bool is_escaped_from(std::string_view body, std::uint32_t begin, std::uint32_t end) {
  if (!body.substr(begin).starts_with(">From ")) return false;
  const auto after = end + 1;
  const bool next_quoted = after < body.size() && body[after] == '>';
  const auto before = begin < 2 ? std::string_view::npos : body.rfind('\n', begin - 2);
  const auto previous = before == std::string_view::npos ? 0 : before + 1;
  return !next_quoted && (begin == 0 || body[previous] != '>');
}

// Moves the marks from offsets in the decoded body to offsets in its canonical form.
[[nodiscard]] std::vector<Mark> make_canonical_marks(const Body& body) {
  std::vector<Mark> marks = body.marks;
  if (marks.empty()) return marks;
  const MappedText canonical = make_canonical(make_identity(body.text.text));
  const auto& pieces = canonical.map.pieces();
  const auto convert = [&](std::uint32_t offset) -> std::uint32_t {
    const auto after = std::ranges::upper_bound(pieces, offset, {}, &SourceMap::Piece::raw_begin);
    if (after == pieces.begin()) return 0;
    const auto& piece = *std::prev(after);
    const std::uint32_t step = offset - piece.raw_begin;
    if (offset >= piece.raw_end) return piece.text_end;
    return piece.linear() ? piece.text_begin + step : piece.text_begin;
  };
  for (Mark& mark : marks) mark.span = {convert(mark.span.begin), convert(mark.span.end)};
  // Outer marks before the inner ones that begin with them.
  std::ranges::sort(marks, {}, [](const Mark& mark) { return std::tuple(mark.span.begin, ~mark.span.end, mark.quote_depth); });
  return marks;
}

// Walks lines and marks together: both are sorted, each mark is looked at once.
class MarkCursor {
 public:
  explicit MarkCursor(const std::vector<Mark>& marks) : marks_(marks) {}

  // The marks at `probe`, which never goes back.
  void move_to(std::uint32_t probe) {
    for (; next_ < marks_.size() && marks_[next_].span.begin <= probe; ++next_) {
      const Mark& mark = marks_[next_];
      auto& until = until_[static_cast<std::size_t>(mark.kind)];
      until = std::max(until, mark.span.end);
      if (mark.kind == MarkKind::quote) quotes_.push_back(&mark);
    }
    while (!quotes_.empty() && quotes_.back()->span.end <= probe) quotes_.pop_back();
    probe_ = probe;
  }
  [[nodiscard]] std::uint32_t quote_depth() const { return quotes_.empty() ? 0 : std::max<std::uint32_t>(1, quotes_.back()->quote_depth); }
  [[nodiscard]] std::uint8_t bits() const {
    unsigned bits = 0;
    for (std::size_t kind = 0; kind < mark_kinds; ++kind) bits |= until_[kind] > probe_ ? 1U << kind : 0U;
    return static_cast<std::uint8_t>(bits);
  }
  [[nodiscard]] std::uint32_t code_end() const { return until_[static_cast<std::size_t>(MarkKind::code)]; }

 private:
  const std::vector<Mark>& marks_;
  std::size_t next_ = 0;
  std::uint32_t probe_ = 0;
  std::array<std::uint32_t, mark_kinds> until_{};
  std::vector<const Mark*> quotes_;
};

void append_subject(Page& page, const MappedText& subject) {
  page.subject.begin = 0;
  for (std::uint32_t at = 0; at < subject.text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(subject.text.find('\n', at), subject.text.size()));
    page.text.append_from(subject, {at, end});
    if (end < subject.text.size()) page.text.append_replaced(" ", subject, {end, end + 1});
    at = end + 1;
  }
  page.subject.end = static_cast<std::uint32_t>(page.text.text.size());
}

class PageBuilder {
 public:
  PageBuilder(Page& page, const MappedText& body, const std::vector<Mark>& marks)
      : page_(page), body_(body), marks_(marks), cursor_(marks) {}

  void append_lines() {
    const std::string_view bytes = body_.text;
    constexpr std::size_t usual_line = 40;
    const std::size_t lines = bytes.size() / usual_line + 8;
    page_.text.text.reserve(page_.text.text.size() + bytes.size());
    page_.text.map.reserve(body_.map.pieces().size() + 8);
    page_.lines.reserve(lines);
    origins_.reserve(lines);
    std::uint32_t begin = 0;
    while (begin < bytes.size()) {
      const auto end = static_cast<std::uint32_t>(std::min(bytes.find('\n', begin), bytes.size()));
      append_line(begin, end);
      begin = end + 1;
    }
    append_inline_code();
  }

 private:
  void append_line(std::uint32_t begin, std::uint32_t end) {
    const std::string_view bytes = body_.text;
    const bool escaped = is_escaped_from(bytes, begin, end);
    const Prefix prefix = escaped ? Prefix{1, 0} : find_prefix(bytes.substr(begin, end - begin));
    const std::uint32_t content = begin + prefix.size;
    std::uint32_t probe = content;
    while (probe < end && is_space(bytes[probe])) ++probe;
    std::uint32_t content_end = end;
    while (content_end > probe && is_space(bytes[content_end - 1])) --content_end;
    cursor_.move_to(probe);

    Line line;
    line.span.begin = static_cast<std::uint32_t>(page_.text.text.size());
    line.span.end = probe == end ? line.span.begin : line.span.begin + (content_end - content);
    line.prefix = static_cast<std::uint8_t>(std::min(deepest, prefix.depth + cursor_.quote_depth()));
    line.marks = cursor_.bits();
    // A code element that ends within the line is inline code.
    if (line.has(MarkKind::code) && cursor_.code_end() < content_end)
      line.marks &= static_cast<std::uint8_t>(~(1U << static_cast<unsigned>(MarkKind::code)));
    line.long_dash = bytes.substr(content, end - content) == "-- ";
    page_.lines.push_back(line);
    origins_.push_back(content);
    page_.text.append_from(body_, {content, std::min<std::uint32_t>(end + 1, static_cast<std::uint32_t>(bytes.size()))});
  }

  void append_inline_code() {
    std::size_t at = 0;
    for (const Mark& mark : marks_) {
      if (mark.kind != MarkKind::code || mark.span.empty()) continue;
      while (at + 1 < origins_.size() && origins_[at + 1] <= mark.span.begin) ++at;
      if (at >= origins_.size() || mark.span.begin < origins_[at]) continue;
      const Line& line = page_.lines[at];
      const std::uint32_t begin = line.span.begin + (mark.span.begin - origins_[at]);
      const std::uint32_t end = std::min(line.span.end, begin + mark.span.size());
      if (begin < end) page_.inline_code.push_back({begin, end});
    }
  }

  Page& page_;
  const MappedText& body_;
  const std::vector<Mark>& marks_;
  MarkCursor cursor_;
  std::vector<std::uint32_t> origins_;  // where each line's content begins in the canonical body
};

// A client that wraps an already quoted line leaves its last words on a line of their own, without prefix:
//   > … and the other one did not come up after the
//   restart
//   > of the host.
void mend_wrapped_quotes(Page& page) {
  constexpr std::uint32_t full_line = 60;
  for (std::size_t i = 1; i + 1 < page.lines.size(); ++i) {
    Line& line = page.lines[i];
    const Line& before = page.lines[i - 1];
    const Line& after = page.lines[i + 1];
    if (line.blank() || before.blank() || line.prefix != 0 || before.prefix == 0 || after.prefix != before.prefix) continue;
    const std::string_view head = page.of(before);
    const char first = page.of(line).front();
    const char last = page.of(line).back();
    if (head.size() < full_line || line.span.size() > 30 || std::string_view(".?!:").find(head.back()) != std::string_view::npos) continue;
    // A capital may begin an answer, but not one without an end after a line that had no end either.
    const bool small = first >= 'a' && first <= 'z';
    if (small || (head.size() > full_line + 6 && is_word_byte(first) && is_word_byte(last) && !after.blank())) line.prefix = before.prefix;
  }
}

}  // namespace

std::string_view Page::trimmed(std::size_t line) const { return trim(of(lines[line])); }

std::size_t Page::find_text(std::size_t from) const {
  while (from < lines.size() && lines[from].blank()) ++from;
  return from;
}

Page make_page(const Message& message) {
  Page page;
  const MappedText subject = make_canonical(message.subject);
  append_subject(page, subject);
  const MappedText body = make_canonical(message.body.text);
  const std::vector<Mark> marks = make_canonical_marks(message.body);
  const std::uint32_t raw = body.map.pieces().empty() ? 0 : body.map.pieces().front().raw_begin;
  page.text.append("\n", {raw, raw});
  PageBuilder(page, body, marks).append_lines();
  mend_wrapped_quotes(page);
  for (Line& line : page.lines) line.depth = line.prefix;
  return page;
}

}  // namespace replylint

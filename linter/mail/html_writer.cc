// SPDX-License-Identifier: MIT
// Lays out text as lines: white space collapses, blocks break lines, quoting elements leave marks.
#include "mail/html_writer.h"

#include <algorithm>
#include <utility>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
/// An attribution or a head longer than this is something else.
constexpr std::uint32_t longest_attribution = 600;

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

TextSpan trimmed(std::string_view text, TextSpan span) {
  while (span.begin < span.end && is_space(text[span.begin])) ++span.begin;
  while (span.begin < span.end && is_space(text[span.end - 1])) --span.end;
  return span;
}

/// Outlook on the web takes the space between paragraphs away in its style sheet.
bool has_outlook_style(std::string_view html) {
  constexpr std::size_t front = 4096;
  return html.substr(0, front).find("P {margin-top:0;margin-bottom:0;}") != std::string_view::npos;
}

bool is_collapsible(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

}  // namespace

HtmlWriter::HtmlWriter(const MappedText& source, Body& to)
    : source_(source),
      to_(to),
      text_begin_(narrow(to.text.text.size())),
      first_mark_(to.marks.size()),
      margins_(!has_outlook_style(source.text)) {}

void HtmlWriter::open(const HtmlElement& element, std::uint32_t at) {
  at_ = at;
  Frame frame;
  frame.name = element.name;
  frame.role = is_indentation(element) ? HtmlRole::block : find_role(element.name);
  frame.hint = find_hint(element);
  frame.hidden = hidden() || frame.role == HtmlRole::dropped || is_hidden(element);
  frame.keeps_white_space = keeps_white_space() || replylint::keeps_white_space(element);
  if (frame.hidden) {
    frames_.push_back(frame);
    return;
  }
  lay_out(frame, element);
  frame.begin = size();
  mark_element(frame);
  frames_.push_back(frame);
}

void HtmlWriter::lay_out(Frame& frame, const HtmlElement& element) {
  const bool in_item = !frames_.empty() && frames_.back().role == HtmlRole::item;
  switch (frame.role) {
    case HtmlRole::line_break:
      end_line(here());
      break;
    case HtmlRole::block:
    case HtmlRole::row:
      begin_block(false);
      break;
    case HtmlRole::paragraph:
      if (element.name == "p" && (!margins_ || !has_margins(element))) frame.role = HtmlRole::block;
      if (in_item) frame.role = HtmlRole::block;
      begin_block(frame.role == HtmlRole::paragraph);
      break;
    case HtmlRole::list:
    case HtmlRole::ordered_list:
      frame.ordered = frame.role == HtmlRole::ordered_list;
      begin_block(!in_item);
      break;
    case HtmlRole::preformatted:
      begin_block(true);
      break;
    case HtmlRole::quote:
      begin_block(true);
      mark_attribution();
      break;
    case HtmlRole::item:
      begin_block(false);
      put_list_mark();
      break;
    case HtmlRole::cell:
      if (!frames_.empty() && frames_.back().cells++ > 0 && line_has_content_ && !space_) space_ = TextSpan{at_, at_};
      break;
    case HtmlRole::inline_text:
    case HtmlRole::code:
    case HtmlRole::dropped:
      break;
  }
  if (frame.hint != HtmlHint::none && frame.hint != HtmlHint::quoted_pre && frame.role != HtmlRole::inline_text) begin_block(false);
}

void HtmlWriter::mark_element(Frame& frame) {
  if (frame.role == HtmlRole::quote || frame.hint == HtmlHint::quote) {
    open_mark(frame, MarkKind::quote);
    to_.marks.back().quote_depth = static_cast<std::uint8_t>(std::min(++quote_depth_, 255U));
  } else if (frame.hint == HtmlHint::signature) {
    open_mark(frame, MarkKind::signature);
  } else if (frame.hint == HtmlHint::attribution) {
    open_mark(frame, MarkKind::attribution);
  } else if (frame.hint == HtmlHint::reply_head || frame.hint == HtmlHint::maybe_reply_head) {
    open_mark(frame, MarkKind::reply_head);
  } else if ((frame.role == HtmlRole::code || frame.role == HtmlRole::preformatted) && frame.hint == HtmlHint::none) {
    const bool inside_code = std::any_of(frames_.begin(), frames_.end(),
                                         [](const Frame& f) { return f.role == HtmlRole::code || f.role == HtmlRole::preformatted; });
    if (!inside_code) open_mark(frame, MarkKind::code);
  }
}

void HtmlWriter::close() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.hidden) return;
  if (frame.mark != no_mark) close_mark(frame);
  if (frame.role == HtmlRole::quote || frame.hint == HtmlHint::quote) --quote_depth_;
  if (frame.hint == HtmlHint::forward_head) mark_forward_head();
  const bool in_item = !frames_.empty() && frames_.back().role == HtmlRole::item;
  switch (frame.role) {
    case HtmlRole::block:
    case HtmlRole::row:
    case HtmlRole::item:
      begin_block(false);
      if (frame.role == HtmlRole::item) item_mark_.clear();
      break;
    case HtmlRole::paragraph:
    case HtmlRole::preformatted:
    case HtmlRole::quote:
      begin_block(true);
      break;
    case HtmlRole::list:
    case HtmlRole::ordered_list:
      begin_block(!in_item);
      break;
    case HtmlRole::inline_text:
    case HtmlRole::code:
    case HtmlRole::cell:
    case HtmlRole::line_break:
    case HtmlRole::dropped:
      break;
  }
}

void HtmlWriter::text(std::string_view bytes, TextSpan from) {
  if (hidden() || bytes.empty()) return;
  at_ = from.end;
  if (keeps_white_space()) {
    put_preserved(bytes, from);
  } else {
    put_collapsed(bytes, from);
  }
}

void HtmlWriter::finish() {
  const std::string_view text = to_.text.text;
  auto& marks = to_.marks;
  // A whole mail in <pre> is how some clients send plain text; that is not code.
  const TextSpan whole = trimmed(text, {text_begin_, size()});
  std::erase_if(marks, [&](const Mark& mark) { return mark.span.empty() || (mark.kind == MarkKind::code && mark.span.covers(whole)); });
  const auto first = marks.begin() + static_cast<std::ptrdiff_t>(std::min(first_mark_, marks.size()));
  std::sort(first, marks.end(), [](const Mark& a, const Mark& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return std::pair(a.quote_depth, a.kind) < std::pair(b.quote_depth, b.kind);
  });
}

RawSpan HtmlWriter::here() const {
  const RawSpan raw = source_.map.to_raw({at_, at_});
  return {raw.begin, raw.begin};
}

void HtmlWriter::begin_block(bool blank) {
  if (line_has_content_) end_line(here());
  wants_blank_ = wants_blank_ || blank;
}

void HtmlWriter::end_line(RawSpan raw) {
  space_.reset();
  const bool at_start = size() == text_begin_;
  if (!at_start || line_has_content_) to_.text.append_unit("\n", raw);
  line_has_content_ = false;
}

void HtmlWriter::put_collapsed(std::string_view bytes, TextSpan from) {
  if (from.size() != bytes.size() || source_.text.compare(from.begin, from.size(), bytes) != 0) {
    if (std::all_of(bytes.begin(), bytes.end(), is_collapsible)) {
      if (!space_) space_ = from;
    } else {
      put_visible(bytes, from);
    }
    return;
  }
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    if (is_collapsible(bytes[at])) {
      while (end < bytes.size() && is_collapsible(bytes[end])) ++end;
      if (!space_) space_ = TextSpan{from.begin + narrow(at), from.begin + narrow(end)};
    } else {
      // Single blanks between words need no collapsing: the run goes on over them.
      while (end < bytes.size() &&
             (!is_collapsible(bytes[end]) || (bytes[end] == ' ' && end + 1 < bytes.size() && !is_collapsible(bytes[end + 1]))))
        ++end;
      put_visible(bytes.substr(at, end - at), {from.begin + narrow(at), from.begin + narrow(end)});
    }
    at = end;
  }
}

void HtmlWriter::put_preserved(std::string_view bytes, TextSpan from) {
  const bool exact = from.size() == bytes.size();
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const auto span_of = [&](std::size_t begin, std::size_t past) {
      return exact ? TextSpan{from.begin + narrow(begin), from.begin + narrow(past)} : from;
    };
    if (end > at) put_visible(bytes.substr(at, end - at), span_of(at, end));
    if (end < bytes.size()) end_line(source_.map.to_raw(span_of(end, end + 1)));
    at = end + 1;
  }
}

void HtmlWriter::put_visible(std::string_view bytes, TextSpan from) {
  const bool exact = from.size() == bytes.size() && source_.text.compare(from.begin, from.size(), bytes) == 0;
  if (!line_has_content_) {
    // Leading no-break spaces are indentation or make an empty line high: they leave a line, but no text.
    while (bytes.starts_with(no_break_space)) {
      bytes.remove_prefix(no_break_space.size());
      if (exact) from.begin += narrow(no_break_space.size());
      line_has_content_ = true;
    }
    if (bytes.empty()) return;
    if (wants_blank_ && size() > text_begin_ && !std::string_view(to_.text.text).ends_with("\n\n")) {
      const RawSpan raw = here();
      to_.text.append_unit("\n", raw);
    }
    line_has_content_ = true;
  } else if (space_ && size() > text_begin_ && to_.text.text.back() != '\n') {
    to_.text.append_replaced(" ", source_, *space_);
  }
  wants_blank_ = false;
  space_.reset();
  if (!item_mark_.empty()) {
    const RawSpan raw = source_.map.to_raw({from.begin, from.begin});
    to_.text.append_unit(item_mark_, {raw.begin, raw.begin});
    item_mark_.clear();
  }
  if (exact) {
    to_.text.append_from(source_, from);
  } else {
    to_.text.append_replaced(bytes, source_, from);
  }
}

void HtmlWriter::put_list_mark() {
  const auto list = std::find_if(frames_.rbegin(), frames_.rend(),
                                 [](const Frame& f) { return f.role == HtmlRole::list || f.role == HtmlRole::ordered_list; });
  if (list == frames_.rend() || !list->ordered) {
    item_mark_ = "- ";
    return;
  }
  item_mark_ = std::to_string(++list->items) + ". ";
}

void HtmlWriter::open_mark(Frame& frame, MarkKind kind) {
  frame.mark = to_.marks.size();
  to_.marks.push_back({kind, 0, {size(), size()}});
}

void HtmlWriter::close_mark(const Frame& frame) {
  Mark& mark = to_.marks[frame.mark];
  mark.span = trimmed(to_.text.text, {mark.span.begin, size()});
  const auto fail = [&] { mark.span.end = mark.span.begin; };
  if (mark.kind == MarkKind::attribution) {
    if (mark.span.of(to_.text.text).starts_with("-----") || has_label_lines(mark.span, 3)) mark.kind = MarkKind::forwarded;
    for (auto container = frames_.rbegin(); container != frames_.rend(); ++container)
      if (container->hint == HtmlHint::quote_container) container->has_attribution = true;
  }
  if (frame.hint == HtmlHint::maybe_reply_head && !has_label_lines(mark.span, 3)) fail();
  if (frame.hint == HtmlHint::quote) split_attribution(frame.mark);
}

/// Yahoo puts "On … wrote:" inside what it quotes: its first line becomes an attribution before the quote.
void HtmlWriter::split_attribution(std::size_t mark) {
  const TextSpan quote = to_.marks[mark].span;
  const auto end = to_.text.text.find('\n', quote.begin);
  if (end == std::string::npos || end >= quote.end || end - quote.begin > longest_attribution || to_.text.text[end - 1] != ':') return;
  const auto line_end = static_cast<std::uint32_t>(end);
  to_.marks[mark].span = trimmed(to_.text.text, {line_end, quote.end});
  to_.marks.push_back({MarkKind::attribution, 0, {quote.begin, line_end}});
}

void HtmlWriter::mark_attribution() {
  const auto container = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& f) { return f.hint == HtmlHint::quote_container; });
  if (container == frames_.rend() || container->has_attribution) return;
  container->has_attribution = true;
  const TextSpan span = trimmed(to_.text.text, {container->begin, size()});
  if (!span.empty() && span.size() <= longest_attribution) to_.marks.push_back({MarkKind::attribution, 0, span});
}

void HtmlWriter::mark_forward_head() {
  const auto container = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& f) { return f.hint == HtmlHint::forward; });
  if (container == frames_.rend()) return;
  const TextSpan span = trimmed(to_.text.text, {container->begin, size()});
  if (!span.empty()) to_.marks.push_back({MarkKind::forwarded, 0, span});
}

/// "From: …", "Von: …", "De : …": lines with a colon near their front.
bool HtmlWriter::has_label_lines(TextSpan span, int wanted) const {
  constexpr std::size_t longest_label = 40;
  std::string_view text = span.of(to_.text.text);
  for (int found = 0; !text.empty();) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::size_t colon = text.substr(0, std::min(end, longest_label)).find(':');
    if (colon != std::string_view::npos && colon > 0 && ++found >= wanted) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Decides whether the raw line can be shown, cuts it, and counts columns.
#include "report/excerpt.h"

#include <algorithm>

#include "text/canonical.h"
#include "text/display.h"
#include "text/words.h"

namespace replylint {
namespace {

// Bytes of a line shown on either side of the words; a line of megabytes is cut to this.
constexpr std::size_t reach = 200;
// Terminal columns of an excerpt's text before and after the first of the words.
constexpr std::size_t columns_before = 40;
constexpr std::size_t columns_in_all = 110;

// A stretch of one line and the words in it, all as offsets into the text that holds it.
struct Stretch {
  std::size_t begin = 0, end = 0;              // of the stretch
  std::size_t words_begin = 0, words_end = 0;  // inside it
};

bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

Stretch find_stretch(std::string_view text, std::size_t begin, std::size_t end) {
  Stretch stretch;
  stretch.words_begin = std::min(begin, text.size());
  stretch.begin = stretch.words_begin;
  while (stretch.begin > 0 && !is_line_end(text[stretch.begin - 1]) && stretch.words_begin - stretch.begin < reach) --stretch.begin;
  while (stretch.begin < stretch.words_begin && continues_character(text[stretch.begin])) ++stretch.begin;
  stretch.end = stretch.words_begin;
  const auto furthest = std::min(text.size(), std::max(end, stretch.words_begin) + reach);
  while (stretch.end < furthest && !is_line_end(text[stretch.end]) && stretch.end - stretch.words_begin < 2 * reach) ++stretch.end;
  while (stretch.end > stretch.words_begin && stretch.end < text.size() && continues_character(text[stretch.end])) --stretch.end;
  stretch.words_end = std::clamp(end, stretch.words_begin, stretch.end);
  return stretch;
}

std::string_view without_quote_marks(std::string_view line) {
  const auto first = line.find_first_not_of("> \t");
  return first == std::string_view::npos ? std::string_view{} : line.substr(first);
}

// The subject's text begins after the field name: "Subject: Re: order" is read as "Re: order".
std::string_view without_field_name(std::string_view line) {
  constexpr std::string_view name = "Subject:";
  return starts_with_ignoring_case(line, name) ? line.substr(name.size()) : line;
}

// True where a person who opens the file sees the draft's text on this line. Markup and encodings change some byte of
// nearly every line, so it is the stretch of the line that must agree, not the words alone.
bool reads_as_written(const Checked& checked, TextSpan span, RawSpan raw, const Stretch& stretch) {
  if (raw.empty() && !span.empty()) return false;
  auto line = checked.raw.substr(stretch.begin, stretch.end - stretch.begin);
  line = without_quote_marks(without_field_name(line));
  const auto canonical = make_canonical(make_identity(line));
  const auto seen = trim(canonical.text);
  if (seen.empty()) return span.empty();
  const std::size_t slack = 2 * reach;
  const auto begin = span.begin > slack ? span.begin - slack : 0;
  return std::string_view(checked.draft.text).substr(begin, 3 * slack).find(seen) != std::string_view::npos;
}

struct Painted {
  std::string text;
  std::size_t columns = 0;
};

// Appends what a terminal may see of `text`: tabs become blanks up to the next multiple of eight.
void paint(Painted& onto, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\t') {
      const auto blanks = 8 - onto.columns % 8;
      onto.text.append(blanks, ' ');
      onto.columns += blanks;
      ++at;
      continue;
    }
    const auto glyph = read_glyph(text, at);
    if (glyph.safe) {
      onto.text += text.substr(at, glyph.size);
    } else {
      onto.text += "\xEF\xBF\xBD";
    }
    onto.columns += glyph.columns;
    at += glyph.size;
  }
}

// The part of `text` that takes at most `columns`, from its end or from its begin.
std::string_view keep_last(std::string_view text, std::size_t columns) {
  std::size_t surplus = count_columns(text);
  std::size_t at = 0;
  while (surplus > columns && at < text.size()) {
    const auto glyph = read_glyph(text, at);
    surplus -= std::min<std::size_t>(surplus, glyph.columns);
    at += glyph.size;
  }
  while (at < text.size() && read_glyph(text, at).columns == 0) at += read_glyph(text, at).size;
  return text.substr(at);
}

std::string_view keep_first(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto glyph = read_glyph(text, at);
    if (used + glyph.columns > columns) return text.substr(0, at);
    used += glyph.columns;
    at += glyph.size;
  }
  return text;
}

Excerpt to_excerpt(std::string_view text, const Stretch& stretch) {
  const auto before = text.substr(stretch.begin, stretch.words_begin - stretch.begin);
  const auto words = text.substr(stretch.words_begin, stretch.words_end - stretch.words_begin);
  const auto after = text.substr(stretch.words_end, stretch.end - stretch.words_end);
  const auto kept_before = keep_last(before, columns_before);
  const auto kept_words = keep_first(words, columns_in_all - columns_before);
  const bool whole_words = kept_words.size() == words.size();

  Painted painted;
  const bool cut_before = kept_before.size() != before.size() || (stretch.begin > 0 && !is_line_end(text[stretch.begin - 1]));
  if (cut_before) paint(painted, "...");
  paint(painted, kept_before);
  const auto column = painted.columns;
  paint(painted, kept_words);
  const auto columns = painted.columns - column;
  if (whole_words) {
    const auto room = painted.columns < columns_in_all ? columns_in_all - painted.columns : 0;
    const auto kept_after = keep_first(after, room);
    paint(painted, kept_after);
    const bool cut_after = kept_after.size() != after.size() || (stretch.end < text.size() && !is_line_end(text[stretch.end]));
    if (cut_after) paint(painted, "...");
  } else {
    paint(painted, "...");
  }
  return {.line = std::move(painted.text), .column = column, .columns = std::max<std::size_t>(columns, 1)};
}

}  // namespace

Excerpt find_excerpt(const Checked& checked, TextSpan span, RawSpan raw) {
  const auto in_raw = find_stretch(checked.raw, raw.begin, std::max(raw.end, raw.begin));
  const bool known = raw.begin < checked.raw.size();
  if (known && reads_as_written(checked, span, raw, in_raw)) return to_excerpt(checked.raw, in_raw);
  return to_excerpt(checked.draft.text, find_stretch(checked.draft.text, span.begin, span.end));
}

}  // namespace replylint

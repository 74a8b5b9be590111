// SPDX-License-Identifier: MIT
// Finds sentence and paragraph ends from punctuation, line lengths and a short list of abbreviations.
#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/byte_class.h"
#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// Tokens before a full stop that never end a sentence; lower case, without the last stop.
constexpr WordSet abbreviations("approx", "attn", "ave", "bijv", "blvd", "bzgl", "bzw", "c.f", "ca", "capt", "cf", "dept", "dipl", "dr",
                                "e.g", "e.u", "ebd", "eg", "enc", "encl", "esp", "evtl", "ext", "fig", "figs", "gez", "ggf", "gov", "hon",
                                "hr", "i.d.r", "i.e", "ie", "incl", "inkl", "lt", "m.e", "mgr", "mme", "mr", "mrs", "ms", "mwst", "nr",
                                "o.a", "p.p", "pg", "pp", "prof", "ref", "refs", "resp", "rev", "sgt", "sog", "sr", "sra", "srta", "st",
                                "s.o", "tel", "u.a", "u.u", "v.a", "vgl", "viz", "vol", "vs", "z.b", "z.t", "zzgl");
// These may end a sentence: they do when a capital follows.
constexpr WordSet weak_abbreviations("a.m", "abs", "adj", "adv", "allg", "am", "aug", "av", "bros", "cit", "co", "col", "corp", "d.h",
                                     "dec", "eng", "est", "etc", "ex", "exc", "feb", "fr", "gal", "gen", "inc", "ing", "inv", "jan", "jr",
                                     "jul", "jun", "lat", "ltd", "max", "min", "misc", "mt", "nov", "oct", "okt", "op", "p.a", "p.m", "par",
                                     "ph.d", "plc", "pm", "pt", "rep", "sen", "sept", "str", "u.k", "u.s", "u.s.a", "usf", "usw");

// These want a number after them: "no. 7", "Sch. 7".
constexpr WordSet numbered("no", "nos", "p", "s", "ss", "art", "sch", "sec", "para", "ch", "cl");

[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] bool is_letter(char c) { return is_upper(c) || is_lower(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

// Greek, Cyrillic and Latin small letters outside ASCII, near enough: only used to see that no capital follows.
[[nodiscard]] bool starts_small(std::string_view rest) {
  if (rest.empty()) return false;
  if (is_lower(rest[0])) return true;
  if (rest.size() < 2) return false;
  const auto a = static_cast<unsigned char>(rest[0]);
  const auto b = static_cast<unsigned char>(rest[1]);
  return (a == 0xC3U && b >= 0x9FU) || (a == 0xD0U && b >= 0xB0U) || a == 0xD1U || (a == 0xCEU && b >= 0xB1U) || a == 0xCFU;
}

struct Line {
  TextSpan span;  // without its line feed, trimmed at the end only
  [[nodiscard]] bool blank() const { return span.empty(); }
};

template <class Take>
void for_each_line(std::string_view text, TextSpan within, Take take) {
  std::uint32_t begin = within.begin;
  while (begin < within.end) {
    const auto found = text.find('\n', begin);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(found, within.end));
    std::uint32_t cut = end;
    while (cut > begin && is_space(text[cut - 1])) --cut;
    take(Line{{begin, cut}});
    begin = end + 1;
  }
}

[[nodiscard]] std::vector<Line> find_lines(std::string_view text, TextSpan within) {
  constexpr std::size_t usual_line = 40;
  std::vector<Line> lines;
  lines.reserve(within.size() / usual_line + 4);
  for_each_line(text, within, [&](const Line& line) { lines.push_back(line); });
  return lines;
}

[[nodiscard]] std::string_view skip_space(std::string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  return line;
}

// "- text", "* text", "12. text", "b) text", "(3) text", a bullet character and a space.
[[nodiscard]] bool is_list_item(std::string_view line) {
  line = skip_space(line);
  if (line.size() < 3) return false;
  if ((line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return true;
  static constexpr PhraseSet bullets("\u2022", "\u2023", "\u25E6", "\u2043", "\u00B7", "\u25AA", "\u25CF");
  if (bullets.begins(line)) return true;
  if (line[0] == '(') line.remove_prefix(1);
  std::size_t label = 0;
  while (label < line.size() && label < 3 && is_digit(line[label])) ++label;
  if (label == 0 && (is_lower(line[0]) || is_upper(line[0])) && line[1] == ')') label = 1;
  return label > 0 && label + 1 < line.size() && (line[label] == '.' || line[label] == ')') && line[label + 1] == ' ';
}

[[nodiscard]] std::size_t measure_first_word(std::string_view line) {
  line = skip_space(line);
  std::size_t size = 0;
  while (size < line.size() && !is_space(line[size])) ++size;
  return size;
}

// A line break is meant when the next word would have fitted on the line with room to spare, and that word starts as a
// sentence does.
[[nodiscard]] bool is_meant_break(std::string_view line, std::string_view next, std::size_t longest) {
  constexpr std::size_t slack = 8;
  const std::string_view rest = skip_space(next);
  if (rest.empty() || starts_small(rest) || !(is_letter(rest[0]) || is_digit(rest[0]) || rest[0] == '"' || rest[0] == '\'')) return false;
  const std::size_t width = longest >= 50 ? longest : 60;
  if (!line.empty() && line.back() == ',' && line.size() > 30) return false;
  return line.size() + 1 + measure_first_word(next) + slack < width;
}

// The token that ends before `stop`: letters, digits and inner stops.
[[nodiscard]] std::string_view find_token(std::string_view text, std::size_t begin, std::size_t stop) {
  constexpr std::size_t longest_token = 24;
  std::size_t at = stop;
  while (at > begin && stop - at < longest_token && (is_word_byte(text[at - 1]) || text[at - 1] == '.')) --at;
  return text.substr(at, stop - at);
}

[[nodiscard]] bool is_month(std::string_view rest) {
  for (const std::string_view month :
       {"Jan", "Feb", "Mar", "M\u00e4r", "Apr", "Mai", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Okt", "Nov", "Dec", "Dez"}) {
    if (rest.starts_with(month)) return true;
  }
  return false;
}

// Does the full stop at `stop` end a sentence, when `rest` follows after white space?
[[nodiscard]] bool is_full_stop(std::string_view text, std::size_t begin, std::size_t stop, std::string_view rest) {
  const std::string_view token = find_token(text, begin, stop);
  if (token.empty()) return !starts_small(rest);
  if (abbreviations.contains(token)) return false;
  if (weak_abbreviations.contains(token)) return !rest.empty() && !starts_small(rest) && !is_digit(rest[0]);
  if (numbered.contains(token)) return rest.empty() || !is_digit(rest[0]);
  // An initial: "J. Lind".
  if (token.size() == 1 && is_upper(token[0]) && token[0] != 'I') {
    const bool joined = stop >= begin + 2 && text[stop - 2] == '&';  // "B&B."
    return joined || rest.empty();
  }
  if (std::ranges::all_of(token, is_digit)) {
    if (stop - token.size() == begin) return false;  // "1. First"
    return token.size() > 2 || (!is_month(rest) && !starts_small(rest));
  }
  if (token.ends_with('.')) return !starts_small(rest);  // an ellipsis
  if (token.find('.') != std::string_view::npos) return !starts_small(rest);
  return true;
}

[[nodiscard]] std::size_t measure_wide_stop(std::string_view text, std::size_t at) {
  for (const std::string_view stop : {"\u3002", "\uFF01", "\uFF1F"}) {
    if (text.substr(at).starts_with(stop)) return stop.size();
  }
  return 0;
}

[[nodiscard]] bool is_closer(char c) { return c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '_'; }

// What may end a sentence: a stop, or the first byte of a wide one.
constexpr ByteClass stop_bytes(".!?", true);

class Cutter {
 public:
  Cutter(std::string_view text, std::vector<TextSpan>& sentences) : text_(text), sentences_(sentences) {}

  // Cuts one block: text in which only punctuation can end a sentence.
  void cut(TextSpan block) {
    first_ = sentences_.size();
    const std::string_view text = text_.substr(0, block.end);
    std::uint32_t begin = block.begin;
    for (std::uint32_t at = stop_bytes.find(text, begin); at < block.end; at = stop_bytes.find(text, at)) {
      const std::uint32_t end = find_end(begin, at, block.end);
      if (end == 0) {
        ++at;
        continue;
      }
      at = skip_marks(end, block.end);
      add({begin, at});
      begin = at;
    }
    add({begin, block.end});
  }

 private:
  // ":-)" after a sentence belongs to it.
  [[nodiscard]] std::uint32_t skip_marks(std::uint32_t end, std::uint32_t limit) const {
    std::uint32_t next = end;
    while (next < limit && is_space(text_[next])) ++next;
    std::uint32_t last = next;
    bool word = false;
    constexpr std::uint32_t longest_mark = 8;
    while (last < limit && !is_space(text_[last]) && last - next <= longest_mark) word = is_word_byte(text_[last++]) || word;
    if (last - next > longest_mark) return end;
    const bool smiley = last - next <= 3 && last > next && (text_[next] == ':' || text_[next] == ';');
    return word && !smiley ? end : last;
  }

  // The end of the sentence if the character at `at`, one of `stop_bytes`, ends it, else 0.
  [[nodiscard]] std::uint32_t find_end(std::uint32_t begin, std::uint32_t at, std::uint32_t limit) const {
    const char c = text_[at];
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
      const std::size_t wide = measure_wide_stop(text_.substr(0, limit), at);
      return wide == 0 ? 0 : at + static_cast<std::uint32_t>(wide);
    }
    std::uint32_t end = at + 1;
    bool asks = c != '.';
    if (end < limit && (text_[end] == '.' || text_[end] == '!' || text_[end] == '?')) return 0;  // the last of a run decides
    for (std::uint32_t back = at;
         back > begin && (text_[back - 1] == '.' || text_[back - 1] == '!' || text_[back - 1] == '?') && at - back < 8; --back) {
      asks = asks || text_[back - 1] != '.';
    }
    bool closed = false;
    while (end < limit && is_closer(text_[end])) {
      closed = true;
      ++end;
    }
    if (end < limit && !is_space(text_[end])) return 0;
    std::uint32_t next = end;
    while (next < limit && is_space(text_[next])) ++next;
    const std::string_view rest = text_.substr(next, std::min<std::uint32_t>(limit - next, 8));
    if (rest.empty()) return end;
    if (closed && starts_small(rest)) return 0;
    if (asks) return end;
    return is_full_stop(text_, begin, at, rest) ? end : 0;
  }

  void add(TextSpan span) {
    while (span.begin < span.end && is_space(text_[span.begin])) ++span.begin;
    while (span.end > span.begin && is_space(text_[span.end - 1])) --span.end;
    if (span.empty()) return;
    const bool has_word = std::ranges::any_of(span.of(text_), is_word_byte);
    if (!has_word && sentences_.size() > first_) {
      sentences_.back().end = span.end;
    } else {
      sentences_.push_back(span);
    }
  }

  std::string_view text_;
  std::vector<TextSpan>& sentences_;
  std::size_t first_ = 0;
};

}  // namespace

std::vector<TextSpan> find_sentences(std::string_view text, TextSpan within) {
  within.end = static_cast<std::uint32_t>(std::min<std::size_t>(within.end, text.size()));
  std::vector<TextSpan> sentences;
  Cutter cutter(text, sentences);
  const std::vector<Line> lines = find_lines(text, within);
  std::size_t first = 0;
  while (first < lines.size()) {
    if (lines[first].blank()) {
      ++first;
      continue;
    }
    std::size_t last = first;
    std::size_t longest = 0;
    while (last < lines.size() && !lines[last].blank()) longest = std::max<std::size_t>(longest, lines[last++].span.size());
    std::size_t block = first;
    for (std::size_t i = first; i < last; ++i) {
      const bool ends = i + 1 == last || is_list_item(lines[i + 1].span.of(text)) ||
                        is_meant_break(lines[i].span.of(text), lines[i + 1].span.of(text), longest);
      if (!ends) continue;
      cutter.cut({lines[block].span.begin, lines[i].span.end});
      block = i + 1;
    }
    first = last;
  }
  return sentences;
}

std::vector<TextSpan> find_paragraphs(std::string_view text, TextSpan within) {
  within.end = static_cast<std::uint32_t>(std::min<std::size_t>(within.end, text.size()));
  std::vector<TextSpan> paragraphs;
  bool open = false;
  for_each_line(text, within, [&](const Line& line) {
    if (line.blank()) {
      open = false;
      return;
    }
    TextSpan span = line.span;
    while (is_space(text[span.begin])) ++span.begin;
    if (open) {
      paragraphs.back().end = span.end;
    } else {
      paragraphs.push_back(span);
    }
    open = true;
  });
  return paragraphs;
}

}  // namespace replylint

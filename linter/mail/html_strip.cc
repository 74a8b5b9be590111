// SPDX-License-Identifier: MIT
// A streaming reader of tags, entities and text, and the guard that says when it is needed.
#include "mail/html_strip.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>

#include "mail/html.h"
#include "mail/html_align.h"
#include "text/words.h"

namespace replylint {
namespace {

/// Deeper elements are read as if they were not there.
constexpr std::size_t deepest_stack = 200;
/// How far up an end tag looks for its start.
constexpr std::size_t end_tag_reach = 32;
/// gumbo compares each attribute of a tag with all before it.
constexpr std::size_t most_attributes = 500;

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// A start or end tag, in places of the source.
struct Tag {
  bool is_end = false;
  std::string name;             ///< lower case
  std::string_view written;     ///< the name as it is in the source
  std::string_view attributes;  ///< between the name and `>`
  std::size_t next = 0;         ///< after `>`
};

bool is_name_end(char c) { return is_space(c) || c == '>' || c == '/'; }

Tag read_tag(std::string_view html, std::size_t at) {
  Tag tag;
  tag.next = skip_markup(html, at);
  std::size_t begin = at + 1;
  if (begin < html.size() && html[begin] == '/') {
    tag.is_end = true;
    ++begin;
  }
  std::size_t end = begin;
  while (end < tag.next && !is_name_end(html[end])) ++end;
  tag.written = html.substr(begin, end - begin);
  tag.name = to_lower(tag.written.substr(0, 32));
  tag.attributes = html.substr(end, tag.next - end);
  return tag;
}

bool is_tag_letter(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }

/// True if a start or end tag begins at `at`, not a comment or declaration.
bool begins_tag(std::string_view html, std::size_t at) {
  if (at + 1 >= html.size()) return false;
  return is_tag_letter(html[at + 1]) || (html[at + 1] == '/' && at + 2 < html.size() && is_tag_letter(html[at + 2]));
}

/// Elements whose content is not markup.
bool holds_raw_text(std::string_view name) {
  return name == "style" || name == "script" || name == "title" || name == "textarea" || name == "xmp" || name == "iframe" ||
         name == "noembed" || name == "noframes" || name == "noscript";
}

/// Where the end tag of the raw text element `name` begins.
std::size_t find_raw_end(std::string_view html, std::size_t at, std::string_view name) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2)) {
    const std::size_t end = at + 2 + name.size();
    if (starts_with_ignoring_case(html.substr(at + 2), name) && (end >= html.size() || is_name_end(html[end]))) return at;
  }
  return html.size();
}

/// Calls `take(name, value)` for each attribute; values without their quotes, entities left as they are.
template <class Take>
void for_each_attribute(std::string_view text, Take take) {
  const auto blank = [](char c) { return is_space(c) || c == '/' || c == '>'; };
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && blank(text[at])) ++at;
    const std::size_t name = at;
    if (at < text.size()) ++at;
    while (at < text.size() && !blank(text[at]) && text[at] != '=') ++at;
    const std::string_view name_text = text.substr(name, at - name);
    std::size_t value = at;
    while (value < text.size() && is_space(text[value])) ++value;
    std::string_view value_text;
    if (value < text.size() && text[value] == '=') {
      at = value + 1;
      while (at < text.size() && is_space(text[at])) ++at;
      const char quote = at < text.size() ? text[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      const std::size_t begin = quoted ? at + 1 : at;
      std::size_t end = begin;
      while (end < text.size() && (quoted ? text[end] != quote : !is_space(text[end]) && text[end] != '>')) ++end;
      value_text = text.substr(begin, end - begin);
      at = quoted ? end + 1 : end;
    }
    if (!name_text.empty()) take(name_text, value_text);
  }
}

HtmlElement read_element(const Tag& tag) {
  HtmlElement element;
  const std::string_view known = find_known_name(tag.name);
  element.name = known.empty() ? tag.written : known;
  for_each_attribute(tag.attributes, [&](std::string_view name, std::string_view value) {
    if (equal_ignoring_case(name, "class")) element.classes = value;
    if (equal_ignoring_case(name, "id")) element.id = value;
    if (equal_ignoring_case(name, "style")) element.style = value;
    if (equal_ignoring_case(name, "type")) element.type = value;
    if (equal_ignoring_case(name, "hidden")) element.hidden = true;
  });
  return element;
}

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr auto entities = std::to_array<Entity>({
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},          {"quot", "\""},       {"apos", "'"},        {"nbsp", "\u00A0"},
    {"rsquo", "\u2019"},  {"lsquo", "\u2018"},  {"rdquo", "\u201D"},  {"ldquo", "\u201C"},  {"ndash", "\u2013"},  {"mdash", "\u2014"},
    {"hellip", "\u2026"}, {"euro", "\u20AC"},   {"auml", "\u00E4"},   {"ouml", "\u00F6"},   {"uuml", "\u00FC"},   {"Auml", "\u00C4"},
    {"Ouml", "\u00D6"},   {"Uuml", "\u00DC"},   {"szlig", "\u00DF"},  {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"ecirc", "\u00EA"},
    {"agrave", "\u00E0"}, {"aacute", "\u00E1"}, {"iacute", "\u00ED"}, {"oacute", "\u00F3"}, {"uacute", "\u00FA"}, {"ntilde", "\u00F1"},
    {"ccedil", "\u00E7"}, {"copy", "\u00A9"},   {"reg", "\u00AE"},    {"bull", "\u2022"},   {"middot", "\u00B7"}, {"laquo", "\u00AB"},
    {"raquo", "\u00BB"},  {"pound", "\u00A3"},  {"deg", "\u00B0"},    {"shy", "\u00AD"},    {"zwnj", "\u200C"},   {"trade", "\u2122"},
});

std::string to_utf8_character(unsigned c) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto byte = [](unsigned lead, unsigned bits) { return static_cast<char>(lead | bits); };
  if (c < 0x80) return {byte(0, c)};
  if (c < 0x800) return {byte(0xC0, c >> 6U), byte(0x80, c & 0x3FU)};
  if (c < 0x10000) return {byte(0xE0, c >> 12U), byte(0x80, c >> 6U & 0x3FU), byte(0x80, c & 0x3FU)};
  return {byte(0xF0, c >> 18U), byte(0x80, c >> 12U & 0x3FU), byte(0x80, c >> 6U & 0x3FU), byte(0x80, c & 0x3FU)};
}

/// The character of the entity at `at` and its length in the source; length 1 where there is none.
std::pair<std::string, std::size_t> read_entity(std::string_view html, std::size_t at) {
  const std::size_t end = std::min(html.find(';', at), html.size());
  if (end == html.size() || end - at > 12 || end < at + 2) return {"&", 1};
  const std::string_view name = html.substr(at + 1, end - at - 1);
  if (name.front() == '#') {
    const bool hex = name.size() > 1 && to_lower(name[1]) == 'x';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    unsigned c = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
    if (digits.empty() || error != std::errc() || stop != digits.data() + digits.size()) return {"&", 1};
    return {to_utf8_character(c), end + 1 - at};
  }
  for (const Entity& entity : entities)
    if (name == entity.name) return {std::string(entity.text), end + 1 - at};
  return {"&", 1};
}

class Stripper {
 public:
  Stripper(std::string_view html, HtmlWriter& writer) : html_(html), writer_(writer) {}

  void run() {
    for (std::size_t at = 0; at < html_.size();) {
      if (html_[at] == '<' && begins_markup(html_, at)) {
        at = begins_tag(html_, at) ? take_tag(at) : skip_markup(html_, at);
      } else if (html_[at] == '&') {
        const auto [text, length] = read_entity(html_, at);
        writer_.text(text, {narrow(at), narrow(at + length)});
        at += length;
      } else {
        const std::size_t end = std::min(html_.find_first_of("<&", at + 1), html_.size());
        writer_.text(html_.substr(at, end - at), {narrow(at), narrow(end)});
        at = end;
      }
    }
    while (writer_.depth() > 0) writer_.close();
  }

 private:
  std::size_t take_tag(std::size_t at) {
    const Tag tag = read_tag(html_, at);
    if (tag.is_end) {
      close_to(tag.name);
      return tag.next;
    }
    close_implied(tag.name);
    // A head that is never closed must not hide the whole mail.
    if (tag.name == "head" || tag.name == "html" || tag.name == "body") return tag.next;
    const bool leaf = is_void(tag.name);
    const bool raw = holds_raw_text(tag.name);
    if (leaf || raw || writer_.depth() < deepest_stack) {
      writer_.open(read_element(tag), narrow(at));
      if (leaf) writer_.close();
    }
    if (!raw) return tag.next;
    const std::size_t end = find_raw_end(html_, tag.next, tag.name);
    if (tag.name == "textarea" || tag.name == "xmp") writer_.text(html_.substr(tag.next, end - tag.next), {narrow(tag.next), narrow(end)});
    writer_.close();
    return end == html_.size() ? end : skip_markup(html_, end);
  }

  void close_to(std::string_view name) {
    const std::size_t depth = writer_.depth();
    for (std::size_t up = 1; up <= std::min(depth, end_tag_reach); ++up) {
      if (!equal_ignoring_case(writer_.name(depth - up), name)) continue;
      for (std::size_t i = 0; i < up; ++i) writer_.close();
      return;
    }
  }

  /// A new paragraph, item, row or cell ends an open one of its kind.
  void close_implied(std::string_view name) {
    if (writer_.depth() == 0) return;
    const std::string_view top = writer_.name(writer_.depth() - 1);
    const bool ends =
        (name == top && (name == "p" || name == "li" || name == "tr" || name == "td" || name == "th" || name == "dd" || name == "dt")) ||
        (name == "td" && top == "th") || (name == "th" && top == "td");
    if (ends) writer_.close();
  }

  std::string_view html_;
  HtmlWriter& writer_;
};

/// The parser closes these itself where another of the kind begins, so that unclosed ones do not nest.
bool is_closed_by_next(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
                                                          "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"});
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace

void strip_html(std::string_view html, HtmlWriter& writer) { Stripper(html, writer).run(); }

bool nests_within(std::string_view html, std::size_t limit) {
  std::map<std::string, std::size_t, std::less<>> open;
  std::size_t depth = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (!begins_markup(html, at)) {
      ++at;
      continue;
    }
    if (!begins_tag(html, at)) {
      at = skip_markup(html, at);
      continue;
    }
    const Tag tag = read_tag(html, at);
    at = tag.next;
    std::size_t attributes = 0;
    if (tag.attributes.size() > most_attributes)
      for_each_attribute(tag.attributes, [&](std::string_view, std::string_view) { ++attributes; });
    if (attributes > most_attributes) return false;
    if (is_void(tag.name) || is_closed_by_next(tag.name)) continue;
    if (tag.is_end) {
      const auto found = open.find(tag.name);
      if (found == open.end()) continue;
      if (--found->second == 0) open.erase(found);
      --depth;
    } else {
      if (++depth > limit) return false;
      ++open[tag.name];
      if (holds_raw_text(tag.name)) at = find_raw_end(html, at, tag.name);
    }
  }
  return true;
}

}  // namespace replylint

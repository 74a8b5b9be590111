// SPDX-License-Identifier: MIT
// Re-finds entities by where the text goes on, so that no table of entities is needed.
#include "mail/html_align.h"

#include <algorithm>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t longest_entity = 40;

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

bool is_letter(char c) { return (to_lower(c) >= 'a' && to_lower(c) <= 'z'); }
bool is_alphanumeric(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

std::size_t character_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

/// What an `&` in the source stands for in the text: so many bytes of the one for so many of the other.
struct Match {
  std::size_t source = 1;
  std::size_t text = 1;
};

/// True if both go on alike, as far as a few bytes without further markup tell.
bool goes_on(std::string_view source, std::size_t at, std::string_view text, std::size_t to) {
  constexpr std::size_t look_ahead = 8;
  for (std::size_t i = 0; i < look_ahead && to + i < text.size(); ++i) {
    if (at + i >= source.size()) return false;
    if (source[at + i] == '&' || source[at + i] == '<') return true;
    if (source[at + i] != text[to + i]) return false;
  }
  return true;
}

Match match_entity(std::string_view source, std::size_t at, std::string_view text, std::size_t to) {
  std::size_t end = at + 1;
  const bool numeric = end < source.size() && source[end] == '#';
  if (numeric) ++end;
  while (end < source.size() && end - at < longest_entity && is_alphanumeric(source[end])) ++end;
  const std::size_t one = character_length(text, to);
  if (end == at + 1 || (numeric && end == at + 2)) return {1, one};
  const std::size_t two = one + character_length(text, to + one);
  const bool closed = end < source.size() && source[end] == ';';
  const bool ampersand = text[to] == '&' && !starts_with_ignoring_case(source.substr(at), "&amp") && !numeric;
  if (ampersand) return {1, 1};
  for (std::size_t last = closed ? end + 1 : end; last > at + 2; --last)
    for (const std::size_t made : {one, two})
      if (goes_on(source, last, text, to + made)) return {last - at, made};
  return {closed ? end + 1 - at : 1, one};
}

}  // namespace

bool begins_markup(std::string_view source, std::size_t at) {
  if (at + 1 >= source.size()) return false;
  const char next = source[at + 1];
  return is_letter(next) || next == '/' || next == '!' || next == '?';
}

std::size_t skip_markup(std::string_view source, std::size_t at) {
  if (source.substr(at).starts_with("<!--")) {
    if (source.substr(at + 4).starts_with(">")) return at + 5;
    if (source.substr(at + 4).starts_with("->")) return at + 6;
    const std::size_t end = source.find("-->", at + 4);
    const std::size_t odd_end = source.substr(0, end).find("--!>", at + 4);
    if (odd_end != std::string_view::npos) return odd_end + 4;
    return end == std::string_view::npos ? source.size() : end + 3;
  }
  const char kind = at + 1 < source.size() ? source[at + 1] : '\0';
  const bool is_tag = is_letter(kind) || (kind == '/' && at + 2 < source.size() && is_letter(source[at + 2]));
  if (!is_tag) return std::min(source.find('>', at), source.size() - 1) + 1;
  // A quote opens a value only behind `=`; elsewhere it is part of a careless name.
  char quote = '\0';
  bool after_equals = false;
  for (std::size_t i = at + 1; i < source.size(); ++i) {
    const char c = source[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      return i + 1;
    } else if (after_equals && (c == '"' || c == '\'')) {
      quote = c;
      after_equals = false;
    } else {
      after_equals = c == '=' || (after_equals && is_space(c));
    }
  }
  return source.size();
}

void align_html_text(std::string_view source, std::uint32_t begin, std::string_view text,
                     const std::function<void(std::string_view, TextSpan)>& take) {
  constexpr std::size_t window = 4096;
  std::size_t at = begin;
  for (std::size_t to = 0; to < text.size();) {
    std::size_t run = 0;
    while (to + run < text.size() && at + run < source.size() && source[at + run] == text[to + run] && source[at + run] != '&' &&
           source[at + run] != '<')
      ++run;
    Match match{run, run};
    if (run == 0) {
      if (at >= source.size()) {
        match = {0, text.size() - to};
      } else if (source[at] == '&') {
        match = match_entity(source, at, text, to);
      } else if (source[at] == '<' && begins_markup(source, at)) {
        at = skip_markup(source, at);
        continue;
      } else if (source[at] != text[to]) {
        // Text that a broken table moved here; it goes on a little further, or its place is lost.
        const std::size_t found = source.substr(at, window).find(text.substr(to, 12));
        if (found != std::string_view::npos) {
          at += found;
          continue;
        }
        match = {0, text.size() - to};
      } else {
        match = {1, 1};
      }
    }
    match.text = std::min(match.text, text.size() - to);
    take(text.substr(to, match.text), {narrow(at), narrow(at + match.source)});
    at += match.source;
    to += match.text;
  }
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Recognises attribution lines by their verb, their date and their address.
#include "draft/attribution.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// Verbs that may stand anywhere ("Am 5.10. schrieb Eva:").
constexpr WordSet verbs(
    // en, de, fr, es, it, nl, pt
    "wrote", "writes", "said", "says", "typed", "schrieb", "schreibt", "\u00e9crit", "escribi\u00f3", "escribio", "scrive", "schreef",
    "geschreven", "escreveu",
    // pl, sv and da and no, fi, cs, sk, ru, uk, tr, hu
    "napisa\u0142", "napisa\u0142a", "napisa\u0142(a)", "pisze", "skrev", "kirjoitti", "napsal", "napsala", "napsal(a)", "nap\u00edsal",
    "nap\u00edsal(a)", "\u043d\u0430\u043f\u0438\u0441\u0430\u043b", "\u043d\u0430\u043f\u0438\u0441\u0430\u043b(\u0430)",
    "\u043f\u0438\u0448\u0435\u0442", "\u043f\u0438\u0441\u0430\u043b", "\u043d\u0430\u043f\u0438\u0441\u0430\u043b\u0430",
    "\u043d\u0430\u043f\u0438\u0441\u0430\u0432", "yazd\u0131", "\u00edrta");

// Words before the first name or after the last one, dates aside; all lower case.
constexpr WordSet fillers("on", "at", "am", "pm", "um", "uhr", "le", "\u00e0", "el", "a", "las", "la", "il", "giorno", "alle", "ore", "op",
                          "om", "em", "\u00e0s", "de", "do", "w", "dniu", "dnia", "o", "godz", "godz.", "den", "kl", "kl.", "klo", "utc",
                          "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "cst", "cdt", "bst", "the", "of", "h", "hat", "heeft", "na",
                          "no", "dia", "quoting", "excerpts", "from", "zitat", "von", "citando", "citing", "in", "message", "article",
                          "und");
constexpr WordSet days("mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                       "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "today",
                       "yesterday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                       "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
                       "januar", "februar", "m\u00e4rz", "mai", "juni", "juli", "oktober", "dezember", "okt", "dez");
constexpr PhraseSet quoting_starts("quoting ", "excerpts from ", "zitat von ", "citando a ", "citando ", "citat de ", "citiere ",
                                   "citation de ");

[[nodiscard]] bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct Token {
  std::string_view text;  // as written
  std::string_view core;  // without punctuation at its ends
  bool verb = false;
  bool date = false;
  bool filler = false;
  bool address = false;
};

[[nodiscard]] std::string_view strip_punctuation(std::string_view word) {
  constexpr std::string_view ends = "\"',;:<>*[]";
  while (!word.empty() && (ends.find(word.front()) != std::string_view::npos || word.front() == '(')) word.remove_prefix(1);
  while (!word.empty() &&
         (ends.find(word.back()) != std::string_view::npos || (word.back() == ')' && word.find('(') == std::string_view::npos))) {
    word.remove_suffix(1);
  }
  return word;
}

[[nodiscard]] Token make_token(std::string_view text) {
  Token token{text, strip_punctuation(text)};
  token.address = token.core.find('@') != std::string_view::npos;
  token.verb = !token.address && verbs.contains(token.core);
  token.filler = fillers.contains(token.core);
  token.date = !token.address && (has_digit(token.core) || days.contains(token.core) ||
                                  (token.core.size() >= 3 && token.core.size() <= 5 && token.core.ends_with('.')));
  return token;
}

// The words of `text`; one begins at each '<' too.
[[nodiscard]] std::vector<Token> find_tokens(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end]) && (end == at || text[end] != '<')) ++end;
    if (const Token token = make_token(text.substr(at, end - at)); !token.core.empty()) tokens.push_back(token);
    at = end;
  }
  return tokens;
}

// Is the last of the words that find_tokens would find a verb?
[[nodiscard]] bool ends_in_verb(std::string_view text) {
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && text[begin] != '<' && !is_space(text[begin - 1])) --begin;
    const std::string_view core = strip_punctuation(text.substr(begin));
    if (!core.empty()) return verbs.contains(core);
    text = trim(text.substr(0, begin));
  }
  return false;
}

// "hat", "ha", "a": what stands before a participle.
[[nodiscard]] bool is_auxiliary(const Token& token) {
  static constexpr WordSet auxiliaries("a", "ha", "hat", "heeft", "has", "ezt", "\u015funu");
  return auxiliaries.contains(token.core);
}

[[nodiscard]] bool is_name_token(const Token& token) { return !token.verb && !token.address && !token.filler && !token.date; }

[[nodiscard]] std::string join_name(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  std::string name;
  for (std::size_t i = begin; i < end; ++i) {
    std::string_view word = tokens[i].text;
    while (!word.empty() && (word.front() == '"' || word.front() == '\'' || word.front() == '*')) word.remove_prefix(1);
    while (!word.empty() && std::string_view("\"':<(*").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (word.empty()) continue;
    name += (name.empty() ? "" : " ") + std::string(word);
  }
  while (name.ends_with(',') || name.ends_with('-')) name.pop_back();
  if (const auto aside = name.find(" ("); aside != std::string::npos && aside > 0) name.resize(aside);
  if (name.starts_with('(')) name.erase(0, 1);
  // `"Eva" == Eva Lind`, as Emacs writes it.
  if (const auto equals = name.find(" == "); equals != std::string::npos) name.erase(0, equals + 4);
  return name;
}

// "at" in "Eva at Lamps", "de" in "Eva de Wit"; "Jan" after the end of a date.
[[nodiscard]] bool is_inner_name_token(const std::vector<Token>& tokens, std::size_t at) {
  if (at == 0 || tokens[at].verb || tokens[at].address || has_digit(tokens[at].text) || tokens[at].text.ends_with(',')) return false;
  const Token& before = tokens[at - 1];
  if (tokens[at].filler && !tokens[at].date) return is_name_token(before) && !before.text.ends_with(',');
  return tokens[at].date && before.text.ends_with(',') && has_digit(before.text) && before.text.size() >= 5;
}

[[nodiscard]] std::string find_name_before(const std::vector<Token>& tokens, std::size_t end) {
  // "Once upon a time, Eva wrote:": a small word and a comma stand before the name, "Lind, Eva" is one.
  const auto is_aside = [](const Token& token) { return token.text.ends_with(',') && token.text[0] >= 'a' && token.text[0] <= 'z'; };
  std::size_t begin = end;
  while (begin > 0) {
    const bool inner = begin < end && is_inner_name_token(tokens, begin - 1);
    if (!inner && (!is_name_token(tokens[begin - 1]) || is_aside(tokens[begin - 1]))) break;
    --begin;
  }
  return join_name(tokens, begin, end);
}

[[nodiscard]] std::string find_name_after(const std::vector<Token>& tokens, std::size_t begin) {
  std::size_t end = begin;
  while (end < tokens.size() && is_name_token(tokens[end])) ++end;
  return join_name(tokens, begin, end);
}

// The name beside the address, else before the verb, else after it, else the address.
[[nodiscard]] std::string find_author(const std::vector<Token>& tokens, std::size_t verb, std::size_t address) {
  std::string name;
  if (address < tokens.size()) name = find_name_before(tokens, address);
  if (name.empty() && verb < tokens.size()) {
    std::size_t before = verb;
    while (before > 0 && (is_auxiliary(tokens[before - 1]) || tokens[before - 1].address)) --before;
    name = find_name_before(tokens, before);
    if (name.empty()) name = find_name_after(tokens, verb + 1);
  }
  if (name.empty() && verb >= tokens.size() && address >= tokens.size()) name = find_name_before(tokens, tokens.size());
  if (name.empty() && address < tokens.size()) name = tokens[address].text.substr(tokens[address].text.find_first_not_of("<(\"'["));
  if (address < tokens.size() && name.find('@') != std::string::npos) {
    while (!name.empty() && std::string_view(">)\"'],:;").find(name.back()) != std::string_view::npos) name.pop_back();
    if (name.starts_with("mailto:")) name.erase(0, 7);
  }
  return name;
}

[[nodiscard]] bool ends_open(std::string_view text) { return text.ends_with(':') || text.ends_with("\uFF1A"); }

// "2026年1月5日(月) 10:00 Eva <eva@mail.example>:" and the like, in languages whose verb we need not know.
[[nodiscard]] bool is_date_and_address(const std::vector<Token>& tokens, std::size_t address) {
  return address < tokens.size() && address + 2 >= tokens.size() && tokens.size() <= 16 && has_digit(tokens.front().text) &&
         std::ranges::count_if(tokens, [](const Token& token) { return token.date; }) >= 2;
}

[[nodiscard]] bool starts_like_date(const Token& token) { return token.filler || token.date; }

// "eva wrote:" is believed of a short line only: "The report that the team in Oslo wrote:" is prose.
constexpr std::size_t longest_name = 6;

[[nodiscard]] std::string join_lines(const Page& page, std::size_t begin, std::size_t end) {
  std::string joined(page.trimmed(begin));
  for (std::size_t i = begin + 1; i < end; ++i) joined.append(" ").append(page.trimmed(i));
  return joined;
}

}  // namespace

Attribution parse_attribution(std::string_view text) {
  text = trim(text);
  Attribution found;
  if (text.size() < 6 || text.size() > 600) return found;
  const bool open = ends_open(text);
  const bool bracketed = text.starts_with('[') && text.ends_with(']');
  // Without a colon at its end only a text in brackets and one that ends in a verb can be one: most lines are neither.
  if (!open && !bracketed && !ends_in_verb(text)) return found;
  const std::vector<Token> tokens = find_tokens(text);
  if (tokens.size() < 2) return found;
  const auto verb_at = static_cast<std::size_t>(std::ranges::find_if(tokens, &Token::verb) - tokens.begin());
  const auto address_at = static_cast<std::size_t>(std::ranges::find_if(tokens, &Token::address) - tokens.begin());
  const auto dates = std::ranges::count_if(tokens, [](const Token& token) { return token.date && has_digit(token.core); });
  const bool has_verb = verb_at < tokens.size();
  const bool has_address = address_at < tokens.size();
  const bool verb_last = has_verb && verb_at + 1 == tokens.size();
  if (bracketed && tokens.size() <= 5 && !has_address && dates == 0) {
    found = {1, false, std::string(text.substr(1, text.size() - 2))};
  } else if (quoting_starts.begins(text) && open && tokens.size() <= 16) {
    const auto first = std::ranges::find_if(tokens, is_name_token);
    std::string name = has_address ? find_author(tokens, tokens.size(), address_at)
                                   : find_name_after(tokens, static_cast<std::size_t>(first - tokens.begin()));
    if (name.ends_with("'s")) name.resize(name.size() - 2);
    found = {1, has_address, std::move(name)};
  } else if (has_verb && (open || verb_last)) {
    // Before the verb: a date and a name, or a name alone; after it the same in the languages that turn them round.
    const std::size_t head = std::min({verb_at, address_at, tokens.size()});
    const bool dated = starts_like_date(tokens.front()) && dates > 0;
    const bool named = head <= longest_name;
    if (!dated && !named) return found;
    if (tokens.size() > 28) return found;
    found = {1, open && (has_address || dates >= 2) && (dated || has_address), find_author(tokens, verb_at, address_at)};
  } else if (open && is_date_and_address(tokens, address_at)) {
    found = {1, true, find_author(tokens, tokens.size(), address_at)};
  } else if (open && dates >= 2 && tokens.size() <= 14 &&
             (has_address || (starts_like_date(tokens.front()) && !text.substr(0, text.size() - 1).ends_with("following")))) {
    // "* Eva Lind <eva@mail.example> [2026-01-05 10:00]:"; "On Thu, 25 Jul 2002, Joseph Barrera:". Believed only with a quote below.
    found = {1, false, find_author(tokens, tokens.size(), address_at)};
  }
  return found;
}

Attribution find_attribution(const Page& page, std::size_t first) {
  constexpr std::size_t most_lines = 4;
  constexpr std::size_t longest_line = 400;
  Attribution best;
  const Line& head = page.lines[first];
  for (std::size_t i = first; i < page.lines.size() && i < first + most_lines; ++i) {
    const Line& line = page.lines[i];
    if (line.blank() || line.span.size() > longest_line) break;
    const bool open = ends_open(page.trimmed(i));
    // "> On Monday Eva <eva@mail.example>" and "wrote:", which lost its prefix when the line was wrapped.
    const bool torn = line.prefix < head.prefix && line.span.size() <= 24 && open;
    if (line.prefix != head.prefix && !torn) break;
    if (!open && i > first) continue;
    if (Attribution found = parse_attribution(i == first ? page.trimmed(i) : join_lines(page, first, i + 1)); found.lines > 0) {
      best = std::move(found);
      best.lines = i - first + 1;
    }
    if (open) break;
  }
  return best;
}

}  // namespace replylint

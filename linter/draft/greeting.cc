// SPDX-License-Identifier: MIT
// Greeting words of many languages, and the name after them.
#include "draft/greeting.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// Longest first where one begins another. ASCII letters in lower case.
constexpr PhraseSet openers(
    "good morning", "good afternoon", "good evening", "good day", "hi there", "hello there", "hello again", "hi again", "hey there", "dear",
    "hi", "hello", "hey", "hiya", "howdy", "greetings", "morning", "good to hear from you", "sehr geehrte", "sehr geehrter", "guten morgen",
    "guten tag", "guten abend", "hallo", "liebe", "lieber", "liebes", "moin", "servus", "gr\u00fc\u00df gott", "gr\u00fcezi", "bonjour",
    "bonsoir", "salut", "cher", "ch\u00e8re", "chers", "ch\u00e8res", "coucou", "hola", "buenos d\u00edas", "buenas tardes",
    "buen d\u00eda", "estimado", "estimada", "estimados", "querido", "querida", "ciao", "buongiorno", "buonasera", "salve", "gentile",
    "gentilissimo", "gentilissima", "egregio", "caro", "cara", "cari", "beste", "geachte", "goedemorgen", "goedemiddag", "goedenavond",
    "goedendag", "dag", "hoi", "ol\u00e1", "oi", "prezado", "prezada", "prezados", "car\u00edssimo", "bom dia", "boa tarde", "boa noite",
    "cze\u015b\u0107", "dzie\u0144 dobry", "szanowny", "szanowna", "szanowni", "witam", "witaj", "drogi", "droga", "hej", "hejsan",
    "k\u00e4ra", "hei", "kj\u00e6re", "k\u00e6re", "moi", "hyv\u00e4", "ahoj", "dobr\u00fd den", "v\u00e1\u017een\u00fd",
    "v\u00e1\u017een\u00e1", "merhaba", "say\u0131n", "\u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435",
    "\u041f\u0440\u0438\u0432\u0435\u0442", "\u0423\u0432\u0430\u0436\u0430\u0435\u043c\u044b\u0439",
    "\u0423\u0432\u0430\u0436\u0430\u0435\u043c\u0430\u044f", "\u0414\u043e\u0431\u0440\u044b\u0439 \u0434\u0435\u043d\u044c",
    "\u60a8\u597d", "\u4f60\u597d", "\u3053\u3093\u306b\u3061\u306f", "\u304a\u4e16\u8a71\u306b\u306a\u3063\u3066\u304a\u308a\u307e\u3059");
constexpr PhraseSet whole_lines("to whom it may concern", "ladies and gentlemen", "sehr geehrte damen und herren", "madame, monsieur",
                                "a quien corresponda", "szanowni pa\u0144stwo", "\u62dd\u5553");
// They address a reader without naming one.
constexpr WordSet nobodies("there", "all", "team", "everyone", "everybody", "sir", "madam", "sirs", "customer", "folks", "guys",
                           "colleagues", "colleague", "friends", "friend", "again", "both", "list", "people", "y'all", "client", "user",
                           "valued", "support", "or", "and", "&", "sir/madam", "hiring", "manager", "committee", "members", "member", "the",
                           "gang", "world", "ladies", "gentlemen", "zusammen", "alle", "allerseits", "damen", "herren", "und", "kollegen",
                           "kolleginnen", "miteinander", "tous", "toutes", "\u00e0", "et", "equipo", "todos", "tutti", "a", "allemaal",
                           "iedereen", "collega's", "alla", "alle sammen", "kaikki", "wszystkim", "wszyscy", "team,", "subscriber",
                           "neighbour", "neighbor", "parents", "reader", "readers", "sender", "afzender", "absender", "afzender",
                           "absender", "monsieur", "madame", "mesdames", "messieurs", "pani", "pan", "pa\u0144stwo", "se\u00f1or",
                           "se\u00f1ora", "se\u00f1ores", "signore", "signora",
                           // "Hi, thanks": not names either
                           "thanks", "thank", "thanx", "thx", "tnx", "yes", "no", "sorry", "ok", "okay", "just");
constexpr WordSet conjunctions("and", "&", "und", "et", "y", "e", "en", "i", "och", "og", "ja");
// One word and a comma on the first line: an interjection, not a name.
constexpr WordSet interjections("thanks", "thank", "thanx", "thx", "tnx", "yes", "no", "ok", "okay", "sorry", "sure", "well", "right",
                                "great", "good", "fine", "agreed", "done", "noted", "indeed", "true", "nope", "yep", "yeah", "cheers",
                                "congratulations", "congrats", "absolutely", "exactly", "correct", "perfect", "actually", "again", "first",
                                "finally", "apologies", "understood", "best", "regards", "please", "wow", "oh", "ah", "hmm", "excellent",
                                "awesome", "danke", "ja", "nein", "merci", "oui", "non", "gracias", "s\u00ed", "si", "grazie", "bedankt",
                                "nee", "obrigado", "obrigada", "tack", "tak", "takk", "fyi", "welcome", "nice", "also", "hence", "anyway",
                                "update", "highly", "question", "answer", "note", "ps", "summary", "today", "tomorrow", "yesterday");
constexpr WordSet titles("dr", "mr", "ms", "mrs", "prof", "hr", "fr", "st", "sr", "sra", "m", "mme", "rev");

// Size of the greeting words at the beginning of `text`, 0 where there are none.
[[nodiscard]] std::size_t measure_opener(std::string_view text) {
  std::size_t size = 0;
  (void)openers.find_start(text, [&](std::string_view opener) {
    const bool ends = text.size() == opener.size() || !is_word_byte(text[opener.size()]) ||
                      (static_cast<unsigned char>(opener.back()) >= 0x80U && opener.size() > 12);
    if (ends) size = std::max(size, opener.size());
    return false;
  });
  return size;
}

struct Addressee {
  std::string_view text;  // up to the mark that ends it
  std::string_view rest;  // after that mark
  bool marked = false;    // ended by punctuation, not by the end of the line
};

// "Eva, thanks" -> "Eva" and "thanks"; the stop of "Dr." and "Ms." is no end.
[[nodiscard]] Addressee split_addressee(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = c == '-' && (i == 0 || text[i - 1] == ' ') && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '-');
    bool stop = c == '.';
    if (stop) {
      std::size_t begin = i;
      while (begin > 0 && is_word_byte(text[begin - 1])) --begin;
      stop = i - begin > 1 && !titles.contains(text.substr(begin, i - begin));
    }
    if (c == ',' || c == '!' || c == ':' || c == ';' || dash || stop) return {trim(text.substr(0, i)), trim(text.substr(i + 1)), true};
  }
  return {trim(text), {}, false};
}

[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

[[nodiscard]] bool is_nobody(const std::vector<std::string_view>& words) {
  return std::ranges::all_of(words, [](std::string_view word) { return nobodies.contains(word); }) ||
         (!words.empty() && nobodies.contains(words.back()) && words.size() > 1 && !conjunctions.contains(words[words.size() - 2]));
}

// Words that could be a name: not "for the quick answer".
[[nodiscard]] bool could_be_names(const std::vector<std::string_view>& words, bool numbered = false) {
  constexpr std::size_t most_words = 6;
  if (words.empty() || words.size() > most_words) return false;
  return std::ranges::all_of(words, [numbered](std::string_view word) {
    const bool digits =
        std::ranges::any_of(word, [numbered](char c) { return (c >= '0' && c <= '9' && !numbered) || c == '@' || c == '?'; });
    const bool capital = word[0] >= 'A' && word[0] <= 'Z' && word.size() > 1;
    return !digits && (capital || !is_function_word(word) || conjunctions.contains(word) || nobodies.contains(word));
  });
}

// "(in the same line) :-)" and other marks without a word are nothing.
[[nodiscard]] bool is_nothing(std::string_view text) { return std::ranges::none_of(text, is_word_byte); }

[[nodiscard]] Greeting judge_addressee(std::string_view after) {
  Greeting greeting{true, false, ""};
  Addressee to = split_addressee(after);
  // "Hi, Eva!" and "Hello, all": the comma before the name.
  if (to.text.empty() && to.marked && !to.rest.empty()) {
    const Addressee inner = split_addressee(to.rest);
    const auto words = split_words(inner.text);
    if (!could_be_names(words) || words.size() > 3 || !is_nothing(inner.rest)) return greeting;
    if (is_function_word(words.front()) && !is_nobody(words)) return greeting;
    to = inner;
  }
  const auto words = split_words(to.text);
  const bool numbered = to.marked && words.size() <= 4;  // "Dear Class 3b,"
  greeting.only = is_nothing(to.rest) && (words.empty() || could_be_names(words, numbered));
  if (!to.marked && words.size() > 4) greeting.only = false;
  if (words.empty() || !could_be_names(words, numbered) || is_nobody(words)) return greeting;
  if (!to.marked && !greeting.only) return greeting;
  greeting.name = std::string(to.text);
  return greeting;
}

// "Eva," or "Eva and Tom -" alone on the line.
[[nodiscard]] Greeting judge_bare_name(std::string_view line) {
  const Addressee to = split_addressee(line);
  const auto words = split_words(to.text);
  if (!to.marked || !is_nothing(to.rest) || words.size() > 3 || !could_be_names(words)) return {};
  const char mark = line[std::min(line.find_first_not_of(' ', to.text.size()), line.size() - 1)];  // "Cheers :-)"
  if (mark == '.' || mark == ';' || (mark == ':' && words.size() > 2)) return {};
  const bool known_no_name = std::ranges::any_of(words, [](std::string_view word) { return interjections.contains(word); });
  if (known_no_name || (is_function_word(words.front()) && !is_nobody(words))) return {};
  if (mark != ',' && !(words.front()[0] >= 'A' && words.front()[0] <= 'Z')) return {};
  if (mark == ':' || mark == '!') return {};
  return {true, true, is_nobody(words) ? "" : std::string(to.text)};
}

}  // namespace

Greeting parse_greeting(std::string_view line) {
  constexpr std::size_t longest = 200;
  line = trim(line);
  if (line.empty()) return {};
  if (whole_lines.find_start(line, [line](std::string_view whole) { return is_nothing(line.substr(whole.size())); }))
    return {true, true, ""};
  // Japanese puts the honorific behind the name: "山田様".
  if (line.size() < 60 && (line.ends_with("\u69d8") || line.ends_with("\u3055\u3093") || line.ends_with("\u69d8\u3001"))) {
    const auto mark = std::max(line.rfind("\u69d8") + 1, line.rfind("\u3055\u3093") + 1) - 1;
    const std::size_t honorific = line.substr(mark).starts_with("\u69d8") ? 3 : 6;
    return {true, true, std::string(trim(line.substr(0, mark + honorific)))};
  }
  const std::string_view head = line.substr(0, longest);
  std::size_t size = measure_opener(head);
  if (size == 0) return judge_bare_name(line);
  // "Hello and good morning Eva", "Hi dear Eva": a second greeting word belongs to the first.
  while (size + 1 < head.size() && head[size] == ' ') {
    const std::size_t more = measure_opener(head.substr(size + 1));
    if (more == 0) break;
    size += 1 + more;
  }
  std::string_view after = line.substr(size);
  if (after.starts_with("(r)")) after.remove_prefix(3);
  Greeting greeting = judge_addressee(after);
  // "Dear me, ..." and "Good morning to you" aside, a long first line greets only if a comma says so.
  if (!greeting.only && greeting.name.empty() && line.size() > 60) greeting.found = after.starts_with(',') || after.starts_with('!');
  return greeting;
}

}  // namespace replylint

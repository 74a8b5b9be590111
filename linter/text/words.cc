// SPDX-License-Identifier: MIT
// Words, function words and rough stems, by byte tests and one sorted table.
#include "text/words.h"

#include <algorithm>

#include "text/word_sets.h"

namespace replylint {
namespace {

// Pronouns, articles, prepositions, conjunctions, auxiliaries, and their contractions.
constexpr WordSet function_words(
    "a", "about", "above", "across", "after", "again", "against", "all", "almost", "along", "already", "also", "although", "always", "am",
    "among", "an", "and", "another", "any", "anyone", "anything", "anyway", "are", "aren't", "around", "as", "at", "away", "back", "be",
    "because", "been", "before", "behind", "being", "below", "between", "beyond", "both", "but", "by", "can", "can't", "cannot", "could",
    "couldn't", "did", "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down", "during", "each", "either", "else", "enough",
    "etc", "even", "ever", "every", "everyone", "everything", "except", "few", "for", "from", "further", "get", "gets", "getting", "got",
    "had", "hadn't", "has", "hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's", "her", "here", "here's", "hers",
    "herself", "him", "himself", "his", "how", "however", "i", "i'd", "i'll", "i'm", "i've", "if", "in", "indeed", "instead", "into", "is",
    "isn't", "it", "it'd", "it'll", "it's", "its", "itself", "just", "least", "less", "let", "let's", "like", "many", "may", "maybe", "me",
    "might", "mine", "more", "most", "much", "must", "mustn't", "my", "myself", "near", "neither", "never", "no", "nobody", "none", "nor",
    "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "ones", "only", "onto", "or", "other", "others", "otherwise",
    "ought", "our", "ours", "ourselves", "out", "over", "own", "per", "perhaps", "quite", "rather", "really", "same", "shall", "she",
    "she'd", "she'll", "she's", "should", "shouldn't", "since", "so", "some", "somebody", "someone", "something", "sometimes", "soon",
    "still", "such", "than", "that", "that'd", "that'll", "that's", "the", "their", "theirs", "them", "themselves", "then", "there",
    "there's", "therefore", "these", "they", "they'd", "they'll", "they're", "they've", "this", "those", "though", "through", "thus", "to",
    "too", "toward", "towards", "under", "unless", "until", "up", "upon", "us", "very", "via", "was", "wasn't", "we", "we'd", "we'll",
    "we're", "we've", "well", "were", "weren't", "what", "what's", "whatever", "when", "where", "whether", "which", "while", "who", "who's",
    "whom", "whose", "why", "will", "with", "within", "without", "won't", "would", "wouldn't", "yet", "you", "you'd", "you'll", "you're",
    "you've", "your", "yours", "yourself", "yourselves");

[[nodiscard]] bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

[[nodiscard]] bool has_vowel(std::string_view word) { return std::ranges::any_of(word, is_vowel); }

// "shipp" (of "shipped") -> "ship", but "call", "miss" and "buzz" keep their letters.
void undouble(std::string& word) {
  if (word.size() < 3) return;
  const char last = word.back();
  if (word[word.size() - 2] == last && !is_vowel(last) && last != 'l' && last != 's' && last != 'z') word.pop_back();
}

[[nodiscard]] bool cut(std::string& word, std::string_view ending, std::size_t keep) {
  if (!word.ends_with(ending) || word.size() < ending.size() + keep) return false;
  if (!has_vowel(std::string_view(word).substr(0, word.size() - ending.size()))) return false;
  word.resize(word.size() - ending.size());
  return true;
}

void cut_plural(std::string& word) {
  if (word.ends_with("ies") && word.size() > 4) {
    word.replace(word.size() - 3, 3, "y");
  } else if (word.ends_with("sses") || word.ends_with("ches") || word.ends_with("shes") || word.ends_with("xes")) {
    word.resize(word.size() - 2);
  } else if (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") && word.size() > 3) {
    word.pop_back();
  }
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return to_lower(c); });
  return lower;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool ends_with_ignoring_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

std::vector<TextSpan> find_words(std::string_view text, TextSpan within) {
  std::vector<TextSpan> words;
  for_each_word(text, within, [&](TextSpan word) { words.push_back(word); });
  return words;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  for_each_word(text, {0, static_cast<std::uint32_t>(text.size())}, [&](TextSpan) { ++words; });
  return words;
}

bool is_function_word(std::string_view word) { return function_words.contains(word); }

std::string to_stem(std::string_view word) {
  std::string stem(word);
  if (stem.ends_with("'s")) stem.resize(stem.size() - 2);
  cut_plural(stem);
  if (stem.ends_with("ied") && stem.size() > 4) {
    stem.replace(stem.size() - 3, 3, "y");
  } else if (cut(stem, "ing", 3) || cut(stem, "ed", 3)) {
    undouble(stem);
  } else {
    (void)cut(stem, "ly", 4);
  }
  // "invoice" and "invoicing" -> "invoic"; "reply" and "replies" -> "repli".
  if (stem.size() > 4 && stem.ends_with('e')) stem.pop_back();
  if (stem.size() > 3 && stem.ends_with('y')) stem.back() = 'i';
  return stem;
}

std::string to_topic(std::string_view word) {
  const std::string lower = to_lower(word);
  return lower.size() < 3 || is_function_word(lower) ? std::string() : to_stem(lower);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Random patterns and random phrases on random text: index and program find what RE2 finds. The same ones in every run.
#include <array>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/comparison.h"
#include "ruleset/program.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int rounds = 10;
#else
constexpr int rounds = 60;
#endif
constexpr std::size_t phrases_a_round = 100;
constexpr std::size_t texts_a_round = 24;

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  /// 0 to sides - 1.
  std::size_t roll(std::size_t sides) { return engine_() % sides; }
  bool one_in(std::size_t sides) { return roll(sides) == 0; }
  template <std::size_t size>
  std::string pick(const std::array<std::string_view, size>& choices) {
    return std::string(choices[roll(size)]);
  }

 private:
  std::mt19937 engine_;
};

/// A pattern of the syntax that programs know, valid whatever the dice say: no repeat stands on another or on nothing.
class PatternMaker {
 public:
  PatternMaker(Dice& dice, bool unicode) : dice_(dice), unicode_(unicode) {}

  std::string make() {
    const std::string flags = dice_.one_in(3) ? "" : "(?i)";
    const std::string begin = dice_.one_in(12) ? "^" : dice_.one_in(3) ? "\\b" : "";
    return flags + begin + make_alternatives(0) + (dice_.one_in(12) ? "$" : "");
  }

 private:
  static constexpr std::size_t deepest = 3;

  std::string make_alternatives(std::size_t depth) {
    std::string out = make_sequence(depth);
    const std::size_t more = depth == 0 || !dice_.one_in(3) ? 0 : 1 + dice_.roll(5);
    for (std::size_t i = 0; i < more; ++i) out += "|" + (dice_.one_in(10) ? std::string() : make_sequence(depth + 1));
    return out;
  }

  std::string make_sequence(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0, size = 1 + dice_.roll(4); i < size; ++i) out += make_piece(depth);
    return out;
  }

  std::string make_piece(std::size_t depth) {
    constexpr auto assertions = std::to_array<std::string_view>({"\\b", "\\b", "\\b", "\\B", "^", "$"});
    if (dice_.one_in(7)) return dice_.pick(assertions);
    if (dice_.one_in(5)) return make_words();
    std::string out = depth < deepest && dice_.one_in(3) ? make_group(depth) : make_character();
    return dice_.one_in(2) ? out + make_repeat() : out;
  }

  std::string make_group(std::size_t depth) {
    constexpr auto kinds = std::to_array<std::string_view>({"(?:", "(?:", "(", "(?i:", "(?-i:", "(?s:"});
    return dice_.pick(kinds) + make_alternatives(depth + 1) + ")";
  }

  std::string make_words() {
    constexpr auto words = std::to_array<std::string_view>({"ab", "abc", "abca", "Ab", "AB", "b", "bc", "ca", "cab", "a_b", "1a", "a1"});
    std::string out = "(?:" + dice_.pick(words);
    for (std::size_t more = dice_.roll(8); more > 0; --more) out += "|" + dice_.pick(words);
    return out + ")";
  }

  std::string make_character() {
    constexpr auto plain =
        std::to_array<std::string_view>({"a",       "b",     "c",   "A",   "B",   "1",    "_",       " ",      " ",
                                         "'",       "-",     ",",   "\\.", "ab",  "[ab]", "[A-C]",   "[^a]",   "[^\\s.,;:!?()\"]",
                                         "[\\w'-]", "\\w",   "\\W", "\\d", "\\s", "\\S",  "[\\s,*]", "(?s:.)", ".",
                                         "[a-c1]",  "[^\\w]"});
    constexpr auto wide = std::to_array<std::string_view>({"£", "😀", "[£€]", "[£a]", "[\\x{1F600}-\\x{1F64F}]", "[^b]"});
    return unicode_ && dice_.one_in(4) ? dice_.pick(wide) : dice_.pick(plain);
  }

  std::string make_repeat() {
    constexpr auto repeats = std::to_array<std::string_view>(
        {"?", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}", "??", "*?", "+?", "{1,2}?", "{0,3}?", "{2,}?"});
    return dice_.pick(repeats);
  }

  Dice& dice_;
  bool unicode_;
};

/// Up to `most` pieces in a row.
template <std::size_t size>
std::string make_text(Dice& dice, const std::array<std::string_view, size>& pieces, std::size_t most) {
  std::string out;
  for (std::size_t i = dice.roll(most + 1); i > 0; --i) out += dice.pick(pieces);
  return out;
}

/// Compares all phrases with RE2 on all texts, each cut into two sentences as well; the number of matches.
std::size_t compare(const std::vector<Phrase>& phrases, const std::vector<std::string>& texts) {
  const auto words = make_phrase_table(phrases);
  const auto table = *PhraseTable::read(words);
  const Matcher matcher(table);
  std::vector<ComparedText> compared;
  for (const auto& text : texts) {
    const auto size = static_cast<std::uint32_t>(text.size());
    compared.push_back({text, {{0, size}}});
    auto cut = size / 2;
    while (cut < size && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) ++cut;
    compared.push_back({text, {{0, cut}, {cut, size}}});
  }
  const auto comparison = compare_with_re2(table, matcher, compared);
  for (const auto& difference : comparison.differences) {
    const auto& text = compared[difference.text];
    FAIL_CHECK(table.source(difference.phrase) << " as " << table.pattern(difference.phrase)
                                               << (difference.held_impossible ? " held impossible in: " : " differs in: ")
                                               << text.sentences[difference.sentence].of(text.text));
  }
  return comparison.matches;
}

}  // namespace

TEST_CASE("programs of random patterns find what RE2 finds") {
  constexpr auto pieces = std::to_array<std::string_view>({"a", "a", "a", "b",  "b", "c",  "A",  "B", "C", "1", "_",  " ",   " ",  " ",
                                                           "'", "-", ",", ", ", ".", "\n", "\"", "é", "£", "😀", "ab", "abc", "ABC"});
  Dice dice(11);
  std::size_t with_program = 0;
  std::size_t matches = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Phrase> phrases;
    while (phrases.size() < phrases_a_round) {
      Phrase phrase;
      phrase.unicode = dice.one_in(4);
      phrase.pattern = PatternMaker(dice, phrase.unicode).make();
      phrase.source = phrase.pattern;
      phrase.program = make_program(phrase.pattern, phrase.unicode);
      REQUIRE(is_sound_program(phrase.program));
      with_program += phrase.program.empty() ? 0 : 1;
      phrases.push_back(std::move(phrase));
    }
    std::vector<std::string> texts;
    while (texts.size() < texts_a_round) texts.push_back(make_text(dice, pieces, 24));
    matches += compare(phrases, texts);
  }
  CHECK(with_program > rounds * phrases_a_round / 2);
  CHECK(matches > rounds * phrases_a_round * texts_a_round);
}

TEST_CASE("random phrases are found by index and program where RE2 finds them") {
  constexpr auto pieces = std::to_array<std::string_view>(
      {"do",       "not",          "don't",  "can",  "cannot", "will",    "won't", "you", "you're", "you'll", "I",       "we",
       "have",     "been",         "price*", "*ing", "*fee*",  "co-op",   "naïve", "*",   "..",     "..2..",  "(a|the)", "(pri|fe)ces",
       "[is|are]", "(fee|price)?", "(not)?", "it's", "let's",  "o'clock", "n*",    ",",   "!",      "'",      "£",       "^",
       "$",        "/\\d+/",       "$words"});
  constexpr auto words = std::to_array<std::string_view>(
      {"do",    "not",   "don't", "dont",  "can",   "cannot", "can't",   "will", "won't", "you",     "you're", "you'll",  "I'll",
       "we",    "have",  "been",  "we've", "price", "Prices", "pricing", "fee",  "fees",  "coffees", "co-op",  "co",      "op",
       "naïve", "NAÏVE", "na",    "ve",    "é",     "a",      "the",     "is",   "are",   "it's",    "let's",  "o'clock", "clock",
       "no",    "12",    "£",     "s",     "t",     "n't",    "'s",      "'re",  "'",     "-"});
  constexpr auto joints = std::to_array<std::string_view>({" ", " ", " ", " ", " ", ", ", "", "! ", ". ", "\n", "-", "'", " \"", "* "});
  const std::vector<std::string> list{"fee", "price of", "n't", "do not *"};
  const FindList find_list = [&](std::string_view name) { return name == "words" ? &list : nullptr; };
  Dice dice(12);
  std::size_t indexed = 0;
  std::size_t matches = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Phrase> phrases;
    for (int tries = 0; phrases.size() < phrases_a_round && tries < 10000; ++tries) {
      std::string source;
      for (std::size_t i = 1 + dice.roll(4); i > 0; --i) source += dice.pick(pieces) + (dice.one_in(8) ? "" : " ");
      auto phrase = parse_phrase(source, dice.one_in(20), find_list);
      if (!phrase) continue;
      indexed += phrase->atoms.empty() ? 0 : 1;
      phrases.push_back(std::move(*phrase));
    }
    REQUIRE(phrases.size() == phrases_a_round);
    std::vector<std::string> texts;
    while (texts.size() < texts_a_round) {
      std::string text;
      for (std::size_t i = 1 + dice.roll(10); i > 0; --i) text += dice.pick(words) + dice.pick(joints);
      texts.push_back(std::move(text));
    }
    matches += compare(phrases, texts);
  }
  CHECK(indexed > rounds * phrases_a_round / 2);
  CHECK(matches > rounds * phrases_a_round * texts_a_round / 10);
}

// SPDX-License-Identifier: MIT
// Programs find what RE2 finds: pattern by pattern, on written cases, on every draft that the project has, on made-up text.
#include <random>

#include "engine/comparison.h"
#include "ruleset/program.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

Phrase make_raw(std::string pattern, bool unicode = false) {
  Phrase phrase;
  phrase.source = pattern;
  phrase.pattern = std::move(pattern);
  phrase.unicode = unicode;
  phrase.program = make_program(phrase.pattern, unicode);
  return phrase;
}

TextSpan whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

/// Phrases, ready to be run.
struct Runner {
  explicit Runner(const std::vector<Phrase>& all) : words(make_phrase_table(all)), table(*PhraseTable::read(words)), matcher(table) {}
  std::vector<std::uint32_t> words;
  PhraseTable table;
  Matcher matcher;
};

/// Compares every `stride`-th phrase from `first` on with RE2; the number of matches.
std::size_t compare(const Runner& runner, ComparedText text, std::uint32_t first = 0, std::uint32_t stride = 1) {
  const auto comparison = compare_with_re2(runner.table, runner.matcher, std::span(&text, 1), first, stride);
  for (const auto& difference : comparison.differences) {
    FAIL_CHECK(runner.table.pattern(difference.phrase) << (difference.held_impossible ? " held impossible in: " : " differs in: ")
                                                       << text.sentences[difference.sentence].of(text.text));
  }
  return comparison.matches;
}

/// The same on a text that is one sentence.
std::size_t compare(const Runner& runner, std::string_view text) { return compare(runner, ComparedText{text, {whole(text)}}); }

}  // namespace

TEST_CASE("a program says what RE2's syntax says") {
  const std::vector<Phrase> phrases{
      make_raw("(?i)ab|a|abc"),
      make_raw("(?i)\\ba(?:b|c)?\\b"),
      make_raw("a*?b"),
      make_raw("a+a"),
      make_raw("(?i)(?:ab)+?c?"),
      make_raw("(?:ab){1,2}"),
      make_raw("(?:ab){0,3}?c"),
      make_raw("a{2,3}"),
      make_raw("[^\\s.,]+"),
      make_raw("(?s:a.*?c)"),
      make_raw("a.*c"),
      make_raw("^\\W*a"),
      make_raw("c\\W*$"),
      make_raw("\\Bb"),
      make_raw("(?i)A(?-i:B)c"),
      make_raw("[a-c]{2}|[\\d-]+"),
      make_raw("(?i)(one|two|three|four|five|six|seven|eight|nine|ten) (?:a|b|c)"),
      make_raw("(?i)[£$€]\\s?\\d", true),
      make_raw("[\\x{1F600}-\\x{1F64F}]", true),
      make_raw("[^a-c]", true),
      make_raw("a.b", true),
  };
  for (const auto& phrase : phrases) {
    INFO(phrase.pattern);
    CHECK_FALSE(phrase.program.empty());
    CHECK(is_sound_program(phrase.program));
  }
  const Runner runner(phrases);
  for (const std::string text : {"", "a", "ab", "abc", "aab aac", "Abab c", "a.c", "ababab c", "caab\nc", "aBc ABc abC",
                                 "seven b, ten c, tenc", "we pay £ 5, $6 or €7", "well 😀 done", "aéb ab a😀b", "1-2-33", "aaaa aaa aa a"}) {
    compare(runner, text);
  }
}

TEST_CASE("what a program cannot say is left to RE2") {
  CHECK(make_program("\\pL+", true).empty());
  CHECK(make_program("(?i)é", true).empty());
  CHECK(make_program("(?:a*)*", false).empty());
  CHECK(make_program("[[:alpha:]]", false).empty());
  const std::vector<Phrase> phrases{make_raw("\\pL+", true), make_raw("(?:a*)*b")};
  const Runner runner(phrases);
  CHECK(compare(runner, "aab été") > 0);
}

TEST_CASE("a program that takes too long is left to RE2") {
  const std::vector<Phrase> phrases{make_raw("(?:a|aa|aaa)+(?:a|aa|aaa)+(?:a|aa|aaa)+b")};
  REQUIRE_FALSE(phrases.front().program.empty());
  const Runner runner(phrases);
  const std::string text(2000, 'a');
  CHECK(compare(runner, text) == 0);
  CHECK(compare(runner, text + "b") == 1);
}

TEST_CASE("a program damaged in any word is refused or runs within its bounds") {
  const auto good = make_program("(?i)\\b(?:one|two|three|four|five|six|seven|eight) [x-z]{1,3}?(?:ab)*(?s:.*?)c$", false);
  REQUIRE(is_sound_program(good));
  const auto no_words = make_phrase_table({});
  const auto none = *PhraseTable::read(no_words);
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    auto bad = good;
    bad[random() % bad.size()] = random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : static_cast<std::uint32_t>(random() % 300);
    if (i % 7 == 0) bad.resize(random() % bad.size());
    if (bad.empty() || !is_sound_program(bad)) continue;
    ProgramStack stack;
    stack.steps_left = 1000;
    std::uint32_t end = 0;
    const std::string text = "one xyzababab c";
    SentenceReading sentence;
    sentence.text = text;
    LiteralIndex(none).scan(sentence);
    (void)run_program(bad, sentence.view(), 0, end, stack);
    CHECK(end <= text.size());
  }
}

TEST_CASE("the index sees words where RE2 sees their boundaries") {
  const std::string long_word(80, 'x');
  std::vector<Phrase> phrases;
  for (const std::string& source :
       std::vector<std::string>{"thanks", "thank*", "each", long_word, long_word + " fee", "could not", "had not", "shall not"}) {
    auto phrase = parse_phrase(source, false, {});
    REQUIRE(phrase);
    REQUIRE_FALSE(phrase->atoms.empty());
    phrases.push_back(std::move(*phrase));
  }
  const Runner runner(phrases);
  CHECK(compare(runner, "Thanks😀") == 2);
  CHECK(compare(runner, "•thanks, €20each£") == 2);
  CHECK(compare(runner, "€each") == 1);
  CHECK(compare(runner, "a " + long_word + " fee") == 2);
  CHECK(compare(runner, "a " + long_word + "y fee") == 0);
  for (const std::string text : {"we couldnot", "we couldnt", "we hadnt", "we hadn't", "we shan't", "we shant", "we shall not"}) {
    INFO(text);
    CHECK(compare(runner, text) == 1);
  }
}

TEST_CASE("every phrase of the base rule set has a sound program") {
  std::size_t without = 0;
  for (const auto& phrase : base_linter().rules().phrases) {
    INFO(phrase.source);
    CHECK(is_sound_program(phrase.program));
    without += phrase.program.empty() ? 1 : 0;
  }
  CHECK(without == 0);
}

TEST_CASE("programs and the literal index find on every example what RE2 finds") {
  // Sanitizers are slow: there each draft tries every eighth phrase, the next draft the next eighth.
#ifdef __SANITIZE_ADDRESS__
  constexpr std::uint32_t stride = 8;
#else
  constexpr std::uint32_t stride = 1;
#endif
  const auto& set = base_linter().rules();
  const Runner runner(set.phrases);
  std::uint32_t drafts = 0;
  std::size_t matches = 0;
  const auto compare_draft = [&](const Draft& draft) {
    ComparedText text{draft.text, {}};
    for (const auto& sentence : draft.sentences) text.sentences.push_back(sentence.span);
    matches += compare(runner, std::move(text), drafts++ % stride, stride);
  };
  for (const auto& rule : set.rules) {
    for (const auto& example : rule.bad) compare_draft(make_example_draft(example));
    for (const auto& example : rule.good) compare_draft(make_example_draft(example));
  }
  CHECK(drafts > 300);
  CHECK(matches * stride > drafts);
}

TEST_CASE("programs find what RE2 finds on text made of the rules' own words") {
  const auto& set = base_linter().rules();
  const Runner runner(set.phrases);
  // Words as rules name them, in no order, with the marks and blanks that they are matched across.
  std::vector<std::string> words;
  for (const auto& phrase : set.phrases) {
    for (const auto& atom : phrase.atoms) words.push_back(atom.word);
  }
  std::mt19937 random(7);
  const std::vector<std::string> marks{" ",  " ",  " ",   " ",   ", ",   "\n", "'",    "-",  "... ",
                                       "! ", "? ", " \"", "\" ", " 12 ", "é",  " £5 ", " 😀 "};
  std::size_t matches = 0;
  for (int i = 0; i < 100; ++i) {
    std::string text;
    for (std::size_t word = 0; word < 4 + random() % 20; ++word) {
      auto next = words[random() % words.size()];
      if (random() % 6 == 0) next[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(next[0])));
      text += next + marks[random() % marks.size()];
    }
    matches += compare(runner, text);
  }
  CHECK(matches > 300);
}

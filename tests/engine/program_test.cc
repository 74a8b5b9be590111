// SPDX-License-Identifier: MIT
// Programs find what RE2 finds: pattern by pattern, on written cases, on every draft that the project has, on made-up text.
#include <random>

#include "engine/literal_index.h"
#include "engine/matcher.h"
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
  explicit Runner(const std::vector<Phrase>& all)
      : phrases(all), words(make_phrase_table(all)), table(*PhraseTable::read(words)), matcher(table) {}
  const std::vector<Phrase>& phrases;
  std::vector<std::uint32_t> words;
  PhraseTable table;
  Matcher matcher;
};

/// The index of one sentence, for no phrases.
TextIndex index_one(std::string_view text, TextSpan sentence) {
  const std::vector<Phrase> none;
  const auto table = make_phrase_table(none);
  return scan_sentences(*PhraseTable::read(table), text, std::vector{sentence});
}

/// Compares each phrase with RE2 on one sentence; the number of matches.
std::size_t compare(const Runner& runner, std::string_view text, TextSpan sentence) {
  const auto& [phrases, words, table, matcher] = runner;
  const auto index = index_one(text, sentence);
  ProgramStack stack;
  std::size_t matches = 0;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    std::vector<TextSpan> ours;
    std::vector<TextSpan> theirs;
    matcher.find_all(i, index.view(0), stack, ours);
    matcher.find_all_by_re2(i, text, sentence, theirs);
    matches += theirs.size();
    if (ours != theirs) FAIL_CHECK(phrases[i].pattern << " differs in: " << sentence.of(text));
  }
  return matches;
}

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
    compare(runner, text, whole(text));
  }
}

TEST_CASE("what a program cannot say is left to RE2") {
  CHECK(make_program("\\pL+", true).empty());
  CHECK(make_program("(?i)é", true).empty());
  CHECK(make_program("(?:a*)*", false).empty());
  CHECK(make_program("[[:alpha:]]", false).empty());
  const std::vector<Phrase> phrases{make_raw("\\pL+", true), make_raw("(?:a*)*b")};
  const Runner runner(phrases);
  CHECK(compare(runner, "aab été", whole("aab été")) > 0);
}

TEST_CASE("a program that takes too long is left to RE2") {
  const std::vector<Phrase> phrases{make_raw("(?:a|aa|aaa)+(?:a|aa|aaa)+(?:a|aa|aaa)+b")};
  REQUIRE_FALSE(phrases.front().program.empty());
  const Runner runner(phrases);
  const std::string text(2000, 'a');
  CHECK(compare(runner, text, whole(text)) == 0);
  CHECK(compare(runner, text + "b", whole(text + "b")) == 1);
}

TEST_CASE("a program damaged in any word is refused or runs within its bounds") {
  const auto good = make_program("(?i)\\b(?:one|two|three|four|five|six|seven|eight) [x-z]{1,3}?(?:ab)*(?s:.*?)c$", false);
  REQUIRE(is_sound_program(good));
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
    const auto index = index_one(text, whole(text));
    (void)run_program(bad, index.view(0), 0, end, stack);
    CHECK(end <= text.size());
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
  const auto& phrases = runner.table;
  std::uint32_t drafts = 0;
  std::size_t matches = 0;
  const auto compare_draft = [&](const Draft& draft) {
    std::vector<TextSpan> sentences;
    for (const auto& sentence : draft.sentences) sentences.push_back(sentence.span);
    auto index = scan_sentences(phrases, draft.text, sentences);
    ProgramStack stack;
    for (std::uint32_t phrase = drafts++ % stride; phrase < phrases.size(); phrase += stride) {
      std::vector<bool> possible(sentences.size());
      for (auto at = index.find_first(phrases, phrase); at != PhraseTable::none; at = index.candidates[at].next)
        possible[index.candidates[at].sentence] = true;
      for (std::uint32_t sentence = 0; sentence < sentences.size(); ++sentence) {
        std::vector<TextSpan> ours;
        std::vector<TextSpan> theirs;
        runner.matcher.find_all_by_re2(phrase, draft.text, sentences[sentence], theirs);
        runner.matcher.find_all(phrase, index.view(sentence), stack, ours);
        matches += theirs.size();
        if (ours != theirs) FAIL_CHECK(phrases.source(phrase) << " differs in: " << draft.of(sentences[sentence]));
        if (!theirs.empty() && !possible[sentence])
          FAIL_CHECK(phrases.source(phrase) << " held impossible in: " << draft.of(sentences[sentence]));
      }
    }
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
    matches += compare(runner, text, whole(text));
  }
  CHECK(matches > 300);
}

// SPDX-License-Identifier: MIT
// Vale's regular expressions: what they become, what they are refused for, and the texts made of them.
#include "import/regex.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "import/formula.h"
#include "ruleset/phrase.h"

using namespace replylint;

namespace {

std::string to_bounded_phrase(std::string_view pattern, bool folds) {
  auto tree = parse_regex(pattern, folds);
  if (!tree) return std::to_string(tree.error().offset) + " " + tree.error().token + " " + tree.error().why;
  return to_phrase(make_bounded(std::move(*tree), true));
}

}  // namespace

TEST_CASE("a pattern becomes a phrase that means the same") {
  struct Case {
    const char* pattern;
    bool folds;
    const char* phrase;
  };
  const auto [pattern, folds, phrase] = GENERATE(values<Case>({
      {"in order to", true, "in order to"},
      {"In Order To", true, "in order to"},
      {"in order to", false, "/(?-i:\\bin\\s+order\\s+to\\b)/"},
      // Words that the phrase notation would contract stay as they are.
      {"do not", true, "/\\bdo\\s+not\\b/"},
      {"cannot", true, "/\\bcannot\\b/"},
      {"utili[sz]e(?:s|d)?", true, "/\\butili[sz]e(?:s|d)?\\b/"},
      {"(?i)mixed Case", false, "mixed case"},
      {"(?i:ab)CD", false, "/\\bab(?-i:C)(?-i:D)\\b/"},
      {"a  b", true, "/\\ba  b\\b/"},
      {"web ?site", true, "/\\bweb\\s?site\\b/"},
      {"cyber[ -]space", true, "/\\bcyber[ \\n\\-]space\\b/"},
      {"\\d{1,3}(?<unit>kg|lb)", true, "/\\b\\d{1,3}(kg|lb)\\b/"},
      {"a{,3}b/c", true, "/\\ba\\{,3\\}b\\/c\\b/"},
      // No word boundary of RE2 stands beside a letter beyond ASCII.
      {"café", true, "/\\bcafé/"},
      {"don\xE2\x80\x99t", true, "/\\bdon't\\b/"},
      {"[\xE2\x80\x99']s", true, "/\\b['']s\\b/"},
      {"a(?# comment)b", true, "ab"},
      {"[[:alpha:]]+x", true, "/\\b[[:alpha:]]+x\\b/"},
      {"\\u0041\\x42", true, "ab"},
  }));
  INFO(pattern);
  const auto made = to_bounded_phrase(pattern, folds);
  CHECK(made == phrase);
  CHECK(parse_phrase(made, false, {}));
}

TEST_CASE("a pattern is refused by name and place") {
  struct Case {
    const char* pattern;
    std::size_t offset;
    const char* token;
    const char* why;
  };
  const auto [pattern, offset, token, why] = GENERATE(values<Case>({
      {"ab(?=c)", 2, "(?=", "look-ahead"},
      {"ab(?!c)", 2, "(?!", "negative look-ahead"},
      {"(?<=a)b", 0, "(?<=", "look-behind"},
      {"(?<!a)b", 0, "(?<!", "negative look-behind"},
      {"(\\w+) \\1", 6, "\\1", "back-reference"},
      {"(?<a>x)\\k<a>", 7, "\\k", "back-reference"},
      {"(?>ab)c", 0, "(?>", "atomic"},
      {"(a)?(?(1)b)", 4, "(?(", "conditional"},
      {"a++", 1, "++", "possessive"},
      {"[a-z-[aeiou]]", 4, "-[", "subtraction"},
      {"\\p{IsGreek}", 0, "\\p{IsGreek}", "general categories"},
      {"\\Gx", 0, "\\G", "escape"},
      {"(?x)a b", 0, "(?x", "flag"},
      {"(ab", 0, "(", "never closed"},
      {"ab)", 2, ")", "closes no bracket"},
      {"[ab", 0, "[", "never closed"},
      {"*a", 0, "*", "repeats nothing"},
      {"a{2000}", 1, "{2000}", "1000"},
      {"a{3,2}", 1, "{3,2}", "before it begins"},
      {"[z-a]", 1, "z-a", "before its beginning"},
      {"a\xE2\x80\x94"
       "b",
       1, "\xE2\x80\x94", "cannot be told apart"},
      {"[\xE2\x80\x93\xE2\x80\x94]", 0, "[\xE2\x80\x93\xE2\x80\x94]", "cannot be told apart"},
      {"a\xE2\x80\x8B"
       "b",
       1, "\xE2\x80\x8B", "leaves this character out"},
  }));
  INFO(pattern);
  const auto tree = parse_regex(pattern, true);
  REQUIRE_FALSE(tree);
  CHECK(tree.error().offset == offset);
  CHECK(tree.error().token == token);
  CHECK_THAT(tree.error().why, Catch::Matchers::Contains(why));
}

TEST_CASE("texts of a pattern") {
  const auto all = [](std::string_view pattern) { return find_all_texts(*parse_regex(pattern, true), 8); };
  using Texts = std::vector<std::string>;
  CHECK(all("a[bc]d?") == Texts{"ab", "abd", "ac", "acd"});
  CHECK(all("x{2}|y") == Texts{"xx", "y"});
  CHECK_FALSE(all("[a-z]"));
  CHECK_FALSE(all("a+"));
  CHECK_FALSE(all("[^a]"));
  CHECK(make_sample(*parse_regex("(?:one|two) [0-9]{2}", true), 0) == "one 55");
  const auto samples = make_samples(*parse_regex("(?:one|two) [0-9]{2}", true), 5);
  CHECK(samples.size() == 5);
  CHECK(samples == make_samples(*parse_regex("(?:one|two) [0-9]{2}", true), 5));
  // A rule file could not hold them.
  CHECK(make_samples(*parse_regex("a\\x01", true), 5).empty());
}

TEST_CASE("whether a match can hold a word") {
  const auto holds = [](std::string_view pattern, std::string word) -> bool {
    return find_contained(*parse_regex(pattern, false), {std::move(word)}).front();
  };
  CHECK(holds("[A-Z]{3,5}", "PDF"));
  CHECK_FALSE(holds("[A-Z]{3,5}", "pdf"));
  CHECK(holds("(?i)[A-Z]{3,5}", "pdf"));
  CHECK(holds("\\w+ly-\\w+", "SLA"));
  CHECK_FALSE(holds("\\w+ly\\d", "SLA"));
  CHECK(holds("foo \\w+", "bar"));
  CHECK_FALSE(holds("\\d+(?:st|nd)", "st"));
}

TEST_CASE("hostile patterns take no time and give an answer") {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "(?:";
  std::string nested = "a";
  for (int i = 0; i < 12; ++i) nested = "(?:" + nested + "){9}";
  std::string empty = "\\b";
  for (int i = 0; i < 12; ++i) empty = "(?:" + empty + "){900}";
  std::string wide = "a";
  for (int i = 0; i < 5000; ++i) wide += "|a?b?c?d?e?";
  const auto begin = std::chrono::steady_clock::now();
  for (const auto& pattern :
       {deep, nested, empty, wide, std::string(100000, '['), std::string(100000, '\\'), std::string("\xFF\xFE(", 3)}) {
    const auto tree = parse_regex(pattern, true);
    if (!tree) continue;
    static_cast<void>(make_samples(*tree, 8));
    static_cast<void>(find_all_texts(*tree, 64));
    static_cast<void>(find_contained(*tree, {"word"}));
    static_cast<void>(to_phrase(*tree));
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("formulas are recognised by what they reckon") {
  const auto meaning = [](std::string_view formula) { return find_meaning(formula).value(); };
  CHECK(meaning("(0.39 * (words / sentences)) + (11.8 * (syllables / words)) - 15.59")->fact == "reading-grade");
  CHECK(meaning("11.8*syllables/words - 15.59 + 0.39*words/sentences")->fact == "reading-grade");
  const auto doubled = meaning("-(2 * words) + 10");
  REQUIRE(doubled);
  CHECK(doubled->fact == "words");
  CHECK(doubled->factor == Approx(-2));
  CHECK(doubled->offset == Approx(10));
  CHECK_FALSE(meaning("206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)"));
  CHECK_FALSE(meaning("1"));
  CHECK_FALSE(meaning("words / 0"));
  CHECK(find_meaning("words + (2").error().offset == 10);
  CHECK_THAT(find_meaning("wrods").error().what, Catch::Matchers::Contains("words"));
  CHECK_FALSE(find_meaning(std::string(100000, '(')));
  CHECK(parse_formula_condition(" >= 12.5 ")->number == 12.5);
  CHECK_FALSE(parse_formula_condition("> many"));
}

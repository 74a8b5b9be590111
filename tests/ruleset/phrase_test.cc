// SPDX-License-Identifier: MIT
// Phrases: what each notation matches, which words it needs, and what is refused.
#include "ruleset/phrase.h"
#include "ruleset/phrase_tree.h"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace replylint;

namespace {

const std::vector<std::string> apology{"sorry", "apologi(s|z)e for", "my (mistake|bad)"};
const std::vector<std::string> looped{"a $looped b"};
const std::vector<std::string> outer{"so $apology", "pardon"};

const std::vector<std::string>* find_list(std::string_view name) {
  if (name == "apology") return &apology;
  if (name == "looped") return &looped;
  if (name == "outer") return &outer;
  return nullptr;
}

bool matches(const Phrase& phrase, std::string_view text) {
  RE2::Options options;
  options.set_encoding(phrase.unicode ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1);
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), RE2(phrase.pattern, options));
}

struct Row {
  const char* phrase;
  std::vector<const char*> hits;
  std::vector<const char*> misses;
};

const std::vector<Row> rows{
    {"we value you", {"we value you", "We  value\nyou", "we, value you", "we value *you*"}, {"we valued you", "we value your"}},
    {"you are", {"you are", "You're", "you\nare"}, {"your", "you bare", "thou are"}},
    {"do not", {"do not", "don't", "dont", "I DON'T"}, {"dot", "double not", "do t", "do ot"}},
    {"* not", {"do not", "don't", "it is not"}, {"let", "dot", "nt"}},
    {"(I|you)? not (going|sure)", {"you not going", "not sure", "I'm not sure"}, {"let going", "dot sure"}},
    {"don't", {"do not", "don't"}, {"done"}},
    {"cannot", {"can't", "cannot", "can not"}, {"can note", "canned"}},
    {"(do|does|did|can|will) (not)? know", {"do know", "don't know", "did not know", "won't know", "cannot know"}, {"done know"}},
    {"we (have|will)? (already)? (told|said)", {"we told", "we've already told", "we will said", "we'll said"}, {"well told"}},
    {"won't", {"won't", "will not"}, {"won the"}},
    {"(this|that) is not", {"that isn't", "that's not", "this is not", "that isnt"}, {"that is note"}},
    {"should not (have|of)", {"shouldn't have", "should not of"}, {"should have"}},
    {"it's (our|the)? policy", {"it's policy", "it is our policy", "it has the policy"}, {"its policy"}},
    {"(I|we)'ll ..3.. $apology", {"I'll be sorry", "we will say sorry"}, {"ill sorry"}},
    {"* will (call|write)", {"Ana will call", "Ana'll call"}, {"will call"}},
    {"let's", {"let us", "let's"}, {"lets"}},
    {"apologi(s|z)e", {"apologise", "apologize"}, {"apologised", "apologies"}},
    {"apolog*", {"apology", "apologised"}, {"myapology"}},
    {"*ed by our team", {"reviewed by our team"}, {"red team"}},
    {"you .. fault", {"you know it is your own fault"}, {"your fault"}},
    {"you ..2.. fault", {"you are at fault", "you, fault"}, {"you are all really at fault"}},
    {"^please", {"please", "- Please do"}, {"say please"}},
    {"noted$", {"Noted.", "duly noted!"}, {"noted that"}},
    {"$apology", {"sorry", "apologize for", "my bad"}, {"bad"}},
    {"$outer", {"so sorry", "pardon"}, {"sorry"}},
    {"(really)? sorry", {"really sorry", "sorry"}, {}},
    {"thank you [so much]?", {"thank you", "thank you so much"}, {}},
    {"any update ?", {"any update?", "any update ?"}, {"any update.", "any update"}},
    {"(any|some) update(s)? ?", {"any update?", "some updates?"}, {"any update.", "any ?"}},
    {"really ?!", {"really?!"}, {"really!"}},
    {"customer's", {"customer's"}, {"customer is"}},
    {"24/7", {"open 24/7 all"}, {"24 7"}},
    {"/[!?]{2,}/", {"what??"}, {"what?"}},
    {"to (my)? ..2.. /(?-i:[A-Z][a-z]+)/", {"passed to my boss Ana", "to Ana"}, {"to my boss"}},
    {"grüßen", {"mit Grüßen"}, {"grussen"}},
};

}  // namespace

TEST_CASE("a phrase matches what its notation says") {
  for (const auto& row : rows) {
    CAPTURE(row.phrase);
    const auto phrase = parse_phrase(row.phrase, false, find_list);
    REQUIRE(phrase);
    CAPTURE(phrase->pattern);
    for (const auto* text : row.hits) {
      CAPTURE(text);
      CHECK(matches(*phrase, text));
    }
    for (const auto* text : row.misses) {
      CAPTURE(text);
      CHECK_FALSE(matches(*phrase, text));
    }
  }
}

TEST_CASE("a cased phrase keeps letter case") {
  const auto phrase = parse_phrase("NOT", true, find_list);
  REQUIRE(phrase);
  CHECK(matches(*phrase, "this is NOT it"));
  CHECK_FALSE(matches(*phrase, "this is not it"));
}

TEST_CASE("atoms are words that every match holds") {
  const auto words = [](const char* source) {
    const auto phrase = parse_phrase(source, false, find_list);
    REQUIRE(phrase);
    std::string out;
    for (const auto& atom : phrase->atoms) out += (out.empty() ? "" : " ") + atom.word + (atom.prefix ? "*" : "");
    return out;
  };
  CHECK(words("you are rude") == "rude");
  CHECK(words("(really)? sorry") == "sorry");
  CHECK(words("(stupid|silly) thing") == "thing");
  CHECK(words("apolog*") == "apolog*");
  CHECK(words("$apology") == "apologi* bad mistake sorry");
  CHECK(words("^please") == "please");
  CHECK(words("/x+/") == "");
  // "don't" falls into the words "don" and "t", so those forms count too.
  CHECK(words("do not") == "do don dont donot");
}

TEST_CASE("a phrase that would be slow on hostile text is refused") {
  CHECK(count_rounds("") == 0);
  CHECK(count_rounds("a{3}(?:b{0,2}c){20}") == 43);
  CHECK(count_rounds("a{2,}?b{3}+|(c{4}|d)") == 9);
  CHECK(count_rounds("(((a{9}){9}){9})") == 729);
  CHECK(count_rounds("[{5}]\\{6}\\x{1F600}\\p{Lu}[]{7}]{8}") == 8);
  CHECK(count_rounds("a{99999999999999999999}") > phrase_round_limit);
  const auto is_refused = [](std::string_view source) { return !parse_phrase(source, false, find_list); };
  CHECK_FALSE(is_refused("a ..50.. b ..50.. c ..50.. d"));
  CHECK(is_refused("a ..50.. b ..50.. c ..50.. d ..1.. e"));
  CHECK_FALSE(is_refused("(a ..50.. b ..50.. c|a ..50.. b ..50.. d)"));
  CHECK_FALSE(is_refused("/a.{0,300}b/"));
  CHECK(is_refused("/a.{0,301}b/"));
  CHECK(is_refused("/a(?:.{0,20}b){0,20}c/"));
  CHECK(parse_phrase("/a.{0,900}b/", false, find_list).error().what ==
        "counted repeats, as in x{0,20}, may add up to 300 in a phrase; these add up to 900");
  const auto make_list = [](int words, const char* first) {
    std::string out = std::string("(") + first;
    for (int i = 1; i < words; ++i) out += "|w" + std::to_string(i);
    return out + ")";
  };
  const auto list = make_list(70, "one");
  CHECK_FALSE(is_refused(list + "? " + list + "? last"));
  CHECK_FALSE(is_refused(list + "? " + list + "? " + list + " last"));
  CHECK_FALSE(is_refused(make_list(1000, "one") + "? last"));
  CHECK(parse_phrase(list + "? " + list + "? " + list + "? last", false, find_list).error().what ==
        "3 or more lists in a row that may be left out, as in (a|b)? (c|d)? (e)?, may be 8 with 200 words together; these are 3 with 210");
  CHECK_FALSE(is_refused("(a)? (b)? (c)? (d)? (e)? (f)? (g)? (h)? last"));
  CHECK(is_refused("(a)? (b)? (c)? (d)? (e)? (f)? (g)? (h)? (i)? last"));
  // Inside of brackets, or with a gap between.
  CHECK(is_refused("first (" + list + "? " + list + "?)? " + list + "? last"));
  CHECK(is_refused("first " + list + "? ..3.. " + list + "? " + list + "? last"));
  CHECK(is_refused("(other|" + list + "? " + list + "? " + list + "? last)"));
  CHECK_FALSE(is_refused(list + "? " + list + "? between " + list + "? " + list + "? last"));
}

TEST_CASE("a broken phrase says what is wrong and where") {
  struct Case {
    const char* phrase;
    std::size_t offset;
    const char* what;
  };
  const std::vector<Case> cases{{"(a|b", 0, "never closed"},
                                {"a b)", 3, "closes no bracket"},
                                {"say $nope", 4, "“nope”"},
                                {"(x)?", 0, "empty text"},
                                {"", 0, "empty phrase"},
                                {"$looped", 0, "contains itself"},
                                {"a ..99.. b", 4, "1 to 50"},
                                {"/[a/", 0, "not a pattern"},
                                {"a () b", 2, "empty bracket"},
                                {"/x{900}{900}/", 0, "not a pattern"},
                                {"no refunds? here", 10, "“(word)?”"},
                                {"$apology? for it", 8, "“($list)?”"},
                                {"(why|so what?)", 12, "after a blank"},
                                {"say *? now", 5, "“word ?”"}};
  for (const auto& row : cases) {
    CAPTURE(row.phrase);
    const auto phrase = parse_phrase(row.phrase, false, find_list);
    REQUIRE_FALSE(phrase);
    CHECK(phrase.error().offset == row.offset);
    CHECK_THAT(phrase.error().what, Catch::Contains(row.what));
  }
}

TEST_CASE("deep brackets are refused, not recursed into") {
  const std::string deep(5000, '(');
  const auto phrase = parse_phrase(deep + "a" + std::string(5000, ')'), false, find_list);
  REQUIRE_FALSE(phrase);
  CHECK_THAT(phrase.error().what, Catch::Contains("nested"));
}

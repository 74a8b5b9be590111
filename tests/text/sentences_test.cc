// SPDX-License-Identifier: MIT
// Where sentences and paragraphs begin and end.
#include "text/sentences.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace replylint;

namespace {

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> found;
  for (const TextSpan span : find_sentences(text, {0, static_cast<std::uint32_t>(text.size())})) found.emplace_back(span.of(text));
  return found;
}

struct Row {
  std::string text;
  std::vector<std::string> sentences;
};

}  // namespace

TEST_CASE("sentences end at their punctuation") {
  const Row rows[] = {
      {"", {}},
      {" \n\t\n", {}},
      {"One.", {"One."}},
      {"no stop at all", {"no stop at all"}},
      {"It works. Thank you!", {"It works.", "Thank you!"}},
      {"Really?! Yes.", {"Really?!", "Yes."}},
      {"So... it goes on. Fine", {"So... it goes on.", "Fine"}},
      {"Wait... What?", {"Wait...", "What?"}},
      {"all small. like this. ok?", {"all small.", "like this.", "ok?"}},
      {"He said \"No.\" Then he left.", {"He said \"No.\"", "Then he left."}},
      {"\"Why?\" he asked. \"Because.\"", {"\"Why?\" he asked.", "\"Because.\""}},
      {"(It was late.) We left.", {"(It was late.)", "We left."}},
      {"We paid for a B&B. It was full.", {"We paid for a B&B.", "It was full."}},
      {"Great! :-) See you.", {"Great! :-)", "See you."}},
      {"\u3053\u308c\u306f\u5b8c\u4e86\u3002\u6b21\u306f\uff1f\u306f\u3044\u3002",
       {"\u3053\u308c\u306f\u5b8c\u4e86\u3002", "\u6b21\u306f\uff1f", "\u306f\u3044\u3002"}},
      {"Danke. \u00dcber den Rest reden wir.", {"Danke.", "\u00dcber den Rest reden wir."}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(sentences_of(row.text) == row.sentences);
  }
}

TEST_CASE("a full stop inside a sentence does not end it") {
  const char* const whole[] = {
      "Use a link, e.g. the second one, to get in.",
      "Mr. Lind and Dr. Moor came at 10 a.m. on Friday.",
      "Ask J. R. Moor about it.",
      "Version 2.4.1 costs 3.50 at shop.example and www.shop.example today.",
      "See https://shop.example/a.html?b=1.2 for more.",
      "Write to ana.berg@shop.example first.",
      "It was fig. 3 on p. 12 and no. 7 in the list.",
      "Das ist z.B. am 5. Oktober so.",
      "The file is called notes.txt and stays.",
      "It stands in Sch. 7 of the contract.",
      "We met, i.e. she and I, in St. Albans.",
  };
  for (const char* text : whole) {
    CAPTURE(text);
    CHECK(sentences_of(text).size() == 1);
  }
}

TEST_CASE("lines end sentences only where they are meant to") {
  const std::string wrapped =
      "The van will be with you on Thursday before noon, and the driver rings\n"
      "Martha at the gate. He has the key with him, so that nobody needs to wait.";
  CHECK(sentences_of(wrapped).size() == 2);
  const Row rows[] = {
      {"First paragraph\n\nSecond paragraph", {"First paragraph", "Second paragraph"}},
      {"We need\n- two lamps\n- a rope\n- and nails", {"We need", "- two lamps", "- a rope", "- and nails"}},
      {"Steps:\n1. Turn it off\n2. Wait", {"Steps:", "1. Turn it off", "2. Wait"}},
      {"Thanks for the quick reply\nWe will look at the lamp tomorrow",
       {"Thanks for the quick reply", "We will look at the lamp tomorrow"}},
      {"this goes on\nin the next line", {"this goes on\nin the next line"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(sentences_of(row.text) == row.sentences);
  }
}

TEST_CASE("sentences stay inside the range asked for") {
  const std::string text = "One. Two. Three.";
  const auto found = find_sentences(text, {5, 9});
  REQUIRE(found.size() == 1);
  CHECK(found[0] == TextSpan{5, 9});
  CHECK(find_sentences(text, {20, 900}).empty());
  CHECK(find_sentences(text, {5, 900}).size() == 2);
}

TEST_CASE("paragraphs are runs of lines") {
  const std::string text = "\n  One\ntwo  \n \n\nthree\n";
  const auto found = find_paragraphs(text, {0, static_cast<std::uint32_t>(text.size())});
  REQUIRE(found.size() == 2);
  CHECK(found[0].of(text) == "One\ntwo");
  CHECK(found[1].of(text) == "three");
  CHECK(find_paragraphs(" \n\n", {0, 3}).empty());
}

TEST_CASE("sentence marks without end are read once") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "\u3002";
  CHECK(find_sentences(text, {0, static_cast<std::uint32_t>(text.size())}).size() == 200000);
}

TEST_CASE("long and odd input keeps its order") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += i % 7 == 0 ? ".?!" : i % 3 == 0 ? " \n" : "a.B";
  text += "\xff\xfe.\xc3";
  std::uint32_t last = 0;
  for (const TextSpan span : find_sentences(text, {0, static_cast<std::uint32_t>(text.size())})) {
    REQUIRE(span.begin >= last);
    REQUIRE(span.begin < span.end);
    last = span.end;
  }
  CHECK(last <= text.size());
}

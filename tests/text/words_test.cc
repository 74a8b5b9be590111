// SPDX-License-Identifier: MIT
// Words, function words, stems and the small comparisons.
#include "text/words.h"

#include <catch2/catch.hpp>

using namespace replylint;

TEST_CASE("words keep inner apostrophes and hyphens") {
  const std::string text = "Don't re-open \"it\" - ana's co-op, na\u00efve_1!";
  std::vector<std::string> words;
  for (const TextSpan span : find_words(text, {0, static_cast<std::uint32_t>(text.size())})) words.emplace_back(span.of(text));
  CHECK(words == std::vector<std::string>{"Don't", "re-open", "it", "ana's", "co-op", "na\u00efve_1"});
  CHECK(find_words(text, {3, 6}).size() == 1);
  CHECK(find_words("", {0, 10}).empty());
  CHECK(find_words("- ' -- ''", {0, 9}).empty());
}

TEST_CASE("function words carry no topic") {
  for (const char* word : {"a", "the", "would", "about", "The", "you're", "yourselves", "yet"}) CHECK(is_function_word(word));
  for (const char* word : {"", "invoice", "lamp", "thee"}) CHECK_FALSE(is_function_word(word));
}

TEST_CASE("forms of one word share a stem") {
  const std::vector<std::vector<std::string>> families = {
      {"ship", "ships", "shipped", "shipping"},
      {"reply", "replies", "replied", "replying"},
      {"invoice", "invoices", "invoiced", "invoicing"},
      {"call", "calls", "called", "calling"},
      {"box", "boxes"},
      {"customer", "customers", "customer's"},
      {"miss", "missed", "missing"},
      {"plan", "planned", "planning", "plans"},
  };
  for (const auto& family : families) {
    for (const std::string& word : family) {
      CAPTURE(word);
      CHECK(to_stem(word) == to_stem(family.front()));
    }
  }
  CHECK(to_stem("lamp") != to_stem("lump"));
  CHECK(to_stem("bring") == "bring");
  CHECK(to_stem("status") == "status");
  CHECK(to_stem("").empty());
}

TEST_CASE("comparisons ignore case of ASCII letters only") {
  CHECK(to_lower("ABC \u00c4") == "abc \u00c4");
  CHECK(equal_ignoring_case("Re:", "RE:"));
  CHECK_FALSE(equal_ignoring_case("Re", "Re:"));
  CHECK(starts_with_ignoring_case("FWD: x", "fwd:"));
  CHECK_FALSE(starts_with_ignoring_case("F", "fwd:"));
  CHECK(trim(" \t\r\n a b \v\f") == "a b");
  CHECK(trim(" \n").empty());
}

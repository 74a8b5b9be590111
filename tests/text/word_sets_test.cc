// SPDX-License-Identifier: MIT
// Lists of words and phrases, and classes of bytes: the same answers as a search through the list gives.
#include "text/word_sets.h"

#include <catch2/catch.hpp>
#include <string>

#include "text/byte_class.h"

using namespace replylint;

TEST_CASE("a word set finds whole words in either case and nothing else") {
  constexpr WordSet units("kg", "km", "m", "gr\u00fc\u00df", "light year", "kg");
  CHECK(units.find("kg") == 0);
  CHECK(units.find("KM") == 1);
  CHECK(units.find("M") == 2);
  CHECK(units.find("Gr\u00fc\u00df") == 3);
  CHECK(units.find("Light Year") == 4);
  for (const char* other : {"", "k", "kgs", "kk", "mk", "gr\u00fcss", "gr\u00dc\u00df", "light  year", "light years"})
    CHECK(units.find(other) == 6);
}

TEST_CASE("a word set tells words apart that share length and ends") {
  constexpr WordSet words("abcdefgh", "abzdefgh", "abcdefgi", "bbcdefgh", "aacdefgh");
  CHECK(words.find("abcdefgh") == 0);
  CHECK(words.find("abcdefgi") == 2);
  CHECK(words.find("bbcdefgh") == 3);
  CHECK(words.find("aacdefgh") == 4);
  CHECK_FALSE(words.contains("abydefgh"));
}

TEST_CASE("a phrase set finds what a text begins with, in the order of its list") {
  constexpr PhraseSet openers("hi", "hi there", "hello", "ol\u00e1");
  std::string found;
  const auto note = [&](std::string_view opener) {
    found += std::string(opener) + ';';
    return false;
  };
  CHECK_FALSE(openers.find_start("Hi THERE, Eva", note));
  CHECK(found == "hi;hi there;");
  CHECK(openers.begins("HELLO"));
  CHECK(openers.begins("ol\u00e1 Eva"));
  for (const char* other : {"", "h", "hell", "ol", " hi", "ol\u00c1"}) CHECK_FALSE(openers.begins(other));
}

TEST_CASE("a phrase set counts each phrase of a text once, also inside of words and at the end") {
  constexpr PhraseSet signs("virus", "in error", "error", "this e-mail");
  CHECK(signs.count("An ANTIVIRUS, viruses: within errors") == 3);
  CHECK(signs.count("in erro") == 0);
  CHECK(signs.count("") == 0);
  CHECK(signs.occurs("so: This E-Mail"));
  CHECK_FALSE(signs.occurs("this\ne-mail viru"));
}

TEST_CASE("a byte class goes to its next byte") {
  constexpr ByteClass stops(".!");
  CHECK(stops.find("a. b!", 0) == 1);
  CHECK(stops.find("a. b!", 2) == 4);
  CHECK(stops.find("a. b!", 5) == 5);
  CHECK(stops.find("\u00e9", 0) == 2);
  constexpr ByteClass others("", true);
  CHECK(others.find("ab\u00e9", 0) == 2);
}

TEST_CASE("the first byte beyond ASCII is found wherever it stands") {
  for (std::size_t size = 0; size < 20; ++size) {
    std::string text(size, 'a');
    CHECK(find_non_ascii(text) == size);
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      for (std::size_t from = 0; from <= size; ++from) CHECK(find_non_ascii(text, from) == (from <= at ? at : size));
      text[at] = 'a';
    }
  }
}

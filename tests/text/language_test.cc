// SPDX-License-Identifier: MIT
// Languages are told for clear text and for nothing else.
#include "text/language.h"

#include <catch2/catch.hpp>

using namespace replylint;

TEST_CASE("clear text has a language") {
  const std::pair<const char*, const char*> rows[] = {
      {"We looked at the second lamp this morning and it is a loose wire. The new one leaves us on Thursday.", "en"},
      {"Wir haben die zweite Lampe heute Morgen angesehen, es ist ein loser Draht. Die neue geht am Donnerstag raus.", "de"},
      {"Nous avons regard\u00e9 la deuxi\u00e8me lampe ce matin, c'est un fil d\u00e9tach\u00e9. La nouvelle part jeudi.", "fr"},
      {"Hemos mirado la segunda l\u00e1mpara esta ma\u00f1ana y es un cable suelto. La nueva sale el jueves.", "es"},
      {"Abbiamo guardato la seconda lampada questa mattina ed \u00e8 un filo staccato. Quella nuova parte gioved\u00ec.", "it"},
      {"We hebben de tweede lamp vanmorgen bekeken en er zit een draadje los. De nieuwe gaat donderdag op de post.", "nl"},
      {"\u4eca\u671d\u30012\u756a\u76ee\u306e\u30e9\u30f3\u30d7\u3092\u78ba\u8a8d\u3057\u307e\u3057\u305f\u3002\u65b0\u3057\u3044\u3082"
       "\u306e\u306f\u6728\u66dc\u65e5\u306b\u767a\u9001\u3057\u307e\u3059\u3002",
       "ja"},
  };
  for (const auto& [text, language] : rows) {
    CAPTURE(text);
    CHECK(find_language(text) == language);
  }
}

TEST_CASE("short or unclear text has none") {
  for (const char* text :
       {"", "  \n ", "OK", "Thanks, will do.", "12 34 56 78 90 12 34 56", "\xff\xfe\xff\xfe one two three four five six seven"}) {
    CAPTURE(text);
    CHECK(find_language(text).empty());
  }
}

TEST_CASE("words that English shares with a language do not make it English") {
  const std::pair<const char*, const char*> rows[] = {
      {"Ik was in de war over hem, want we waren op dat moment in het kantoor van de baas en niet thuis.", "nl"},
      {"F\u00fcr Feedback to the team bitte das Formular nutzen, wir melden uns dann so bald wie m\u00f6glich bei Ihnen.", "de"},
      {"Merci d'avoir rempli le formulaire \u00ab What did you do? \u00bb hier soir, nous vous r\u00e9pondrons dans la semaine.", "fr"},
  };
  for (const auto& [text, language] : rows) {
    CAPTURE(text);
    CHECK(find_language(text) == language);
  }
}

TEST_CASE("only the head of the text is judged") {
  std::string text;
  while (text.size() < 420) text += "The lamp in the hall is on again and nobody knows why it went out. ";
  const std::string other = "Niemand wei\u00df, warum die Lampe im Flur ausgegangen ist und wieder brennt. ";
  CHECK(find_language(text + other + other + other + other + other + other + other + other) == "en");
}

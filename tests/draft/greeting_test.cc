// SPDX-License-Identifier: MIT
// Greeting lines, greeting words before a sentence, and neither.
#include "draft/greeting.h"

#include <catch2/catch.hpp>

using namespace replylint;

TEST_CASE("lines that only greet") {
  const std::pair<const char*, const char*> rows[] = {
      {"Hi Eva,", "Eva"},
      {"Hello,", ""},
      {"Dear Ms Lind,", "Ms Lind"},
      {"Dear Dr. Lind:", "Dr. Lind"},
      {"Good morning Tom", "Tom"},
      {"Eva,", "Eva"},
      {"eva,", "eva"},
      {"Hi Eva -", "Eva"},
      {"Hey all", ""},
      {"Hi team!", ""},
      {"Dear Sir or Madam,", ""},
      {"Dear customer,", ""},
      {"Hi there,", ""},
      {"Hallo Frau Lind,", "Frau Lind"},
      {"Sehr geehrte Frau Dr. Lind,", "Frau Dr. Lind"},
      {"Sehr geehrte Damen und Herren,", ""},
      {"Bonjour Eva,", "Eva"},
      {"Estimada Eva:", "Eva"},
      {"Gentile Eva,", "Eva"},
      {"Beste Eva,", "Eva"},
      {"Ol\u00e1 Eva,", "Eva"},
      {"Cze\u015b\u0107 Eva,", "Eva"},
      {"Hi, Eva!", "Eva"},
      {"Dear Eva and Tom,", "Eva and Tom"},
      {"To whom it may concern:", ""},
      {"Hello Eva :-)", "Eva"},
      {"Dear Class 3b,", "Class 3b"},
  };
  for (const auto& [line, name] : rows) {
    CAPTURE(line);
    const Greeting greeting = parse_greeting(line);
    CHECK(greeting.found);
    CHECK(greeting.only);
    CHECK(greeting.name == name);
  }
}

TEST_CASE("greetings that go on with a sentence") {
  const std::pair<const char*, const char*> rows[] = {{"Hi Eva, thanks for the log.", "Eva"},
                                                      {"Hello, thanks for the log.", ""},
                                                      {"Hi all, the lamp is in.", ""},
                                                      {"Dear Ms Lind, the lamp is in.", "Ms Lind"}};
  for (const auto& [line, name] : rows) {
    CAPTURE(line);
    const Greeting greeting = parse_greeting(line);
    CHECK(greeting.found);
    CHECK_FALSE(greeting.only);
    CHECK(greeting.name == name);
  }
}

TEST_CASE("no greetings") {
  for (const char* line : {"", "Thanks,", "Thx :-)", "Lovely :-)", "Sorry,", "Yes,", "The lamp, which we sent, is in.", "Highly unlikely,",
                           "Davos, Monday, Tuesday and more,", "Update:", "Hints are welcome.", "hi-res images are attached"}) {
    CAPTURE(line);
    CHECK_FALSE(parse_greeting(line).only);
    CHECK(parse_greeting(line).name.empty());
  }
}

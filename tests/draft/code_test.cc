// SPDX-License-Identifier: MIT
// Code, patches and logs are told from prose.
#include <catch2/catch.hpp>

#include "drafts.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

std::string code_in(const std::string& body) {
  std::string code;
  for (const std::string& row : list_segments(make_test_draft(body))) {
    if (row.starts_with("code|")) code += (code.empty() ? "" : " / ") + row.substr(5);
  }
  return code;
}

}  // namespace

TEST_CASE("code is found") {
  const std::pair<const char*, const char*> rows[] = {
      {"Try this:\n```cpp\nint a;\n\nint b;\n```\nand tell me.\n", "```cpp int a; int b; ```"},
      {"Change it to:\n\n    for (auto& lamp : lamps) {\n      lamp.off();\n    }\n\nDone?\n", "for (auto& lamp : lamps) { lamp.off(); }"},
      {"Run\n\n    sudo lamp --off\n\nonce.\n", "sudo lamp --off"},
      {"It said\n\n2026-01-05 10:00:00 ERROR no lamp\n2026-01-05 10:00:01 INFO retry\n2026-01-05 10:00:02 ERROR no lamp\n\nsee?\n",
       "2026-01-05 10:00:00 ERROR no lamp 2026-01-05 10:00:01 INFO retry 2026-01-05 10:00:02 ERROR no lamp"},
      {"It said\n\njava.lang.IllegalStateException: dark\n\tat lamp.Hall.on(Hall.java:12)\n\tat lamp.Main.main(Main.java:3)\n\nsee?\n",
       "java.lang.IllegalStateException: dark at lamp.Hall.on(Hall.java:12) at lamp.Main.main(Main.java:3)"},
      {"It said\n\n$ lamp --on\nlamp: no such bulb\n\nsee?\n", "$ lamp --on lamp: no such bulb"},
      {"How about\n\ndiff --git a/l.c b/l.c\nindex 1..2 100644\n--- a/l.c\n+++ b/l.c\n@@ -1,2 +1,2 @@\n on\n-off\n+dim\n\nand then?\n",
       "diff --git a/l.c b/l.c index 1..2 100644 --- a/l.c +++ b/l.c @@ -1,2 +1,2 @@ on -off +dim"},
      {"Name it.\n---\n l.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n",
       "--- l.c | 2 +- 1 file changed, 1 insertion(+), 1 deletion(-)"},
      {"The log ends with\n\n    Jan  5 10:00:00 mill lampd[12]: socket closed\n\nand that is all.\n",
       "Jan 5 10:00:00 mill lampd[12]: socket closed"},
      {"It printed:\n    lampd: cannot open /run/lamp/socket\n    lampd: giving up\n\nCould you look?\n",
       "lampd: cannot open /run/lamp/socket lampd: giving up"},
      {"The other side says\n\n    550 5.1.1 no such mailbox here\n\nso the address is wrong.\n", "550 5.1.1 no such mailbox here"},
      {"As root:\n\n    # lamp --reset\n    # lamp start\n\nThat is all.\n", "# lamp --reset # lamp start"},
      {"It stops with\n\n\tmake: *** [hall] Error 2\n\nhere.\n", "make: *** [hall] Error 2"},
      {"Here is what it says:\n\n    Starting lamp 4\n    [error] bulb is missing\n    exit code 3\n\nHas it worked before?\n",
       "Starting lamp 4 [error] bulb is missing exit code 3"},
  };
  for (const auto& [body, code] : rows) {
    CAPTURE(body);
    CHECK(code_in(body) == code);
  }
}

TEST_CASE("prose stays prose") {
  for (const char* body : {"- one lamp\n- two lamps\n- a rope\n", "We need:\n\n    - a lamp\n    - a rope\n",
                           "    An indented first line of a letter\nand its second line.\n", "  * first\n  * second\n",
                           "It costs $ 500 more.\n$ 20 is the rest.\n", "ERROR is what the screen says.\nINFO is what I want.\n",
                           "At 10:00:00 it rang.\n", "--- my two pence ---\nIt works.\n", "```\nnever closed\n",
                           "+ the blue one\n- the red one\n", "WARNING the lamp is hot\nWARNING the lamp is bright\nWARNING it glows\n",
                           "at the mill (by the river)\nat the harbour (by the sea)\n",
                           "We offer:\n\n    The blue lamp and/or the red one: both cost forty.\n    Delivery is free.\n\nYours\n",
                           "It works like this:\n\n    Note: the door cannot be opened from inside.\n\nMind it.\n",
                           "You wrote:\n\n    I was told at 10:00 that it failed, and at 11:00 that it was fixed.\n\nThat was wrong.\n",
                           "Then\n\n    look into /etc/lamps/hall and tell me what it says.\n\nBye\n",
                           "See you,\n\n    Eva Lind\n    https://lind.example/lamps/hall\n    Tel. 0301 / 44 / 12\n",
                           "    The lamp failed again and could not be lit, which is an error of ours.\n\nSorry.\n",
                           "Dear Eva,\n\n        We are sorry to hear of it.\n\n        It will not happen again.\n"}) {
    CAPTURE(body);
    CHECK(code_in(body).empty());
  }
}

TEST_CASE("a long run that is almost a trace is judged once") {
  std::string body;
  for (int i = 0; i < 200000; ++i) body += "lampError\n b\n";
  CHECK(code_in(body).empty());
  CHECK_FALSE(code_in(body + "at lamp.Hall.on(Hall.java:12)\n").empty());
}

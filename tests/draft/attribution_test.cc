// SPDX-License-Identifier: MIT
// Lines that introduce a quote, and lines that only look like it.
#include "draft/attribution.h"

#include <catch2/catch.hpp>

#include "drafts.h"

using namespace replylint;
using namespace replylint::testing;

TEST_CASE("attributions are known in many languages, with their author") {
  const std::pair<const char*, const char*> rows[] = {
      {"On Mon, 5 Jan 2026 at 10:00, Eva Lind <eva@lind.example> wrote:", "Eva Lind"},
      {"On 05/01/2026 10:00, Lind, Eva wrote:", "Lind, Eva"},
      {"On Monday Eva wrote:", "Eva"},
      {"Eva Lind wrote on 5 January 2026:", "Eva Lind"},
      {"Eva Lind <eva@lind.example> writes:", "Eva Lind"},
      {"At 10:00 05/01/2026 +0100, Eva Lind wrote:", "Eva Lind"},
      {"Am 05.01.26 um 10:00 schrieb Eva Lind:", "Eva Lind"},
      {"Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"Eva Lind schrieb am 05.01.2026 um 10:00:", "Eva Lind"},
      {"Le lun. 5 janv. 2026 \u00e0 10:00, Eva Lind <eva@lind.example> a \u00e9crit :", "Eva Lind"},
      {"Le 05/01/2026 \u00e0 10:00, Eva Lind a \u00e9crit :", "Eva Lind"},
      {"El lun, 5 ene 2026 a las 10:00, Eva Lind (<eva@lind.example>) escribi\u00f3:", "Eva Lind"},
      {"Il giorno lun 5 gen 2026 alle ore 10:00 Eva Lind <eva@lind.example> ha scritto:", "Eva Lind"},
      {"Op ma 5 jan. 2026 om 10:00 schreef Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"Em seg., 5 de jan. de 2026 \u00e0s 10:00, Eva Lind <eva@lind.example> escreveu:", "Eva Lind"},
      {"W dniu 5.01.2026 o 10:00, Eva Lind pisze:", "Eva Lind"},
      {"pon., 5 sty 2026 o 10:00 Eva Lind <eva@lind.example> napisa\u0142(a):", "Eva Lind"},
      {"Den m\u00e5n 5 jan. 2026 kl 10:00 skrev Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"2026\u5e741\u67085\u65e5(\u6708) 10:00 Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"Quoting Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"Zitat von Eva Lind <eva@lind.example>:", "Eva Lind"},
      {"Excerpts from Eva Lind's message of Mon Jan 05 10:00:00 +0100 2026:", "Eva Lind"},
      {"* Eva Lind <eva@lind.example> [2026-01-05 10:00]:", "Eva Lind"},
      {"On Mon, 5 Jan 2026 at 10:00, Eva de Wit <eva@lind.example> wrote:", "Eva de Wit"},
      {"On Mon, 5 Jan 2026 at 10:00, Jan Lind <jan@lind.example> wrote:", "Jan Lind"},
      {"On Mon, 5 Jan 2026 at 10:00, Fr. Lind wrote:", "Fr. Lind"},
      {"On Mon, 5 Jan 2026 at 10:00, Eva at Lamps & Co <eva@lind.example> wrote:", "Eva at Lamps & Co"},
      {"Once upon a time, Eva wrote :", "Eva"},
      {"On Mon, 5 Jan 2026, eva@lind.example wrote:", "eva@lind.example"},
  };
  for (const auto& [text, from] : rows) {
    CAPTURE(text);
    const Attribution found = parse_attribution(text);
    CHECK(found.lines == 1);
    CHECK(found.from == from);
  }
}

TEST_CASE("prose is no attribution") {
  for (const char* text : {"", ":", "wrote:", "I have read what you wrote.",
                           "These are the three things that he and the others in Oslo wrote:", "On Friday we ship it.",
                           "Please send it to eva@lind.example:", "We open at 10:00 and close at 18:00:", "Here are the dates:"}) {
    CAPTURE(text);
    CHECK(parse_attribution(text).lines == 0);
  }
}

TEST_CASE("an attribution may be wrapped") {
  const Draft draft = make_test_draft(
      "Fine by me.\n\nOn Mon, 5 Jan 2026 at 10:00, Eva Lind of the very long department name\n<eva.lind@department.example>\nwrote:\n> Is "
      "it?\n");
  CHECK(list_segments(draft) ==
        Rows{"authored|Fine by me.",
             "attribution|On Mon, 5 Jan 2026 at 10:00, Eva Lind of the very long department name <eva.lind@department.example> wrote:",
             "quoted 1|Is it?"});
}

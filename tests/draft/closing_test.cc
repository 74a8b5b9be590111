// SPDX-License-Identifier: MIT
// How replies end: formulas, names, contact blocks, phone footers, small print.
#include <catch2/catch.hpp>

#include "drafts.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

// The segments below the first one, which is always the sentence "The lamp is in."
Rows end_of(const std::string& ending, std::string_view from = "Ana Berg") {
  Rows rows = list_segments(make_test_draft("The lamp is in.\n\n" + ending, "", from));
  REQUIRE(rows.front().starts_with("authored|The lamp is in."));
  if (rows.front() == "authored|The lamp is in.") rows.erase(rows.begin());
  return rows;
}

}  // namespace

TEST_CASE("sign-offs") {
  const char* const whole[] = {"Best,\nAna",
                               "Kind regards\nAna Berg",
                               "Thanks,\nAna",
                               "Cheers",
                               "Thanks, Ana",
                               "LG Ana",
                               "Ana",
                               "A.",
                               "-- Ana",
                               "- Ana",
                               "Ana x",
                               "Have a good one,\nAna",
                               "See you on Friday\nAna",
                               "Mit freundlichen Gr\u00fc\u00dfen\nAna Berg",
                               "Cordialement,\nAna",
                               "Saludos,\nAna",
                               "Cordiali saluti\nAna",
                               "Groetjes,\nAna",
                               "Atenciosamente,\nAna",
                               "Pozdrawiam\nAna",
                               "Best regards,\n\nAna Berg",
                               "Lots of love from\nAna and Tom",
                               "Ana, box office",
                               "Fingers crossed,\nNan",
                               "Zita"};
  for (const char* ending : whole) {
    CAPTURE(ending);
    const Rows rows = end_of(ending);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].starts_with("sign_off|"));
  }
}

TEST_CASE("words that end a text without closing it") {
  for (const char* ending : {"Thanks for the photo.", "Thank you.", "Done", "We send it to\nAnatole", "The best regards the rest as noise.",
                             "Please ring Tom", "- one\n- two", "Happy Easter"}) {
    CAPTURE(ending);
    CHECK(end_of(ending).at(0).starts_with("authored|The lamp is in."));
  }
  CHECK(list_segments(make_test_draft("Thanks!\n")) == Rows{"authored|Thanks!"});
}

TEST_CASE("signatures with and without separator") {
  CHECK(end_of("Best,\nAna\n\n-- \nAna Berg\nLamps & Co") == Rows{"sign_off|Best, Ana", "signature|-- Ana Berg Lamps & Co"});
  CHECK(end_of("Best,\nAna Berg\nHead of lamps\n+44 1632 960 001 | ana@berg.example") ==
        Rows{"sign_off|Best, Ana Berg", "signature|Head of lamps +44 1632 960 001 | ana@berg.example"});
  CHECK(end_of("Ana\nLamps & Co\n+44 1632 960 001") == Rows{"sign_off|Ana", "signature|Lamps & Co +44 1632 960 001"});
  CHECK(end_of("Tom Moor\nHead of lamps\nhttps://lamps.example", "") == Rows{"signature|Tom Moor Head of lamps https://lamps.example"});
  CHECK(end_of("Ana\n\nSent from my iPhone") == Rows{"sign_off|Ana", "signature|Sent from my iPhone"});
  for (const char* footer : {"Get Outlook for iOS", "Von meinem iPhone gesendet", "Envoy\u00e9 de mon iPhone", "Enviado desde mi iPhone",
                             "Inviato da iPhone", "Verzonden vanaf mijn iPhone"}) {
    CAPTURE(footer);
    CHECK(end_of(footer).at(0).starts_with("signature|"));
  }
}

TEST_CASE("a postscript is the sender's text") {
  CHECK(end_of("PS: the bulb is extra").at(0).starts_with("authored|"));
  CHECK(end_of("Best,\nAna\n\nP.S. The bulb is extra.") == Rows{"sign_off|Best, Ana", "authored|P.S. The bulb is extra."});
}

TEST_CASE("small print") {
  const char* print =
      "This email and any attachments are confidential and intended solely for the person named above. If you have received this in error, "
      "please notify the sender and delete it.";
  CHECK(end_of(std::string("Best,\nAna\n\n") + print).back() == std::string("disclaimer|") + print);
  CHECK(end_of("Please consider the environment before printing this page.").at(0).starts_with("disclaimer|"));
  CHECK(end_of("I think the price is confidential, so please delete it from the attachment.").at(0).starts_with("authored|"));
}

TEST_CASE("an answer between quotes is not signed") {
  const Draft draft = make_test_draft("> May I?\n\nThanks\n\n> And when?\n\nOn Friday.\n\nAna\n", "", "Ana Berg");
  CHECK(list_segments(draft) == Rows{"quoted 1|May I?", "authored|Thanks", "quoted 1|And when?", "authored|On Friday.", "sign_off|Ana"});
}

TEST_CASE("the name under the quoted message") {
  const Draft draft = make_test_draft(
      "Yes.\n\nOn Mon, 5 Jan 2026 at 10:00, E. Lind <el@lind.example> wrote:\n> Is it in?\n>\n> Thanks,\n> Liz\n> -- \n> Lind Ltd\n");
  CHECK(draft.quoted_from == "E. Lind");
  CHECK(draft.quoted_signature == "Liz");
  CHECK(make_test_draft("Yes.\n\n> Is it in?\n").quoted_signature.empty());
  CHECK(make_test_draft("Yes.\n\nJ. Lind wrote:\n> Is it in? Jo Lind\n").quoted_signature == "Jo Lind");
  CHECK(make_test_draft("Yes.\n\nEva Lind wrote:\n> Is it in? I need it. Eva\n").quoted_signature == "Eva");
  CHECK(make_test_draft("Yes.\n\nEva Lind wrote:\n> Is it in?\n").quoted_signature.empty());
}

// SPDX-License-Identifier: MIT
// Whose words a line is: prefixes, header blocks, forwarded messages, HTML marks.
#include <catch2/catch.hpp>

#include "drafts.h"

using namespace replylint;
using namespace replylint::testing;

TEST_CASE("quote prefixes of all shapes are taken off") {
  CHECK(list_segments(make_test_draft("> > > three\n>>> also\n> > two\n >one\n>\n> one\nmine\n")) ==
        Rows{"quoted 3|three also", "quoted 2|two", "quoted 1|one one", "authored|mine"});
  CHECK(list_segments(make_test_draft("| a bar is no quote\n")) == Rows{"authored|| a bar is no quote"});
  CHECK(list_segments(make_test_draft("Hello,\n\n>From now on it is fixed.\n")) ==
        Rows{"greeting|Hello,", "authored|From now on it is fixed."});
}

TEST_CASE("a wrapped quote line keeps its torn end") {
  CHECK(list_segments(make_test_draft("> We have looked at all of the old lamps in the hall and on the\nstairs\n> this week.\nGood.\n")) ==
        Rows{"quoted 1|We have looked at all of the old lamps in the hall and on the stairs this week.", "authored|Good."});
  CHECK(list_segments(make_test_draft("> Could you come to the hall and look at the lamps on the stairs?\nyes\n> This week?\n")) ==
        Rows{"quoted 1|Could you come to the hall and look at the lamps on the stairs?", "authored|yes", "quoted 1|This week?"});
}

TEST_CASE("below a header block all is quoted, block by block") {
  const Draft draft = make_test_draft(
      "It is on its way.\n\n________________________________\nFrom: Eva Lind <eva@lind.example>\nSent: Monday, 5 January 2026 10:00\nTo: "
      "Ana Berg\nSubject: Lamp\n\n"
      "Where is it?\n\n-----Original Message-----\nFrom: Ana Berg\nSent: Friday, 2 January 2026 09:00\nTo: Eva Lind\nSubject: Lamp\n\nWe "
      "ship today.\n");
  CHECK(draft.layout == Layout::top_posted);
  CHECK(draft.quoted_from == "Eva Lind");
  REQUIRE(draft.segments.size() == 4);
  CHECK(draft.segments[1].region == Region::attribution);
  CHECK(draft.segments[2].quote_depth == 1);
  CHECK(draft.segments[3].quote_depth == 2);
  CHECK(draft.of(draft.segments[3].span) == "We ship today.");
}

TEST_CASE("header blocks are known in many languages") {
  for (const char* block : {"Von: Eva Lind\nGesendet: Montag, 5. Januar 2026 10:00\nAn: Ana Berg\nBetreff: Lampe",
                            "De : Eva Lind\nEnvoy\u00e9 : lundi 5 janvier 2026 10:00\n\u00c0 : Ana Berg\nObjet : Lampe",
                            "De: Eva Lind\nEnviado el: lunes, 5 de enero de 2026 10:00\nPara: Ana Berg\nAsunto: L\u00e1mpara",
                            "Da: Eva Lind\nInviato: luned\u00ec 5 gennaio 2026 10:00\nA: Ana Berg\nOggetto: Lampada",
                            "Van: Eva Lind\nVerzonden: maandag 5 januari 2026 10:00\nAan: Ana Berg\nOnderwerp: Lamp",
                            "Od: Eva Lind\nWys\u0142ano: poniedzia\u0142ek, 5 stycznia 2026 10:00\nDo: Ana Berg\nTemat: Lampa",
                            "*From:* Eva Lind\n*Sent:* Monday, 5 January 2026 10:00\n*To:* Ana Berg\n*Subject:* Lamp",
                            "\u5dee\u51fa\u4eba: Eva Lind\n\u9001\u4fe1\u65e5\u6642: 2026\u5e741\u67085\u65e5 10:00\n\u5b9b\u5148: Ana "
                            "Berg\n\u4ef6\u540d: \u30e9\u30f3\u30d7"}) {
    CAPTURE(block);
    const Draft draft = make_test_draft(std::string("Done.\n\n") + block + "\n\nIs it done?\n");
    REQUIRE(draft.segments.size() == 3);
    CHECK(draft.segments[1].region == Region::attribution);
    CHECK(draft.segments[2].region == Region::quoted);
    CHECK(draft.quoted_from == "Eva Lind");
  }
  // A colon does not make a header block.
  CHECK(list_segments(make_test_draft("From: the harbour\nTo: the mill\n\nIt is two miles.\n")).size() == 1);
}

TEST_CASE("forwarded messages") {
  const char* head =
      "---------- Forwarded message ---------\nFrom: Eva Lind <eva@lind.example>\nDate: Mon, 5 Jan 2026\nSubject: Lamp\nTo: Ana\n\nIt "
      "broke.\n\n> Old words\n";
  const Draft gmail = make_test_draft(std::string("For you.\n\n") + head, "Fwd: Lamp");
  CHECK(gmail.forward);
  CHECK_FALSE(gmail.reply);
  CHECK(gmail.layout == Layout::forward);
  CHECK(gmail.segments.back().region == Region::forwarded);
  CHECK(gmail.segments.size() == 3);
  const Draft outlook = make_test_draft("For you.\n\nFrom: Eva Lind\nSent: Monday\nTo: Ana\nSubject: Lamp\n\nIt broke.\n", "FW: Lamp");
  CHECK(outlook.segments.back().region == Region::forwarded);
  const Draft mutt = make_test_draft(
      "See below.\n\n----- Forwarded message from Eva Lind <eva@lind.example> -----\n\nIt broke.\n\n----- End forwarded message "
      "-----\n\nAnd now?\n");
  CHECK(list_segments(mutt).back() == "authored|And now?");
  const Draft apple = make_test_draft(
      "Begin forwarded message:\n\n> From: Eva Lind <eva@lind.example>\n> Subject: Lamp\n> Date: today\n> \n> It broke.\n\nYours?\n");
  CHECK(list_segments(apple).back() == "authored|Yours?");
  CHECK(apple.segments.front().region == Region::forwarded);
  // A digest puts "- " before a line that begins with a dash.
  const Draft digest = make_test_draft("For you.\n\n- ------- Forwarded Message\n\nFrom: Eva Lind\nSubject: Lamp\nTo: Ana\n\nIt broke.\n");
  CHECK(digest.forward);
  CHECK(digest.segments.back().region == Region::forwarded);
  CHECK_FALSE(make_test_draft("For you:\n\n- - a lamp that was forwarded\n").forward);
}

TEST_CASE("marks of HTML count as prefixes do") {
  Message message = make_message("Yes \xe2\x80\x94 soon.\n\nEva, Monday\nWill it come?\nInner\nAna | Lamps\n");
  const std::string& text = message.body.text.text;
  const auto span = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(text.find(part));
    return TextSpan{begin, begin + static_cast<std::uint32_t>(part.size())};
  };
  message.body.marks = {{MarkKind::attribution, 0, span("Eva, Monday")},
                        {MarkKind::quote, 1, span("Will it come?\nInner")},
                        {MarkKind::quote, 2, span("Inner")},
                        {MarkKind::signature, 0, span("Ana | Lamps")}};
  CHECK(list_segments(make_draft(message)) ==
        Rows{"authored|Yes - soon.", "attribution|Eva, Monday", "quoted 1|Will it come?", "quoted 2|Inner", "signature|Ana | Lamps"});
}

TEST_CASE("hostile depth and length are only text") {
  const Draft deep = make_test_draft(std::string(10000, '>') + " deep\n" + std::string(10000, '>') + "\n");
  REQUIRE(deep.segments.size() == 1);
  CHECK(deep.segments[0].quote_depth == 255);
  std::string blocks;
  for (int i = 0; i < 2000; ++i) blocks += "-----Original Message-----\nFrom: a\nSent: b\nTo: c\nSubject: d\n\ntext\n\n";
  CHECK(make_test_draft(blocks).segments.back().quote_depth == 255);
  const Draft wide = make_test_draft(std::string(1U << 20U, 'a') + "\n" + std::string(1U << 20U, ' ') + "\n" + std::string(1U << 20U, '"'));
  CHECK(wide.segments.size() == 1);
}

TEST_CASE("layouts") {
  CHECK(make_test_draft("Hello there, all is well.\n").layout == Layout::new_message);
  CHECK(make_test_draft("Mine.\n\n> theirs\n").layout == Layout::top_posted);
  CHECK(make_test_draft("> theirs\n\nMine.\n").layout == Layout::bottom_posted);
  CHECK(make_test_draft("Hi Eva,\n\n> theirs\n\nMine.\n").layout == Layout::bottom_posted);
  CHECK(make_test_draft("> theirs\n\nMine.\n\n> more\n\nMine too.\n").layout == Layout::interleaved);
}

// SPDX-License-Identifier: MIT
// The draft as a whole: coverage, positions, sentences, subject prefixes, automatic answers.
#include "draft/draft.h"

#include <catch2/catch.hpp>

#include "draft/automatic.h"
#include "draft/subject.h"
#include "drafts.h"
#include "text/words.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

void check_invariants(const Draft& draft) {
  std::uint32_t last = 0;
  for (const Segment& segment : draft.segments) {
    REQUIRE(segment.span.begin >= last);
    REQUIRE(segment.span.end <= draft.text.size());
    REQUIRE_FALSE(segment.span.empty());
    REQUIRE(trim(std::string_view(draft.text).substr(last, segment.span.begin - last)).empty());
    last = segment.span.end;
  }
  REQUIRE(trim(std::string_view(draft.text).substr(last)).empty());
  last = 0;
  for (const Sentence& sentence : draft.sentences) {
    REQUIRE(sentence.span.begin >= last);
    REQUIRE(draft.segments.at(sentence.segment).span.covers(sentence.span));
    last = sentence.span.end;
  }
  REQUIRE(draft.map.text_size() == draft.text.size());
}

}  // namespace

TEST_CASE("each byte lies in one segment and each sentence inside it") {
  const char* const bodies[] = {"",
                                "\n\n",
                                "a",
                                ">",
                                "> a\n>> b\nc\n",
                                "Hi Eva,\n\nIt is in. Is it?\n\nBest,\nAna\n-- \nx\n\nOn Monday Eva wrote:\n> no. yes.\n",
                                "\xff\xfe\x00z",
                                "-----Original Message-----",
                                "--\n",
                                "-- \n-- \n",
                                "```",
                                "From:\nTo:\nSent:\nSubject:\n",
                                "________________\n\n\n\n\nFrom: a"};
  for (const char* body : bodies) {
    CAPTURE(body);
    check_invariants(make_test_draft(body));
    check_invariants(make_test_draft(body, "Re: lamp", "Ana"));
  }
  // Lines in random order: the segmenter may be wrong about them, never inconsistent.
  const char* const lines[] = {"Hi Eva,",
                               "> a",
                               ">> On Monday Eva <e@x.example> wrote:",
                               "On 5 Jan 2026 at 10:00, Eva <e@x.example> wrote:",
                               "",
                               "",
                               "--",
                               "Best,",
                               "Ana",
                               "    x = 1;",
                               "From: Eva",
                               "Sent: now",
                               "To: Ana",
                               "Subject: x",
                               "---- Forwarded message ----",
                               "Sent from my iPhone",
                               "```",
                               "---",
                               " a | 2 +-",
                               "@@ -1,3 +1,3 @@",
                               "Words.",
                               "This email is confidential and privileged, intended solely for you, in error delete it."};
  std::uint32_t seed = 7;
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    for (int i = 0; i < 14; ++i) {
      seed = seed * 1664525U + 1013904223U;
      body += std::string(lines[(seed >> 16U) % std::size(lines)]) + "\n";
    }
    CAPTURE(body);
    check_invariants(make_test_draft(body, "", "Ana Berg"));
  }
}

TEST_CASE("positions lead back to the raw bytes") {
  const std::string body = "Hi Eva,\n\n> \xe2\x80\x9cIs it?\xe2\x80\x9d\nYes\n";
  const Draft draft = make_test_draft(body, "Re: lamp");
  const auto at = static_cast<std::uint32_t>(draft.text.find("\"Is it?\""));
  const RawSpan raw = draft.to_raw({at, at + 8});
  CHECK(std::string_view(body).substr(raw.begin - 8, raw.size()) == "\xe2\x80\x9cIs it?\xe2\x80\x9d");
}

TEST_CASE("a sentence is found by offset") {
  const Draft draft = make_test_draft("One. Two.\n");
  REQUIRE(draft.sentences.size() == 2);
  const std::uint32_t begin = draft.sentences[0].span.begin;
  CHECK(draft.find_sentence(begin) == 0);
  CHECK(draft.find_sentence(begin + 4) == 1);
  CHECK(draft.find_sentence(begin + 500) == 2);
  CHECK(draft.sentences[0].paragraph == draft.sentences[1].paragraph);
}

TEST_CASE("subject prefixes") {
  for (const char* subject : {"Re: lamp", "RE: lamp", "AW: lamp", "Antw: lamp", "SV: lamp", "Rif: lamp", "RES: lamp", "Odp: lamp",
                              "Re[2]: lamp", "[hall] Re: lamp", "\u56de\u590d\uff1alamp"}) {
    CAPTURE(subject);
    CHECK(parse_subject_prefix(subject).reply);
    CHECK(make_test_draft("x", subject).reply);
  }
  for (const char* subject : {"Fwd: lamp", "FW: lamp", "WG: lamp", "TR: lamp", "Doorst: lamp"}) {
    CAPTURE(subject);
    CHECK(parse_subject_prefix(subject).forward);
    CHECK_FALSE(make_test_draft("x", subject).reply);
    CHECK(make_test_draft("x", subject).forward);
  }
  for (const char* subject : {"", ":", "lamp", "Regarding: lamp", "Reminder: lamp", "lamp re: hall"}) {
    CAPTURE(subject);
    CHECK_FALSE(parse_subject_prefix(subject).reply);
    CHECK_FALSE(parse_subject_prefix(subject).forward);
  }
}

TEST_CASE("replies and forwards by header") {
  Message message = make_message("It is in.", "lamp");
  CHECK_FALSE(make_draft(message).reply);
  message.envelope.in_reply_to = true;
  CHECK(make_draft(message).reply);
  CHECK(make_test_draft("It is in.\n\n> Is it?\n").reply);
}

TEST_CASE("automatic answers by their words") {
  CHECK(find_automatic("Automatic reply: lamp", "Hello"));
  CHECK(find_automatic("lamp", "This is an automated response. We have your mail."));
  CHECK(find_automatic("lamp", "I am out of the office until 7 May. In urgent cases please ring the hall."));
  CHECK_FALSE(find_automatic("Re: lamp", "I'm out of the office until Monday, but the lamp is in."));
  CHECK_FALSE(find_automatic("Re: lamp", "The automatic switch is broken, I'm on leave."));
  Message message = make_message("This is an automated reply.", "lamp");
  CHECK(make_draft(message).envelope.automatic == Automatic::auto_reply);
  message.envelope.automatic = Automatic::newsletter;
  CHECK(make_draft(message).envelope.automatic == Automatic::newsletter);
}

TEST_CASE("the reader's name alone greets") {
  Message message = make_message("Eva\n\nIt is in.\n", "lamp", "Ana Berg");
  message.envelope.to = {{"Eva Lind", "eva@lind.example"}};
  CHECK(list_segments(make_draft(message)) == Rows{"subject|lamp", "greeting|Eva", "authored|It is in."});
  message.body.text = make_identity("Eva, the lamp is in.\n", 4);
  const Draft draft = make_draft(message);
  CHECK(draft.greeting_name == "Eva");
  CHECK(list_segments(draft).back() == "authored|Eva, the lamp is in.");
}

TEST_CASE("region and layout names") {
  CHECK(to_string(Region::subject) == "subject");
  CHECK(to_string(Region::code) == "code");
  CHECK(to_string(Layout::new_message) == "new_message");
  CHECK(to_string(Layout::forward) == "forward");
}

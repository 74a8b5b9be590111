// SPDX-License-Identifier: MIT
// Header facts: people, dates, threads, automatic mail, attachments, ignores.
#include "mail/mail_testing.h"

using mail_testing::parse;
using replylint::Automatic;

TEST_CASE("mailboxes are read") {
  struct Row {
    const char* field;
    const char* expected;  ///< "name <address>; …"
  };
  const Row rows[] = {
      {"a@b.example", " <a@b.example>; "},
      {"Ann <a@b.example>", "Ann <a@b.example>; "},
      {"\"Doe, Ann\" <a@b.example>, Bo <b@b.example>", "Doe, Ann <a@b.example>; Bo <b@b.example>; "},
      {"a@b.example (Ann Doe)", "Ann Doe <a@b.example>; "},
      {"\"Ann \\\"The\\\" Doe\" <a@b.example>", "Ann \"The\" Doe <a@b.example>; "},
      {"=?utf-8?q?J=C3=B6?= <j@b.example>", "Jö <j@b.example>; "},
      {"=?utf-8?b?SsO2LCBB?= <j@b.example>", "Jö, A <j@b.example>; "},
      {"Team: a@b.example, Bo <b@b.example>;, c@b.example", " <a@b.example>; Bo <b@b.example>;  <c@b.example>; "},
      {"undisclosed-recipients:;", ""},
      {"Ann <a@b.example", "Ann <a@b.example>; "},
      {"<a@b.example>", " <a@b.example>; "},
      {"Ann\n <a@b.example>,\n\tb@b.example", "Ann <a@b.example>;  <b@b.example>; "},
      {"", ""},
      {",,;", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    std::string found;
    for (const auto& mailbox : parse(std::string("To: ") + row.field + "\n\n").envelope.to)
      found += mailbox.name + " <" + mailbox.address + ">; ";
    CHECK(found == row.expected);
  }
}

TEST_CASE("dates are read") {
  struct Row {
    const char* field;
    std::int64_t seconds;  ///< -1: none
    std::int32_t zone;
  };
  const Row rows[] = {
      {"Mon, 05 Jan 2026 10:00:00 +0000", 1767607200, 0},
      {"Mon, 5 Jan 2026 11:30:00 +0130", 1767607200, 90},
      {"5 Jan 2026 05:00 EST", 1767607200, -300},
      {"5 Jan 26 10:00:00 GMT", 1767607200, 0},
      {"Mon, 5 Jan 2026 10:00:00 -0000 (a comment)", 1767607200, 0},
      {"Mon, 5 Jan 2026 10:00:00 Z", 1767607200, 0},
      {"Wed, 11 Feb 98 11:51 CST", 887219460, -360},
      {"5 Jan 2026 10:00:00", 1767607200, 0},
      {"5 January 2026 10:00:00 +0000", 1767607200, 0},
      {"Thu, 1 Jan 1970 00:00:00 +0000", 0, 0},
      {"31 Feb 2026 10:00:00 +0000", -1, 0},
      {"yesterday", -1, 0},
      {"", -1, 0},
      {"99 Jan 2026 10:00:00 +0000", -1, 0},
      {"5 Jan 2026 99:00:00 +0000", -1, 0},
      {"5 Jan 99999999999999999999 10:00:00 +0000", -1, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    const auto envelope = parse(std::string("Date: ") + row.field + "\n\n").envelope;
    CHECK(envelope.date.value_or(-1) == row.seconds);
    if (envelope.date) CHECK(envelope.date_zone == row.zone);
  }
}

TEST_CASE("threads are seen") {
  const auto reply = parse("In-Reply-To: <1@a.example>\nReferences: <0@a.example>\n <1@a.example>\nSubject:\n\n").envelope;
  CHECK(reply.in_reply_to);
  CHECK(reply.references == 2);
  CHECK(reply.has_subject);
  CHECK(!parse("In-Reply-To: \nTo: a@a.example\n\n").envelope.in_reply_to);
  CHECK(!parse("To: a@a.example\n\n").envelope.has_subject);
}

TEST_CASE("automatic mail is told from mail by people") {
  struct Row {
    const char* fields;
    Automatic automatic;
  };
  const Row rows[] = {
      {"Subject: hi\n", Automatic::no},
      {"Auto-Submitted: auto-replied\n", Automatic::auto_reply},
      {"Auto-Submitted: no\n", Automatic::no},
      {"Auto-Submitted: auto-generated; x=y\n", Automatic::auto_reply},
      {"X-Autoreply: yes\n", Automatic::auto_reply},
      {"Precedence: auto_reply\n", Automatic::auto_reply},
      {"X-Auto-Response-Suppress: All\n", Automatic::no},
      {"Return-Path: <>\n", Automatic::delivery_report},
      {"Return-Path: <a@a.example>\n", Automatic::no},
      {"From: Mail Delivery <MAILER-DAEMON@a.example>\n", Automatic::delivery_report},
      {"Precedence: bulk\n", Automatic::newsletter},
      {"Precedence: bulk\nList-Id: <l.a.example>\nList-Post: <mailto:l@a.example>\n", Automatic::no},
      {"Precedence: list\nList-Id: <l.a.example>\nList-Post: <mailto:l@a.example>\nList-Unsubscribe: <mailto:u@a.example>\n",
       Automatic::no},
      {"Precedence: list\nList-Unsubscribe: <mailto:u@a.example>\n", Automatic::newsletter},
      {"List-Unsubscribe: <https://a.example>\nList-Id: <n.a.example>\n", Automatic::newsletter},
      {"List-Unsubscribe: <https://a.example>\nIn-Reply-To: <1@b.example>\n", Automatic::no},
      {"Content-Type: text/calendar; method=REPLY\n", Automatic::calendar},
      {"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n", Automatic::no},  // no parts: broken
  };
  for (const Row& row : rows) {
    CAPTURE(row.fields);
    const auto envelope = parse(std::string(row.fields) + "\nHello\n").envelope;
    CHECK(envelope.automatic == row.automatic);
    CHECK(envelope.automatic_because.empty() == (row.automatic == Automatic::no));
  }
  const std::string report =
      "Content-Type: multipart/report; boundary=b\n\n--b\n\nNot delivered.\n--b\nContent-Type: message/delivery-status\n\nx: y\n--b--\n";
  CHECK(parse(report).envelope.automatic == Automatic::delivery_report);
  CHECK(parse(report).body.text.text == "Not delivered.");
  const std::string invitation =
      "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nCome!\n--b\nContent-Type: text/calendar; "
      "method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n";
  CHECK(parse(invitation).envelope.automatic == Automatic::calendar);
}

TEST_CASE("attachments are listed with their names") {
  struct Row {
    const char* part;      ///< header of the second part of multipart/mixed
    const char* expected;  ///< "type name inline", "" for none
  };
  const Row rows[] = {
      {"Content-Type: application/pdf; name=a.pdf\n", "application/pdf a.pdf 0"},
      {"Content-Type: APPLICATION/PDF\nContent-Disposition: attachment; filename=\"a; b.pdf\"\n", "application/pdf a; b.pdf 0"},
      {"Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n", "application/pdf café.pdf 0"},
      {"Content-Type: application/pdf\nContent-Disposition: attachment; filename*0*=iso-8859-1''caf%E9; filename*1=\" and more\"; "
       "filename*2*=%2Epdf\n",
       "application/pdf café and more.pdf 0"},
      {"Content-Type: application/pdf; name=\"=?utf-8?q?caf=C3=A9?=.pdf\"\n", "application/pdf café.pdf 0"},
      {"Content-Type: application/pdf;\n name=\"quote \\\" here.pdf\"\n", "application/pdf quote \" here.pdf 0"},
      {"Content-Type: text/plain (a comment); name=log.txt\nContent-Disposition: attachment\n", "text/plain log.txt 0"},
      {"Content-Type: text/x-patch; name=a.patch\nContent-Disposition: inline\n", "text/x-patch a.patch 0"},
      {"Content-Type: text/plain; name=notes.txt\nContent-Disposition: inline\n", "text/plain notes.txt 0"},
      {"Content-Type: message/rfc822\n", "message/rfc822  0"},
      {"Content-Type: image/png\nContent-ID: <i1@a>\nContent-Disposition: inline; filename=i.png\n", "image/png i.png 1"},
      {"Content-Type: image/png\nContent-ID: <i2@a>\nContent-Disposition: inline; filename=i.png\n", "image/png i.png 0"},
      {"Content-Type: application/pgp-signature\n", ""},
      {"Content-Type: text/plain\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.part);
    const std::string raw = std::string(
                                "Content-Type: multipart/mixed; boundary=\"x y\"\n\n--x y\nContent-Type: text/html\n\n<p>Hello<img "
                                "src=\"cid:i1@a\"></p>\n--x y\n") +
                            row.part + "\nxx\n--x y--\n";
    std::string found;
    for (const auto& attachment : parse(raw).envelope.attachments)
      found += attachment.media_type + " " + attachment.name + " " + (attachment.inline_image ? "1" : "0");
    CHECK(found == row.expected);
  }
}

TEST_CASE("ignores are read with their fields") {
  const std::string raw =
      "To: a@a.example\nX-Replylint: ignore tone.shouting -- a log\n file\nX-replylint: ignore blame.*\nX-Replylint: checked\n\nbody";
  const auto ignores = parse(raw).envelope.ignores;
  REQUIRE(ignores.size() == 2);
  CHECK(ignores[0].rule == "tone.shouting");
  CHECK(ignores[0].reason == "a log file");
  CHECK(ignores[0].raw.of(raw) == "X-Replylint: ignore tone.shouting -- a log\n file\n");
  CHECK(ignores[1].rule == "blame.*");
  CHECK(ignores[1].reason.empty());
}

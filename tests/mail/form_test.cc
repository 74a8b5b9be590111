// SPDX-License-Identifier: MIT
// What is taken for a message, and where its header ends.
#include "mail/mail_testing.h"

using mail_testing::parse;
using replylint::InputForm;

TEST_CASE("input is told apart") {
  struct Row {
    const char* raw;
    bool has_header;
    const char* body;
  };
  const Row rows[] = {
      {"To: x@a.example\nSubject: y\n\nbody\n", true, "body\n"},
      {"To: x@a.example\nSubject: y\n--text follows this line--\nbody\n", true, "body\n"},
      {"To: x@a.example\r\nSubject: y\r\n\r\nbody\r\n", true, "body\n"},
      {"From x@a.example Mon Jan  5 10:00:00 2026\nTo: x@a.example\n\nbody\n", true, "body\n"},
      {"\xEF\xBB\xBFSubject: y\n\nbody\n", true, "body\n"},
      {"X-Mailer: z\nTo: x@a.example\n\nbody", true, "body"},
      {"Subject: only a header", true, ""},
      {"SUBJECT : y\n\nbody", true, "body"},
      {"Subject: y\n \nbody after an indented line\nmore\n", true, "body after an indented line\nmore\n"},
      {"Note: please read\n\nHello", false, "Note: please read\n\nHello"},
      {"Hello Ann,\n\nFrom: here on it is easy\n", false, "Hello Ann,\n\nFrom: here on it is easy\n"},
      {"From now on we ship daily.\nThanks\n", false, "From now on we ship daily.\nThanks\n"},
      {"To: be or not to be\nthat is the question\nand so on\n", false, "To: be or not to be\nthat is the question\nand so on\n"},
      {"", false, ""},
      {"\n\n", false, "\n\n"},
      {"Thanks!", false, "Thanks!"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    const auto message = parse(row.raw, InputForm::detect);
    CHECK(message.envelope.has_header == row.has_header);
    CHECK(message.body.text.text == row.body);
  }
}

TEST_CASE("broken header lines are skipped, and a header without its blank line ends") {
  struct Row {
    const char* raw;
    const char* subject;
    const char* body;
  };
  const Row rows[] = {
      {"From: a@a.example\nthis is no field\nSubject: s\n\nbody", "s", "body"},
      {"From: a@a.example\nb\xE9g: x\n folded\nSubject: s\n\nbody", "s", "body"},
      {"Subject: s\nHello you,\nhow are you?\n\nBye", "s", "Hello you,\nhow are you?\n\nBye"},
      {"Subject:\n folded\n\nbody", " folded", "body"},
      {"Subject: a\0b\n\nbody", "a", "body"},
      {"Subject: first\nSubject: second\n\nbody", "first", "body"},
      {"\nbody", "", "body"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    const bool has_nul = std::string_view(row.subject) == "a";
    const auto message = parse(has_nul ? std::string_view("Subject: a\0\n\nbody", 17) : row.raw);
    CHECK(message.subject.text == row.subject);
    CHECK(message.body.text.text == row.body);
  }
}

TEST_CASE("text form never looks for a header") {
  const auto message = parse("Subject: y\n\nbody", InputForm::text);
  CHECK(!message.envelope.has_header);
  CHECK(message.body.text.text == "Subject: y\n\nbody");
}

// SPDX-License-Identifier: MIT
// Header fields are added and removed without touching another byte.
#include "mail/header_edit.h"

#include <algorithm>

#include "mail/mail_testing.h"

using mail_testing::with_crlf;
using replylint::add_fields;
using replylint::remove_fields;

TEST_CASE("adding and removing gives the bytes back") {
  const std::string messages[] = {
      "To: a@a.example\nSubject: s\n\nbody\n",
      with_crlf("To: a@a.example\nSubject: s\n\nbody\n"),
      "From a@a.example Mon Jan  5 10:00:00 2026\nTo: a@a.example\n\nX-Replylint: not a field\n",
      "To: a@a.example",
      "\nbody without header\n",
      std::string("Subject: \0\xFF\n\n\0body", 18),
      "To: a@a.example\nbroken line\nSubject: s\n\nbody",
      "",
  };
  for (const std::string& raw : messages) {
    CAPTURE(raw);
    const std::string added = add_fields(
        raw, {{"X-Replylint", "pass"}, {"X-Replylint-Note", "two"}, {"x-replylint", std::string(200, 'a') + " " + std::string(60, 'b')}});
    CHECK(added.size() > raw.size());
    CHECK(remove_fields(remove_fields(added, "X-REPLYLINT"), "X-Replylint-Note") == raw);
  }
}

TEST_CASE("fields are written as the message is") {
  CHECK(add_fields("To: a\n\nb", {{"X-A", "one"}}) == "X-A: one\nTo: a\n\nb");
  CHECK(add_fields("To: a\r\n\r\nb", {{"X-A", "one"}}) == "X-A: one\r\nTo: a\r\n\r\nb");
  CHECK(add_fields("From x y\nTo: a\n\nb", {{"X-A", "one"}}) == "From x y\nX-A: one\nTo: a\n\nb");
  CHECK(add_fields("\n", {{"X-A", "a\r\nBcc: evil\n\x7F"}}) == "X-A: a  Bcc: evil\n\n");
  CHECK(add_fields("\n", {{"X-A", ""}}) == "X-A:\n\n");
}

TEST_CASE("long values are folded at blanks") {
  std::string value;
  for (int i = 0; i < 40; ++i) value += "word" + std::to_string(i) + (i % 7 == 0 ? "  " : " ");
  const std::string added = add_fields("\n", {{"X-Long", value}});
  std::size_t begin = 0;
  for (std::size_t end = added.find('\n'); end != std::string::npos; end = added.find('\n', begin)) {
    CHECK(end - begin <= 78);
    begin = end + 1;
  }
  std::string unfolded = added;
  std::erase(unfolded, '\n');
  CHECK(unfolded == "X-Long: " + value.substr(0, value.size() - 1));
}

TEST_CASE("fields are removed wherever they stand, with their folds") {
  CHECK(remove_fields("A: 1\nX: 2\n folded\nB: 3\nx : 4\n\nX: body\n", "X") == "A: 1\nB: 3\n\nX: body\n");
  CHECK(remove_fields("A: 1\n\nb", "X") == "A: 1\n\nb");
}

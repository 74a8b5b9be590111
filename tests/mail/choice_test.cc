// SPDX-License-Identifier: MIT
// Which body parts are read, and what is said of those that cannot be.
#include <algorithm>

#include "mail/mail_testing.h"

using mail_testing::parse;

namespace {

const std::string plain = "Content-Type: text/plain\n\n";
const std::string html = "Content-Type: text/html\n\n";

/// A multipart of that subtype; `parts` begin with their header fields.
std::string multipart(const std::string& subtype, const std::vector<std::string>& parts, const std::string& boundary = "bb") {
  std::string out = "Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"\n\n";
  for (const auto& part : parts) out += "--" + boundary + "\n" + part + "\n";
  return out + "--" + boundary + "--\n";
}

}  // namespace

TEST_CASE("the part that a person reads is chosen") {
  struct Row {
    const char* name;
    std::string raw;
    const char* body;
    std::size_t attachments;
  };
  const std::string image = "Content-Type: image/png\nContent-ID: <i>\n\nxx";
  const std::string pdf = "Content-Type: application/pdf\n\nxx";
  const Row rows[] = {
      {"plain wins", multipart("alternative", {plain + "text", html + "<p>html</p>"}), "text", 0},
      {"an empty plain part loses", multipart("alternative", {plain + " \n", html + "<p>html</p>"}), "html\n", 0},
      {"a stub loses", multipart("alternative", {plain + "Your mail client does not support HTML.", html + "<p>html</p>"}), "html\n", 0},
      {"a short text about HTML wins", multipart("alternative", {plain + "The HTML is done.", html + "<p>html</p>"}), "The HTML is done.",
       0},
      {"HTML alone", multipart("alternative", {html + "<p>html</p>"}), "html\n", 0},
      {"related in alternative", multipart("alternative", {plain + "\n", multipart("related", {html + "<p>html</p>", image}, "cc")}),
       "html\n", 1},
      {"mixed appends", multipart("mixed", {plain + "one", plain + "two", pdf}), "one\ntwo", 1},
      {"attached text is not read", multipart("mixed", {plain + "one", "Content-Disposition: attachment\n" + plain + "two"}), "one", 1},
      {"named later text is not read", multipart("mixed", {plain + "one", "Content-Type: text/plain; name=a.txt\n\ntwo"}), "one", 1},
      {"attachment first", multipart("mixed", {pdf, plain + "one"}), "one", 1},
      {"forwarded message", multipart("mixed", {plain + "one", "Content-Type: message/rfc822\n\nSubject: x\n\ntwo"}), "one", 1},
      {"signed", multipart("signed", {plain + "one", "Content-Type: application/pgp-signature\n\nxx"}), "one", 0},
      {"related with start",
       "Content-Type: multipart/related; boundary=bb; start=\"<r>\"\n\n--bb\n" + image + "\n--bb\nContent-ID: <r>\n" + html +
           "root\n--bb--\n",
       "root\n", 1},
      {"root text is read whatever its disposition", "Content-Disposition: attachment; filename=a.txt\n" + plain + "one", "one", 0},
      {"no text", "Content-Type: application/pdf\n\nxx", "", 1},
      {"unclosed inner part",
       "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; "
       "boundary=oi\n\n--oi\n\ninner\n--o\n\nouter\n--o--\n",
       "inner\nouter", 0},
      {"unclosed", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n", "one\n", 0},
      {"boundary in mid-line", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\na --b\n--bc\n--b--\n", "a --b\n--bc", 0},
      {"boundary with semicolon", "Content-Type: multipart/mixed; boundary=\"a;b\"\n\n--a;b\n\none\n--a;b--\n", "one", 0},
      {"boundary in pieces", "Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n--ab\n\none\n--ab--\n", "one", 0},
      {"unterminated quote", "Content-Type: multipart/mixed; boundary=\"ab\n\n--ab\n\none\n--ab--\n", "one", 0},
      {"no boundary", "Content-Type: multipart/mixed\n\n--b\ntext\n", "--b\ntext\n", 0},
      {"blanks after a boundary", "Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\none\n--b-- \n", "one", 0},
      {"comment in the type", "Content-Type: text/html (really)\n\n<p>x</p>", "x\n", 0},
      {"no subtype", "Content-Type: text\n\n<p>x</p>", "<p>x</p>", 0},
      {"upper case", "CONTENT-TYPE: TEXT/HTML\n\n<p>x</p>", "x\n", 0},
      {"lone CR", "From: a@a.example\rSubject: s\r\rone\rtwo\r", "one\ntwo\n", 0},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto message = parse(row.raw);
    CHECK(message.body.text.text == row.body);
    CHECK(message.envelope.attachments.size() == row.attachments);
  }
}

TEST_CASE("what was guessed or left out is said") {
  struct Row {
    std::string raw;
    const char* word;  ///< in one of the problems
    const char* body;
  };
  const Row rows[] = {
      {multipart("encrypted", {"Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: application/octet-stream\n\nxx"}),
       "encrypted", ""},
      {"Content-Type: application/pdf\n\nxx", "no text", ""},
      {"Content-Type: text/plain; charset=klingon\n\nna\xC3\xAFve", "charset", "naïve"},
      {"Content-Type: text/plain; charset=klingon\n\nna\xEFve", "charset", "naïve"},
      {"Content-Type: text/plain; charset=\"a/../b//TRANSLIT\"\n\nx", "charset", "x"},
      {"Content-Type: text/plain; charset=utf-8\n\nna\xEFve", "UTF-8", "na\uFFFDve"},
      {"Content-Type: text/plain; charset=shift_jis\n\na\xFF z", "characters", "a\uFFFD z"},
      {"\nna\xEFve", "ASCII", "naïve"},
      {"Content-Transfer-Encoding: base64\n\nSGVsbG8gdGhlcmU", "cut off", "Hello there"},
      {"Content-Transfer-Encoding: base64\n\nSGVsbG8g*!dGhlcmUu\n=", "", "Hello there."},
      {"Content-Transfer-Encoding: rot13\n\nxyz", "transfer encoding", "xyz"},
      {"Content-Transfer-Encoding: quoted-printable\n\n=C3=A9 100% = a=ZZ =", "", "é 100% = a=ZZ "},
      {"Content-Type: multipart/mixed; boundary=b\n\nno parts\n", "no parts", "no parts\n"},
      {"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none", "boundary", "one"},
      {"Date: soon\n\nx", "date", "x"},
      {"Subject: s\nbroken\nTo: a@a.example\n\nx", "no fields", "x"},
  };
  for (const Row& row : rows) {
    const auto message = parse(row.raw);
    CAPTURE(row.raw, message.problems);
    CHECK(message.body.text.text == row.body);
    const auto& problems = message.problems;
    if (*row.word == '\0') CHECK(problems.empty());
    if (*row.word != '\0')
      CHECK(std::any_of(problems.begin(), problems.end(),
                        [&](const std::string& problem) { return problem.find(row.word) != std::string::npos; }));
  }
}

TEST_CASE("flowed text is joined") {
  struct Row {
    const char* parameters;
    const char* from;
    const char* to;
  };
  const Row rows[] = {
      {"format=flowed", "one \ntwo \nthree\nfour\n", "one two three\nfour\n"},
      {"format=flowed; delsp=yes", "one \ntwo\n", "onetwo\n"},
      {"FORMAT=Flowed; DelSp=YES", "one \ntwo\n", "onetwo\n"},
      {"format=flowed", "> one \n> two\n>> deep \n>> er\nown\n", "> one two\n>> deep er\nown\n"},
      {"format=flowed", "> one \nown\n", "> one \nown\n"},
      {"format=flowed", "one \n-- \nAnn\n", "one \n-- \nAnn\n"},
      {"format=flowed", " >not a quote\n stuffed\n", ">not a quote\nstuffed\n"},
      {"format=flowed", "one \n\ntwo", "one \ntwo"},
      {"format=flowed", "last ", "last "},
      {"charset=utf-8", "one \ntwo\n", "one \ntwo\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.parameters, row.from);
    CHECK(parse(std::string("Content-Type: text/plain; ") + row.parameters + "\n\n" + row.from).body.text.text == row.to);
  }
}

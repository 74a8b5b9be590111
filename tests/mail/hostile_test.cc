// SPDX-License-Identifier: MIT
// Hostile and enormous input: refused with a reason or read, never more.
#include "mail/mail_testing.h"

using mail_testing::parse;
using replylint::InputForm;
using replylint::parse_message;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string nested_multiparts(int depth) {
  std::string out;
  for (int i = 0; i < depth; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    out += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  return out + "\ntext";
}

}  // namespace

TEST_CASE("limits are refused by name") {
  struct Row {
    std::string raw;
    const char* word;
  };
  const Row rows[] = {
      {nested_multiparts(2000), "nested"},
      {"Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--b\n\nx\n", 1100) + "--b--\n", "parts"},
      {"Subject: " + repeat("x", 10U << 20U) + "\n\nbody", "line"},
      {repeat("X-Filler: some words that fill the header\n", 30000) + "\nbody", "header"},
      {repeat("x", (25U << 20U) + 1), "message"},
      {"Subject: s\n\n" + repeat("some text\n", 500000), "text"},
      {"Content-Transfer-Encoding: base64\n\n" + repeat("eHh4\n", 2000000), "text"},
      {"Content-Transfer-Encoding: quoted-printable\n\n" + repeat("xx=3D=\n", 1900000), "text"},
  };
  for (const Row& row : rows) {
    INFO(row.word);
    const auto message = parse_message(row.raw, InputForm::mail);
    REQUIRE(!message);
    CHECK(message.error().what.find(row.word) != std::string::npos);
    CHECK(message.error().what.find("xxx") == std::string::npos);
  }
}

TEST_CASE("odd but bearable input is read") {
  CHECK(parse(nested_multiparts(40)).body.text.text == "text");
  CHECK(parse(repeat("X: y\n", 100000) + "\nbody").body.text.text == "body");
  CHECK(parse("\n" + repeat("x", 3U << 20U)).body.text.text.size() == 3U << 20U);
  CHECK(parse("To: " + repeat("a@a.example,\n ", 40000) + "\n\nbody").envelope.to.size() == 10000);
  CHECK(parse("Subject: s\n" + repeat(" fold\n", 100000) + "\nbody").body.text.text == "body");
  CHECK(parse(std::string(1000, '\0')).body.text.text.empty());
  CHECK(parse("").body.text.text.empty());
  CHECK(parse("Subject: " + repeat("=?utf-8?q?", 5000) + "\n\nb").subject.text.size() > 1000);
  CHECK(parse("Subject: " + repeat("=?utf-8?q?a?= ", 4000) + "\n\nb").subject.text.size() >= 4000);
  CHECK(parse("From: " + repeat("(", 60000) + "\n\nb").body.text.text == "b");
  CHECK(parse("From: " + repeat("\"", 60001) + "\n\nb").body.text.text == "b");
  CHECK(parse("Content-Type: text/plain;" + repeat(" a*0=b;", 9000) + "\n\nb").body.text.text == "b");
  CHECK(parse(repeat("X: y\r", 100000) + "\r" + repeat("a\r", 1000000)).body.text.text.size() == 2000000);
  CHECK(parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n\n" + repeat("\r--b x", 500000)).body.text.text.size() == 3000001);
  std::string parameters;
  for (int i = 0; i < 25000; ++i) parameters += ";\n a" + std::to_string(i) + "=b;\n c" + std::to_string(i) + "*0=d";
  CHECK(parse("Content-Type: text/plain" + parameters + "\n\nb").body.text.text == "b");
  CHECK(parse("Content-Type: text/plain; a*99999999999999999999=b; *=; *0=; =; ;;\n\nb").body.text.text == "b");
}

TEST_CASE("hostile HTML is read tag by tag") {
  const std::string front = "Content-Type: text/html\n\n";
  const std::string bodies[] = {
      repeat("<div>", 100000) + "text",
      repeat("<font>", 100000) + "text",
      repeat("<b><p>", 50000) + "text",
      repeat("<table><td>", 40000) + "text",
      repeat("<blockquote>", 40000) + "text",
      repeat("<div></b><b>", 40000) + "text",
      repeat("<li><b>", 40000) + "text",
      "<p " + repeat("a", 100000) + repeat(" b", 100000) + ">text",
      repeat("<p><a", 50000) + ">text",
      repeat("&", 500000) + "text",
      repeat("<!--", 100000) + "-->text",
      "text" + repeat("<x a=\"", 50000),
      repeat("<a href='1'>", 250) + repeat("<p>x", 50000) + "text",
      repeat("</p>", 100000) + "text",
      repeat("<ul><li>", 30000) + "text",
      repeat("<td>x", 100000) + "text",
      repeat("<table>x", 250) + repeat("<i>y</i>", 20000) + "text",
  };
  for (const std::string& body : bodies) {
    CAPTURE(body.substr(0, 30));
    CHECK(parse(front + body).body.text.text.find("text") != std::string::npos);
  }
}

TEST_CASE("no prefix of a message crashes") {
  const std::string raw =
      "From x Mon Jan  5 10:00:00 2026\nFrom: =?utf-8?b?SsO2?= <j@a.example> (c)\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\n"
      "Date: Mon, 5 Jan 2026 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=\"a;b\"\n\n--a;b\n"
      "Content-Type: text/html; charset=shift_jis\nContent-Transfer-Encoding: quoted-printable\n\n<p title=3D\"x\">&amp;=93=FA<!-- "
      "--></p>\n--a;b\n"
      "Content-Transfer-Encoding: base64\nContent-Type: text/plain; format=flowed; delsp=yes\n\nSGVsbG8gIA==\n--a;b--\n";
  for (std::size_t size = 0; size <= raw.size(); ++size) {
    for (const auto form : {InputForm::detect, InputForm::mail, InputForm::text}) parse(raw.substr(0, size), form);
    std::string broken = raw;
    if (size < raw.size()) broken[size] = static_cast<char>(size * 37);
    parse(broken);
  }
}

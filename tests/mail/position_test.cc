// SPDX-License-Identifier: MIT
// Every decoded word leads back to the raw bytes that it was written with, through each encoding.
#include "mail/mail_testing.h"

using mail_testing::parse;
using mail_testing::raw_of;
using mail_testing::with_crlf;

namespace {

struct Row {
  const char* name;
  std::string raw;
  const char* words;  ///< in the decoded body
  std::string from;   ///< the raw bytes they stand for
};

std::string mail(const std::string& fields, const std::string& body) {
  return "From: a@a.example\nSubject: s\nMIME-Version: 1.0\n" + fields + "\n" + body;
}

const std::string qp = "Content-Transfer-Encoding: quoted-printable\n";
const std::string base64 = "Content-Transfer-Encoding: base64\n";

std::string type(const std::string& value) { return "Content-Type: " + value + "\n"; }

}  // namespace

TEST_CASE("words of a body lead back to their bytes") {
  const Row rows[] = {
      {"7bit", mail("", "Hello there,\nplease stop it.\n"), "stop it", "stop it"},
      {"8bit UTF-8", mail(type("text/plain; charset=utf-8"), "Schöne Grüße an alle\n"), "Grüße", "Grüße"},
      {"no charset, UTF-8", mail("", "Schöne Grüße an alle\n"), "an alle", "an alle"},
      {"Latin-1",
       mail(type("text/plain; charset=iso-8859-1"),
            "Sch\xF6ne Gr\xFC\xDF"
            "e an alle\n"),
       "Grüße an",
       "Gr\xFC\xDF"
       "e an"},
      {"Windows-1252",
       mail(type("text/plain; charset=windows-1252"),
            "It\x92s \x93"
            "fine\x94 now\n"),
       "fine”", "fine\x94"},
      {"KOI8-R", mail(type("text/plain; charset=koi8-r"), "\xF0\xD2\xC9\xD7\xC5\xD4, ok\n"), "вет, ok", "\xD7\xC5\xD4, ok"},
      {"Shift_JIS", mail(type("text/plain; charset=shift_jis"), "ab \x93\xFA\x96{ cd\n"), "本 cd", "\x96{ cd"},
      {"ISO-2022-JP", mail(type("text/plain; charset=iso-2022-jp"), "ab \x1B$BF|K\\\x1B(B cd\n"), "cd", "cd"},
      {"GB2312", mail(type("text/plain; charset=gb2312"), "\xC4\xE3\xBA\xC3 ok\n"), "好 ok", "\xBA\xC3 ok"},
      {"UTF-16", mail(type("text/plain; charset=utf-16"), std::string("\xFE\xFF\0H\0i\0 \0y\0o\0u", 14)), "you",
       std::string("\0y\0o\0u", 6)},
      {"quoted-printable", mail(qp + type("text/plain; charset=utf-8"), "Gr=C3=BC=C3=9Fe an alle\n"), "üße an", "=C3=BC=C3=9Fe an"},
      {"soft break inside a word", mail(qp, "This is unaccept=\nable work.\n"), "unacceptable", "unaccept=\nable"},
      {"soft break with blanks", mail(qp, "This is unaccept= \t\nable work.\n"), "able work", "able work"},
      {"blanks at line end", mail(qp, "one \t\ntwo three\n"), "one\ntwo", "one \t\ntwo"},
      {"base64", mail(base64 + type("text/plain; charset=utf-8"), "SGVsbG8gdGhlcmUsIHBs\nZWFzZSBzdG9wIGl0Lg==\n"), "Hello ", "SGVsbG8g"},
      {"base64 over a line end", mail(base64, "SGVsbG8gdGhlcmUsIHBs\nZWFzZSBzdG9wIGl0Lg==\n"), "please", "IHBs\nZWFzZSBz"},
      {"base64 with UTF-8", mail(base64 + type("text/plain; charset=utf-8"), "R3LDvMOfZSBhbiBhbGxl\n"), "e an a", "ZSBhbiBh"},
      {"flowed", mail(type("text/plain; format=flowed"), "This line \nis wrapped \nsoftly.\nNext.\n"), "wrapped softly",
       "wrapped \nsoftly"},
      {"flowed, quoted", mail(type("text/plain; format=flowed"), "> This line \n> is wrapped.\nNo.\n"), "line is", "line \n> is"},
      {"flowed, delsp", mail(type("text/plain; format=flowed; delsp=yes"), "unaccept \nable\n"), "unacceptable", "unaccept \nable"},
      {"flowed, stuffed", mail(type("text/plain; format=flowed"), " From me\n"), "From me", "From me"},
      {"HTML", mail(type("text/html"), "<p>You <b>must</b>\n  stop.</p>"), "must stop", "must</b>\n  stop"},
      {"HTML entity", mail(type("text/html"), "<p>AT&amp;T isn&rsquo;t &lt;it&gt; &#8364;5</p>"), "isn’t", "isn&rsquo;t"},
      {"HTML entities in a row", mail(type("text/html"), "<p>a &lt;&lt;b&gt; c&nbsp;d</p>"), "<b> c", "&lt;b&gt; c"},
      {"HTML entity without semicolon", mail(type("text/html"), "<p>Q&amp A &copy 2020 &unknown; x & y</p>"), "2020 &unknown; x & y",
       "2020 &unknown; x & y"},
      {"HTML, escaped entity", mail(type("text/html"), "<p>write &amp;amp; here</p>"), "&amp; here", "&amp;amp; here"},
      {"HTML in quoted-printable", mail(qp + type("text/html; charset=utf-8"), "<p class=3D\"x\">Gr=C3=BC=C3=9F=\ne an &auml;lle</p>"),
       "Grüße an älle", "Gr=C3=BC=C3=9F=\ne an &auml;lle"},
      {"HTML with a lost end tag", mail(type("text/html"), "<p>one</i> two<!-- x --> three</p>"), "one two three",
       "one</i> two<!-- x --> three"},
      {"HTML table", mail(type("text/html"), "<table><tr>stray<td>cell one</td><td>cell two</td></tr></table>"), "cell two", "cell two"},
      {"HTML text moved out of a table", mail(type("text/html"), "<table><tr>stray<td>cell one</td>words</tr></table>"), "stray", "stray"},
      {"HTML pre", mail(type("text/html"), "<div>x</div><pre>\nline one\n  line &amp; two</pre>"), "one\n  line & t",
       "one\n  line &amp; t"},
      {"multipart", mail(type("multipart/mixed; boundary=b"), "pre\n--b\n\nfirst text\n--b\n" + qp + "\nsecond te=\nxt\n--b--\npost\n"),
       "second text", "second te=\nxt"},
  };
  for (const Row& row : rows) {
    const auto body = parse(row.raw).body.text;
    INFO(row.name);
    CHECK(raw_of(row.raw, body, row.words) == row.from);
    if (std::string(row.name).starts_with("UTF-16")) continue;
    const std::string crlf = with_crlf(row.raw);
    const auto crlf_body = parse(crlf).body.text;
    CHECK(raw_of(crlf, crlf_body, row.words) == with_crlf(row.from));
    CHECK(crlf_body.text == body.text);
  }
}

TEST_CASE("words of a subject lead back to their bytes") {
  const Row rows[] = {
      {"plain", "Subject: Re: Please stop it\n\n", "stop it", "stop it"},
      {"folded", "Subject: Re: Please\n stop it\n\n", "Please stop", "Please\n stop"},
      {"Q", "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_an?= alle\n\n", "üße an", "=C3=BC=C3=9Fe_an"},
      {"B", "Subject: =?utf-8?B?R3LDvMOfZSBhbiBhbGxl?=\n\n", "e an a", "ZSBhbiBh"},
      {"two words", "Subject: =?utf-8?q?one?=\n =?utf-8?q?_two?= three\n\n", "one two three", "one?=\n =?utf-8?q?_two?= three"},
      {"cut inside a character", "Subject: =?utf-8?q?caf=C3?= =?utf-8?q?=A9_x?=\n\n", "café x", "caf=C3?= =?utf-8?q?=A9_x"},
      {"ISO-2022-JP", "Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQiBvaw==?= end\n\n", "end", "end"},
      {"raw UTF-8", "Subject: Grüße an\n\n", "üße an", "üße an"},
      {"raw Latin-1",
       "Subject: Gr\xFC\xDF"
       "e an\n\n",
       "üße an",
       "\xFC\xDF"
       "e an"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(raw_of(row.raw, parse(row.raw).subject, row.words) == row.from);
    const std::string crlf = with_crlf(row.raw);
    CHECK(raw_of(crlf, parse(crlf).subject, row.words) == with_crlf(row.from));
  }
}

TEST_CASE("body text alone leads back to its bytes") {
  const Row rows[] = {
      {"plain", "Hello\r\nyou there\r\n", "you", "you"},
      {"UTF-8 mark", "\xEF\xBB\xBFHello you\n", "Hello", "Hello"},
      {"UTF-16LE mark", std::string("\xFF\xFEH\0i\0 \0y\0o\0u\0", 14), "you", std::string("y\0o\0u\0", 6)},
      {"UTF-16BE mark", std::string("\xFE\xFF\0H\0i\0 \0y\0o\0u", 14), "you", std::string("\0y\0o\0u", 6)},
      {"Windows-1252", "caf\xE9 ok\n", "café", "caf\xE9"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto message = parse(row.raw, replylint::InputForm::detect);
    CHECK(!message.envelope.has_header);
    CHECK(raw_of(row.raw, message.body.text, row.words) == row.from);
  }
}

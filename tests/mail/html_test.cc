// SPDX-License-Identifier: MIT
// HTML as a reader sees it, and the marks that mail clients leave in it.
#include "mail/html.h"

#include "mail/mail_testing.h"

using replylint::Body;
using replylint::MailLimits;
using replylint::MarkKind;

namespace {

Body read(const std::string& html, const MailLimits& limits = {}) {
  Body body;
  std::vector<std::string> problems;
  replylint::append_html(replylint::make_identity(html), limits, body, problems);
  CHECK(body.text.map.text_size() == body.text.text.size());
  return body;
}

std::string to_text(const Body& body) {
  std::string text = body.text.text;
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string to_list(const Body& body) {
  const char* names[] = {"quote", "attribution", "signature", "code", "forwarded", "reply_head"};
  std::string out;
  for (const auto& mark : body.marks) {
    out += names[static_cast<int>(mark.kind)];
    if (mark.quote_depth > 0) out += std::to_string(mark.quote_depth);
    out += "[" + std::string(mark.span.of(body.text.text)) + "] ";
  }
  return out;
}

}  // namespace

TEST_CASE("HTML is laid out as lines") {
  struct Row {
    const char* html;
    const char* text;
  };
  const Row rows[] = {
      {"one  two\n\tthree", "one two three"},
      {"<p>one</p><p>two</p>", "one\n\ntwo"},
      {"<div>one</div><div>two</div>", "one\ntwo"},
      {"<div>one<br></div>two", "one\ntwo"},
      {"<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"},
      {"one<br>two<br><br>three", "one\ntwo\n\nthree"},
      {"<div><br></div>one", "one"},
      {"<p class=MsoNormal>one</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>two</p>", "one\n\ntwo"},
      {"<p style='margin:0'>one</p><p style='margin: 0'>two</p>", "one\ntwo"},
      {"<b>bo</b>ld <i> it</i> <span>x</span>", "bold it x"},
      {"<ul><li>one</li><li>two</li></ul>", "- one\n- two"},
      {"<ol><li>one<li><p>two</p><ul><li>in</ul></ol>after", "1. one\n2. two\n- in\n\nafter"},
      {"<table><tr><td>a</td><td>b</td></tr><tr><th>c<th>d</table>", "a b\nc d"},
      {"<h1>Head</h1>text", "Head\n\ntext"},
      {"<head><title>t</title><style>p{}</style></head><body>x<script>y</script></body>", "x"},
      {"a<span style=\"display: none\">hidden</span>b<div hidden>c</div>", "ab"},
      {"<div style='mso-hide:all'>preview</div>x<!-- comment -->y", "xy"},
      {"<a href=\"https://a.example\">link</a> <img alt=\"picture\"> end", "link end"},
      {"<pre>a  b\n c</pre>d", "a  b\n c\n\nd"},
      {"<div style=\"white-space: pre-wrap\">a  b\n c</div>", "a  b\n c"},
      {"&lt;b&gt; &amp;amp; &euro; &#x41;&#66; &nosuch; &", "<b> &amp; € AB &nosuch; &"},
      {"a < b and c > d", "a < b and c > d"},
      {"", ""},
      {"<p>unclosed <b>bold", "unclosed bold"},
      {"<select><option>x</select>y", "y"},
  };
  MailLimits by_tags;
  by_tags.html_nesting = 0;
  for (const Row& row : rows) {
    CAPTURE(row.html);
    CHECK(to_text(read(row.html)) == row.text);
    // Read tag by tag, the same comes out for all that is not a matter of tree repair.
    const std::string stripped = std::string("<i></i>") + row.html;
    CHECK(to_text(read(stripped, by_tags)) == row.text);
  }
}

TEST_CASE("mail clients' markup becomes marks") {
  struct Row {
    const char* name;
    const char* html;
    const char* marks;
  };
  const Row rows[] = {
      {"blockquote", "x<blockquote>a<blockquote>b</blockquote></blockquote>", "quote1[a\n\nb] quote2[b] "},
      {"Gmail",
       "x<div class=\"gmail_quote\"><div class=gmail_attr>On Monday Bo wrote:<br></div><blockquote class=gmail_quote>a</blockquote></div>",
       "attribution[On Monday Bo wrote:] quote1[a] "},
      {"Gmail without gmail_attr",
       "x<div class=gmail_quote>On Monday Bo wrote:<br><blockquote>a</blockquote>own<blockquote>b</blockquote></div>",
       "attribution[On Monday Bo wrote:] quote1[a] quote1[b] "},
      {"Gmail, forwarded", "<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Bo</div>a</div>",
       "forwarded[---------- Forwarded message ---------\nFrom: Bo] "},
      {"Gmail signature", "x<div class=\"gmail_signature\" data-smartmail=1>Ann</div>", "signature[Ann] "},
      {"Outlook desktop",
       "x<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Von:</b> Bo<br><b>Gesendet:</b> "
       "Montag<br><b>An:</b> Ann</p></div><p>a</p>",
       "reply_head[Von: Bo\nGesendet: Montag\nAn: Ann] "},
      {"a box that is no head", "x<div style='border-top:solid #E1E1E1 1.0pt'>Prices</div>", ""},
      {"Outlook web", "x<div id=appendonsend></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Bo<br></div><div>a</div>",
       "reply_head[From: Bo] "},
      {"Outlook web, quoted", "<div id=\"x_divRplyFwdMsg\">From: Bo</div><div class=x_x_gmail_signature>Ann</div>",
       "reply_head[From: Bo] signature[Ann] "},
      {"Apple Mail", "x<div id=AppleMailSignature>Ann</div><blockquote type=\"cite\">a</blockquote>", "signature[Ann] quote1[a] "},
      {"Thunderbird",
       "<div class=\"moz-cite-prefix\">On Monday Bo wrote:<br></div><blockquote type=cite cite=\"mid:1\">a</blockquote>x<pre "
       "class=\"moz-signature\">-- \nAnn</pre>",
       "attribution[On Monday Bo wrote:] quote1[a] signature[-- \nAnn] "},
      {"Thunderbird, forwarded",
       "<div class=moz-forward-container>-------- Forwarded Message --------<table "
       "class=moz-email-headers-table><tr><th>From:</th><td>Bo</td></tr></table>a</div>",
       "forwarded[-------- Forwarded Message --------\nFrom: Bo] "},
      {"Yahoo", "x<div class=\"ydp12yahoo_quoted\"><div>On Monday Bo wrote:</div><div>a</div></div>",
       "attribution[On Monday Bo wrote:] quote1[a] "},
      {"Proton",
       "x<div class=\"protonmail_signature_block\">Ann</div><div class=protonmail_quote>On Monday Bo wrote:<br><blockquote "
       "class=protonmail_quote>a</blockquote></div>",
       "signature[Ann] attribution[On Monday Bo wrote:] quote1[a] "},
      {"code", "use <code>x = 1</code> or<pre>y\nz</pre>", "code[x = 1] code[y\nz] "},
      {"a whole mail in pre is not code", "<html><body><pre>Hello\nAnn</pre></body></html>", ""},
      {"empty elements leave none", "x<blockquote><br></blockquote><div class=gmail_signature></div>", ""},
  };
  MailLimits by_tags;
  by_tags.html_nesting = 0;
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(to_list(read(row.html)) == row.marks);
    CHECK(to_list(read(std::string("<i></i>") + row.html, by_tags)) == row.marks);
  }
}

TEST_CASE("nesting is judged before a tree is built") {
  const auto repeat = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  CHECK(replylint::nests_within(repeat("<div>", 100) + repeat("</div>", 100), 100));
  CHECK(!replylint::nests_within(repeat("<div>", 101), 100));
  CHECK(replylint::nests_within(repeat("<b>x</b>", 1000), 100));
  CHECK(!replylint::nests_within(repeat("<font>", 101), 100));
  CHECK(replylint::nests_within(repeat("<p>a<br><li>b<td>", 1000), 100));
  CHECK(!replylint::nests_within(repeat("<div><!--</div>-->", 101), 100));
  CHECK(!replylint::nests_within(repeat("<div><a title=\"</div>\"></a>", 101), 100));
  CHECK(!replylint::nests_within(repeat("<div><style></div></style>", 101), 100));
  CHECK(!replylint::nests_within("<p " + repeat("a=1 ", 1000) + ">", 100));
}

// SPDX-License-Identifier: MIT
// What is nobody's own words: links, addresses, inline code, the other side's words in quotation marks.
#include <catch2/catch.hpp>

#include "drafts.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

Rows masked_in(std::string_view body) {
  const Draft draft = make_test_draft(body);
  Rows rows;
  for (const TextSpan span : draft.masked) rows.emplace_back(draft.of(span));
  return rows;
}

}  // namespace

TEST_CASE("links, addresses and code are masked") {
  CHECK(masked_in("See https://lamp.example/a_(b).html, or (http://x.example).") ==
        Rows{"https://lamp.example/a_(b).html", "http://x.example"});
  CHECK(masked_in("www.lamp.example. Then <ana.berg+x@lamp.example>!") == Rows{"www.lamp.example", "ana.berg+x@lamp.example"});
  CHECK(masked_in("mailto:ana@lamp.example") == Rows{"mailto:ana@lamp.example"});
  CHECK(masked_in("Set `dim=false` and `on`.") == Rows{"`dim=false`", "`on`"});
  CHECK(masked_in("a @ b, @ana, 5@home, ://, www. and `open").empty());
}

TEST_CASE("the other side's words are masked where they are quoted") {
  CHECK(masked_in("> This  lamp\n> is Stupid, I say.\n\nYou wrote \"this lamp is stupid\" and 'I say' it isn't.") ==
        Rows{"\"this lamp is stupid\"", "'I say'"});
  CHECK(masked_in("> This lamp is stupid.\n\nI call it \"quite stupid\", \"stupid\" and don't 'mind'.").empty());
  CHECK(masked_in("You wrote \"this is stupid\".").empty());
  CHECK(masked_in("> Don't panic yet.\n\n'Don't panic yet.' is right.") == Rows{"'Don't panic yet.'"});
}

TEST_CASE("many quotation marks stay cheap") {
  std::string body = "> " + std::string(200000, 'a') + "\n\n";
  for (int i = 0; i < 50000; ++i) body += "\"a a\" ";
  CHECK(make_test_draft(body).segments.size() == 2);
}

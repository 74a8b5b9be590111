// SPDX-License-Identifier: MIT
// Where the messages of an mbox begin, what ">From " hides, and where positions lie then.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "mail/mbox.h"
#include "text/line_index.h"

using namespace replylint;

namespace {

const std::string envelope = "From ana@shop.example Sat Jan  3 01:05:34 2024\n";
const std::string head = "From: ana@shop.example\nSubject: Chair\n\n";

std::vector<std::size_t> find_messages(std::string_view bytes) {
  std::vector<std::size_t> begins;
  for (auto at = find_next_message(bytes, 0, true); at != std::string_view::npos; at = find_next_message(bytes, at, true))
    begins.push_back(at);
  return begins;
}

// The body as it is read, and where the word `word` of it stands in the raw message.
std::string body_of(const std::string& raw) { return parse_mbox_message(raw).value().body.text.text; }

Place find_place(const std::string& raw, std::string_view word) {
  const auto message = parse_mbox_message(raw).value();
  const auto at = static_cast<std::uint32_t>(message.body.text.text.find(word));
  const auto span = message.body.text.map.to_raw({at, at + static_cast<std::uint32_t>(word.size())});
  CHECK(span.of(raw) == word);
  return LineIndex(raw).place(span.begin);
}

}  // namespace

TEST_CASE("an envelope line has a weekday, a month, a time and a year") {
  for (const char* line :
       {"From ana@shop.example Sat Jan  3 01:05:34 2024", "From ana@shop.example Sat Jan  3 01:05:34 2024\r\n",
        "From - Sat Jan 03 1:05:34 2024", "From 17@xxx Sat Jan 03 01:05:34 +0000 2024", "From MAILER DAEMON Sat Jan 3 01:05 MET 1998",
        "From ana@shop.example Sat, 3 Jan 2024 01:05:34 +0100", "From Sat Jan 3 01:05:34 2024"}) {
    CAPTURE(line);
    CHECK(is_envelope_line(line));
  }
  for (const char* line :
       {"", "From ", "From now on we ship daily.", "From: ana@shop.example", ">From ana@shop.example Sat Jan  3 01:05:34 2024",
        "from ana@shop.example Sat Jan  3 01:05:34 2024", "From Monday to Friday 9:00 to 17:00, from January 2024 on",
        "From Jan 3 01:05:34 2024 Sat", "From ana@shop.example Sat Jan  3 2024", "From ana@shop.example Sat Jan  3 01:05:34",
        "From a Sat Jan 3 0105:34 2024"}) {
    CAPTURE(line);
    CHECK_FALSE(is_envelope_line(line));
  }
  CHECK_FALSE(is_envelope_line("From " + std::string(longest_envelope_line, 'a') + " Sat Jan  3 01:05:34 2024"));
}

TEST_CASE("an mbox is known by its first line") {
  CHECK(begins_mbox(envelope + head));
  CHECK(begins_mbox("\r\n\n" + envelope));
  CHECK_FALSE(begins_mbox(""));
  CHECK_FALSE(begins_mbox("\n\n"));
  CHECK_FALSE(begins_mbox("junk\n\n" + envelope));
  CHECK_FALSE(begins_mbox("From now on we ship daily.\n"));
}

TEST_CASE("a message begins at an envelope line behind a blank line") {
  const auto one = envelope + head + "Hi.\n\n";
  CHECK(find_messages(one).empty());
  CHECK(find_messages(one + one + one) == std::vector{one.size(), 2 * one.size()});
  CHECK(find_messages(one + envelope.substr(0, envelope.size() - 1)) == std::vector{one.size()});
  CHECK(find_messages(envelope + head + "Hi.\n" + one).empty());
  CHECK(find_messages(envelope + head + "Hi.\n \n" + one).empty());
  CHECK(find_messages(one + "From now on we ship daily.\n").empty());
  CHECK(find_messages(one + ">" + envelope).empty());
  const std::string crlf = "From a Sat Jan  3 01:05:34 2024\r\nSubject: a\r\n\r\nHi.\r\n\r\n";
  CHECK(find_messages(crlf + crlf) == std::vector{crlf.size()});
  CHECK(find_messages("\n" + envelope).empty());
  CHECK(find_messages("\n\n" + envelope) == std::vector<std::size_t>{2});
}

TEST_CASE("a line that is not whole yet begins nothing") {
  const auto one = envelope + head + "Hi.\n\n";
  const auto two = one + one;
  for (std::size_t size = 0; size < two.size(); ++size) {
    const auto found = find_next_message(std::string_view(two).substr(0, size), 0, false);
    CAPTURE(size);
    CHECK(found == (size >= one.size() + envelope.size() ? one.size() : std::string::npos));
  }
}

TEST_CASE("quoting of From lines is undone, and places stay those of the file") {
  const auto raw = envelope + head + "Hi Eva,\n\n>From now on\n\n>>From me\nFrom >From here >From.\n\n>From the end, calm down\n";
  CHECK(body_of(raw) == "Hi Eva,\n\nFrom now on\n\n>From me\nFrom >From here >From.\n\nFrom the end, calm down\n");
  CHECK(find_place(raw, "now on") == Place{7, 7});
  CHECK(find_place(raw, "From now") == Place{7, 2});
  CHECK(find_place(raw, "me\n") == Place{9, 8});
  CHECK(find_place(raw, "here") == Place{10, 12});
  CHECK(find_place(raw, "calm down") == Place{12, 16});
}

TEST_CASE("a quoted line among quoted lines stays quoted") {
  const auto quoted = head + "> Where is it?\n>From my side all is well.\n> Eva\n\n>From our side too.\n>From Monday on.\n";
  CHECK(body_of(envelope + quoted) == "> Where is it?\n>From my side all is well.\n> Eva\n\nFrom our side too.\nFrom Monday on.\n");
  CHECK(body_of(envelope + head + "\n>From the shop.\n> It is late.\n") == "\n>From the shop.\n> It is late.\n");
}

TEST_CASE("nothing of the header is taken for quoting") {
  const auto raw = envelope + ">From bob Sat Jan  3 01:05:34 2024\n" + head + "Hi.\n";
  const auto message = parse_mbox_message(raw);
  REQUIRE(message);
  CHECK(message->envelope.from.value().address == "ana@shop.example");
  CHECK(message->body.text.text == "Hi.\n");
}

TEST_CASE("ignores keep their place where quoting is undone") {
  const auto raw = envelope + "X-Replylint: ignore tone.* -- so it is\n" + head + "Hi.\n\n>From me\n";
  const auto message = parse_mbox_message(raw);
  REQUIRE(message);
  REQUIRE(message->envelope.ignores.size() == 1);
  CHECK(message->envelope.ignores[0].raw.of(raw) == "X-Replylint: ignore tone.* -- so it is\n");
}

TEST_CASE("decoded words keep their place behind quoting that was undone") {
  const auto raw = envelope + "Content-Transfer-Encoding: quoted-printable\n" + head + "\n>From =C3=A4 on\n\n>From B=C3=BCro\n";
  const auto message = parse_mbox_message(raw).value();
  const std::string_view text = message.body.text.text;
  CHECK(text == "\nFrom \xC3\xA4 on\n\nFrom B\xC3\xBCro\n");
  const auto at = static_cast<std::uint32_t>(text.find("\xC3\xBC"));
  CHECK(message.body.text.map.to_raw({at, at + 2}).of(raw) == "=C3=BC");
}

TEST_CASE("a message beyond the limit is refused") {
  MailLimits limits;
  limits.message_bytes = 100;
  CHECK_FALSE(parse_mbox_message(envelope + head + std::string(100, 'a') + "\n>From me\n", limits));
}

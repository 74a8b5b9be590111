// SPDX-License-Identifier: MIT
// Which sets are believed: keys that follow one another, and versions that never go back.
#include "share/trust.h"

#include <catch2/catch.hpp>

#include "share/sha256.h"

using namespace replylint;

namespace {

struct Pair {
  SecretKey secret = make_secret_key();
  PublicKey key = to_public_key(secret);
  [[nodiscard]] std::string text() const { return format_public_key(key); }
};

SignedSet make_set(const Pair& by, const std::string& version, const std::string& more = {}) {
  const auto text = "replylint: 1\nname: acme\nversion: " + version + "\n" + more;
  return {text, sign(text, "timestamp:1", by.secret).value()};
}

std::string judge(const SignedSet& offered, const KnownSet* known, const PublicKey& pinned) {
  const auto offer = judge_offer(offered, known, pinned);
  return offer ? (offer->newer ? "newer" : "same") : offer.error();
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a hash") { CHECK(to_sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

TEST_CASE("a first set has to be signed with the pinned key") {
  const Pair a;
  const Pair b;
  CHECK(judge(make_set(a, "1"), nullptr, a.key) == "newer");
  CHECK(holds(judge(make_set(b, "1"), nullptr, a.key), "not with " + to_string(a.key.id)));
  auto changed = make_set(a, "1");
  changed.text += "#";
  CHECK(holds(judge(changed, nullptr, a.key), "the file was changed after it was signed"));
  auto claims = make_set(b, "1");
  auto id = b.key;
  id.id = a.key.id;  // another key that says it is the pinned one
  CHECK(holds(judge(claims, nullptr, id), "not with"));
  CHECK(holds(judge({"x: [", make_set(a, "1").signature}, nullptr, a.key), "was changed"));
}

TEST_CASE("versions never go back") {
  const Pair a;
  const KnownSet known{make_set(a, "2"), {}};
  CHECK(judge(make_set(a, "2"), &known, a.key) == "same");
  CHECK(judge(make_set(a, "2.0.1"), &known, a.key) == "newer");
  CHECK(judge(make_set(a, "10"), &known, a.key) == "newer");
  CHECK(judge(make_set(a, "1.9"), &known, a.key) == "it is version 1.9, older than 2, which is in use");
  CHECK(holds(judge(make_set(a, "2", "# other\n"), &known, a.key), "it is version 2, as is the one in use, but other bytes"));
  CHECK(holds(judge(make_set(a, "2.0"), &known, a.key), "but other bytes"));
  const auto other = "replylint: 1\nname: other\nversion: 3\n";
  CHECK(judge({other, sign(other, "", a.secret).value()}, &known, a.key) == "it is the set “other”; the one in use from there is “acme”");
}

TEST_CASE("the key may be handed on, and never back") {
  const Pair a;
  const Pair b;
  const Pair c;
  const KnownSet first{make_set(a, "1", "next-key: " + b.text() + "\n"), {}};
  CHECK(judge(make_set(a, "2"), &first, a.key) == "newer");
  CHECK(judge(make_set(c, "2"), &first, a.key) == "it is signed with the key " + to_string(c.key.id) +
                                                      "; accepted: " + to_string(a.key.id) + ", the key of the version in use, and " +
                                                      to_string(b.key.id) + ", which that version names");

  const auto handed = judge_offer(make_set(b, "2", "next-key: " + c.text() + "\n"), &first, a.key);
  REQUIRE(handed);
  REQUIRE(handed->links.size() == 1);
  const KnownSet second{make_set(b, "2", "next-key: " + c.text() + "\n"), handed->links};
  CHECK(find_trust(second.set, second.links, a.key)->key.bytes == b.key.bytes);
  CHECK(find_trust(second.set, second.links, b.key));
  CHECK_FALSE(find_trust(second.set, second.links, c.key));
  CHECK_FALSE(find_trust(second.set, {}, a.key));
  CHECK(holds(judge(make_set(a, "3"), &second, a.key), "it is signed with the key " + to_string(a.key.id)));
  CHECK(judge(make_set(b, "3"), &second, a.key) == "newer");

  const auto again = judge_offer(make_set(c, "3"), &second, a.key);
  REQUIRE(again);
  CHECK(again->links.size() == 2);
  const auto third = make_set(c, "3");
  for (const auto* pair : {&a, &b, &c}) CHECK(find_trust(third, again->links, pair->key));

  auto forged = again->links;
  forged[0].text += "\n";
  CHECK_FALSE(find_trust(third, forged, a.key));
  CHECK(find_trust(third, forged, b.key));
  forged = {make_set(a, "1", "next-key: " + c.text() + "\n")};
  CHECK(find_trust(third, forged, a.key));
  std::vector<SignedSet> named_by_nobody{make_set(a, "1")};
  CHECK_FALSE(find_trust(third, named_by_nobody, a.key));
}

TEST_CASE("a key that is pinned anew decides alone") {
  const Pair a;
  const Pair b;
  const KnownSet known{make_set(a, "9"), {}};
  CHECK(judge(make_set(b, "1"), &known, b.key) == "newer");
  CHECK(holds(judge(make_set(a, "10"), &known, b.key), "not with"));
}

TEST_CASE("the key changes at most so many times without being pinned") {
  std::vector<Pair> pairs(most_links + 2);
  KnownSet known{make_set(pairs[0], "1", "next-key: " + pairs[1].text() + "\n"), {}};
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    const auto next = make_set(pairs[i], std::to_string(i + 1), i + 1 < pairs.size() ? "next-key: " + pairs[i + 1].text() + "\n" : "");
    const auto offer = judge_offer(next, &known, pairs[0].key);
    CHECK(offer.has_value() == (i <= most_links));
    if (offer)
      known = {next, offer->links};
    else
      CHECK(holds(offer.error(), "put its newest, " + pairs[i].text() + ", into the configuration"));
  }
}

TEST_CASE("a lock holds a set to its bytes, version and key") {
  const Pair a;
  const auto set = make_set(a, "2");
  const LockedSet locked{"https://a.example/x", "2", to_sha256(set.text), a.text()};
  CHECK(check_locked(set, locked));
  auto other = locked;
  other.key = Pair().text();
  CHECK_FALSE(check_locked(set, other));
  other = locked;
  other.version = "3";
  CHECK_FALSE(check_locked(set, other));
  CHECK_FALSE(check_locked(make_set(a, "2", "#\n"), locked));
}

TEST_CASE("what a lock file says") {
  const Pair a;
  const std::vector<LockedSet> sets{{"https://b.example/x", "2", std::string(64, 'b'), a.text()},
                                    {"https://a.example/x", "2026.10", std::string(64, 'a'), a.text()}};
  const auto text = format_lock(sets);
  const auto read = parse_lock(text);
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  CHECK(read->front().url == "https://a.example/x");
  CHECK(read->front().version == "2026.10");
  CHECK(format_lock(*read) == text);
  CHECK(find_locked(*read, "https://b.example/x")->sha256 == std::string(64, 'b'));
  CHECK(find_locked(*read, "https://c.example/x") == nullptr);
  CHECK(parse_lock(format_lock({}))->empty());
  const auto error = [](const std::string& broken) { return parse_lock(broken).error(); };
  CHECK(error("replylint-lock: 2\nsets: []\n") == "1:17: no “replylint-lock: 1”; this program reads version 1 of lock files");
  CHECK(error("replylint-lock: 1\n") == "1:1: no list “sets”");
  CHECK(error("replylint-lock: 1\nset: []\n") == "2:1: unknown key “set”; accepted: replylint-lock, sets");
  CHECK(error("replylint-lock: 1\nsets: [{url: u, version: 1, sha256: x, key: k}]\n") ==
        "2:37: “sha256” is not 64 small hexadecimal digits");
  CHECK(error("replylint-lock: 1\nsets: [{url: u}]\n") == "2:8: an entry without “version”");
  CHECK(error(text + text.substr(text.find("  - "))).ends_with("is there twice"));
}

// SPDX-License-Identifier: MIT
// Entries of the cache: what is put in comes out for the same key, and nothing else does.
#include "share/cache_entry.h"

#include <catch2/catch.hpp>

using namespace replylint;

namespace {

const CacheKey key{.program = "0.1.0 build", .set = "/home/ana/team.yaml"};
const std::vector<RuleSource> sources{{.path = "/home/ana/team.yaml", .files = {{"team.yaml", "replylint: 1\n"}}},
                                      {.path = "/home/ana/tone", .files = {{"ruleset.yaml", ""}, {"a.yaml", std::string("\0x", 2)}}}};
const std::string table = "the table";

}  // namespace

TEST_CASE("an entry reads back, its table aligned") {
  for (std::size_t more = 0; more < 9; ++more) {
    auto longer = sources;
    longer[0].files[0].text += std::string(more, ' ');
    const auto bytes = to_cache_entry(key, longer, table);
    const auto entry = parse_cache_entry(bytes, key);
    REQUIRE(entry);
    CHECK(entry->sources == longer);
    CHECK(entry->table == table);
    CHECK((entry->table.data() - bytes.data()) % 8 == 0);
  }
}

TEST_CASE("an entry is for one program and one set") {
  const auto bytes = to_cache_entry(key, sources, table);
  auto other = key;
  SECTION("another program") { other.program = "0.2.0 build"; }
  SECTION("another set") { other.set = "/home/ana/Team.yaml"; }
  SECTION("what is before the border moves behind it") { other = {.program = "0.1.0 build/", .set = "home/ana/team.yaml"}; }
  CHECK_FALSE(parse_cache_entry(bytes, other));
  if (other.set != "home/ana/team.yaml") CHECK(to_entry_name(other) != to_entry_name(key));
}

TEST_CASE("names of entries are plain and do not change") {
  CHECK(to_entry_name(key) == to_entry_name(CacheKey(key)));
  CHECK(to_entry_name(key).size() == 16);
  CHECK(to_entry_name(key).find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("sources differ in path, names, texts and order") {
  const auto& folder = sources[1];
  auto other = folder;
  CHECK(other == folder);
  SECTION("path") { other.path += "x"; }
  SECTION("name") { other.files[1].name = "b.yaml"; }
  SECTION("text") { other.files[0].text = "x"; }
  SECTION("one more") { other.files.push_back({"b.yaml", ""}); }
  SECTION("one less") { other.files.pop_back(); }
  SECTION("order") { std::swap(other.files[0], other.files[1]); }
  CHECK(other != folder);
}

TEST_CASE("a damaged entry is refused, or differs where somebody looks") {
  const auto bytes = to_cache_entry(key, sources, table);
  const auto same = [&](std::string_view damaged) {
    const auto entry = parse_cache_entry(damaged, key);
    return entry && entry->sources == sources && entry->table == table;
  };
  REQUIRE(same(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(same(std::string_view(bytes).substr(0, size)));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int bit : {0, 7}) {
      auto damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      CAPTURE(i, bit);
      CHECK_FALSE(same(damaged));
    }
  }
  CHECK_FALSE(parse_cache_entry(to_cache_entry(key, {}, table), key));
}

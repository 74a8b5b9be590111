// SPDX-License-Identifier: MIT
// Records of where a version came from are read back, and nothing is made of what is none.
#include "share/source_record.h"

#include <catch2/catch.hpp>

using namespace replylint;

TEST_CASE("a record reads back") {
  const SourceRecord record{.url = "https://a.example/x",
                            .mirror = "https://b.example/x",
                            .etag = "W/\"5f-\\\"",
                            .last_modified = "Fri, 27 Nov 2026 12:06:00 GMT",
                            .fetched_at = "2026-11-27T12:06:00Z",
                            .sha256 = "ab",
                            .key = "3C56FC7F9ACF81E6",
                            .version = "2026.11.1",
                            .expires = ""};
  const auto read = parse_record(format_record(record));
  CHECK(read.mirror == record.mirror);
  CHECK(read.etag == record.etag);
  CHECK(read.last_modified == record.last_modified);
  CHECK(read.sha256 == "ab");
  CHECK(format_record(read) == format_record(record));
}

TEST_CASE("what is no record is empty") {
  for (const auto* text : {"", "{", "[]", "1", "{\"etag\": 1}", "{\"url\": {}}", "\xFF"}) {
    const auto record = parse_record(text);
    CHECK(record.etag.empty());
    CHECK(record.url.empty());
  }
}

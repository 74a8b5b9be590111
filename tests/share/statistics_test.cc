// SPDX-License-Identifier: MIT
// Counts of findings: what is written, what is read back, and what is done with a damaged or large file.
#include "share/statistics.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace replylint;

namespace {

namespace fs = std::filesystem;

/// A folder that goes with the test.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "statistics-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

MailRecord make_record(std::string date, bool held = false) {
  return {
      .date = std::move(date), .held = held, .found = {{"tone.a", 2}}, .observed = {{"acme.new", 1}}, .ignored = {{"blame.b", "a quote"}}};
}

Statistics sum(std::string_view lines, std::string_view from = "") {
  Statistics sums;
  add_records(lines, from, sums);
  return sums;
}

}  // namespace

TEST_CASE("a record says what became of a mail's findings, and nothing else") {
  CHECK(format_record(make_record("2026-11-27")) ==
        "2026-11-27 mail\n2026-11-27 sent tone.a 2\n2026-11-27 observed acme.new 1\n2026-11-27 ignored blame.b a quote\n");
  auto odd = make_record("2026-11-27", true);
  odd.ignored = {{"blame.b", "two\nlines\x1b[1m"}, {"blame.c", std::string(199, 'x') + "\xc3\xa9 and more"}, {"blame.d", ""}};
  CHECK(format_record(odd) ==
        "2026-11-27 mail\n2026-11-27 held tone.a 2\n2026-11-27 observed acme.new 1\n2026-11-27 ignored blame.b two lines "
        "[1m\n2026-11-27 ignored blame.c " +
            std::string(199, 'x') + "\n2026-11-27 ignored blame.d\n");
}

TEST_CASE("records add up") {
  const auto lines =
      format_record(make_record("2026-11-27")) + format_record(make_record("2026-11-29", true)) + format_record({.date = "2026-12-01"});
  const auto sums = sum(lines);
  CHECK(sums.mails == 3);
  CHECK(sums.since == "2026-11-27");
  CHECK(sums.until == "2026-12-01");
  REQUIRE(sums.rules.size() == 3);
  const auto& tone = sums.rules.at("tone.a");
  CHECK(tone.findings == 4);
  CHECK(tone.mails == 2);
  CHECK(tone.sent == 1);
  CHECK(sums.rules.at("acme.new").observed == 2);
  CHECK(sums.rules.at("blame.b").ignored == 2);
  CHECK(sums.rules.at("blame.b").reasons.at("a quote") == 2);
  CHECK(sum(lines, "2026-11-28").rules.at("tone.a").findings == 2);
  CHECK(sum(lines, "2027-01-01").mails == 0);
}

TEST_CASE("lines that are none count nothing") {
  for (const auto* line : {"", "x", "2026-11-27", "2026-11-27 sent", "2026-11-27 sent tone.a", "2026-11-27 sent tone.a x",
                           "2026-11-27 sent tone.a 1x", "2026-11-27 sent tone.a -1", "2026-11-27 sent tone 1", "2026-1-27 sent tone.a 1",
                           "2026-11-27 nonsense tone.a 1", "2026-11-27 sent tone.a 99999999999999999999"}) {
    const auto sums = sum(std::string(line) + "\n");
    CAPTURE(line);
    CHECK(sums.mails == 0);
    for (const auto& [rule, counts] : sums.rules) CHECK(counts.findings == 0);
  }
  CHECK(sum("2026-11-27 sent tone.a 1").rules.empty());  // cut off
}

TEST_CASE("a file is this user's alone, goes on after a line that was cut off, and is put aside when it is large") {
  const Folder folder;
  const auto file = (folder.path / "state" / "replylint" / "statistics").string();
  REQUIRE(append_record(file, make_record("2026-11-27")));
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777U) == 0600U);
  std::ofstream(file, std::ios::app) << "2026-11-27 sen";
  REQUIRE(append_record(file, make_record("2026-11-28")));
  CHECK(sum(read_records(file)).mails == 2);
  CHECK(sum(read_records(file)).rules.at("tone.a").findings == 4);
  std::ofstream(file, std::ios::app) << std::string(5 << 20, 'x') << '\n';
  REQUIRE(append_record(file, make_record("2026-11-29")));
  CHECK(fs::file_size(file) < 1000);
  CHECK(sum(read_records(file)).mails == 3);
  CHECK(remove_records(file));
  CHECK(read_records(file).empty());
  CHECK(remove_records(file));
}

TEST_CASE("what is no file of this user's is left alone") {
  const Folder folder;
  const auto file = (folder.path / "statistics").string();
  fs::create_symlink("elsewhere", file);
  CHECK_FALSE(append_record(file, make_record("2026-11-27")));
  CHECK_FALSE(fs::exists(folder.path / "elsewhere"));
  CHECK(read_records(file).empty());
  fs::remove(file);
  REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
  CHECK_FALSE(append_record(file, make_record("2026-11-27")));
  CHECK(read_records(file).empty());
  CHECK_FALSE(append_record("/proc/none/statistics", make_record("2026-11-27")));
}

TEST_CASE("many may append at once") {
  const Folder folder;
  const auto file = (folder.path / "statistics").string();
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 100; ++k) append_record(file, make_record("2026-11-27"));
    });
  }
  threads.clear();
  const auto sums = sum(read_records(file));
  CHECK(sums.mails == 800);
  CHECK(sums.rules.at("tone.a").findings == 1600);
}

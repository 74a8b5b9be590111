// SPDX-License-Identifier: MIT
// The cache's folder: whole files or none, for one user alone, within limits.
#include "share/cache_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

using namespace replylint;
namespace fs = std::filesystem;

namespace {

/// An empty folder that goes with its content.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "replylint-cache-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

struct Cache : Folder {
  const std::string folder = (path / "cache" / "replylint").string();
  [[nodiscard]] std::string file(const std::string& name) const { return folder + "/" + name; }
  [[nodiscard]] bool holds(const std::string& name, std::string_view bytes) const {
    const auto read = read_cached(folder, name);
    return read && read->view() == bytes;
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
  }
  /// Sets the file's time so many seconds back.
  void age(const std::string& name, int seconds) const {
    fs::last_write_time(file(name), fs::file_time_type::clock::now() - std::chrono::seconds(seconds));
  }
};

mode_t find_mode(const std::string& path) {
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return about.st_mode & 07777U;
}

}  // namespace

TEST_CASE("what is written reads back, for this user alone") {
  const Cache cache;
  CHECK_FALSE(read_cached(cache.folder, "a"));
  CHECK_FALSE(fs::exists(cache.folder));
  const std::string bytes("b\0c", 3);
  REQUIRE(write_cached(cache.folder, "a", bytes));
  CHECK(cache.holds("a", bytes));
  CHECK_FALSE(read_cached(cache.folder, "b"));
  CHECK(find_mode(cache.folder) == 0700);
  CHECK(find_mode(cache.file("a")) == 0600);
  REQUIRE(write_cached(cache.folder, "a", ""));
  CHECK(cache.holds("a", ""));
  CHECK(cache.names() == std::set<std::string>{"a"});
}

TEST_CASE("what others may write to is not read, nor written to") {
  const Cache cache;
  REQUIRE(write_cached(cache.folder, "a", "text"));
  SECTION("folder of a group") { ::chmod(cache.folder.c_str(), 0770); }
  SECTION("folder of everybody") { ::chmod(cache.folder.c_str(), 0707); }
  SECTION("somebody else's folder") {
    if (::geteuid() != 0) return;
    REQUIRE(::chown(cache.folder.c_str(), 65534, 65534) == 0);
  }
  CHECK_FALSE(read_cached(cache.folder, "a"));
  CHECK_FALSE(write_cached(cache.folder, "b", "text"));
  CHECK(cache.names() == std::set<std::string>{"a"});
}

TEST_CASE("a file that others may have written is not read, but replaced") {
  const Cache cache;
  REQUIRE(write_cached(cache.folder, "a", "text"));
  SECTION("a group's") { ::chmod(cache.file("a").c_str(), 0660); }
  SECTION("everybody's") { ::chmod(cache.file("a").c_str(), 0602); }
  SECTION("somebody else's") {
    if (::geteuid() != 0) return;
    REQUIRE(::chown(cache.file("a").c_str(), 65534, 65534) == 0);
  }
  SECTION("a link") {
    fs::rename(cache.file("a"), cache.path / "elsewhere");
    fs::create_symlink(cache.path / "elsewhere", cache.file("a"));
  }
  SECTION("a pipe, without waiting for a writer") {
    fs::remove(cache.file("a"));
    REQUIRE(::mkfifo(cache.file("a").c_str(), 0600) == 0);
  }
  CHECK_FALSE(read_cached(cache.folder, "a"));
  REQUIRE(write_cached(cache.folder, "a", "new"));
  CHECK(cache.holds("a", "new"));
}

TEST_CASE("a folder is made only where this user's stands, and only with the one above it") {
  const Cache cache;
  CHECK_FALSE(write_cached((cache.path / "a" / "b" / "c").string(), "a", "text"));
  CHECK_FALSE(fs::exists(cache.path / "a"));
  std::ofstream(cache.path / "file") << "text";
  CHECK_FALSE(write_cached((cache.path / "file" / "replylint").string(), "a", "text"));
  fs::create_symlink("loop", cache.path / "loop");
  CHECK_FALSE(write_cached((cache.path / "loop").string(), "a", "text"));
  CHECK_FALSE(write_cached("", "a", "text"));
  // A folder behind a link is as good.
  fs::create_directory(cache.path / "real");
  ::chmod((cache.path / "real").c_str(), 0700);
  fs::create_symlink("real", cache.path / "link");
  CHECK(write_cached((cache.path / "link").string(), "a", "text"));
  if (::geteuid() != 0) return;
  fs::create_directory(cache.path / "theirs");
  REQUIRE(::chown((cache.path / "theirs").c_str(), 65534, 65534) == 0);
  CHECK_FALSE(write_cached((cache.path / "theirs" / "replylint").string(), "a", "text"));
  CHECK(fs::is_empty(cache.path / "theirs"));
}

TEST_CASE("the oldest files go when there are too many, or too much in them") {
  const Cache cache;
  const CacheLimits limits{.file_bytes = 50, .folder_bytes = 100, .files = 3};
  CHECK_FALSE(write_cached(cache.folder, "large", std::string(51, 'x'), limits));
  for (const std::string name : {"a", "b", "c"}) REQUIRE(write_cached(cache.folder, name, "x", limits));
  cache.age("a", 20);
  cache.age("b", 30);
  cache.age("c", 10);
  REQUIRE(write_cached(cache.folder, "d", "x", limits));
  CHECK(cache.names() == std::set<std::string>{"a", "c", "d"});
  cache.age("d", 5);
  REQUIRE(write_cached(cache.folder, "a", std::string(50, 'x'), limits));
  REQUIRE(write_cached(cache.folder, "e", std::string(50, 'x'), limits));
  CHECK(cache.names() == std::set<std::string>{"a", "e"});
  // A clock that goes wrong does not throw out what was just written.
  cache.age("a", -1000);
  cache.age("e", -1000);
  REQUIRE(write_cached(cache.folder, "f", std::string(50, 'x'), limits));
  CHECK(cache.names().contains("f"));
  CHECK_FALSE(read_cached(cache.folder, "f", {.file_bytes = 49}));
}

TEST_CASE("what an ended program left unfinished goes after an hour") {
  const Cache cache;
  REQUIRE(write_cached(cache.folder, "a", "text"));
  for (const std::string name : {".new-1", ".new-2"}) std::ofstream(cache.file(name)) << "half";
  cache.age(".new-1", 2 * 3600);
  cache.age(".new-2", 60);
  REQUIRE(write_cached(cache.folder, "b", "text"));
  CHECK(cache.names() == std::set<std::string>{".new-2", "a", "b"});
}

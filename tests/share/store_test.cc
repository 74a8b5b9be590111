// SPDX-License-Identifier: MIT
// The store: whole versions, the one before kept, strangers' files never used.
#include "share/store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "share/sha256.h"

using namespace replylint;
namespace fs = std::filesystem;

namespace {

const std::string url = "https://rules.acme.example/Team Rules.yaml?x=1";

struct Shelf {
  Shelf() = default;
  ~Shelf() { fs::remove_all(root); }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  static KnownSet make(const std::string& version) { return {{"text of " + version, "signature of " + version}, {}}; }
  [[nodiscard]] std::expected<bool, std::string> put(const std::string& version, SetStore::Use use = SetStore::Use::now) const {
    return store.put(url, {{}, {"acme", version, "", ""}}, make(version), "{}", store.find_folder_in_use(url), use);
  }
  [[nodiscard]] std::string current() const {
    const auto found = store.find_current(url);
    return !found ? found.error() : *found ? (*found)->known.set.text : "none";
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder())) {
      const auto name = entry.path().filename().string();
      names.insert(name.substr(0, name.find('-')));
    }
    return names;
  }
  [[nodiscard]] fs::path folder() const { return fs::path(store.path_of(url)).parent_path().parent_path(); }

  static fs::path make_root() {
    std::string name = (fs::temp_directory_path() / "replylint-store-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
  }
  const fs::path root = make_root();
  SetStore store{root / "share" / "replylint" / "sets"};
};

}  // namespace

TEST_CASE("a set that is put into the store is found, whole") {
  const Shelf shelf;
  CHECK(shelf.current() == "none");
  CHECK(shelf.put("1").value());
  const auto found = shelf.store.find_current(url).value().value();
  CHECK(found.known.set.signature == "signature of 1");
  CHECK(found.record == "{}");
  CHECK(found.folder == "1-" + to_sha256("text of 1").substr(0, 12));
  CHECK(shelf.folder().filename().string().starts_with("team-rules-"));
  CHECK(shelf.folder().filename().string().size() == std::string("team-rules-").size() + 16);
  CHECK(fs::exists(found.path));
  CHECK(shelf.store.find_current("https://rules.acme.example/other").value() == std::nullopt);
}

TEST_CASE("the version before stays, earlier ones go") {
  const Shelf shelf;
  for (const auto* version : {"1", "2", "3"}) CHECK(shelf.put(version).value());
  CHECK(shelf.current() == "text of 3");
  CHECK(shelf.names() == std::set<std::string>{"lock", "current", "2", "3"});
  CHECK(shelf.store.find_version(url, "2", to_sha256("text of 2")).value()->known.set.text == "text of 2");
  CHECK(shelf.store.find_version(url, "1", to_sha256("text of 1")).value() == std::nullopt);
  CHECK(shelf.put("1", SetStore::Use::beside).value());
  CHECK(shelf.current() == "text of 3");
  CHECK(shelf.store.find_version(url, "1", to_sha256("text of 1")).value()->known.set.text == "text of 1");
}

TEST_CASE("nothing is put where somebody else was quicker") {
  const Shelf shelf;
  CHECK(shelf.put("1").value());
  const auto seen = shelf.store.find_folder_in_use(url);
  CHECK(shelf.put("2").value());
  CHECK_FALSE(shelf.store.put(url, {{}, {"acme", "3", "", ""}}, Shelf::make("3"), "{}", seen, SetStore::Use::now).value());
  CHECK(shelf.current() == "text of 2");
}

TEST_CASE("what killed runs left is swept") {
  const Shelf shelf;
  CHECK(shelf.put("1").value());
  fs::create_directories(shelf.folder() / ".new-7");
  std::ofstream(shelf.folder() / ".new-7" / "set.yaml") << "half";
  fs::create_symlink("9-x", shelf.folder() / ".new-8");
  CHECK(shelf.current() == "text of 1");
  CHECK(shelf.put("2").value());
  CHECK(shelf.names() == std::set<std::string>{"lock", "current", "1", "2"});
}

TEST_CASE("a damaged version is replaced") {
  const Shelf shelf;
  CHECK(shelf.put("1").value());
  fs::remove(shelf.store.path_of(url));
  CHECK(shelf.current().find("set.yaml: No such file") != std::string::npos);
  CHECK(shelf.put("1").value());
  CHECK(shelf.current() == "text of 1");
}

TEST_CASE("what others may write to, or have put there, is never used") {
  const Shelf shelf;
  CHECK(shelf.put("1").value());
  const auto unused = [&] {
    return shelf.current().find("not used: it is somebody else's, or others may write to it") != std::string::npos;
  };
  const auto version = fs::canonical(shelf.store.path_of(url)).parent_path();
  for (const auto& path : {version / "set.yaml", version / "set.yaml.minisig", version, shelf.folder(), shelf.folder().parent_path()}) {
    CAPTURE(path);
    REQUIRE(::chmod(path.c_str(), 0777) == 0);
    CHECK(unused());
    REQUIRE(::chmod(path.c_str(), 0700) == 0);
    CHECK(shelf.current() == "text of 1");
  }
  REQUIRE(::chmod(shelf.folder().c_str(), 0777) == 0);
  CHECK_FALSE(shelf.put("2"));
  REQUIRE(::chmod(shelf.folder().c_str(), 0700) == 0);
  const auto elsewhere = shelf.root / "elsewhere";
  fs::create_directory(elsewhere);
  fs::remove(shelf.folder() / "current");
  for (const auto* target : {"../../../../elsewhere", "..", ".", "/etc", "lock"}) {
    fs::create_symlink(target, shelf.folder() / "current");
    CHECK(shelf.current() == "none");
    fs::remove(shelf.folder() / "current");
  }
  fs::remove(version / "set.yaml");
  fs::create_symlink("/etc/hostname", version / "set.yaml");
  fs::create_symlink(version.filename(), shelf.folder() / "current");
  CHECK(shelf.current().find("set.yaml: ") != std::string::npos);
}

TEST_CASE("a store without a folder is empty") {
  const SetStore store("");
  CHECK(store.find_current(url).value() == std::nullopt);
  CHECK_FALSE(store.put(url, {{}, {"acme", "1", "", ""}}, Shelf::make("1"), "{}", "", SetStore::Use::now));
}

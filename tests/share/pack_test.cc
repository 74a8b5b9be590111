// SPDX-License-Identifier: MIT
// Packing: what comes out is the same set, and what cannot be the same is refused with its place.
#include "share/pack.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "ruleset/rule_text.h"
#include "share/same_set.h"

using namespace replylint;
using namespace replylint::rule_text;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

const RuleSet& base() {
  static const auto set =
      load_ruleset(make_input("replylint: 1\nname: base\nversion: 1\nphrases: {fine: [because]}\nfacts: {sad: {any: [sad]}}\n"
                              "rules:\n" +
                              rule("tone.a", "flag: [never], unless: [$fine]")))
          .value();
  return set;
}

const std::string head = "replylint: 1\nname: team\nversion: 1.2\n";

LoadInput make_set(std::vector<RuleFile> files, const Files& beside = {}) {
  auto input = make_input(std::move(files), &base());
  input.find_source = [beside](std::string_view reference, std::string_view from) -> std::expected<std::vector<RuleFile>, std::string> {
    std::vector<RuleFile> found;
    for (const auto& [name, text] : beside) {
      if (name == reference || name.starts_with(std::string(reference) + "/")) found.push_back({name, text});
    }
    if (found.empty()) return std::unexpected("there is no " + std::string(reference) + " beside " + std::string(from));
    return found;
  };
  return input;
}

std::string pack(const LoadInput& input) {
  const auto packed = pack_ruleset(input);
  CHECK((packed ? "" : to_lines(packed.error())) == "");
  if (!packed) return {};
  // What is packed once more stays what it is, but for the names that the comments say.
  auto again = make_input({{"packed.yaml", packed->text}}, input.builtin);
  again.fetched = true;
  const auto set = load_ruleset(again);
  CHECK((set ? "" : to_lines(set.error())) == "");
  CHECK((set && is_same_set(packed->set, *set)));
  return packed->text;
}

std::string pack_errors(const LoadInput& input) {
  const auto packed = pack_ruleset(input);
  return packed ? "" : to_lines(packed.error());
}

}  // namespace

TEST_CASE("a folder becomes a stream, its texts as they are") {
  CHECK(pack(make_set({{"set/ruleset.yaml", "# Ours\n" + head + "tune:\n  tone.a: off  # too strict\n"},
                       {"set/a.yaml", "\xEF\xBB\xBFphrases:\n  shield: [our policy]"},
                       {"set/b.yaml", "# About policies\r\n---\r\nfacts: {s: {any: [$shield]}}\r\n...\r\n"},
                       {"set/c.yaml", "# nothing yet\n"},
                       {"set/d\n.yaml", "rules:\n" + rule("tone.x", "flag: [$shield], when: s") + "---\nrules:\n" + rule("tone.y")}})) ==
        "# ruleset.yaml\n# Ours\n" + head + "tune:\n  tone.a: off  # too strict\n" +
            "---\n# a.yaml\nphrases:\n  shield: [our policy]\n"
            "# b.yaml\n# About policies\r\n---\r\nfacts: {s: {any: [$shield]}}\r\n...\r\n"
            "---\n# c.yaml\n# nothing yet\n"
            "---\n# d .yaml\nrules:\n" +
            rule("tone.x", "flag: [$shield], when: s") + "---\nrules:\n" + rule("tone.y"));
}

TEST_CASE("one file stays one document") {
  CHECK(pack(make_set({{"team.yaml", head + "extends: []\n"}})) == "# team.yaml\n" + head + "extends: []\n");
  CHECK(pack(make_set({{"team.yaml", "{replylint: 1, name: team, version: 1}"}})) ==
        "# team.yaml\n{replylint: 1, name: team, version: 1}\n");
}

TEST_CASE("sets in files are taken in before what stands on them") {
  const Files beside{
      {"./tone.yaml",
       "# Tone\nreplylint: 1\nname: tone  # ours\nlanguage: en\nextends:\n- ./words.yaml\n- builtin:base\n\n# The rules\nrules:\n" +
           rule("tone.x", "flag: [$shield, never]") + "expires: 2027-01-01\n"},
      {"./words.yaml", "replylint: 1\nname: words\nphrases: {shield: [our policy, \"(our|the) rules\"]}\n"}};
  const auto& words = beside.at("./words.yaml");
  const auto text = pack(
      make_set({{"team.yaml", "---\n" + head +
                                  "extends: [builtin:base,  # first\n  ./tone.yaml, ./words.yaml]\nlanguage: en\nlock: [tone.x]\ntune: "
                                  "{tone.x: error}\n\n# Ours\nrules:\n" +
                                  rule("tone.y", "flag: [$shield, z]")}},
               beside));
  CHECK(text ==
        "# team.yaml\n---\n" + head +
            "extends: [builtin:base]\n# extends: [builtin:base,  # first\n#   ./tone.yaml, ./words.yaml]\nlanguage: en\nlock: [tone.x]\n"
            "tune: {tone.x: error}\n"
            "---\n# words.yaml, taken in\n# replylint: 1\n# name: words\n" +
            words.substr(words.find("phrases")) +
            "---\n# tone.yaml, taken in\n# Tone\n# replylint: 1\n# name: tone  # ours\n# language: en\n# extends:\n# - ./words.yaml\n"
            "# - builtin:base\n\n# The rules\nrules:\n" +
            rule("tone.x", "flag: [$shield, never]") + "# expires: 2027-01-01\n" + "---\n# team.yaml, continued\n\n# Ours\nrules:\n" +
            rule("tone.y", "flag: [$shield, z]"));
}

TEST_CASE("a folder is taken in with all its files, and nothing is below where nothing was") {
  const Files beside{{"./set/a.yaml", "replylint: 1\nname: other\nextends: []\n"}, {"./set/b.yaml", "rules:\n" + rule("tone.x")}};
  CHECK(pack(make_set({{"team.yaml", head + "extends: ./set\n"}, {"more.yaml", "rules:\n" + rule("tone.y")}}, beside)) ==
        "# team.yaml\n" + head +
            "extends: []\n# extends: ./set\n---\n# a.yaml, taken in\n# replylint: 1\n# name: other\n# extends: []\n"
            "---\n# b.yaml, taken in\nrules:\n" +
            rule("tone.x") + "---\n# more.yaml\nrules:\n" + rule("tone.y"));
}

TEST_CASE("what cannot be packed is refused where it stands") {
  struct Case {
    std::string text;
    std::string tone;
    std::string error;
  };
  const std::string tone = "replylint: 1\nname: tone\n";
  const auto extends = head + "extends: [./tone.yaml]\n";
  for (const auto& each : std::vector<Case>{
           {"replylint: 1\n", "",
            "team.yaml:1:1: packed into one file: a rule set that others extend needs “name”\n"
            "team.yaml:1:1: packed into one file: a rule set that is fetched needs “version”"},
           {"replylint: 2\n", "", "team.yaml:1:12: rule language version “2”; this program reads version 1"},
           {extends, "", "team.yaml:4:11: there is no ./tone.yaml beside team.yaml"},
           {extends, tone + "tune: {tone.a: off}\nlock: [tone.a]\nneeds: \">= 0.1\"\ninternal: [a.example]\nhold: never\n",
            "./tone.yaml:3:1: “tune” of a set that is taken in would be lost; move it into the head, team.yaml\n"
            "./tone.yaml:4:1: “lock” of a set that is taken in would be lost; move it into the head, team.yaml\n"
            "./tone.yaml:5:1: “needs” of a set that is taken in would be lost; move it into the head, team.yaml\n"
            "./tone.yaml:6:1: “internal” of a set that is taken in would be lost; move it into the head, team.yaml\n"
            "./tone.yaml:7:1: “hold” of a set that is taken in would be lost; move it into the head, team.yaml"},
           {extends, tone + "language: de\n",
            "./tone.yaml:3:1: “language” of a set that is taken in would be lost; move it into the head, team.yaml"},
           {extends, "{replylint: 1, name: tone}",
            "./tone.yaml:1:2: where sets are taken in, each key of a head has to stand at the beginning of a line"},
           {extends + "rules: []\nlock: [tone.a]\n", tone,
            "team.yaml:6:1: “lock” stands behind “rules”; where sets are taken in, the head comes first"},
           {extends + "rules:\n" + rule("tone.x"), tone + "rules:\n" + rule("tone.x"),
            "team.yaml:6:8: packed into one file: the id “tone.x” is used twice in this rule set"},
           {extends + "phrases:\n  l: {add: [y]}\n", tone + "phrases: {l: [x]}\n",
            "team.yaml:6:3: packed into one file: the phrase list “l” is defined twice in this rule set"},
           {extends + "\n# Ours\nphrases:\n  fine: [since]\nrules:\n" + rule("tone.z", "flag: [z]"),
            tone + "rules:\n" + rule("tone.x", "flag: [\"no $fine\"]"), ""},
       }) {
    CAPTURE(each.text, each.tone);
    Files beside;
    if (!each.tone.empty()) beside["./tone.yaml"] = each.tone;
    CHECK(pack_errors(make_set({{"team.yaml", each.text}}, beside)) == each.error);
  }
}

TEST_CASE("a set is not packed where it would no longer be the same") {
  const Files beside{{"./tone.yaml", "replylint: 1\nname: tone\nphrases: {fine: [since]}\nrules:\n" + rule("tone.x", "flag: [$fine]")}};
  CHECK(pack_errors(make_set({{"team.yaml", head + "extends: [./tone.yaml]\nphrases: {fine: {add: [as]}}\n"}}, beside)) ==
        "team.yaml:5:11: packed into one file: the phrase list “fine” is defined twice in this rule set");
  const Files replacing{{"./tone.yaml", "replylint: 1\nname: tone\nrules:\n" + rule("tone.a", "flag: [x]")}};
  CHECK(pack_errors(make_set({{"team.yaml", head + "extends: [./tone.yaml]\nrules:\n" + rule("tone.b", "flag: [x]")}}, replacing)) == "");
  auto same = load_ruleset(make_set({{"a.yaml", head + "rules:\n" + rule("tone.x")}}));
  const auto other = load_ruleset(make_set({{"b.yaml", head + "\n\nrules:\n" + rule("tone.x")}}));
  REQUIRE((same && other));
  CHECK(is_same_set(*same, *other));
  same->rules.back().good[0].text = "other";
  CHECK_FALSE(is_same_set(*same, *other));
}

TEST_CASE("limits hold for what is packed") {
  auto input = make_set({{"ruleset.yaml", head}, {"a.yaml", "# " + std::string(400, 'x')}, {"b.yaml", "# " + std::string(400, 'x')}});
  input.limits.file_bytes = 500;
  CHECK(pack_errors(input).starts_with("ruleset.yaml:1:1: packed into one file: the file has over 500 bytes"));
}

TEST_CASE("the built-in set is packed like any other") {
  std::vector<RuleFile> files;
  for (const auto& entry : fs::directory_iterator(PROJECT_ROOT "/rules/base")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files.push_back({entry.path().filename().string(), text.str()});
  }
  std::ranges::sort(files, {}, [](const RuleFile& file) { return std::pair(file.name != "ruleset.yaml", file.name); });
  const auto input = make_input(files);
  const auto text = pack(input);
  for (const auto& file : files) CHECK(text.find(file.text) != std::string::npos);
}

// SPDX-License-Identifier: MIT
// Remarks on rule sets, each kind on a set that earns it and on one that does not.
#include "engine/remarks.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/known_lists.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

/// "name subject" of each remark on a set.
std::set<std::string> find_names(const std::string& yaml) {
  std::set<std::string> names;
  for (const auto& remark : find_all_remarks(Linter(make_set(yaml)))) names.insert(std::string(remark.name) + " " + remark.subject);
  return names;
}

/// A rule that leaves nothing to remark but what `rest` brings; bad examples hold “bad”.
std::string make_good_rule(const std::string& id, const std::string& rest, const std::string& bad = "\"so bad\", \"bad, bad\", \"bad\"") {
  return "- {id: " + id + ", message: \"“{match}”\", why: w, source: [\"practice:calm\"], fix: {suggest: [\"x\"]}, " + rest + ", bad: [" +
         bad + "], good: [d, e, f]}\n";
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("a good rule leaves nothing to remark") { CHECK(find_names("rules:\n" + make_good_rule("tone.x", "flag: [\"bad\"]")).empty()); }

TEST_CASE("lists and facts that nothing uses") {
  const std::string head =
      "phrases: {used: [bad], nested: [\"$used dog\"], lost: [cat]}\nfacts: {cross: {any: [angry]}, calm: {when: not cross}, "
      "shown: {any: [thanks], strength: thanked}, told: {count: [bad]}}\nrules:\n";
  const auto rule = [](const std::string& rest) { return make_good_rule("tone.x", rest, "bad dog, so bad dog, a bad dog"); };
  CHECK(find_names(head + rule("flag: [$nested]")) ==
        Names{"unused-list $lost", "unused-fact calm", "unused-fact cross", "unused-fact told"});
  CHECK(find_names(head + rule("flag: [$nested], when: calm")) == Names{"unused-list $lost", "unused-fact told"});
  const auto told =
      "- {id: tone.x, message: \"“{match}” {told}\", why: w, fix: {suggest: [\"{cross}\"]}, flag: [$nested, $lost], bad: [bad dog, "
      "cat, a cat], good: [d, e, f]}\n";
  CHECK(find_names(head + told) == Names{"unused-fact calm"});
}

TEST_CASE("what the engine looks for by name is used") {
  std::string yaml = "phrases:\n";
  for (const auto list : known_lists) yaml += "  " + std::string(list) + ": [cat]\n";
  CHECK(find_names(yaml + "facts: {familiar: {any: [mate]}}\nrules:\n" + make_good_rule("tone.x", "flag: [\"bad\"]")).empty());
}

TEST_CASE("rules that find the same words") {
  const auto both = "rules:\n" + make_good_rule("tone.x", "flag: [\"bad\"]") +
                    make_good_rule("blame.y", "flag: [\"(so|very|too)? bad\"]", "so bad, \"bad, bad\", bad luck");
  CHECK(find_names(both) == Names{"overlap blame.y"});
  const auto one_way = "rules:\n" + make_good_rule("tone.x", "flag: [\"bad\"]") +
                       make_good_rule("blame.y", "flag: [\"bad luck\"]", "bad luck, \"my bad luck\", what bad luck");
  CHECK(find_names(one_way).empty());
}

TEST_CASE("a rule that is always hidden") {
  const auto hidden = "rules:\n" +
                      make_good_rule("tone.x", "flag: [\"very bad\"], severity: suggestion", "very bad, so very bad, a very bad one") +
                      make_good_rule("tone.y", "flag: [\"bad\"], severity: error");
  CHECK(find_names(hidden) == Names{"shadowed tone.x"});
  const auto seen = "rules:\n" +
                    make_good_rule("tone.x", "flag: [\"very bad\"], severity: error", "very bad, so very bad, a very bad one") +
                    make_good_rule("tone.y", "flag: [\"bad\"]");
  CHECK(find_names(seen).empty());
}

TEST_CASE("wording, fixes and repeated lists") {
  const std::string bad = "bad: [cat, dog, cow], good: [d, e, f]}\n";
  CHECK(find_names("rules:\n- {id: tone.x, message: m, why: w, flag: [cat, dog, cow], " + bad) ==
        Names{"unquoted-match tone.x", "no-fix tone.x"});
  const auto lists = [&](const std::string& phrases) {
    return find_names("phrases: {animal: [cat, dog, cow, hen]}\nfacts: {pet: {any: [$animal], strength: fond}}\nrules:\n" +
                      make_good_rule("tone.x", "flag: [" + phrases + "]", "cat, dog, cat"));
  };
  CHECK(lists("cat, dog").empty());
  CHECK(lists("cat, dog, hen") == Names{"repeated-list tone.x"});
}

TEST_CASE("a phrase is named where a remark is about it") {
  const auto set = make_set("rules:\n" + make_good_rule("tone.x", "flag: [\"bad\", \"very bad\"]"));
  const auto remarks = find_all_remarks(Linter(set));
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].name == "implied-phrase");
  CHECK(remarks[0].phrase == "very bad");
  CHECK(remarks[0].place.line == 4);
}

TEST_CASE("changes that change nothing") {
  const auto rule = make_good_rule("tone.x", "flag: [\"bad\"], severity: warning") +
                    make_good_rule("clarity.y", "limit: {measure: words, max: 2}", "a b c, d e f, g h i j");
  const auto tuned = [&](const std::string& tune) { return find_names("tune: {" + tune + "}\nrules:\n" + rule); };
  CHECK(tuned("tone.x: warning") == Names{"idle-tune tone.x"});
  CHECK(tuned("\"tone.*\": {severity: warning, because: b}") == Names{"idle-tune tone.*"});
  CHECK(tuned("clarity.y: {max: 2}") == Names{"idle-tune clarity.y"});
  CHECK(tuned("tone.x: error").empty());
  CHECK(tuned("clarity.y: {max: 1}").empty());
  CHECK(tuned("\"*\": {severity: error}").empty());
}

TEST_CASE("rules in the file of another family") {
  const auto place = [](const std::string& file) {
    LoadInput input;
    input.files = {{"a/ruleset.yaml", "replylint: 1\nname: test\n"}, {file, "rules:\n" + make_good_rule("tone.x", "flag: [\"bad\"]")}};
    input.engine_version = "0.1.0";
    const auto set = load_ruleset(input);
    REQUIRE(set);
    return find_all_remarks(Linter(*set)).size();
  };
  CHECK(place("a/blame.yaml") == 1);
  CHECK(place("a/next-steps-more.yaml") == 1);
  CHECK(place("a/tone.yaml") == 0);
  CHECK(place("a/tone-scorn.yaml") == 0);
  CHECK(place("a/rules.yaml") == 0);
  CHECK(place("a/tones.yaml") == 0);
}

// SPDX-License-Identifier: MIT
// Chains of rule sets: what a later set adds, replaces and tunes, and what locks keep it from.
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "ruleset/builtin_facts.h"
#include "ruleset/load.h"
#include "ruleset/rule_text.h"

using namespace replylint;
using namespace replylint::rule_text;

namespace {

const RuleSet& base() {
  static const auto set = load_ruleset(make_input({{"base.yaml",
                                                    "replylint: 1\nname: base\nversion: 1.0\ninternal: [base.example]\n"
                                                    "phrases: {apology: [sorry], pardon: [\"$apology you\"], fine: [because]}\n"
                                                    "facts: {upset: {any: [\"$pardon\"]}, sad: {when: upset}}\n"
                                                    "rules:\n" +
                                                        rule("tone.a", "flag: [\"no $apology\", $pardon], unless: [$fine]") +
                                                        rule("tone.b", "severity: error, limit: {measure: words, max: 5}, when: sad") +
                                                        rule("blame.a", "flag: [\"your fault\"]")}}))
                              .value();
  return set;
}

using Files = std::map<std::string, std::string>;

LoadInput make_chain(const Files& files, std::string text) {
  auto input = make_input(std::move(text), &base());
  input.find_source = [files](std::string_view reference, std::string_view from) -> std::expected<std::vector<RuleFile>, std::string> {
    const auto found = files.find(std::string(reference));
    if (found == files.end()) return std::unexpected("there is no " + std::string(reference) + " beside " + std::string(from));
    return std::vector<RuleFile>{{found->first, found->second}};
  };
  input.find_fetched = [files](const FetchedSet& set) -> std::expected<std::vector<RuleFile>, std::string> {
    const auto found = files.find(set.url);
    if (found == files.end()) return std::unexpected(set.url + " is not fetched yet");
    return std::vector<RuleFile>{{found->first, found->second}};
  };
  return input;
}

RuleSet load(const Files& files, std::string text) {
  auto set = load_ruleset(make_chain(files, std::move(text)));
  CHECK((set ? "" : to_lines(set.error())) == "");
  return set ? std::move(*set) : RuleSet{};
}

std::string to_ids(const RuleSet& set) {
  std::string ids;
  for (const auto& rule : set.rules) ids += (ids.empty() ? "" : " ") + rule.id + (rule.off ? "(off)" : "");
  return ids;
}

std::string pattern_of(const RuleSet& set, std::string_view source) {
  for (const auto& phrase : set.phrases) {
    if (phrase.source == source) return phrase.pattern;
  }
  return "none";
}

const std::string start = "replylint: 1\nname: r\n";

}  // namespace

TEST_CASE("a set without extends stands on the built-in set") {
  CHECK(to_ids(load({}, "replylint: 1\n")) == "tone.a tone.b blame.a");
  CHECK(to_ids(load({}, "replylint: 1\nextends: [builtin:base]\n")) == "tone.a tone.b blame.a");
  CHECK(to_ids(load({}, "replylint: 1\nextends: []\n")) == "");
  const auto set = load({}, start + "version: 3.1\ninternal: [R.example, base.example]\nhold: never\nlanguage: de\n");
  CHECK(set.name == "r");
  CHECK(set.version == "3.1");
  CHECK(set.chain == std::vector<std::string>{"base", "r"});
  CHECK(set.internal == std::vector<std::string>{"base.example", "r.example"});
  CHECK(set.hold == Hold::never);
  CHECK(set.language == "de");
}

TEST_CASE("rules are appended and replaced") {
  const auto set = load({}, start + "rules:\n" + rule("acme.new") + rule("tone.a", "require: [please]"));
  CHECK(to_ids(set) == "tone.a tone.b blame.a acme.new");
  CHECK(set.rules[0].verb == Verb::require);
  CHECK(set.rules[0].set == "r");
  CHECK(set.rules[1].set == "base");
  CHECK(set.files.at(set.rules[1].place.file) == "base.yaml");
  CHECK(set.files.at(set.rules[0].place.file) == "r.yaml");
}

TEST_CASE("sets are applied in the order of extends, each once") {
  const Files files{{"./a", "replylint: 1\nname: a\nrules:\n" + rule("acme.a")},
                    {"./b", "replylint: 1\nname: b\nextends: [./a]\nrules:\n" + rule("acme.b")}};
  const auto set = load(files, start + "extends: [./b, ./a, builtin:base]\n");
  CHECK(set.chain == std::vector<std::string>{"base", "a", "b", "r"});
  CHECK(to_ids(set) == "tone.a tone.b blame.a acme.a acme.b");
}

TEST_CASE("the files of a directory are one set") {
  const auto set = load_ruleset(make_input({{"ruleset.yaml", "replylint: 1\nname: r\n"},
                                            {"a.yaml", "rules:\n" + rule("tone.x", "flag: [$l], when: f")},
                                            {"b.yaml", "phrases: {l: [y]}\nfacts: {f: {when: reply}}\n"},
                                            {"empty.yaml", "# nothing yet\n"}}));
  REQUIRE(set);
  CHECK(to_ids(*set) == "tone.x");
  CHECK(
      load_errors(make_input({{"h.yaml", "replylint: 1\n"}, {"a.yaml", "name: x\nrule: []\n"}})) ==
      "a.yaml:1:1: “name” belongs into the head, h.yaml\n"
      "a.yaml:1:1: unknown key “name” in a further file or document of a rule set; accepted: phrases, facts, rules\n"
      "a.yaml:2:1: unknown key “rule” in a further file or document of a rule set; accepted: phrases, facts, rules; did you mean “rules”?");
  CHECK(load_errors(make_input({{"h.yaml", "replylint: 1\nphrases: {l: [x]}"}, {"a.yaml", "phrases: {l: [x]}"}})) ==
        "a.yaml:1:11: the phrase list “l” is defined twice in this rule set");
  CHECK(load_errors(make_input({{"h.yaml", "replylint: 1\nfacts: {f: {when: reply}}"}, {"a.yaml", "facts: {f: {when: reply}}"}})) ==
        "a.yaml:1:9: the fact “f” is defined twice in this rule set");
}

TEST_CASE("the documents of a file are one set") {
  const auto set =
      load_ruleset(make_input("# ruleset.yaml\nreplylint: 1\nname: r\n---\n# a.yaml\nrules:\n" + rule("tone.x", "flag: [$l], when: f") +
                              "---\n# nothing yet\n---\nphrases: {l: [y]}\nfacts: {f: {when: reply}}\n"));
  REQUIRE(set);
  CHECK(to_ids(*set) == "tone.x");
  CHECK(set->files == std::vector<std::string>{"r.yaml"});
  CHECK(set->rules[0].place.line == 7);
  CHECK(load_errors(make_input("replylint: 1\n---\nname: x\n---\nphrases: {l: [\"a (\"]}\n")) ==
        "r.yaml:3:1: “name” belongs into the head, r.yaml\n"
        "r.yaml:3:1: unknown key “name” in a further file or document of a rule set; accepted: phrases, facts, rules\n"
        "r.yaml:5:18: “(” is never closed by “)”");
  CHECK(load_errors(make_input("replylint: 1\nphrases: {l: [x]}\n---\nphrases: {l: [x]}\n")) ==
        "r.yaml:4:11: the phrase list “l” is defined twice in this rule set");
}

TEST_CASE("limits hold for all documents of a file together") {
  auto input = make_input("replylint: 1\nrules:\n" + rule("tone.a") + "---\nrules:\n" + rule("tone.b") + rule("tone.c"));
  input.limits.rules = 2;
  CHECK(load_errors(input) == "r.yaml:7:8: over 2 rules");
  input.limits = {};
  input.limits.file_bytes = input.files[0].text.size();
  CHECK(load_errors(input) == "");
  --input.limits.file_bytes;
  CHECK(load_errors(input).starts_with("r.yaml:1:1: the file has over "));
}

TEST_CASE("phrases that name a changed list are compiled again") {
  CHECK_THAT(pattern_of(base(), "$apology you"), !Catch::Contains("pardon"));
  const auto added = load({}, start + "phrases: {apology: {add: [pardon]}}\n");
  CHECK_THAT(pattern_of(added, "$apology you"), Catch::Contains("sorry") && Catch::Contains("pardon"));
  CHECK_THAT(pattern_of(added, "no $apology"), Catch::Contains("pardon"));
  CHECK(added.lists[0].phrases.size() == 2);
  const auto replaced = load({}, start + "phrases: {apology: [pardon]}\n");
  CHECK_THAT(pattern_of(replaced, "no $apology"), !Catch::Contains("sorry") && Catch::Contains("pardon"));
  CHECK(load_errors(make_chain({}, start + "phrases: {apology: [\"a $pardon\"]}\n")) ==
        "r.yaml:3:11: with the changed lists, the phrase “$apology you” of an earlier set fails: in the phrase list “apology”: in the "
        "phrase list "
        "“pardon”: the phrase list “apology” contains itself\n"
        "r.yaml:3:11: with the changed lists, the phrase “no $apology” of an earlier set fails: in the phrase list “apology”: in the "
        "phrase list "
        "“pardon”: the phrase list “apology” contains itself\n"
        "r.yaml:3:24: in the phrase list “pardon”: in the phrase list “apology”: the phrase list “pardon” contains itself");
}

TEST_CASE("equal phrases are pooled") {
  const auto set =
      load_ruleset(make_input("replylint: 1\nrules:\n" + rule("tone.a", "flag: [x, y, {cased: x}]") + rule("tone.b", "flag: [y, x]")));
  REQUIRE(set);
  CHECK(set->phrases.size() == 3);
  CHECK(set->rules[1].phrases[1].index == set->rules[0].phrases[0].index);
}

TEST_CASE("facts are replaced in place") {
  const auto set = load({}, start + "facts: {upset: {when: words > 3}, more: {when: upset}}\n");
  REQUIRE(set.facts.size() == 3);
  CHECK(set.facts[0].name == "upset");
  CHECK(set.facts[0].any.empty());
  CHECK(set.find_fact("more") == builtin_facts.size() + 2);
  CHECK(load_errors(make_chain({}, start + "facts: {upset: {when: sad}}\n")) ==
        "r.yaml:3:9: facts in a circle: “upset” needs “sad”, “sad” needs “upset”");
}

TEST_CASE("tune changes what is there") {
  const auto set = load({}, start + "tune:\n  tone.a: off\n  tone.b: {severity: suggestion, max: 9, because: legal}\n  blame.*: error\n");
  CHECK(to_ids(set) == "tone.a(off) tone.b blame.a");
  CHECK(set.rules[1].severity == Severity::suggestion);
  CHECK(set.rules[1].limit.max == 9);
  CHECK(set.rules[1].because == "legal");
  CHECK(set.rules[2].severity == Severity::error);
  CHECK(to_ids(load({}, start + "tune: {tone.*: {off: true}}\n")) == "tone.a(off) tone.b(off) blame.a");
}

TEST_CASE("tune that makes no sense") {
  struct Case {
    const char* tune;
    const char* error;
  };
  const auto [tune, error] = GENERATE(values<Case>({
      {"tone.aa: off", "3:8: no rule is named “tone.aa”; accepted: blame.a, tone.a, tone.b; did you mean “tone.a”?"},
      {"tnoe.*: off", "3:8: no rule is named “tnoe.*”; accepted: blame.a, tone.a, tone.b; did you mean “tone.a”?"},
      {"tone.a: of", "3:16: unknown word for “tune” “of”; accepted: off, suggestion, warning, error; did you mean “off”?"},
      {"tone.a: {sevrity: error}",
       "3:17: unknown key “sevrity” in “tune”; accepted: severity, because, max, min, per-words, from-words, off, stage; did you mean "
       "“severity”?"},
      {"tone.a: {max: 3}", "3:16: “tone.a” has no “limit” to change"},
      {"tone.b: {max: x}", "3:22: “max” has to be a number from 0 to 1000000"},
  }));
  CAPTURE(tune);
  CHECK(load_errors(make_chain({}, start + "tune: {" + tune + "}\n")) == "r.yaml:" + std::string(error));
}

TEST_CASE("locked rules can only become stricter") {
  struct Case {
    const char* what;
    std::string text;
    const char* error;
  };
  const auto [what, text, error] = GENERATE(values<Case>({
      {"off", "tune: {tone.a: off}", "4:8: “corp” (./corp:3:8) locks “tone.a”; it cannot be switched off"},
      {"softer", "tune: {tone.b: warning}", "4:8: “corp” (./corp:3:8) locks “tone.b”; it cannot be softened"},
      {"harder", "tune: {tone.a: error}", ""},
      {"wider limit", "tune: {tone.b: {max: 6}}", "4:8: “corp” (./corp:3:8) locks “tone.b”; it cannot be narrowed"},
      {"tighter limit", "tune: {tone.b: {max: 4}}", ""},
      {"only long mails", "tune: {tone.b: {from-words: 100}}", "4:8: “corp” (./corp:3:8) locks “tone.b”; it cannot be narrowed"},
      {"another unit", "tune: {tone.b: {per-words: 100}}", "4:8: “corp” (./corp:3:8) locks “tone.b”; it cannot be narrowed"},
      {"replaced", "rules:\n" + rule("tone.a"), "5:8: “corp” (./corp:3:8) locks “tone.a”; it cannot be replaced"},
      {"tuned without reason", "tune: {blame.a: off}",
       "4:8: “corp” (./corp:3:24) locks “blame.a” and allows to tune it with a reason; add “because”"},
      {"tuned with reason", "tune: {blame.a: {off: true, because: \"not here\"}}", ""},
      {"replaced where tuning is allowed", "rules:\n" + rule("blame.a"),
       "5:8: “corp” (./corp:3:24) locks “blame.a”; it cannot be replaced"},
      {"list of a flag replaced", "phrases: {pardon: [x]}",
       "4:11: the phrase list “pardon” carries a rule that “corp” (./corp:3:8) locks; it cannot be changed"},
      {"list of an exception", "phrases: {fine: {add: [x]}}",
       "4:11: the phrase list “fine” carries a rule that “corp” (./corp:3:8) locks; it cannot be changed"},
      {"fact of a when", "facts: {upset: {when: words > 99}}",
       "4:9: the fact “upset” carries a rule that “corp” (./corp:3:8) locks; it cannot be replaced"},
      {"language", "language: de", "4:11: “corp” (./corp:3:8) locks rules for “en”; the language cannot change"},
      {"hold", "hold: never", "4:7: “corp” (./corp:3:8) locks rules, so “hold” cannot be weakened"},
      {"hold more", "hold: warning", ""},
      {"new rule", "rules:\n" + rule("tone.c"), ""},
      {"all of the family", "tune: {tone.*: off}",
       "4:8: “corp” (./corp:3:8) locks “tone.a”; it cannot be switched off\nr.yaml:4:8: “corp” (./corp:3:8) locks “tone.b”; it cannot be "
       "switched off"},
  }));
  CAPTURE(what);
  const Files files{{"./corp", "replylint: 1\nname: corp\nlock: [tone.*, {rules: blame.*, allow: tune}]\n"}};
  CHECK(load_errors(make_chain(files, start + "extends: [./corp]\n" + text + "\n")) ==
        (*error == '\0' ? "" : "r.yaml:" + std::string(error)));
}

TEST_CASE("a list that only flags may grow under a lock") {
  const Files files{
      {"./corp", "replylint: 1\nname: corp\nphrases: {rude: [x]}\nrules:\n" + rule("tone.c", "flag: [$rude]") + "lock: [tone.c]\n"}};
  CHECK(load_errors(make_chain(files, start + "extends: [./corp]\nphrases: {rude: {add: [y]}}\n")) == "");
  CHECK(load_errors(make_chain(files, start + "extends: [./corp]\nphrases: {rude: [y]}\n")) ==
        "r.yaml:4:11: the phrase list “rude” carries a rule that “corp” (./corp:6:8) locks; accepted: {add: […]}");
}

TEST_CASE("a lock does not bind its own set, nor earlier ones") {
  CHECK(to_ids(load({}, start + "lock: [tone.*]\ntune: {tone.a: off}\n")) == "tone.a(off) tone.b blame.a");
}

TEST_CASE("extends that cannot be followed") {
  struct Case {
    const char* extends;
    const char* error;
  };
  const auto [extends, error] = GENERATE(values<Case>({
      {"[./nowhere]", "r.yaml:3:11: there is no ./nowhere beside r.yaml"},
      {"[./loop]", "./loop:1:38: “extends” goes in a circle: “./loop” extends itself through this entry"},
      {"[./nameless]", "./nameless:1:1: a rule set that others extend needs “name”"},
      {"[builtin:bas]", "r.yaml:3:11: unknown built-in rule set “bas”; accepted: builtin:base"},
      {"[./alone, builtin:base]", "r.yaml:3:20: a built-in rule set has to come before all others"},
      {"[./deep]", "./deep7:1:38: “extends” goes deeper than 8 sets"},
      {"[{url: 'https://x.example/r', key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}]",
       "r.yaml:3:11: https://x.example/r is not fetched yet"},
      {"[{url: 'https://set.example/r', key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}]",
       "https://set.example/r:1:1: a rule set that is fetched needs “version”"},
      {"[./broken]", "./broken:2:1: not YAML: did not find expected node content"},
  }));
  CAPTURE(extends);
  Files files{{"./loop", "{replylint: 1, name: loop, extends: [./loop]}"},
              {"./nameless", "replylint: 1\n"},
              {"./alone", "{replylint: 1, name: alone, extends: []}"},
              {"https://set.example/r", "{replylint: 1, name: set}"},
              {"./broken", "{"}};
  for (int i = 0; i < 12; ++i) {
    const auto name = i == 0 ? std::string() : std::to_string(i);
    files["./deep" + name] = "{replylint: 1, name: deep, extends: [./deep" + std::to_string(i + 1) + "]}";
  }
  CHECK(load_errors(make_chain(files, start + "extends: " + extends + "\n")) == error);
}

TEST_CASE("a set that is fetched has name and version and extends no files") {
  auto input = make_input("replylint: 1\nextends: [builtin:base, ./a]\n", &base());
  CHECK(load_errors(input).starts_with("r.yaml:2:25: this program reads no further rule sets"));
  input.fetched = true;
  CHECK(load_errors(input) ==
        "r.yaml:1:1: a rule set that others extend needs “name”\n"
        "r.yaml:1:1: a rule set that is fetched needs “version”\n"
        "r.yaml:2:25: a rule set that is fetched cannot extend files; “replylint rules pack” takes them in");
  input.files[0].text = "replylint: 1\nname: r\nversion: 1\nextends: [builtin:base]\n";
  CHECK(load_errors(input) == "");
  Files files{{"https://set.example/r", "{replylint: 1, name: set, version: 1, extends: [./a]}"}};
  CHECK(load_errors(make_chain(
            files, start + "extends: [{url: 'https://set.example/r', key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}]\n")) ==
        "https://set.example/r:1:49: a rule set that is fetched cannot extend files; “replylint rules pack” takes them in");
}

TEST_CASE("what an entry with a URL says") {
  std::vector<FetchedSet> asked;
  const std::string key = "RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l";
  auto input =
      make_input(start + "extends: [{url: 'file:///srv/a', key: " + key +
                     ", mirrors: ['https://b.example/a', 'https://c.example/a']}, {url: 'https://d.example/d', key: " + key + "}]\n",
                 &base());
  input.find_fetched = [&](const FetchedSet& set) -> std::expected<std::vector<RuleFile>, std::string> {
    asked.push_back(set);
    return std::vector<RuleFile>{{set.url, "{replylint: 1, version: 1, name: a, extends: [{url: 'file:///etc/x', key: " + key + "}]}"}};
  };
  CHECK(load_errors(input) ==
        "file:///srv/a:1:53: only https:// is accepted as “url”\n"
        "https://d.example/d:1:53: only https:// is accepted as “url”");
  REQUIRE(asked.size() == 2);
  CHECK(asked[0].url == "file:///srv/a");
  CHECK(asked[0].key == key);
  CHECK(asked[0].mirrors == std::vector<std::string>{"https://b.example/a", "https://c.example/a"});
  CHECK(asked[1].mirrors.empty());
}

TEST_CASE("when sets of a chain expire, and who may sign the next version of the last") {
  Files files{{"./a", "{replylint: 1, name: a, expires: 2027-03-01, next-key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}"},
              {"./b", "{replylint: 1, name: b, extends: [./a], expires: 2026-12-24}"}};
  const auto set = load(files, start + "extends: [./b]\n");
  REQUIRE(set.expiries.size() == 2);
  CHECK(set.expiries[0].set == "a");
  CHECK(set.expiries[0].date == "2027-03-01");
  CHECK(set.expiries[1].set == "b");
  CHECK(set.expires().empty());
  CHECK(set.next_key.empty());
  const auto last = load(
      files,
      "replylint: 1\nname: r\nextends: [./b]\nexpires: 2030-01-31\nnext-key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l\n");
  CHECK(last.expires() == "2030-01-31");
  CHECK(last.next_key == "RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l");
}

TEST_CASE("limits on files, rules and errors") {
  auto input = make_input("replylint: 1\nrules:\n" + rule("tone.a") + rule("tone.b") + rule("tone.c") + rule("tone.d"));
  input.limits.rules = 2;
  CHECK(load_errors(input) == "r.yaml:5:8: over 2 rules");
  input.limits = {};
  input.limits.file_bytes = 50;
  CHECK(load_errors(input) == "r.yaml:1:1: the file has over 50 bytes; accepted are 50");
  auto wrong = make_input("replylint: 1\na: 1\nb: 1\nc: 1\n");
  wrong.limits.errors = 2;
  const auto set = load_ruleset(wrong);
  REQUIRE_FALSE(set);
  REQUIRE(set.error().size() == 2);
  CHECK(set.error()[1].line == 3);
  auto phrases = make_input("replylint: 1\nphrases: {a: [x, y, z]}\n");
  phrases.limits.phrases = 2;
  CHECK(load_errors(phrases) == "r.yaml:2:21: over 2 phrases");
  CHECK(load_errors(make_input(std::vector<RuleFile>{})) == ":1:1: a rule set without a file");
}

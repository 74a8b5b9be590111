// SPDX-License-Identifier: MIT
// The compiled table: what is written reads back, and nothing else is ever accepted or crashes.
#include "ruleset/table.h"
#include "ruleset/program.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "ruleset/builtin_facts.h"
#include "ruleset/rule_text.h"
#include "ruleset/table_check.h"

using namespace replylint;
using namespace replylint::rule_text;

namespace {

RuleSet load_all() {
  const auto set = load_ruleset(make_input(
      "replylint: 1\nname: all\nversion: 1.2\nhold: never\nexpires: 2027-03-01\nnext-key: "
      "RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l\ninternal: [a.example]\n"
      "phrases: {apology: [sorry, {cased: \"SO\"}]}\n"
      "facts: {upset: {in: [quoted, subject], any: [\"still (not|broken)\"], unless: [fine], strength: heard}, n: {count: [x]}, "
      "w: {weigh: {signs: [[upset, 1.5], [$apology, -2]], from: 1}, when: n > 2}}\n"
      "rules:\n" +
      rule("tone.a",
           "flag: [\"(a|b) $apology\"], unless: [$apology], when: not w, fix: [{suggest: [\"{1}\"]}, {insert: y, at: end, safe: true}]") +
      rule("tone.b", "limit: {of: [x], max: 1.5, min: 0, per: sentence, per-words: 100, from-words: 7}, severity: error, source: [here]") +
      rule("tone.c", "order: {first: [x], then: [y]}, in: everything") + rule("tone.d", "limit: {measure: upset, min: 1}") +
      "- {id: tone.e, message: m, why: w, when: reply, bad: [{t: a, q: b, s: c, facts: {words: 3, upset: true}}, b, c], good: [a, b, c]}\n"
      "lock: [{rules: tone.a, allow: tune}]\ntune: {tone.b: {off: true, because: reasons}}\n"));
  REQUIRE((set ? "" : to_lines(set.error())) == "");
  return *set;
}

}  // namespace

TEST_CASE("a table reads back to the same set") {
  const auto set = load_all();
  const auto table = to_table(set);
  CHECK(to_table(load_all()) == table);
  const auto again = parse_table(table);
  REQUIRE(again);
  CHECK(to_table(*again) == table);
  CHECK(again->name == "all");
  CHECK(again->hold == Hold::never);
  CHECK(again->expires() == "2027-03-01");
  CHECK(again->next_key == "RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l");
  REQUIRE(again->rules.size() == 5);
  CHECK(again->rules[0].fixes[1].at == InsertAt::end);
  CHECK(again->rules[0].fixes[1].safe);
  CHECK(again->rules[1].limit.max == 1.5);
  CHECK(again->rules[1].limit.min == 0);
  CHECK(again->rules[1].limit.per == Per::sentence);
  CHECK(again->rules[1].off);
  CHECK(again->rules[1].because == "reasons");
  CHECK(again->rules[3].limit.measure == builtin_facts.size());
  CHECK_FALSE(again->rules[3].limit.max);
  CHECK(again->rules[4].bad[0].subject == "c");
  CHECK(again->rules[4].bad[0].facts[1].first == builtin_facts.size());
  CHECK(again->facts[2].weigh->signs[0].weight == 1.5);
  CHECK(again->facts[2].when.steps.size() == 3);
  CHECK(again->phrases[0].atoms == set.phrases[0].atoms);
  CHECK(again->locks[0].allow_tune);
  CHECK(again->files == std::vector<std::string>{"r.yaml"});
}

TEST_CASE("a table that is cut off or damaged is refused") {
  const auto table = to_table(load_all());
  for (std::size_t size = 0; size < table.size(); ++size) {
    CAPTURE(size);
    REQUIRE_FALSE(parse_table(std::string_view(table).substr(0, size)));
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    auto damaged = table;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
    CAPTURE(i);
    REQUIRE_FALSE(parse_table(damaged));
  }
  CHECK_FALSE(parse_table(table + "x"));
}

TEST_CASE("what is wrong with a table is said") {
  auto table = to_table(load_all());
  CHECK(parse_table("").error() == "not a usable compiled rule set: it does not begin like one");
  CHECK(parse_table(table.substr(0, 12)).error() == "not a usable compiled rule set: it ends too early");
  CHECK(parse_table(table.substr(0, 90)).error() == "not a usable compiled rule set: its length is not what it says");
  auto changed = table;
  changed.back() = static_cast<char>(changed.back() + 1);
  CHECK(parse_table(changed).error() == "not a usable compiled rule set: its checksum is wrong, the bytes were changed or damaged");
  table[8] = 99;
  CHECK_THAT(parse_table(table).error(),
             Catch::StartsWith("not a usable compiled rule set: its format version is 99, this program reads "));
}

TEST_CASE("a table with a correct checksum is still not trusted") {
  using Damage = void (*)(RuleSet&);
  struct Case {
    const char* name;
    Damage damage;
    const char* problem;
  };
  const auto [name, damage, problem] = GENERATE(values<Case>({
      {"phrase of a rule", [](RuleSet& set) { set.rules[0].phrases[0].index = 999; }, "the rule “tone.a” is broken"},
      {"list of a rule", [](RuleSet& set) { set.rules[0].unless[0].index = 1; }, "the rule “tone.a” is broken"},
      {"phrase of a list", [](RuleSet& set) { set.lists[0].phrases[0] = 999; }, "the phrase list “apology” is broken"},
      {"fact of a condition", [](RuleSet& set) { set.rules[0].when.steps[0].fact = 999; }, "the rule “tone.a” is broken"},
      {"operator without operands", [](RuleSet& set) { set.rules[0].when.steps = {{Condition::Op::both}}; }, "the rule “tone.a” is broken"},
      {"two values left",
       [](RuleSet& set) {
         set.rules[0].when.steps = {{}, {}};
       },
       "the rule “tone.a” is broken"},
      {"measure", [](RuleSet& set) { set.rules[3].limit.measure = 999; }, "the rule “tone.d” is broken"},
      {"fact of an example", [](RuleSet& set) { set.rules[4].bad[0].facts[0].first = 999; }, "the rule “tone.e” is broken"},
      {"sign", [](RuleSet& set) { set.facts[2].weigh->signs[1].phrase.index = 5; }, "the fact “w” is broken"},
      {"area", [](RuleSet& set) { set.facts[0].in = 0x8000; }, "the fact “upset” is broken"},
      {"file", [](RuleSet& set) { set.rules[2].place.file = 1; }, "the rule “tone.c” is broken"},
      {"circle", [](RuleSet& set) { set.facts[0].when = set.facts[2].when, set.facts[0].when.steps[0].fact = builtin_facts.size() + 2; },
       "its facts go in a circle"},
  }));
  CAPTURE(name);
  auto set = load_all();
  REQUIRE(find_problem(set, set.phrases.size()).empty());
  damage(set);
  const auto read = parse_table(to_table(set));
  REQUIRE_FALSE(read);
  CHECK(read.error() == "not a usable compiled rule set: " + std::string(problem));
}

TEST_CASE("what checking needs of a table is read in place") {
  const auto set = load_all();
  const auto table = to_table(set);
  const auto compiled = load_table(table, Checksum::compared);
  REQUIRE(compiled);
  CHECK(compiled->set.rules.size() == set.rules.size());
  CHECK(compiled->set.rules[0].bad.empty());
  CHECK(compiled->set.phrases.empty());
  REQUIRE(compiled->phrases.size() == set.phrases.size());
  for (std::uint32_t i = 0; i < set.phrases.size(); ++i) {
    CHECK(compiled->phrases.source(i) == set.phrases[i].source);
    CHECK(compiled->phrases.pattern(i) == set.phrases[i].pattern);
    CHECK(std::ranges::equal(compiled->phrases.program(i), set.phrases[i].program));
    CHECK(std::ranges::binary_search(compiled->phrases.unindexed(), i) == set.phrases[i].atoms.empty());
  }
  // At an odd address it is copied.
  const std::string shifted = " " + table;
  const auto copied = load_table(std::string_view(shifted).substr(1), Checksum::compared);
  REQUIRE(copied);
  CHECK(std::ranges::equal(copied->phrases.program(0), set.phrases[0].program));
}

namespace {

/// The phrases under a word, in order.
std::vector<std::uint32_t> find_postings(const PhraseTable& phrases, std::string_view word) {
  const auto number = phrases.find_word(to_word_hash(word));
  if (number == PhraseTable::none) return {};
  const auto postings = phrases.postings(number);
  return {postings.begin(), postings.end()};
}

/// How many words each clause of a phrase accepts.
std::vector<std::uint32_t> to_clause_sizes(const PhraseTable& phrases, std::uint32_t phrase) {
  std::vector<std::uint32_t> sizes;
  const auto clauses = phrases.clauses(phrase);
  for (std::size_t at = 0; at < clauses.size(); at += clauses[at] + 1) sizes.push_back(clauses[at]);
  return sizes;
}

void check_same(const PhraseTable& a, const PhraseTable& b) {
  REQUIRE(a.size() == b.size());
  CHECK(std::ranges::equal(a.unindexed(), b.unindexed()));
  for (std::uint32_t i = 0; i < a.size(); ++i) {
    CAPTURE(i, a.source(i));
    CHECK(a.source(i) == b.source(i));
    CHECK(a.pattern(i) == b.pattern(i));
    CHECK(std::ranges::equal(a.program(i), b.program(i)));
    CHECK(a.unicode(i) == b.unicode(i));
    CHECK(to_clause_sizes(a, i) == to_clause_sizes(b, i));
  }
  for (const auto word : {"sorry", "apology", "still", "broken", "fine", "x", "y", "a", "b", "regret", "delay", "pardon", "unheard"})
    CHECK(find_postings(a, word) == find_postings(b, word));
  CHECK(a.prefix_sizes() == b.prefix_sizes());
}

}  // namespace

TEST_CASE("a set on a base shares its phrases, but for those that changed") {
  auto whole = load_all();
  whole.locks.clear();
  const auto table = to_table(whole);
  const auto base = load_base(table, Checksum::compared);
  REQUIRE(base);
  CHECK(base->set.rules.size() == whole.rules.size());
  for (std::uint32_t i = 0; i < whole.phrases.size(); ++i) CHECK(base->set.phrases[i].pattern_bytes == whole.phrases[i].pattern.size());
  const std::string own = "replylint: 1\nname: own\nphrases: {apology: {add: [\"we regret\"]}}\nrules:\n" +
                          rule("tone.own", "flag: [\"(delay|pardon*) $apology\", x, \"still fine\"]");
  const auto on_whole = load_ruleset(make_input(own, &whole));
  const auto on_base = load_ruleset(make_input(own, &base->set));
  REQUIRE((on_base ? "" : to_lines(on_base.error())) == "");
  const auto apart = compile(*on_whole);
  const auto shared = compile(*on_base, &base->phrases);
  check_same(shared.phrases, apart.phrases);
  const auto is_shared = [&](std::string_view source) {
    for (std::uint32_t i = 0; i < shared.phrases.size(); ++i)
      if (shared.phrases.source(i) == source) return shared.phrases.shared(i);
    FAIL("no such phrase");
    return false;
  };
  CHECK(is_shared("still (not|broken)"));
  CHECK(is_shared("x"));
  CHECK_FALSE(is_shared("(a|b) $apology"));
  CHECK_FALSE(is_shared("still fine"));

  const auto own_table = to_table(shared);
  CHECK(own_table.size() < to_table(*on_whole).size());
  const auto again = load_table(own_table, Checksum::compared, &base->phrases);
  REQUIRE(again);
  CHECK(again->sound_programs);
  check_same(again->phrases, apart.phrases);
  CHECK(again->set.rules.size() == whole.rules.size() + 1);
  CHECK_FALSE(load_table(own_table, Checksum::compared));
  CHECK_FALSE(parse_table(own_table));
  const auto none = load_base(to_table(RuleSet()), Checksum::compared);
  REQUIRE(none);
  CHECK_FALSE(load_table(own_table, Checksum::compared, &none->phrases));
  CHECK(find_checksum(own_table) != find_checksum(table));
  CHECK(find_checksum("") == 0);
}

TEST_CASE("a set that adds no phrase has its base's") {
  auto whole = load_all();
  whole.locks.clear();
  const auto table = to_table(whole);
  const auto base = load_base(table, Checksum::compared);
  REQUIRE(base);
  const auto tuned = load_ruleset(make_input("replylint: 1\nname: own\ntune: {" + whole.rules.front().id + ": off}\n", &base->set));
  REQUIRE((tuned ? "" : to_lines(tuned.error())) == "");
  const auto own_table = to_table(compile(*tuned, &base->phrases));
  CHECK(own_table.size() * 2 < table.size());
  const auto again = load_table(own_table, Checksum::compared, &base->phrases);
  REQUIRE(again);
  CHECK(again->sound_programs);
  CHECK(again->set.rules.front().off);
  check_same(again->phrases, base->phrases);
  CHECK(again->phrases.shared(0));
  CHECK_FALSE(load_table(own_table, Checksum::compared));
  const auto other = load_base(to_table(RuleSet()), Checksum::compared);
  REQUIRE(other);
  CHECK_FALSE(load_table(own_table, Checksum::compared, &other->phrases));
}

TEST_CASE("a set that stands on nothing takes nothing from a base") {
  const auto table = to_table(load_all());
  const auto base = load_base(table, Checksum::compared);
  REQUIRE(base);
  const auto set = load_ruleset(make_input("replylint: 1\nextends: []\nrules:\n" + rule("tone.own", "flag: [x, \"apology\"]"), &base->set));
  REQUIRE(set);
  check_same(compile(*set, &base->phrases).phrases, compile(*set).phrases);
}

TEST_CASE("words that are no phrase table are refused or safe to use") {
  const auto good = make_phrase_table(load_all().phrases);
  REQUIRE(PhraseTable::read(good));
  for (std::size_t size = 0; size < good.size(); ++size) REQUIRE_FALSE(PhraseTable::read(std::span(good).first(size)));
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const std::uint32_t value : {0U, 1U, 0x7FFFFFFFU, 0xFFFFFFFFU, good[i] + 1}) {
      auto bad = good;
      bad[i] = value;
      const auto table = PhraseTable::read(bad);
      if (!table) continue;
      ++accepted;
      for (std::uint32_t phrase = 0; phrase < table->size(); ++phrase) {
        (void)is_sound_program(table->program(phrase));
        CHECK(table->source(phrase).size() + table->pattern(phrase).size() < 4 * good.size());
      }
      for (std::uint32_t hash = 0; hash < 50; ++hash) {
        const auto word = table->find_word(hash * 0x9E3779B9U);
        CHECK((word == PhraseTable::none || word < table->vocabulary()));
      }
    }
  }
  CHECK(accepted > 0);
}

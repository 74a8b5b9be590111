// SPDX-License-Identifier: MIT
// Verbs, exceptions, fixes, ignores, what is shown, and the verdict.
#include "engine/linter.h"

#include <string>
#include <vector>

#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

/// The words that a rule set finds in a reply, "rule: words" a line.
std::string find(const std::string& rules, const Draft& draft, const CheckOptions& options = {}) {
  const Linter linter(make_set("rules:\n" + rules));
  std::string out;
  for (const auto& finding : linter.check(draft, options).findings) {
    out += std::string(finding.rule) + ": " + std::string(draft.of(finding.span)) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("flag finds each match, longest first, outside exceptions") {
  const auto rule = make_rule("tone.x", R"(flag: ["calm down", "(please)? calm down now"], unless: ["music"])");
  CHECK(find(rule, make_reply("Please calm down now. I say calm down.")) == "tone.x: Please calm down now\ntone.x: calm down\n");
  CHECK(find(rule, make_reply("The music will calm down.")).empty());
  CHECK(find(rule, make_reply("The music stops. Calm down.")) == "tone.x: Calm down\n");
}

TEST_CASE("flag looks only where the rule looks") {
  const auto rule = make_rule("tone.x", R"(flag: ["pathetic"])");
  CHECK(find(rule, make_reply("All is well.", "This is pathetic.")).empty());
  CHECK(find(make_rule("tone.x", R"(in: quoted, flag: ["pathetic"])"), make_reply("All is well.", "This is pathetic.")) ==
        "tone.x: pathetic\n");
  CHECK(find(rule, make_reply("You wrote \"this is pathetic service\" to me.", "This is pathetic service.")).empty());
  CHECK(find(rule, make_reply("See https://x.example/pathetic/ for it.")).empty());
}

TEST_CASE("require sits at the sentence of theirs that asked for it") {
  const auto rules = make_rule("next-steps.x", R"(when: urgent, require: ["tomorrow"], fix: {insert: "I will …", at: end})");
  const std::string facts = "facts: {urgent: {any: [\"urgent\"]}}\nrules:\n" + rules;
  const Linter linter(make_set(facts));
  const auto draft = make_reply("Thank you. We will see.", "Hello. This is urgent for us.");
  const auto verdict = linter.check(draft);
  REQUIRE(verdict.findings.size() == 1);
  CHECK(draft.of(verdict.findings[0].span) == "This is urgent for us.");
  REQUIRE(verdict.findings[0].evidence.size() == 1);
  CHECK(verdict.findings[0].evidence[0].text == "This is urgent for us.");
  CHECK(verdict.findings[0].evidence[0].theirs);
  REQUIRE(verdict.findings[0].fixes.size() == 1);
  CHECK(draft.text.substr(0, verdict.findings[0].fixes[0].span.begin).ends_with("We will see."));
  CHECK(linter.check(make_reply("You get it tomorrow.", "This is urgent.")).findings.empty());
  CHECK(linter.check(make_reply("We will see.", "No hurry.")).findings.empty());
}

TEST_CASE("order wants the first before the second") {
  const auto rule = make_rule("acknowledgement.x", R"(order: {first: ["sorry"], then: ["restart"]})");
  CHECK(find(rule, make_reply("Please restart it. Sorry for that.")) == "acknowledgement.x: restart\n");
  CHECK(find(rule, make_reply("Sorry for that. Please restart it.")).empty());
  CHECK(find(rule, make_reply("Please restart it.")).empty());
}

TEST_CASE("limit counts per message, paragraph, sentence and words") {
  const auto with = [](const std::string& limit) { return make_rule("clarity.x", "limit: {" + limit + "}"); };
  const auto text = make_reply("It is very good. It is very, very good.\n\nVery well.");
  CHECK(find(with("of: [very], max: 2"), text) == "clarity.x: very\n");
  CHECK(find(with("of: [very], max: 3"), text) == "clarity.x: Very\n");
  CHECK(find(with("of: [very], max: 4"), text).empty());
  CHECK(find(with("of: [very], max: 1, per: sentence"), text) == "clarity.x: very\n");
  CHECK(find(with("of: [very], max: 2, per: paragraph"), text) == "clarity.x: very\n");
  CHECK(find(with("of: [very], min: 5"), text) == "clarity.x: It is very good.\n");
  CHECK(find(with("of: [very], max: 10, per-words: 100"), text) == "clarity.x: very\n");
  CHECK(find(with("of: [very], max: 10, per-words: 100, from-words: 50"), text).empty());
  CHECK(find(with("measure: longest-sentence, max: 4"), text) == "clarity.x: It is very, very good.\n");
}

TEST_CASE("weigh sums signs up and stands on the strongest") {
  const auto rule = make_rule("tone.x", R"(weigh: {signs: [["just", 0.4], ["obviously", 0.7], ["thank you", -0.5]], from: 1})");
  CHECK(find(rule, make_reply("You just obviously did not read it.")) == "tone.x: obviously\n");
  CHECK(find(rule, make_reply("You just did not read it.")).empty());
  CHECK(find(rule, make_reply("Thank you. You just obviously did not read it.")).empty());
}

TEST_CASE("weigh per sentence counts phrases where they stand together") {
  const auto set = [](const std::string& rest) { return make_set("facts: {cross: {any: [angry]}}\nrules:\n" + make_rule("tone.x", rest)); };
  const std::string signs =
      R"(weigh: {per: sentence, signs: [["just", 0.5], ["obviously", 0.6], [cross, 0.5], ["thank you", -1]], from: 1})";
  const auto found = [](const Linter& linter, const std::string& text, const std::string& quoted = "") {
    std::vector<std::string> out;
    const auto draft = make_reply(text, quoted);
    for (const auto& finding : linter.check(draft).findings) out.emplace_back(draft.of(finding.span));
    return out;
  };
  const Linter linter(set(signs));
  CHECK(found(linter, "You just need to read it. That is obviously the point.").empty());
  CHECK(found(linter, "Obviously you just need to read it. Bye then.") == std::vector<std::string>{"Obviously you just"});
  CHECK(found(linter, "Obviously you just need it, thank you.").empty());
  // A fact of the exchange counts in every sentence, and singles out none by itself.
  CHECK(found(linter, "You just need to read it. It is out.", "I am angry.") == std::vector<std::string>{"just"});
  const Linter low(set(R"(weigh: {per: sentence, signs: [[cross, 2], ["just", 0.1]], from: 1})"));
  CHECK(found(low, "It is out. We are in.", "I am angry.").empty());
  const Linter excepted(set(signs + R"(, unless: ["manual"])"));
  CHECK(found(excepted, "Obviously you just read the manual. Obviously you just ask.") == std::vector<std::string>{"Obviously you just"});
}

TEST_CASE("The signs that a weigh rule sees, for fitting") {
  const Linter linter(
      make_set("facts: {cross: {any: [angry]}}\nrules:\n" +
               make_rule("tone.x", R"(when: cross, weigh: {per: sentence, signs: [["just", 1], [cross, 1], ["now", 1]], from: 9})")));
  const auto& rule = linter.rules().rules.front();
  CHECK(linter.find_signs(rule, make_reply("Just now.", "All is well.")).empty());
  const auto units = linter.find_signs(rule, make_reply("It is now just now. It is off.", "I am angry."));
  REQUIRE(units.size() == 2);
  REQUIRE(units[0].seen.size() == 3);
  CHECK(units[0].seen[2].sign == 2);
  CHECK(units[0].seen[2].value == 1);
  REQUIRE(units[1].seen.size() == 1);
  CHECK(units[1].seen[0].sign == 1);
}

TEST_CASE("a rule without a verb finds the state") {
  CHECK(find(make_rule("tone.x", "when: reply and words < 3"), make_reply("Noted.", "I am upset.")) == "tone.x: Noted.\n");
  CHECK(find(make_rule("tone.x", "when: reply and words < 3"), make_reply("Noted.")).empty());
}

TEST_CASE("messages and fixes fill in what was found") {
  const Linter linter(
      make_set("rules:\n- {id: tone.x, severity: warning, message: \"“{match}” {2} {words}\", why: w, source: [\"practice:calm\"], "
               "flag: [\"(kindly|please) (wait|hold)\"], fix: [{replace: \"{1} {2} a moment\"}, {delete: true, safe: true}], bad: [a, b, "
               "c], good: [d, e, f]}\n"));
  const auto draft = make_reply("Kindly hold, Eva.");
  const auto verdict = linter.check(draft);
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].message == "“Kindly hold” hold 3");
  REQUIRE(verdict.findings[0].fixes.size() == 2);
  CHECK(verdict.findings[0].fixes[0].text == "Kindly hold a moment");
  CHECK(draft.of(verdict.findings[0].fixes[1].span) == "Kindly hold, ");
  CHECK(verdict.findings[0].fixes[1].safe);
}

TEST_CASE("most severe first, one per sentence and family, five shown") {
  std::string rules = make_rule("tone.a", R"(flag: ["bad"])", "suggestion") + make_rule("tone.b", R"(flag: ["worse"])", "error") +
                      make_rule("blame.c", R"(flag: ["worse"])", "warning");
  const Linter linter(make_set("rules:\n" + rules));
  const auto draft = make_reply("It is bad and worse. A bad one. Bad two. Bad three. Bad four. Bad five.");
  const auto verdict = linter.check(draft);
  REQUIRE(verdict.findings.size() == 8);
  CHECK(verdict.findings[0].rule == "tone.b");
  CHECK(verdict.findings[1].rule == "blame.c");
  std::size_t shown = 0;
  for (const auto& finding : verdict.findings) shown += finding.shown ? 1 : 0;
  CHECK(shown == 5);
  CHECK_FALSE(verdict.findings[2].shown);  // tone.a in the sentence that tone.b has already
  CheckOptions all;
  all.show_all = true;
  for (const auto& finding : linter.check(draft, all).findings) CHECK(finding.shown);
}

TEST_CASE("the policy decides the outcome") {
  const auto outcome = [](const std::string& hold, const std::string& severity) {
    const Linter linter(make_set("hold: " + hold + "\nrules:\n" + make_rule("tone.x", R"(flag: ["bad"])", severity)));
    return linter.check(make_reply("That is bad.")).outcome;
  };
  CHECK(outcome("error", "error") == Outcome::hold);
  CHECK(outcome("error", "warning") == Outcome::ask);
  CHECK(outcome("error", "suggestion") == Outcome::pass);
  CHECK(outcome("warning", "warning") == Outcome::hold);
  CHECK(outcome("never", "error") == Outcome::ask);
}

TEST_CASE("ignores silence with their reason, and are reported when unused") {
  const Linter linter(make_set("rules:\n" + make_rule("tone.x", R"(flag: ["bad"])", "error")));
  const auto draft = parse_draft(
      "From: a@x.example\nSubject: Re: y\nX-Replylint: ignore tone.x -- quoting the manual\nX-Replylint: ignore blame.*\n\nThat is bad.\n");
  const auto verdict = linter.check(draft);
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].ignored);
  CHECK(verdict.findings[0].ignored_because == "quoting the manual");
  CHECK(verdict.outcome == Outcome::pass);
  CHECK(verdict.unused_ignores == std::vector<std::string>{"blame.*"});
}

TEST_CASE("automatic mail and other languages are left alone") {
  const Linter linter(make_set("rules:\n" + make_rule("tone.x", R"(flag: ["bad"])", "error")));
  const auto automatic = parse_draft("From: a@x.example\nSubject: y\nAuto-Submitted: auto-replied\n\nThat is bad.\n");
  CHECK(linter.check(automatic).silent == Silent::automatic);
  CHECK(linter.check(automatic).findings.empty());
  const auto german = parse_draft(
      "From: a@x.example\nSubject: y\n\nGuten Tag, wir haben Ihre Nachricht erhalten und melden uns morgen bei Ihnen, sobald wir mehr "
      "wissen. Das ist bad.\n");
  CHECK(german.language == "de");
  CHECK(linter.check(german).silent == Silent::other_language);
  CheckOptions every;
  every.every_language = true;
  CHECK(linter.check(german, every).findings.size() == 1);
}

TEST_CASE("facts can be set from outside") {
  const Linter linter(make_set("rules:\n" + make_rule("expectations.x", R"(when: hour >= 18, flag: ["today"])")));
  CheckOptions late;
  late.facts = {{static_cast<std::uint32_t>(BuiltinFact::hour), 19}};
  CHECK(linter.check(make_reply("I send it today."), late).findings.size() == 1);
  CHECK(linter.check(make_reply("I send it today.")).findings.empty());
}

TEST_CASE("defined facts: any, all, count, unless, when, strength") {
  const Linter linter(make_set(
      "facts:\n  cross: {any: [\"angry\"], unless: [\"not angry\"]}\n  both: {all: [\"late\", \"broken\"]}\n  many: {count: [\"again\"]}\n"
      "  worse: {when: \"cross and many > 1\"}\n  sorry: {in: authored, any: [\"sorry\"], strength: \"says sorry\"}\nrules:\n" +
      make_rule("tone.x", R"(flag: ["bad"])")));
  const auto verdict = linter.check(make_reply("I am sorry.", "I am angry. Late again, and again broken."));
  CHECK(fact_value(verdict, "cross") == 1);
  CHECK(fact_value(verdict, "both") == 1);
  CHECK(fact_value(verdict, "many") == 2);
  CHECK(fact_value(verdict, "worse") == 1);
  REQUIRE(verdict.strengths.size() == 1);
  CHECK(verdict.strengths[0].what == "says sorry");
  CHECK(fact_value(linter.check(make_reply("Hi.", "I am not angry.")), "cross") == 0);
}

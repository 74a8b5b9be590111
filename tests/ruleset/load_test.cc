// SPDX-License-Identifier: MIT
// One rule set: what it becomes, and every error with its place and the accepted names.
#include "ruleset/load.h"

#include <catch2/catch.hpp>
#include <string>

#include "ruleset/builtin_facts.h"
#include "ruleset/rule_text.h"

using namespace replylint;
using namespace replylint::rule_text;

namespace {

struct Case {
  std::string text;
  std::string error;  ///< "" where it loads; without the file's name; ~ stands for names that are not compared
};

void check(const Case& each) {
  CAPTURE(each.text);
  const auto errors = load_errors(make_input(each.text));
  const auto cut = each.error.find('~');
  if (cut == std::string::npos) {
    CHECK(errors == (each.error.empty() ? "" : "r.yaml:" + each.error));
  } else {
    CHECK_THAT(errors, Catch::StartsWith("r.yaml:" + each.error.substr(0, cut)) && Catch::EndsWith(each.error.substr(cut + 1)));
  }
}

std::string head(std::string_view lines) { return "replylint: 1\n" + std::string(lines) + "\n"; }

const std::string verbs = "; accepted verbs: flag, require, order, limit, weigh";

}  // namespace

TEST_CASE("the head") {
  check(GENERATE(values<Case>({
      {head(""), ""},
      {head("name: acme\nversion: 2026.11.1\nlanguage: pt-BR\nneeds: \">= 0.1, < 1\"\ninternal: [acme.example]\nhold: never"), ""},
      {"name: acme\n", "1:1: no “replylint: 1”; the head of a rule set has to say which version of the rule language it is in"},
      {"replylint: 2\n", "1:12: rule language version “2”; this program reads version 1"},
      {"",
       "1:1: a rule set has to be a mapping, not nothing; accepted keys: replylint, name, version, language, needs, extends, lock, "
       "tune, internal, hold, expires, next-key, phrases, facts, rules"},
      {"[a]\n",
       "1:1: a rule set has to be a mapping, not a list; accepted keys: replylint, name, version, language, needs, extends, lock, "
       "tune, internal, hold, expires, next-key, phrases, facts, rules"},
      {head("rulez: []"),
       "2:1: unknown key “rulez” in a rule set; accepted: replylint, name, version, language, needs, extends, lock, tune, "
       "internal, hold, expires, next-key, phrases, facts, rules; did you mean “rules”?"},
      {head("name: Acme Team"), "2:7: “Acme Team” is not a name; accepted: small letters, digits and single hyphens"},
      {head("version: v2"), "2:10: “v2” is not a version; accepted: up to four numbers joined by dots, as in 2026.11.1"},
      {head("version: 1..2"), "2:10: “1..2” is not a version; accepted: up to four numbers joined by dots, as in 2026.11.1"},
      {head("version: 1.2.3.4.5"), "2:10: “1.2.3.4.5” is not a version; accepted: up to four numbers joined by dots, as in 2026.11.1"},
      {head("language: english_uk"), "2:11: “english_uk” is not a language tag; accepted: as in en, pt-BR"},
      {head("needs: \">= 9.1\""), "2:8: this rule set needs replylint >= 9.1; this is 0.1.0"},
      {head("needs: \"> 0.1.0\""), "2:8: this rule set needs replylint > 0.1.0; this is 0.1.0"},
      {head("needs: \">= 0.1, < 0.1\""), "2:8: this rule set needs replylint >= 0.1, < 0.1; this is 0.1.0"},
      {head("needs: \"= 0.1\""), ""},
      {head("needs: \"0.1\""),
       "2:8: “needs” is unreadable; accepted: a comparison and a version, as in \">= 0.1\" or \">= 0.1, < 2\"; "
       "comparisons: >=, >, =, <=, <"},
      {head("hold: always"), "2:7: unknown word for “hold” “always”; accepted: error, warning, never"},
      {head("internal: [me@acme.example]"), "2:12: “me@acme.example” is not a domain; accepted: as in acme.example"},
      {head("extends: [./x.yaml]"), "2:11: this program reads no further rule sets; “./x.yaml” is not available"},
      {head("extends: [{url: 'https://a.example/r', key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}]"),
       "2:11: this program reads no further rule sets; “https://a.example/r” is not available"},
      {head("extends: [{url: 'https://a.example/r'}]"),
       "2:11: a “url” without “key”; a fetched rule set has to be signed, and “key” is the minisign public key to check it with"},
      {head("extends: [{url: 'https://a.example/r', key: K}]"),
       "2:45: “K” is not a public key of minisign; accepted: the 56 characters from RW on in a .pub file"},
      {head("expires: 2028-02-29"), ""},
      {head("expires: 2027-02-29"), "2:10: “2027-02-29” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2100-02-29"), "2:10: “2100-02-29” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2027-13-01"), "2:10: “2027-13-01” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2027-00-01"), "2:10: “2027-00-01” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2027-01-00"), "2:10: “2027-01-00” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2027-3-1"), "2:10: “2027-3-1” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: 2027-+3-01"), "2:10: “2027-+3-01” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: soon"), "2:10: “soon” is not a date; accepted: year, month and day, as in 2027-03-01"},
      {head("expires: [2027-03-01]"), "2:10: “expires” has to be a text, not a list"},
      {head("next-key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l"), ""},
      {head("next-key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99"),
       "2:11: “RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99” is not a public key of minisign; accepted: the "
       "56 characters from RW on in a .pub file"},
      {head("next-key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99-"),
       "2:11: “RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99-” is not a public key of minisign; accepted: the "
       "56 characters from RW on in a .pub file"},
      {head("next-key: RXTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l"),
       "2:11: “RXTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l” is not a public key of minisign; accepted: the "
       "56 characters from RW on in a .pub file"},
      {head("next-key:"), "2:1: “next-key” has to be a text, not nothing"},
      {head("extends: ['https://a.example/r']"), "2:11: a URL needs a key: {url: …, key: …}"},
      {head("extends: [{url: 'http://a.example/r', key: RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l}]"),
       "2:17: only https:// and file:/// are accepted as “url”"},
      {head("extends: builtin:base"), "2:10: unknown built-in rule set “base”"},
      {head("tune: {tone.a: off}"), "2:8: no rule is named “tone.a”; none is defined"},
      {head("lock: [tone.*]"), "2:8: no rule is named “tone.*”; none is defined"},
  })));
}

TEST_CASE("the words of a rule") {
  check(GENERATE(values<Case>({
      {std::string(one_rule), ""},
      {with("sevrity: error"),
       "9:3: unknown key “sevrity” in a rule; accepted: id, severity, stage, message, why, source, in, when, flag, require, "
       "order, limit, weigh, unless, fix, bad, good; did you mean “severity”?"},
      {with("severity: eror"), "9:13: unknown severity “eror”; accepted: suggestion, warning, error; did you mean “error”?"},
      {with("severity: [error]"), "9:13: severity has to be a text, not a list"},
      {without("message"), "3:3: the rule “tone.x” has no “message”"},
      {without("why"), "3:3: the rule “tone.x” has no “why”"},
      {without("bad"), "3:3: the rule “tone.x” has no “bad”"},
      {without("good"), "3:3: the rule “tone.x” has no “good”"},
      {with("message:"), "4:3: “message” has to be a text, not nothing"},
      {with("message: {a: b}"), "4:12: “message” has to be a text, not a mapping"},
      {with("bad: [a, b]"), "7:3: “bad” has 2 examples; at least 3 are needed"},
      {with("good: [a]"), "8:3: “good” has 1 example; at least 3 are needed"},
      {with("good: a"), "8:9: “good” has to be a list of examples, not a text"},
      {with("good: [a, b, [c]]"), "8:16: an example has to be a text, not a list"},
      {with("good: [a, b, {q: c}]"), "8:16: an example without “t”, the text of the reply"},
      {with("good: [a, b, {t: a, quoted: c}]"), "8:23: unknown key “quoted” in an example; accepted: t, q, s, facts"},
      {with("good: [a, b, {t: '', q: c, s: '', facts: {words: 3, reply: true}}]"), ""},
      {with("good: [a, b, {t: a, facts: {wrods: 3}}]"),
       "8:31: unknown fact “wrods”; accepted: words, ~ and 27 more; did you mean “words”?"},
      {with("good: [a, b, {t: a, facts: {words: many}}]"), "8:38: “words” has to be a number from -1000000 to 1000000"},
      {with("in: body"),
       "9:7: unknown area “body”; accepted: subject, greeting, authored, opening, closing, signature, quoted, thread, everything"},
      {with("in: [authored, quoted]"), ""},
      {with("in: []"), "9:7: “in” names no area"},
      {with("source: [practice:words]"), ""},
      {head("rules: {a: b}"), "2:8: “rules” has to be a list of rules"},
      {head("rules: [a]"),
       "2:9: a rule has to be a mapping, not a text; accepted keys: id, severity, stage, message, why, source, in, when, flag, "
       "require, order, limit, weigh, unless, fix, bad, good"},
      {head("rules: [{message: m}]"), "2:9: a rule without “id”"},
  })));
}

TEST_CASE("the id of a rule") {
  check(GENERATE(values<Case>({
      {head("rules:\n" + rule("tone.x") + rule("tone.x")), "4:8: the id “tone.x” is used twice in this rule set"},
      {head("rules:\n" + rule("tone")), "3:8: “tone” is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield"},
      {head("rules:\n" + rule("tone.Loud")), "3:8: “tone.Loud” is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield"},
      {head("rules:\n" + rule("tone.a.b")), "3:8: “tone.a.b” is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield"},
      {head("rules:\n" + rule("tone.a--b")), "3:8: “tone.a--b” is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield"},
      {head("rules:\n" + rule("tnoe.x")),
       "3:8: unknown family “tnoe”; accepted: tone, blame, dismissal, acknowledgement, questions, next-steps, "
       "expectations, refusal, escalation, sincerity, clarity, hygiene; did you mean “tone”?"},
  })));
}

TEST_CASE("a team may have families of its own") {
  const auto base = load_ruleset(make_input("replylint: 1\nname: base\n"));
  REQUIRE(base);
  CHECK(load_errors(make_input(head("rules:\n" + rule("acme.x")), &*base)) == "");
  CHECK(load_errors(make_input(head("rules:\n" + rule("Acme.x")), &*base)) ==
        "r.yaml:3:8: “Acme.x” is not a rule's id; accepted: family.kebab-name, as in tone.policy-shield");
}

TEST_CASE("verbs") {
  check(GENERATE(values<Case>({
      {without("flag"), "3:3: a rule with neither a verb nor “when”" + verbs},
      {with("require: [y]"), "9:3: a rule with two verbs, “flag” and “require”; make two rules of it"},
      {with("flag: []"), "6:9: “flag” has no phrases"},
      {with("flag:"), "6:3: “flag” has to be a list, not nothing"},
      {with("flag: [[x]]"), "6:10: a phrase has to be a text, not a list"},
      {with("flag: [{cased: NOT}]"), ""},
      {with("flag: [{case: NOT}]"), "6:11: unknown key “case” in a phrase; accepted: cased; did you mean “cased”?"},
      {with("flag: [{}]"), "6:10: an empty mapping; accepted: a phrase, or {cased: …}"},
      {head("rules:\n" + rule("tone.x", "when: words < 4")), ""},
      {head("rules:\n" + rule("tone.x", "order: {first: [a], then: [b]}")), ""},
      {head("rules:\n" + rule("tone.x", "order: {first: [a]}")), "3:76: “order” needs both “first” and “then”"},
      {head("rules:\n" + rule("tone.x", "order: {frist: [a], then: [b]}")),
       "3:77: unknown key “frist” in “order”; accepted: first, then; did you mean “first”?"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: 2, per: paragraph, per-words: 100, from-words: 50}")), ""},
      {head("rules:\n" + rule("tone.x", "limit: {measure: words, min: 2}")), ""},
      {head("rules:\n" + rule("tone.x", "limit: {max: 2}")), "3:76: “limit” needs either “of” (phrases to count) or “measure” (a fact)"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], measure: words, max: 2}")),
       "3:76: “limit” needs either “of” (phrases to count) or “measure” (a fact)"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a]}")), "3:76: “limit” needs “max” or “min”"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: -1}")), "3:91: “max” has to be a number from 0 to 1000000"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: \"1\"}")), "3:91: “max” has to be a number from 0 to 1000000"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: 1, min: 2}")), "3:76: “max” is below “min”"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: 1, per: page}")),
       "3:99: unknown stretch for “per” “page”; accepted: message, paragraph, sentence"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: 1, per-words: 1.5}")),
       "3:105: “per-words” has to be a whole number from 1 to 1000000"},
      {head("rules:\n" + rule("tone.x", "limit: {of: [a], max: .inf}")), "3:91: “max” has to be a number from 0 to 1000000"},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a, 1], [greeting, -0.5], [$l, 2]], from: 1}") + "phrases: {l: [c]}"), ""},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a, 1]]}")), "3:76: “weigh” needs both “signs” and “from”"},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a]], from: 1}")), "3:85: a sign has to be a pair: [phrase or fact, weight]"},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a, much]], from: 1}")), "3:89: a weight has to be a number from -1000 to 1000"},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a, 1]], from: 1, per: sentence}")), ""},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [[a, 1]], from: 1, per: word}")),
       "3:108: unknown stretch for “per” “word”; accepted: message, sentence"},
      {head("rules:\n" + rule("tone.x", "weigh: {signs: [], from: 1}")),
       "3:84: “signs” has to be a list of 1 to 60 pairs [phrase or fact, weight]"},
  })));
}

TEST_CASE("phrases and lists") {
  check(GENERATE(values<Case>({
      {with("flag: [\"so (a|b\"]"), "6:14: “(” is never closed by “)”"},
      {with("flag: ['it''s (a|b']"), "6:10: “(” is never closed by “)”"},
      {with("flag: [ok, $apolgy]") + "phrases: {apology: [sorry], greet: [hello]}\n",
       "6:14: no phrase list is called “apolgy”; accepted: apology, greet; did you mean “apology”?"},
      {with("flag: [\"so $apolgy\"]") + "phrases: {apology: [sorry]}\n",
       "6:14: no phrase list is called “apolgy”; accepted: apology; did you mean “apology”?"},
      {with("flag: [\"no $greet? today\"]") + "phrases: {greet: [hello]}\n",
       "6:20: “?” makes a bracket optional, as in “(word)?” or “($list)?”; a question mark itself stands after a blank, as in “word ?”"},
      {with("flag: [no refunds?]"),
       "6:20: “?” makes a bracket optional, as in “(word)?” or “($list)?”; a question mark itself stands after a blank, as in “word ?”"},
      {with("flag: [\"no refund ?\"]"), ""},
      {with("unless: [$l]"), "9:12: no phrase list is called “l”; none is defined"},
      {with("flag: [\"(x)?\"]"), "6:11: the phrase matches the empty text, so it would match everywhere"},
      {head("phrases: {a: [$b], b: [so $a]}"),
       "2:15: in the phrase list “b”: in the phrase list “a”: the phrase list “b” contains itself\n"
       "r.yaml:2:27: in the phrase list “a”: in the phrase list “b”: the phrase list “a” contains itself"},
      {head("phrases: {A b: [x]}"), "2:11: “A b” is not a name; accepted: small letters, digits and single hyphens"},
      {head("phrases: {a: []}"), "2:14: an empty phrase list"},
      {head("phrases: {a: {add: [x]}}"), "2:11: no earlier rule set has a phrase list “a” to add to; none is defined"},
      {head("phrases: {a: {ad: [x]}}"), "2:15: unknown key “ad” in a phrase list; accepted: add; did you mean “add”?"},
      {head("phrases: [a]"), "2:10: “phrases” has to be a mapping of names to lists of phrases"},
  })));
}

TEST_CASE("facts and expressions") {
  check(GENERATE(values<Case>({
      {head("facts: {upset: {any: [angry]}, sad: {when: upset or mad}, mad: {in: [quoted, subject], count: [m]}}"), ""},
      {head("facts: {words: {any: [angry]}}"), "2:9: “words” is a built-in fact; choose another name"},
      {head("facts: {not: {any: [angry]}}"), "2:9: “not” is an operator and cannot name a fact"},
      {head("facts: {Up: {any: [angry]}}"), "2:9: “Up” is not a name; accepted: small letters, digits and single hyphens"},
      {head("facts: {a: {}}"), "2:9: the fact “a” says nothing; accepted: any, all, count, weigh, echo or when"},
      {head("facts: {a: {weigh: {signs: [[x, 1]]}}}"), ""},
      {head("facts: {a: {weigh: {signs: [[x, 1]], per: sentence}}}"), "2:20: “weigh” needs both “signs” and “from”"},
      {head("facts: {a: {any: [x], count: [y]}}"), "2:9: the fact “a” mixes kinds; accepted: any and all, or count, or weigh, or echo"},
      {head("facts: {a: {when: reply, unless: [y]}}"), "2:26: “unless” drops matches of any, all and count; none of them is here"},
      {head("facts: {a: {some: [x]}}"),
       "2:9: the fact “a” says nothing; accepted: any, all, count, weigh, echo or when\n"
       "r.yaml:2:13: unknown key “some” in a fact; accepted: in, any, all, count, unless, when, weigh, echo, strength"},
      {head("facts: {a: {when: a}}"), "2:9: facts in a circle: “a” needs “a”"},
      {head("facts: {a: {when: b}, b: {weigh: {signs: [[c, 1]], from: 1}}, c: {when: words > 3 and a}}"),
       "2:9: facts in a circle: “a” needs “b”, “b” needs “c”, “c” needs “a”"},
      {with("when: reply and (words <"), "9:27: in “when”: the expression ends too early; accepted here: a fact, a number, not, ("},
      {with("when: \"reply && words\""), "9:16: in “when”: “&” is not expected here; accepted: and, or, a comparison, the end"},
      {with("when: wrds < 4"), "9:9: in “when”: unknown fact “wrds”; accepted: words, ~ and 27 more; did you mean “words”?"},
  })));
}

TEST_CASE("fixes and placeholders") {
  check(GENERATE(values<Case>({
      {with("fix: {suggest: [one, two]}"), ""},
      {with("fix: [{replace: x, safe: true}, {delete: true}, {insert: x, at: end}]"), ""},
      {with("fix: {suggest: x, replace: y}"), "9:8: a fix has exactly one of: suggest, replace, delete, insert"},
      {with("fix: {safe: true}"), "9:8: a fix has exactly one of: suggest, replace, delete, insert"},
      {with("fix: {insert: x}"), "9:8: “insert” needs “at”; accepted: after-greeting, start, end, before-closing"},
      {with("fix: {insert: x, at: middle}"), "9:24: unknown place for “at” “middle”; accepted: after-greeting, start, end, before-closing"},
      {with("fix: {replace: x, at: end}"), "9:21: “at” belongs to “insert” only"},
      {with("fix: {delete: false}"), "9:17: “delete” has to be true"},
      {with("fix: {replace: x, safe: yes}"), "9:27: “safe” has to be true or false"},
      {with("message: \"{match} {evidence} {count} {words} {asks} {} {Name} {a b} {\""), ""},
      {with("message: \"so {mach}\""), "4:16: unknown placeholder {mach}; accepted: match, ~ more; did you mean “match”?"},
      {with("message: \"so {1}\""), "4:16: {1} stands for nothing; no phrase of this rule has a group in brackets"},
      {with("fix: {suggest: [\"a {2}\"]}"), "9:22: {2} stands for nothing; no phrase of this rule has a group in brackets"},
      {head("rules:\n" + rule("tone.x", "flag: [\"(a|b) c\"], fix: {replace: \"{1}\"}")), ""},
  })));
}

// SPDX-License-Identifier: MIT
// Each check of Vale: what its rules become, what is said of the rest, and that all of it loads and passes.
#include "import/vale.h"

#include <catch2/catch.hpp>

#include "engine/examples.h"
#include "engine/linter.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/load.h"
#include "ruleset/table.h"

using namespace replylint;
using Catch::Matchers::Contains;

namespace {

ValeStyle make_style(std::string yaml, std::string accept = "", std::string reject = "") {
  ValeStyle style;
  style.name = "Acme";
  style.rules.push_back({"Rule.yml", "Acme/Rule.yml", std::move(yaml), ""});
  if (!accept.empty() || !reject.empty())
    style.vocabularies.push_back({"House", {"accept.txt", "accept.txt", accept, ""}, {"reject.txt", "reject.txt", reject, ""}});
  style.find_file = [](std::string_view name) -> std::optional<std::string> {
    if (name == "words.aff") return "FORBIDDENWORD !\nREP 2\nREP f ph\nREP ^teh$ the\n";
    if (name == "words.dic") return "2\nhouse\nnoone/!\n";
    return std::nullopt;
  };
  return style;
}

/// The set that an import gives, as the program would load it, its examples run.
RuleSet load(const ValeImport& import) {
  auto builtin = parse_table(builtin_table());
  REQUIRE(builtin);
  LoadInput input;
  input.files = {{"acme.yaml", import.yaml}};
  input.builtin = &*builtin;
  input.engine_version = "0.1.0";
  auto set = load_ruleset(input);
  if (!set) {
    for (const auto& error : set.error()) UNSCOPED_INFO(to_string(error));
    UNSCOPED_INFO(import.yaml);
    FAIL("the set does not load");
  }
  const Linter linter(*set);
  for (const auto& failure : run_examples(linter, "acme.*")) FAIL_CHECK(failure.rule << ": " << failure.what);
  return std::move(*set);
}

ValeImport import_one(const std::string& yaml) { return import_vale(make_style(yaml), {"en", "0.1.0"}); }

std::string to_remarks(const ImportedRule& rule) {
  std::string out;
  for (const auto& remark : rule.remarks)
    out += std::to_string(remark.place.line) + ":" + std::to_string(remark.place.column) + ": " + remark.what + "\n";
  return out;
}

/// The only rule that is made of a Vale rule, taken as a whole.
Rule import_whole(const std::string& yaml) {
  const auto import = import_one(yaml);
  REQUIRE(import.rules.size() == 1);
  INFO(to_remarks(import.rules[0]));
  CHECK(import.rules[0].taken == Taken::whole);
  REQUIRE(import.rules[0].ids.size() == 1);
  const auto set = load(import);
  const auto* rule = set.find_rule(import.rules[0].ids[0]);
  REQUIRE(rule != nullptr);
  return *rule;
}

/// The lines on what is not taken.
std::string import_less(const std::string& yaml, Taken taken) {
  const auto import = import_one(yaml);
  REQUIRE(import.rules.size() == 1);
  INFO(to_remarks(import.rules[0]));
  CHECK(import.rules[0].taken == taken);
  static_cast<void>(load(import));
  return to_remarks(import.rules[0]);
}

std::vector<std::string> find_texts(const ValeImport& import, const std::string& text) {
  const Linter linter(load(import));
  Example example;
  example.text = text;
  const auto draft = make_example_draft(example);
  CheckOptions options;
  options.every_language = true;
  std::vector<std::string> out;
  for (const auto& finding : linter.check(draft, options).findings) {
    if (finding.family() == "acme") out.emplace_back(draft.of(finding.span));
  }
  return out;
}

}  // namespace

TEST_CASE("existence: tokens, level, link and message") {
  const auto rule = import_whole(
      "extends: existence\nmessage: \"Do without '%s'.\"\nlevel: error\nlink: https://a.example/x\nignorecase: true\ntokens:\n  - "
      "obviously\n  - of course\n");
  CHECK(rule.id == "acme.rule");
  CHECK(rule.severity == Severity::error);
  CHECK(rule.message == "Do without '{match}'.");
  CHECK(rule.source == std::vector<std::string>{"https://a.example/x", "vale:Acme.Rule"});
  CHECK(rule.phrases.size() == 2);
  CHECK(rule.bad.size() >= 3);
  CHECK(rule.good.size() >= 3);
}

TEST_CASE("existence: letter case, exceptions, raw and actions") {
  const auto cased = import_one("extends: existence\nmessage: m\ntokens:\n  - Foo\n");
  CHECK(find_texts(cased, "We saw Foo and foo there.") == std::vector<std::string>{"Foo"});
  const auto excepted =
      import_one("extends: existence\nmessage: m\nignorecase: true\nexceptions:\n  - red car\ntokens:\n  - (?:red|blue) car\n");
  CHECK(excepted.rules[0].taken == Taken::whole);
  CHECK(find_texts(excepted, "A red car and a blue car.") == std::vector<std::string>{"blue car"});
  const auto raw = import_one("extends: existence\nmessage: m\nignorecase: true\nraw:\n  - '\\b(?:is|was)\\s+'\n  - '(?:sent|seen)\\b'\n");
  CHECK(find_texts(raw, "It was sent and is here.") == std::vector<std::string>{"was sent"});
  CHECK(import_whole("extends: existence\nmessage: m\naction:\n  name: remove\ntokens:\n  - really\n").fixes.at(0).kind == FixKind::remove);
  CHECK_THAT(import_less("extends: existence\nmessage: m\naction:\n  name: edit\ntokens:\n  - really\n", Taken::part),
             Contains("3:1: “action”: “edit”"));
  CHECK_THAT(import_less("extends: existence\nmessage: m\nexceptions: [PDF]\ntokens:\n  - '[A-Z]{3,5}'\n", Taken::part),
             Contains("left alone as a whole"));
}

TEST_CASE("existence: what cannot be said is named where it stands, the rest is kept") {
  const auto lines = import_less(
      "extends: existence\nmessage: m\nignorecase: true\ntokens:\n  - plain\n  - 'look(?=ing)'\n  - 'end\\. Begin'\n", Taken::part);
  CHECK_THAT(lines, Contains("6:10: “(?=” in “look(?=ing)”: look-ahead"));
  CHECK_THAT(lines, Contains("7:5: “end\\. Begin”: no sentence made with it is found"));
  CHECK_THAT(import_less("extends: existence\nmessage: m\ntokens:\n  - '(a)\\1'\n", Taken::none), Contains("back-reference"));
  CHECK_THAT(import_less("extends: existence\nmessage: m\nscope: table\ntokens:\n  - a\n", Taken::none), Contains("mail has no tables"));
  CHECK_THAT(import_less("extends: existence\nmessage: m\nscope: heading\ntokens:\n  - list\n", Taken::part), Contains("subject"));
  CHECK_THAT(import_less("extends: existence\nmessage: m\nfrobnicate: 1\ntokens:\n  - list\n", Taken::part), Contains("3:1: “frobnicate”"));
}

TEST_CASE("substitution: one rule for each replacement, and what is right already is left alone") {
  const auto import = import_one(
      "extends: substitution\nmessage: \"Write '%s', not '%s'.\"\nignorecase: true\naction:\n  name: replace\nswap:\n  utilize: use\n  "
      "make use of: use\n  web ?site: website\n  e-mail: mail|letter\n");
  CHECK(import.rules[0].taken == Taken::whole);
  const auto set = load(import);
  const auto* use = set.find_rule("acme.rule-use");
  REQUIRE(use != nullptr);
  CHECK(use->phrases.size() == 2);
  CHECK(use->message == "Write 'use', not '{match}'.");
  CHECK(use->fixes.at(0).kind == FixKind::replace);
  CHECK(use->fixes.at(0).text == "use");
  const auto* mail = set.find_rule("acme.rule-mail");
  REQUIRE(mail != nullptr);
  CHECK(mail->fixes.size() == 2);
  CHECK(find_texts(import, "Our web site is a website.") == std::vector<std::string>{"web site"});
}

TEST_CASE("substitution: groups go into the replacement") {
  const auto rule = import_whole(
      "extends: substitution\nmessage: m\nignorecase: true\naction:\n  name: replace\nswap:\n  '(\\d+) percents': '$1 percent'\n");
  CHECK(rule.fixes.at(0).text == "{1} percent");
}

TEST_CASE("substitution: refusals") {
  CHECK_THAT(import_less("extends: substitution\nmessage: m\npos: NN\nswap:\n  a b: c\n", Taken::none), Contains("tagger"));
  CHECK_THAT(import_less("extends: substitution\nmessage: m\nswap:\n  'a(?!b)': c\n  old: new\n", Taken::part), Contains("4:5: “(?!”"));
  CHECK_THAT(import_less("extends: substitution\nmessage: m\n", Taken::none), Contains("“swap”"));
}

TEST_CASE("occurrence counts per sentence, paragraph or message") {
  const auto rule = import_whole("extends: occurrence\nmessage: m\nscope: sentence\nmax: 5\ntoken: '[^\\s]+'\n");
  CHECK(rule.verb == Verb::limit);
  CHECK(rule.limit.max == 5);
  CHECK(rule.limit.per == Per::sentence);
  CHECK(import_whole("extends: occurrence\nmessage: m\nscope: summary\nmin: 1\ntoken: thanks\n").limit.min == 1);
  CHECK_THAT(import_less("extends: occurrence\nmessage: m\ntoken: x\n", Taken::none), Contains("neither “max” nor “min”"));
}

TEST_CASE("repetition: listed words, or common ones") {
  const auto listed = import_one("extends: repetition\nmessage: m\nignorecase: true\ntokens:\n  - very\n");
  CHECK(listed.rules[0].taken == Taken::whole);
  CHECK(find_texts(listed, "It is very Very good.") == std::vector<std::string>{"very Very"});
  const auto any = import_one("extends: repetition\nmessage: m\nignorecase: true\ntokens:\n  - '[^\\s]+'\n");
  CHECK(any.rules[0].taken == Taken::part);
  CHECK(find_texts(any, "We saw the the dog.") == std::vector<std::string>{"the the"});
}

TEST_CASE("consistency: both spellings in one message") {
  const auto import = import_one("extends: consistency\nmessage: \"Twice: '%s'\"\nignorecase: true\neither:\n  colour: color\n");
  CHECK(import.rules[0].taken == Taken::whole);
  CHECK(find_texts(import, "The colour is red. The color is blue.") == std::vector<std::string>{"color"});
  CHECK(find_texts(import, "The color is blue.").empty());
}

TEST_CASE("conditional: one thing asks for another") {
  const auto import =
      import_one("extends: conditional\nmessage: m\nignorecase: true\nfirst: '\\brefund\\b'\nsecond: '\\border number\\b'\n");
  CHECK(import.rules[0].taken == Taken::whole);
  CHECK(find_texts(import, "The refund is here.") == std::vector<std::string>{"refund"});
  CHECK(find_texts(import, "The refund is here. The order number is 5.").empty());
  CHECK_THAT(import_less("extends: conditional\nmessage: m\nfirst: '\\b([A-Z]{3})\\b'\nsecond: '\\(([A-Z]{3})\\)'\n", Taken::part),
             Contains("not compared"));
}

TEST_CASE("capitalization is judged in subjects") {
  const auto head = std::string("extends: capitalization\nmessage: m\nscope: heading\nmatch: ");
  for (const auto* match : {"$title", "$sentence", "$lower", "$upper", "'^[A-Z]{2}-\\d+'"}) {
    INFO(match);
    static_cast<void>(import_less(head + match + "\n", Taken::part));
  }
  CHECK_THAT(import_less(head + "$camel\n", Taken::none), Contains("accepted: $title"));
  CHECK_THAT(import_less("extends: capitalization\nmessage: m\nmatch: $title\n", Taken::none), Contains("subjects only"));
}

TEST_CASE("metric and readability: measures that say the same") {
  const auto rule = import_whole(
      "extends: metric\nmessage: \"Grade %s.\"\nformula: (0.39 * (words / sentences)) + (11.8 * (syllables / words)) - 15.59\ncondition: "
      "\"> 8\"\n");
  CHECK(rule.when.source == "reading-grade > 8");
  CHECK(rule.message == "Grade {reading-grade}.");
  CHECK(import_whole("extends: metric\nmessage: m\nformula: words\ncondition: \">= 300\"\n").when.source == "words >= 300");
  CHECK(import_whole("extends: readability\nmessage: m\nmetrics: [Flesch-Kincaid]\ngrade: 8\n").when.source == "reading-grade > 8");
  CHECK_THAT(import_less("extends: readability\nmessage: m\nmetrics: [Flesch-Kincaid, SMOG]\ngrade: 8\n", Taken::part),
             Contains("without SMOG"));
  CHECK_THAT(import_less("extends: readability\nmessage: m\nmetrics: [SMOG]\ngrade: 8\n", Taken::none), Contains("Flesch-Kincaid"));
  CHECK_THAT(import_less("extends: metric\nmessage: m\nformula: words / sentences\ncondition: \"> 25\"\n", Taken::none),
             Contains("none of the measures"));
  CHECK_THAT(import_less("extends: metric\nmessage: m\nformula: words + bananas\ncondition: \"> 25\"\n", Taken::none),
             Contains("3:18: in “formula”: unknown name “bananas”"));
}

TEST_CASE("spelling: only words that a dictionary calls wrong") {
  const auto import = import_one("extends: spelling\nmessage: \"'%s'?\"\naff: words.aff\ndic: words.dic\n");
  CHECK(import.rules[0].taken == Taken::part);
  CHECK(find_texts(import, "Then teh dog saw noone at a house.") == std::vector<std::string>{"teh", "noone"});
  CHECK_THAT(import_less("extends: spelling\nmessage: m\ncustom: true\n", Taken::none), Contains("name what is right"));
  CHECK_THAT(import_less("extends: spelling\nmessage: m\naff: ../secret\n", Taken::none), Contains("no such file"));
}

TEST_CASE("sequence: without a tagger") {
  const auto import = import_one(
      "extends: sequence\nmessage: \"'%s' and '%s'\"\nignorecase: true\ntokens:\n  - pattern: really\n  - pattern: help\n    skip: 2\n");
  CHECK(import.rules[0].taken == Taken::whole);
  CHECK(find_texts(import, "We really want to help you.") == std::vector<std::string>{"really want to help"});
  CHECK(find_texts(import, "We really do want very much to help you.").empty());
  CHECK_THAT(import_less("extends: sequence\nmessage: m\ntokens:\n  - tag: MD\n  - pattern: go\n", Taken::part), Contains("list of words"));
  CHECK_THAT(import_less("extends: sequence\nmessage: m\ntokens:\n  - pattern: the\n  - tag: NN\n", Taken::none),
             Contains("5:10: tag “NN”"));
  CHECK_THAT(import_less("extends: sequence\nmessage: m\ntokens:\n  - pattern: the\n  - pattern: x\n    negate: true\n", Taken::none),
             Contains("negate"));
}

TEST_CASE("script: never") {
  CHECK_THAT(import_less("extends: script\nmessage: m\nscript: |\n  x := 1\n", Taken::none), Contains("program"));
}

TEST_CASE("vocabularies: accepted words excuse, and are written one way; rejected ones are found") {
  const auto import = import_vale(make_style("extends: existence\nmessage: m\nignorecase: true\ntokens:\n  - simple (?:plan|plans)\n",
                                             "OpenLamp\nsimple plan\n", "lampy\n"),
                                  {"en", "0.1.0"});
  REQUIRE(import.rules.size() == 3);
  CHECK(find_texts(import, "A simple plan, simple plans, openlamp, OpenLamp and lampy.") ==
        std::vector<std::string>{"openlamp", "lampy", "simple plans"});
}

TEST_CASE("files that are no rules") {
  CHECK_THAT(import_less("message: m\n", Taken::none), Contains("“extends” is missing"));
  CHECK_THAT(import_less("extends: existance\n", Taken::none), Contains("did you mean “existence”"));
  CHECK_THAT(import_less("- a\n", Taken::none), Contains("a mapping"));
  CHECK_THAT(import_less("a: &x 1\nb: *x\n", Taken::none), Contains("anchors"));
  CHECK_THAT(import_less("a: [\n", Taken::none), Contains("not YAML"));
  CHECK_THAT(import_less(std::string("a: \0\x01", 5), Taken::none), Contains("control character"));
  CHECK_THAT(import_less("", Taken::none), Contains("a mapping"));
}

TEST_CASE("a repeated key counts as it is written last") {
  CHECK(import_whole("extends: existence\nmessage: first\nmessage: last\ntokens:\n  - word\n").message == "last");
}

TEST_CASE("a style named as a family of ours gets a name of its own") {
  auto style = make_style("extends: existence\nmessage: m\ntokens:\n  - word\n");
  for (const auto* name : {"tone", "18F", "\xC3\xA9", "Null"}) {
    style.name = name;
    const auto import = import_vale(style, {"en", "0.1.0"});
    INFO(import.yaml);
    CHECK(import.made == 1);
    const auto set = load(import);
    CHECK(set.find_rule(import.rules[0].ids.at(0)) != nullptr);
    CHECK_FALSE(import.rules[0].ids[0].starts_with("tone."));
  }
}

TEST_CASE("thousands of tokens and rules stay within the limits of a set") {
  std::string tokens = "extends: existence\nmessage: m\nignorecase: true\ntokens:\n";
  for (int i = 0; i < 3000; ++i) tokens += "  - word" + std::to_string(i) + " here\n";
  CHECK(import_whole(tokens).phrases.size() == 3000);
  const std::string longest(150, 'w');
  std::string large = "extends: existence\nmessage: m\nignorecase: true\ntokens:\n";
  auto style = make_style(large + "  - word\n");
  for (int i = 0; i < 6; ++i) {
    auto more = large;
    for (int j = 0; j < 1500; ++j) more += "  - " + longest + std::to_string(j) + "\n";
    style.rules.push_back({"R" + std::to_string(i) + ".yml", "R" + std::to_string(i) + ".yml", more, ""});
  }
  const auto full = import_vale(style, {"en", "0.1.0"});
  CHECK(full.yaml.size() < 1U << 20U);
  CHECK(full.rules.front().taken == Taken::whole);
  CHECK(to_remarks(full.rules.back()) == "1:1: the set has 1 MB, and takes no more; import this style in parts\n");
  static_cast<void>(load(full));
  std::string swaps = "extends: substitution\nmessage: m\nswap:\n";
  for (int i = 0; i < 1000; ++i) swaps += "  old" + std::to_string(i) + ": new" + std::to_string(i) + "\n";
  CHECK_THAT(import_less(swaps, Taken::part), Contains("over 400 different replacements"));
}

TEST_CASE("the report counts and names") {
  const auto import = import_one("extends: existence\nmessage: m\ntokens:\n  - 'a(?=b)'\n  - word\n");
  CHECK(format_import_text(import) ==
        "Acme/Rule.yml: in part: acme.rule\n"
        "Acme/Rule.yml:4:7: “(?=” in “a(?=b)”: look-ahead: patterns here read a text once and cannot look ahead\n"
        "1 rules of Vale: 0 whole (0 %), 1 in part (100 %), 0 not taken (0 %); 1 rules made\n");
  CHECK_THAT(format_import_json(import), Contains("\"part\": 1") && Contains("\"column\": 7"));
}

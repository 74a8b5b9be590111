// SPDX-License-Identifier: MIT
// Capitalization: what of it can be said of a subject.
#include <array>

#include "import/vale_rule.h"
#include "ruleset/errors.h"

namespace replylint {
namespace {

/// "Re: " and its like are not the writer's.
constexpr std::string_view prefixes = R"(^\W*(?:(?:[Rr][Ee]|[Ff][Ww][Dd]?|[Aa][Ww]|[Ss][Vv])\s*:\s*)*)";

MadeExample make_subject(std::string subject) { return {.text = "The list is attached.", .subject = std::move(subject), .fact = {}}; }

std::vector<MadeExample> make_subjects(std::initializer_list<const char*> subjects) {
  std::vector<MadeExample> out;
  for (const auto* subject : subjects) out.push_back(make_subject(subject));
  return out;
}

/// A phrase for which letter case counts, behind "Re:".
std::string to_cased_phrase(std::string_view pattern) { return "/(?-i:" + std::string(prefixes) + std::string(pattern) + ")/"; }

void add_subject_rule(ValeRule& rule, std::string phrase, std::vector<MadeExample> bad, std::vector<MadeExample> good) {
  Scope scope;
  scope.subject = true;
  auto made = rule.make_rule(scope);
  made.phrases.push_back({.text = std::move(phrase), .samples = {}, .place = {}, .token = {}});
  made.bad = std::move(bad);
  made.good = std::move(good);
  rule.add(std::move(made));
}

/// A subject has to match: what is missing is looked for.
void add_required(ValeRule& rule) {
  const auto* match = rule.find("match");
  auto tree = rule.parse(*match, match->text, false);
  if (!tree) return;
  Scope scope;
  scope.subject = true;
  auto phrase = rule.make_phrase({std::move(*tree), match->place, match->text});
  if (!phrase) return;
  auto made = rule.make_rule(scope);
  made.verb = MadeVerb::require;
  const std::array words{std::string("the subject")};
  made.message = rule.format_message(words);
  for (const auto& sample : phrase->samples) {
    for (auto& example : make_frames(sample, true)) made.good.push_back(std::move(example));
  }
  for (const auto* subject : {"your message", "Your Message", "NOTE", "note about it", "5 lists", "-", "Hello world"})
    made.bad.push_back(make_subject(subject));
  made.phrases.push_back(std::move(*phrase));
  rule.add(std::move(made));
}

}  // namespace

void import_capitalization(ValeRule& rule) {
  constexpr std::array<std::string_view, 7> known{"match", "style", "exceptions", "indicators", "threshold", "vocab", "prefix"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto match = rule.text("match");
  if (match.empty()) return rule.lose_key("match", "is missing; accepted: $title, $sentence, $lower, $upper, or a pattern");
  if (!scope->subject) {
    return rule.lose_key(rule.find("scope") == nullptr ? "match" : "scope",
                         "letter case is judged in subjects only: sentences of mail have names in them");
  }
  if (match == "$lower") {
    add_subject_rule(rule, to_cased_phrase(".*?[A-Z]"), make_subjects({"A list for you", "your Letter", "News", "the list FROM May"}),
                     make_subjects({"a list for you", "your letter", "news", "the list from may"}));
  } else if (match == "$upper") {
    add_subject_rule(rule, to_cased_phrase(".*?[a-z]"), make_subjects({"A list for you", "YOUR letter", "News", "the list FROM May"}),
                     make_subjects({"A LIST FOR YOU", "YOUR LETTER", "NEWS", "THE LIST FROM MAY"}));
  } else if (match == "$sentence") {
    rule.lose_key(
        "match",
        "taken for subjects that begin with a small letter, or whose every word begins with a capital; no share of words is reckoned");
    add_subject_rule(rule, to_cased_phrase(R"((?:[a-z]|[A-Z]\S*(?:\s+[A-Z][a-z]+){2,}\W*$))"),
                     make_subjects({"your list for May", "The List From Friday", "Our New Opening Hours", "re: the list"}),
                     make_subjects({"Your list for May", "The list from Friday", "Our new opening hours", "Re: The list"}));
  } else if (match == "$title") {
    rule.lose_key("match", "taken for subjects in which no word behind the first begins with a capital; no share of words is reckoned");
    add_subject_rule(rule, to_cased_phrase(R"(\S+(?:\s+[a-z][a-z'-]{3,}){2,}\W*$)"),
                     make_subjects({"Quarterly invoice attached", "Our opening hours", "Your letter arrived", "Re: Your garden chairs"}),
                     make_subjects({"Quarterly Invoice Attached", "Our Opening Hours", "Your Letter Arrived", "News"}));
  } else if (match.starts_with('$')) {
    rule.lose_key("match", quote(match) + " is not known; accepted: $title, $sentence, $lower, $upper, or a pattern");
  } else {
    add_required(rule);
  }
  if (rule.find("exceptions") != nullptr) rule.lose_key("exceptions", "left out: subjects are judged as a whole");
}

}  // namespace replylint

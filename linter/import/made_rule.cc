// SPDX-License-Identifier: MIT
// Example sentences, and the YAML of rules.
#include "import/made_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/words.h"

namespace replylint {
namespace {

/// The first three take most phrases; the others begin or end with it, or leave no blank beside it.
constexpr std::array<std::string_view, 12> sentence_frames{"They wrote {} in the last line.", "You can read {} on the first page.",
                                                           "In the draft we saw {} twice.",   "{}",
                                                           "{} is how the letter begins.",    "{} was never there before.",
                                                           "The letter ends with {}",         "On the last page we read {}",
                                                           "The letter{} goes on.",           "They wrote a letter{} on Friday.",
                                                           "They wrote {}letter on Friday.",  "Her note{}note says it."};
constexpr std::array<std::string_view, 5> subject_frames{"{}", "About {}", "{} and the rest", "News: {}", "the word {} again"};

void add_distinct(std::vector<MadeExample>& out, MadeExample example) {
  if (std::ranges::find(out, example) == out.end()) out.push_back(std::move(example));
}

std::string fill(std::string_view frame, std::string_view text) {
  const auto at = frame.find("{}");
  return std::string(frame.substr(0, at)) + std::string(text) + std::string(frame.substr(at + 2));
}

MadeExample make_example(std::string text, bool subject) {
  if (subject) return {.text = "The list is attached.", .subject = std::move(text), .fact = {}};
  return {.text = std::move(text), .subject = {}, .fact = {}};
}

std::string to_other_case(std::string_view text) {
  auto out = to_lower(text);
  if (out != text) return out;
  for (auto& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

/// YAML between single quotes: nothing but the quote itself has a meaning there.
std::string quote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  }
  return out + "'";
}

std::string quote_all(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + quote(text);
  return "[" + out + "]";
}

std::string to_yaml(const MadeExample& example) {
  if (!example.subject && !example.fact) return quote(example.text);
  std::string out = "{t: " + quote(example.text);
  if (example.subject) out += ", s: " + quote(*example.subject);
  if (example.fact) out += fmt::format(", facts: {{{}: {}}}", example.fact->first, example.fact->second);
  return out + "}";
}

std::string to_yaml(const std::vector<MadeExample>& examples) {
  std::string out;
  for (const auto& example : examples) out += "\n  - " + to_yaml(example);
  return out;
}

std::vector<std::string> to_texts(const std::vector<MadePhrase>& phrases) {
  std::vector<std::string> out;
  for (const auto& phrase : phrases) out.push_back(phrase.text);
  return out;
}

std::string format_verb(const MadeRule& rule) {
  const auto phrases = quote_all(to_texts(rule.phrases));
  switch (rule.verb) {
    case MadeVerb::state:
      return "";
    case MadeVerb::flag:
      return "  flag: " + phrases + "\n";
    case MadeVerb::require:
      return "  require: " + phrases + "\n";
    case MadeVerb::limit: {
      std::string out = "  limit: {of: " + phrases;
      if (rule.max) out += fmt::format(", max: {}", *rule.max);
      if (rule.min) out += fmt::format(", min: {}", *rule.min);
      return out + ", per: " + rule.per + "}\n";
    }
  }
  return "";
}

std::string format_fix(const MadeRule& rule) {
  switch (rule.fix) {
    case MadeFix::none:
      return "";
    case MadeFix::suggest:
      return "  fix: {suggest: " + quote_all(rule.fix_texts) + "}\n";
    case MadeFix::replace:
      return "  fix: {replace: " + quote(rule.fix_texts.front()) + "}\n";
    case MadeFix::remove:
      return "  fix: {delete: true}\n";
  }
  return "";
}

std::string format_rule(const MadeRule& rule) {
  std::string out = "- id: " + rule.id + "\n  severity: " + rule.severity + "\n  message: " + quote(rule.message) +
                    "\n  why: " + quote(rule.why) + "\n  source: " + quote_all(rule.source) + "\n";
  if (rule.subject) out += "  in: subject\n";
  if (rule.also_subject) out += "  in: [subject, authored]\n";
  if (!rule.when.empty()) out += "  when: " + quote(rule.when) + "\n";
  out += format_verb(rule);
  if (!rule.unless.empty()) out += "  unless: " + quote_all(rule.unless) + "\n";
  out += format_fix(rule);
  return out + "  bad:" + to_yaml(rule.bad) + "\n  good:" + to_yaml(rule.good) + "\n";
}

}  // namespace

std::vector<MadeExample> make_frames(std::string_view text, bool subject) {
  std::vector<MadeExample> out;
  if (subject) {
    for (const auto frame : subject_frames) add_distinct(out, make_example(fill(frame, text), true));
  } else {
    for (const auto frame : sentence_frames) add_distinct(out, make_example(fill(frame, text), false));
  }
  return out;
}

std::vector<MadeExample> make_near_misses(std::string_view text, bool subject) {
  std::vector<std::string> near{to_other_case(text)};
  const auto words = trim(text);
  if (const auto blank = words.rfind(' '); blank != std::string_view::npos) {
    near.emplace_back(words.substr(0, blank));
    near.emplace_back(words.substr(words.find(' ') + 1));
    near.push_back(std::string(words.substr(0, blank)) + " really" + std::string(words.substr(blank)));
  }
  if (words.size() > 3) near.emplace_back(words.substr(0, words.size() - 1));
  near.push_back("un" + std::string(words) + "ish");
  near.emplace_back("the other word");
  near.emplace_back("this");
  std::vector<MadeExample> out;
  for (std::size_t i = 0; i < near.size(); ++i) {
    const auto frame = subject ? subject_frames.at(i % subject_frames.size()) : sentence_frames.at(i % 3);
    add_distinct(out, make_example(fill(frame, near[i]), subject));
  }
  for (const auto* plain : {"The list is attached", "We will call on Friday", "Here is what we found", "thanks for the note", "NOTE"})
    add_distinct(out, make_example(subject ? std::string(plain) : std::string(plain) + ".", subject));
  return out;
}

std::string format_ruleset(std::string_view name, std::string_view language, std::string_view about, const std::vector<MadeRule>& rules,
                           std::vector<std::size_t>& lines) {
  std::string out = fmt::format("# {}\nreplylint: 1\nname: {}\nversion: 1.0.0\nlanguage: {}\n", about, quote(name), quote(language));
  std::string facts;
  for (const auto& rule : rules) {
    for (const auto& fact : rule.facts)
      facts += "  " + fact.name + ": {in: " + (rule.subject ? "subject" : "authored") + ", any: " + quote_all(fact.any) + "}\n";
  }
  if (!facts.empty()) out += "facts:\n" + facts;
  out += rules.empty() ? "rules: []\n" : "rules:\n";
  auto line = static_cast<std::size_t>(std::ranges::count(out, '\n')) + 1;
  lines.clear();
  for (const auto& rule : rules) {
    lines.push_back(line);
    const auto text = format_rule(rule);
    line += static_cast<std::size_t>(std::ranges::count(text, '\n'));
    out += text;
  }
  return out;
}

}  // namespace replylint

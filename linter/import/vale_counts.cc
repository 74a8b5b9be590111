// SPDX-License-Identifier: MIT
// Checks that count: occurrence, repetition, readability, metric.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "import/formula.h"
#include "import/vale_rule.h"
#include "ruleset/errors.h"

namespace replylint {
namespace {

constexpr double most_counted = 1000;
constexpr std::size_t most_texts = 64;

/// Words that nobody means to write twice in a row.
constexpr std::array<std::string_view, 36> never_doubled{
    "the",  "a",   "an",  "of",   "to",   "and",   "for", "with", "as",  "at", "by",   "from",  "or",  "but", "this", "we", "you", "our",
    "your", "are", "was", "will", "they", "their", "has", "have", "can", "if", "when", "which", "not", "be",  "i",    "my", "it",  "its"};

/// `count` of a text in one sentence, joined in several ways, for a verb that counts.
std::vector<MadeExample> make_crowds(const std::vector<std::string>& samples, std::size_t count, bool subject) {
  constexpr std::array<std::string_view, 8> filler{"we", "sent", "the", "list", "to", "them", "on", "Friday"};
  std::vector<MadeExample> out;
  const auto add = [&](std::string text) {
    if (subject) {
      out.push_back({.text = "The list is attached.", .subject = std::move(text), .fact = {}});
    } else {
      out.push_back({.text = std::move(text), .subject = {}, .fact = {}});
    }
  };
  const auto repeat = [&](std::string_view between, auto word) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? std::string() : std::string(between)) + std::string(word(i));
    return text;
  };
  add(repeat(" ", [&](std::size_t i) { return filler.at(i % filler.size()); }));
  for (std::size_t s = 0; s < std::min<std::size_t>(samples.size(), 3); ++s) {
    for (const auto* between : {" ", ", ", " and ", "", " was here and "}) {
      const auto crowd = repeat(between, [&](std::size_t) -> std::string_view { return samples[s]; });
      add("Here " + crowd + " there");
      add(crowd);
    }
  }
  return out;
}

void append(std::vector<MadeExample>& to, std::vector<MadeExample> from) {
  for (auto& example : from) to.push_back(std::move(example));
}

/// A rule on a number that the engine reckons, with examples that set it.
void add_measured(ValeRule& rule, std::string_view fact, std::string_view comparison, double number) {
  auto made = rule.make_rule({});
  made.verb = MadeVerb::state;
  made.when = fmt::format("{} {} {}", fact, comparison, number);
  const std::array words{fmt::format("{{{}}}", fact)};
  made.message = rule.format_message(words);
  for (const auto* text :
       {"We sent the list to the office on Friday.", "The new lamp is in the hall.", "Nobody has seen the letter since May."}) {
    const auto example = [&](double value) {
      return MadeExample{.text = text, .subject = {}, .fact = std::pair(std::string(fact), std::max(0.0, value))};
    };
    for (const double apart : {1.0, 3.0}) {
      const bool above = comparison.starts_with('>');
      const bool equal = comparison == "==";
      made.bad.push_back(example(equal ? number : number + (above ? apart : -apart)));
      made.good.push_back(example(above || equal ? number - apart : number + apart));
    }
  }
  rule.add(std::move(made));
}

}  // namespace

void import_occurrence(ValeRule& rule) {
  constexpr std::array<std::string_view, 4> known{"token", "max", "min", "ignorecase"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto max = rule.number("max").value_or(0);
  const auto min = rule.number("min").value_or(0);
  if (max == 0 && min == 0) return rule.lose_key("max", "neither “max” nor “min” is over 0: it finds nothing");
  if (max > most_counted || min > most_counted) return rule.lose_key("max", "counts go up to 1000 here");
  auto tokens = rule.parse_tokens("token", rule.is_on("ignorecase"), false);
  if (tokens.empty()) {
    if (rule.text("token").empty()) rule.lose_key("token", "is missing: there is nothing to count");
    return;
  }
  auto phrase = rule.make_phrase(tokens.front());
  if (!phrase) return;
  auto made = rule.make_rule(*scope);
  made.verb = MadeVerb::limit;
  made.per = scope->per;
  if (max > 0) made.max = max;
  if (min > 0) made.min = min;
  const std::array words{std::string(max > 0 ? "{match}" : "it")};
  made.message = rule.format_message(words);
  const auto most = static_cast<std::size_t>(max);
  const auto least = static_cast<std::size_t>(min);
  if (max > 0) {
    append(made.bad, make_crowds(phrase->samples, most + 1, scope->subject));
    append(made.bad, make_crowds(phrase->samples, most + 2, scope->subject));
    append(made.good, make_crowds(phrase->samples, most, scope->subject));
  }
  if (min > 0) {
    append(made.bad, make_crowds(phrase->samples, least - 1, scope->subject));
    for (const auto* sample : {"word", "list", "note"}) append(made.bad, make_near_misses(sample, scope->subject));
    append(made.good, make_crowds(phrase->samples, least, scope->subject));
    for (const auto& sample : phrase->samples) append(made.good, make_frames(sample, scope->subject));
  }
  std::erase_if(made.bad, [](const MadeExample& example) { return example.text.empty(); });
  std::erase_if(made.good, [](const MadeExample& example) { return example.text.empty(); });
  made.phrases.push_back(std::move(*phrase));
  rule.add(std::move(made));
}

void import_repetition(ValeRule& rule) {
  constexpr std::array<std::string_view, 6> known{"tokens", "ignorecase", "alpha", "exceptions", "vocab", "max"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  if (rule.number("max").value_or(0) > 0) return rule.lose_key("max", "only what stands twice in a row can be said here");
  const bool folds = rule.is_on("ignorecase");
  std::vector<Token> doubled;
  bool any_word = false;
  for (const auto& token : rule.parse_tokens("tokens", folds, false)) {
    const auto texts = find_all_texts(token.tree, most_texts);
    any_word = any_word || !texts;
    for (const auto& text : texts.value_or(std::vector<std::string>())) {
      if (!text.empty())
        doubled.push_back({make_bounded(make_text_regex(fmt::format("{0} {0}", text), folds), true), token.place, token.source});
    }
  }
  if (any_word) {
    const auto* tokens = rule.find("tokens");
    rule.lose_key("tokens", "patterns here cannot remember a word to find it again; taken for common words that nobody doubles on purpose");
    for (const auto word : never_doubled)
      doubled.push_back({make_bounded(make_text_regex(fmt::format("{0} {0}", word), folds), true), tokens->place, std::string(word)});
  }
  auto made = rule.make_rule(*scope);
  made.unless = rule.except(doubled, true);
  made.phrases = rule.make_phrases(doubled);
  if (!made.phrases.empty()) rule.add(std::move(made));
}

void import_readability(ValeRule& rule) {
  constexpr std::array<std::string_view, 2> known{"metrics", "grade"};
  rule.check_keys(known);
  const auto grade = rule.number("grade");
  if (!grade) return rule.lose_key("grade", "is missing: there is nothing to compare with");
  bool ours = false;
  std::string others;
  for (const auto* metric : rule.texts("metrics")) {
    if (metric->text == "Flesch-Kincaid") {
      ours = true;
    } else {
      others += (others.empty() ? "" : ", ") + metric->text;
    }
  }
  if (!ours) return rule.lose_key("metrics", "the reading grade of replies is Flesch-Kincaid's; none of these is it");
  if (!others.empty()) rule.lose_key("metrics", "judged by Flesch-Kincaid alone, without " + others);
  add_measured(rule, "reading-grade", ">", *grade);
}

void import_metric(ValeRule& rule) {
  constexpr std::array<std::string_view, 2> known{"formula", "condition"};
  rule.check_keys(known);
  const auto* formula = rule.find("formula");
  if (formula == nullptr || formula->kind != NodeKind::scalar) return rule.lose_key("formula", "is missing");
  const auto condition = parse_formula_condition(rule.text("condition"));
  if (!condition) return rule.lose_key("condition", "has to be a comparison with a number, as in “> 25”");
  const auto meaning = find_meaning(formula->text);
  if (!meaning) {
    const auto& error = meaning.error();
    return rule.lose(formula->find_place(error.offset), "in “formula”: " + error.what);
  }
  if (!*meaning) {
    return rule.lose_key("formula",
                         "this is none of the measures of a reply: words, sentences, paragraphs, and Flesch-Kincaid's reading grade");
  }
  // factor * measure + offset > number
  const auto& found = **meaning;
  const double number = std::round((condition->number - found.offset) / found.factor * 1e6) / 1e6;
  std::string comparison(condition->comparison);
  if (found.factor < 0 && comparison != "==") comparison.front() = comparison.front() == '>' ? '<' : '>';
  if (number < 0) return rule.lose_key("condition", "the measure is never below 0");
  add_measured(rule, found.fact, comparison, number);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Runs made rules on the engine: what they find decides which phrases and examples stay.
#include <algorithm>
#include <memory>
#include <set>
#include <span>

#include "engine/examples.h"
#include "engine/facts.h"
#include "engine/linter.h"
#include "engine/matcher.h"
#include "engine/reading.h"
#include "engine/verbs.h"
#include "import/made_rule.h"
#include "ruleset/load.h"
#include "ruleset/phrase_table.h"

namespace replylint {
namespace {

constexpr std::size_t least_examples = 3;
constexpr std::size_t most_examples = 4;
constexpr int most_rounds = 6;

struct Frame {
  std::string_view name, language, engine_version;
};

using Loaded = std::expected<RuleSet, std::vector<LoadError>>;

Loaded load(const std::vector<MadeRule>& rules, const Frame& frame, std::vector<std::size_t>& lines) {
  const RuleSet nothing;
  LoadInput input;
  input.files = {{"import", format_ruleset(frame.name, frame.language, "import", rules, lines)}};
  input.builtin = &nothing;
  input.engine_version = frame.engine_version;
  input.limits.file_bytes = std::size_t{64} << 20U;
  input.limits.errors = input.limits.rules;
  return load_ruleset(input);
}

bool is_out(const MadeRule& rule) { return rule.bad.empty() && rule.good.empty(); }

/// Rules still in, and where each stands among all.
struct Remaining {
  std::vector<MadeRule> rules;
  std::vector<std::size_t> places;
};

Remaining find_remaining(const std::vector<MadeRule>& rules) {
  Remaining out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (is_out(rules[i])) continue;
    out.rules.push_back(rules[i]);
    out.places.push_back(i);
  }
  return out;
}

void take_out(MadeRule& rule) {
  rule.bad.clear();
  rule.good.clear();
}

Example to_example(const MadeExample& made, const RuleSet& set) {
  Example example;
  example.text = made.text;
  example.subject = made.subject;
  if (made.fact) {
    if (const auto fact = set.find_fact(made.fact->first)) example.facts.emplace_back(*fact, made.fact->second);
  }
  return example;
}

/// As run_examples sees it: through a whole check.
bool raises(const Linter& linter, std::string_view rule, const MadeExample& made) {
  const auto example = to_example(made, linter.rules());
  CheckOptions options;
  options.every_language = true;
  options.show_observed = true;
  options.facts = example.facts;
  const auto verdict = linter.check(make_example_draft(example), options);
  return std::ranges::any_of(verdict.findings, [&](const Finding& finding) { return finding.rule == rule; });
}

/// A loaded set with what is needed to try single rules and phrases on sentences.
class Bench {
 public:
  explicit Bench(RuleSet set)
      : set_(std::move(set)),
        words_(make_phrase_table(set_.phrases)),
        phrases_(*PhraseTable::read(words_)),
        matcher_(phrases_),
        memory_(phrases_, matcher_) {}

  [[nodiscard]] bool fires(std::size_t rule, const MadeExample& made) const {
    const auto example = to_example(made, set_);
    const auto draft = make_example_draft(example);
    memory_.tidy();
    const DraftReading reading(draft, set_, memory_);
    CheckOptions options;
    options.facts = example.facts;
    const FactTable facts(reading, options);
    return !apply_rule(set_.rules[rule], reading, facts).empty();
  }

  /// True where one phrase of a rule, by number, matches in the rule's area.
  [[nodiscard]] bool matches(std::size_t rule, std::size_t phrase, const MadeExample& made) const {
    const auto& refs = set_.rules[rule].verb == Verb::limit ? set_.rules[rule].limit.of : set_.rules[rule].phrases;
    if (phrase >= refs.size()) return false;
    const auto draft = make_example_draft(to_example(made, set_));
    memory_.tidy();
    const DraftReading reading(draft, set_, memory_);
    return !reading.find_matches(std::span(&refs[phrase], 1), set_.rules[rule].in).empty();
  }

 private:
  RuleSet set_;
  std::vector<std::uint32_t> words_;
  PhraseTable phrases_;
  Matcher matcher_;
  mutable SentenceMemory memory_;
};

class Prover {
 public:
  Prover(std::vector<MadeRule>& rules, const Frame& frame) : rules_(rules), frame_(frame) {}

  std::vector<ProofLoss> prove() {
    for (auto& rule : rules_) prepare(rule);
    if (auto set = load_what_loads()) {
      const Bench bench(std::move(*set));
      for (std::size_t i = 0; i < remaining_.rules.size(); ++i) prove_rule(bench, i);
      confirm();
    }
    return std::move(losses_);
  }

 private:
  void lose(std::size_t rule, YamlPlace place, std::string what) { losses_.push_back({rule, place, std::move(what)}); }

  /// One phrase once, and examples that make the rule loadable until it has its own.
  static void prepare(MadeRule& rule) {
    std::set<std::string> seen;
    std::erase_if(rule.phrases, [&](const MadePhrase& phrase) { return !seen.insert(phrase.text).second; });
    rule_candidates(rule);
  }

  static void rule_candidates(MadeRule& rule) {
    const MadeExample some{.text = "a", .subject = {}, .fact = {}};
    if (rule.bad.empty()) rule.bad.push_back(some);
    while (rule.bad.size() < least_examples) rule.bad.push_back(rule.bad.back());
    while (rule.good.size() < least_examples) rule.good.push_back(some);
  }

  /// Loads the rules, those left out that the loader refuses.
  std::optional<RuleSet> load_what_loads() {
    for (int round = 0; round < most_rounds; ++round) {
      remaining_ = find_remaining(rules_);
      std::vector<std::size_t> lines;
      auto set = load(remaining_.rules, frame_, lines);
      if (set) return std::move(*set);
      std::set<std::size_t> refused;
      for (const auto& error : set.error()) {
        const auto after = std::ranges::upper_bound(lines, error.line);
        if (after == lines.begin()) continue;
        const auto index = remaining_.places[static_cast<std::size_t>(after - lines.begin()) - 1];
        if (!refused.insert(index).second) continue;
        lose(index, {}, "the rule does not load: " + error.what);
        take_out(rules_[index]);
      }
      if (refused.empty()) break;
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (is_out(rules_[i])) continue;
      lose(i, {}, "the rule set that it stands in does not load");
      take_out(rules_[i]);
    }
    return std::nullopt;
  }

  void prove_rule(const Bench& bench, std::size_t at) {
    auto& rule = rules_[remaining_.places[at]];
    const auto index = remaining_.places[at];
    auto candidates = find_own(rule.bad);
    std::vector<MadePhrase> kept;
    std::vector<std::string> samples;
    for (std::size_t i = 0; i < rule.phrases.size(); ++i) {
      auto& phrase = rule.phrases[i];
      const auto found = find_hit(bench, at, i, phrase.samples, rule.subject);
      if (!phrase.samples.empty() && !found) {
        lose(index, phrase.place,
             "“" + phrase.token +
                 "”: no sentence made with it is found: it reaches over the end of a sentence, asks for a letter beside a mark, or lies "
                 "where rules do not look");
        continue;
      }
      if (found && rule.verb == MadeVerb::flag) {
        samples.push_back(found->second);
        candidates.push_back(found->first);
      }
      kept.push_back(std::move(phrase));
    }
    rule.phrases = std::move(kept);
    for (const auto& sample : samples) {
      if (candidates.size() > 40) break;
      for (auto& example : make_frames(sample, rule.subject)) candidates.push_back(std::move(example));
    }
    auto misses = find_own(rule.good);
    for (std::size_t i = 0; i < samples.size() && i < 6; ++i) {
      for (auto& example : make_near_misses(samples[i], rule.subject)) misses.push_back(std::move(example));
    }
    for (auto& example : make_near_misses("word", rule.subject)) misses.push_back(std::move(example));
    rule.bad = choose(bench, at, candidates, true);
    rule.good = choose(bench, at, misses, false);
    if (rule.verb != MadeVerb::state && rule.phrases.empty()) {
      lose(index, {}, "");
    } else if (rule.bad.size() < least_examples) {
      lose(index, {}, "no three sentences could be made in which it finds something");
    } else if (rule.good.size() < least_examples) {
      lose(index, {}, "no three sentences could be made that it leaves alone");
    } else {
      return;
    }
    take_out(rule);
  }

  /// Candidates that a translator gave, without those that stand in for none.
  static std::vector<MadeExample> find_own(const std::vector<MadeExample>& examples) {
    std::vector<MadeExample> out;
    for (const auto& example : examples) {
      if (example.text != "a" && std::ranges::find(out, example) == out.end()) out.push_back(example);
    }
    return out;
  }

  static std::optional<std::pair<MadeExample, std::string>> find_hit(const Bench& bench, std::size_t rule, std::size_t phrase,
                                                                     const std::vector<std::string>& samples, bool subject) {
    for (const auto& sample : samples) {
      for (auto& example : make_frames(sample, subject)) {
        if (bench.matches(rule, phrase, example)) return std::pair(std::move(example), sample);
      }
    }
    return std::nullopt;
  }

  static std::vector<MadeExample> choose(const Bench& bench, std::size_t rule, const std::vector<MadeExample>& candidates, bool bad) {
    std::vector<MadeExample> out;
    for (const auto& candidate : candidates) {
      if (out.size() == most_examples) break;
      if (std::ranges::find(out, candidate) == out.end() && bench.fires(rule, candidate) == bad) out.push_back(candidate);
    }
    return out;
  }

  /// Runs the examples as `rules test` does, until all pass.
  void confirm() {
    for (int round = 0; round < most_rounds; ++round) {
      auto set = load_what_loads();
      if (!set) return;
      const auto remaining = remaining_.places;
      const Linter linter(std::move(*set));
      const auto failures = run_examples(linter);
      if (failures.empty()) return;
      for (const auto index : remaining) {
        auto& rule = rules_[index];
        const bool failed = std::ranges::any_of(failures, [&](const ExampleFailure& failure) { return failure.rule == rule.id; });
        if (!failed) continue;
        std::erase_if(rule.bad, [&](const MadeExample& example) { return !raises(linter, rule.id, example); });
        std::erase_if(rule.good, [&](const MadeExample& example) { return raises(linter, rule.id, example); });
        if (rule.bad.size() >= least_examples && rule.good.size() >= least_examples) continue;
        lose(index, {}, "too few of its examples do what they say in a whole check");
        take_out(rule);
      }
    }
  }

  std::vector<MadeRule>& rules_;
  Frame frame_;
  Remaining remaining_;
  std::vector<ProofLoss> losses_;
};

}  // namespace

std::vector<ProofLoss> prove(std::vector<MadeRule>& rules, std::string_view name, std::string_view language,
                             std::string_view engine_version) {
  return Prover(rules, {name, language, engine_version}).prove();
}

}  // namespace replylint

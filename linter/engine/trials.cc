// SPDX-License-Identifier: MIT
// An example becomes a draft, the draft a reading with facts, and rules are applied to that.
#include "engine/trials.h"

#include "engine/examples.h"
#include "engine/facts.h"
#include "engine/reading.h"

namespace replylint {
namespace {

CheckOptions to_options(const Example& example) {
  CheckOptions options;
  options.facts = example.facts;
  return options;
}

/// An example's draft with everything that rules ask of it.
struct Trial {
  Trial(const Example& example, const RuleSet& set, SentenceMemory& memory)
      : options(to_options(example)), draft(make_example_draft(example)), reading(draft, set, memory), facts(reading, options) {}

  CheckOptions options;
  Draft draft;
  DraftReading reading;
  FactTable facts;
};

}  // namespace

Trials::Trials(const RuleSet& set)
    : set_(set),
      words_(make_phrase_table(set.phrases)),
      phrases_(*PhraseTable::read(words_)),
      matcher_(phrases_),
      memory_(phrases_, matcher_) {}

bool Trials::fires(const Rule& rule, const Example& example) {
  memory_.tidy();
  const Trial trial(example, set_, memory_);
  return !apply_rule(rule, trial.reading, trial.facts).empty();
}

std::vector<Trials::Firing> Trials::find_firings(const Example& example) {
  memory_.tidy();
  const Trial trial(example, set_, memory_);
  std::vector<Firing> firings;
  for (std::uint32_t i = 0; i < set_.rules.size(); ++i) {
    if (set_.rules[i].off) continue;
    auto hits = apply_rule(set_.rules[i], trial.reading, trial.facts);
    if (!hits.empty()) firings.push_back({i, std::move(hits)});
  }
  return firings;
}

}  // namespace replylint

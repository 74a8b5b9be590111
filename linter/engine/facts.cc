// SPDX-License-Identifier: MIT
// Settles the facts that rule sets define, and evaluates conditions on them.
#include "engine/facts.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "text/words.h"

namespace replylint {
namespace {

/// A fact is carried into every sentence of a text: with so many of its places, far more than anybody is shown.
constexpr std::size_t most_spans = 32;

}  // namespace

void drop_excepted(std::vector<Match>& matches, const PhraseRefs& unless, const DraftReading& reading) {
  if (unless.empty()) return;
  std::erase_if(matches, [&](const Match& match) { return reading.matches_in(unless, match.sentence); });
}

std::vector<SignUnit> find_signs(const Weigh& weights, AreaSet in, const DraftReading& reading, const FactTable& facts) {
  std::vector<SignUnit> units;
  const auto sentences = reading.sentences(in);
  if (weights.per == Per::sentence) {
    for (const auto sentence : sentences) units.push_back({sentence, {}});
  } else {
    units.push_back({sentences.empty() ? 0 : sentences.front(), {}});
  }
  for (std::uint32_t i = 0; i < weights.signs.size(); ++i) {
    const auto& sign = weights.signs[i];
    if (sign.fact) {
      const double value = facts.value(*sign.fact);
      if (value == 0) continue;
      const auto& all = facts.evidence(*sign.fact);
      const std::vector<TextSpan> seen(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_spans)));
      for (auto& unit : units) unit.seen.push_back({i, value, seen});
      continue;
    }
    for (const auto& match : reading.find_matches(std::span(&sign.phrase, 1), in)) {
      auto unit = units.begin();
      if (weights.per == Per::sentence) unit = std::ranges::lower_bound(units, match.sentence, {}, &SignUnit::sentence);
      if (unit->seen.empty() || unit->seen.back().sign != i) unit->seen.push_back({i, 1, {match.span}});
    }
  }
  return units;
}

namespace {

double sum_up(const SignUnit& unit, const Weigh& weights) {
  double sum = 0;
  for (const auto& seen : unit.seen) sum += seen.value * weights.signs[seen.sign].weight;
  return sum;
}

/// True where some unit could reach the threshold: the sums alone, since few do.
bool reaches_threshold(const Weigh& weights, AreaSet in, const DraftReading& reading, const FactTable& facts) {
  struct Sum {
    double value = 0;
    std::uint32_t last = 0;  // number, from 1, of the phrase that counted last
  };
  double of_facts = 0;
  std::vector<Sum> sums(weights.per == Per::sentence ? reading.draft().sentences.size() : 1);
  for (std::uint32_t i = 0; i < weights.signs.size(); ++i) {
    const auto& sign = weights.signs[i];
    if (sign.fact) {
      of_facts += facts.value(*sign.fact) * sign.weight;
      continue;
    }
    for (const auto& match : reading.find_matches(std::span(&sign.phrase, 1), in)) {
      auto& sum = sums[weights.per == Per::sentence ? match.sentence : 0];
      if (std::exchange(sum.last, i + 1) != i + 1) sum.value += sign.weight;
    }
  }
  // Added up in another order than the sum itself, so a hair's breadth below is not below.
  constexpr double rounding = 1e-9;
  return std::ranges::any_of(sums, [&](const Sum& sum) { return sum.value + of_facts >= weights.from - rounding; });
}

/// What carried a unit over the threshold.
Weighing to_weighing(const SignUnit& unit, const Weigh& weights) {
  std::vector<const SeenSign*> carriers;
  for (const auto& seen : unit.seen) {
    if (seen.value * weights.signs[seen.sign].weight > 0) carriers.push_back(&seen);
  }
  std::ranges::stable_sort(carriers, std::ranges::greater(),
                           [&](const SeenSign* seen) { return seen->value * weights.signs[seen->sign].weight; });
  Weighing out;
  for (const auto* seen : carriers) {
    out.signs.push_back(seen->sign);
    for (const auto span : seen->spans) {
      if (std::ranges::find(out.carried, span) == out.carried.end()) out.carried.push_back(span);
    }
    if (weights.signs[seen->sign].fact) continue;
    const auto span = seen->spans.front();
    out.span = out.span.empty() ? span : TextSpan{std::min(out.span.begin, span.begin), std::max(out.span.end, span.end)};
  }
  return out;
}

}  // namespace

std::vector<Weighing> weigh(const Weigh& weights, AreaSet in, const DraftReading& reading, const FactTable& facts) {
  std::vector<Weighing> out;
  if (!reaches_threshold(weights, in, reading, facts)) return out;
  for (const auto& unit : find_signs(weights, in, reading, facts)) {
    if (sum_up(unit, weights) < weights.from) continue;
    auto weighed = to_weighing(unit, weights);
    // Facts hold for every sentence alike: alone they do not single one out.
    if (weights.per == Per::message || !weighed.span.empty()) out.push_back(std::move(weighed));
  }
  return out;
}

FactTable::FactTable(const DraftReading& reading, const CheckOptions& options) : reading_(reading) {
  auto builtin = find_builtin_facts(reading, options);
  values_.assign(builtin.begin(), builtin.end());
  values_.resize(builtin.size() + reading.set().facts.size());
  states_.assign(values_.size(), State::open);
  std::fill_n(states_.begin(), builtin.size(), State::settled);
  for (const auto& [fact, value] : options.facts) {
    if (fact >= values_.size()) continue;
    values_[fact] = {value, {}};
    states_[fact] = State::settled;
  }
}

const FactValue& FactTable::settle(std::uint32_t fact) const {
  auto& state = states_[fact];
  if (state == State::open) {
    // The loader refuses cycles; one that got through reads as false instead of going round.
    state = State::settling;
    const auto& definition = reading_.set().facts[fact - builtin_facts.size()];
    values_[fact] = define(definition);
    const bool stands_on_condition = !definition.when.empty() && !definition.weigh && !definition.echo && values_[fact].value != 0;
    state = stands_on_condition ? State::causes_due : State::settled;
  }
  return values_[fact];
}

const std::vector<TextSpan>& FactTable::evidence(std::uint32_t fact) const {
  settle(fact);
  if (states_[fact] == State::causes_due) {
    states_[fact] = State::settled;
    const auto causes = find_evidence(reading_.set().facts[fact - builtin_facts.size()].when);
    // What the fact itself saw comes before what its condition stood on.
    auto& seen = values_[fact].evidence;
    seen.insert(seen.end(), causes.begin(), causes.end());
  }
  return values_[fact].evidence;
}

FactValue FactTable::define(const FactDefinition& definition) const {
  FactValue out;
  if (!definition.when.empty()) {
    if (!holds(definition.when)) return out;
    out.value = 1;
  }
  if (definition.weigh && definition.weigh->sum) {
    const auto unit = find_signs(*definition.weigh, definition.in, reading_, *this).front();
    return {sum_up(unit, *definition.weigh), to_weighing(unit, *definition.weigh).carried};
  }
  if (definition.weigh) {
    const auto weighed = weigh(*definition.weigh, definition.in, reading_, *this);
    if (weighed.empty()) return {};
    out = {1, {}};
    for (const auto& unit : weighed) out.evidence.insert(out.evidence.end(), unit.carried.begin(), unit.carried.end());
    return out;
  }
  if (definition.echo) return find_echo(*definition.echo);
  if (!definition.all.empty()) {
    for (const auto& ref : definition.all) {
      auto matches = reading_.find_matches(std::span(&ref, 1), definition.in);
      drop_excepted(matches, definition.unless, reading_);
      if (matches.empty()) return {};
      out.evidence.push_back(matches.front().span);
    }
    out.value = 1;
  }
  const bool counts = !definition.count.empty();
  const auto& phrases = counts ? definition.count : definition.any;
  if (!phrases.empty()) {
    auto matches = reading_.find_matches(phrases, definition.in);
    drop_excepted(matches, definition.unless, reading_);
    if (matches.empty()) return {};
    out.evidence.clear();
    std::uint32_t end = 0;
    for (const auto& match : matches) {
      if (match.span.begin < end) continue;
      end = match.span.end;
      out.evidence.push_back(match.span);
    }
    out.value = counts ? static_cast<double>(out.evidence.size()) : 1;
  }
  return out;
}

FactValue FactTable::find_echo(std::uint32_t fact) const {
  auto& book = reading_.book();
  std::set<std::uint32_t> theirs;
  for (const auto span : evidence(fact)) {
    if (!reading_.is_theirs(span)) continue;
    const auto sentence = static_cast<std::uint32_t>(reading_.draft().find_sentence(span.begin));
    for (const auto& word : reading_.words(sentence)) theirs.insert(book.topic(word.lower));
  }
  theirs.erase(0);
  FactValue out;
  std::set<std::uint32_t> shared;
  for (const auto sentence : reading_.sentences(to_set(Area::authored))) {
    for (const auto& word : reading_.words(sentence)) {
      const auto topic = book.topic(word.lower);
      if (theirs.contains(topic) && shared.insert(topic).second) out.evidence.push_back(reading_.to_draft(word.span, sentence));
    }
  }
  if (!theirs.empty()) out.value = static_cast<double>(shared.size()) / static_cast<double>(theirs.size());
  return out;
}

bool FactTable::holds(const Condition& condition) const {
  return evaluate(condition, [this](std::uint32_t fact) { return value(fact); });
}

std::vector<TextSpan> FactTable::find_evidence(const Condition& condition) const {
  std::vector<TextSpan> out;
  for (const auto fact : find_true_facts(condition, [this](std::uint32_t index) { return value(index); })) {
    for (const auto span : evidence(fact)) {
      if (std::ranges::find(out, span) == out.end()) out.push_back(span);
    }
  }
  return out;
}

}  // namespace replylint

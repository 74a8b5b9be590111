// SPDX-License-Identifier: MIT
// The five verbs and the bare state, one function each.
#include "engine/verbs.h"

#include <algorithm>

#include "text/words.h"

namespace replylint {
namespace {

class Application {
 public:
  Application(const Rule& rule, const DraftReading& reading, const FactTable& facts) : rule_(rule), reading_(reading), facts_(facts) {}

  std::vector<Hit> apply() {
    if (!facts_.holds(rule_.when)) return {};
    // What is found in a sentence has its exceptions there; for the other verbs one anywhere in the area is enough.
    const bool by_sentence = rule_.verb == Verb::flag || (rule_.verb == Verb::weigh && rule_.weigh.per == Per::sentence);
    if (!by_sentence && !reading_.find_matches(rule_.unless, rule_.in).empty()) return {};
    switch (rule_.verb) {
      case Verb::state:
        hit_state();
        break;
      case Verb::flag:
        flag();
        break;
      case Verb::require:
        require();
        break;
      case Verb::order:
        order();
        break;
      case Verb::limit:
        limit();
        break;
      case Verb::weigh:
        weigh_signs();
        break;
    }
    return std::move(hits_);
  }

 private:
  void add(TextSpan span, std::optional<Match> match = {}, double count = 0) { hits_.push_back({span, match, cause(), count, {}}); }

  /// What `when` stands on; looked for only where something is found.
  [[nodiscard]] const std::vector<TextSpan>& cause() const {
    if (!cause_) cause_ = facts_.find_evidence(rule_.when);
    return *cause_;
  }

  [[nodiscard]] TextSpan sentence_span(std::uint32_t sentence) const { return reading_.draft().sentences[sentence].span; }

  /// Where a finding about the whole reply sits: the first authored sentence, else whatever the draft begins with.
  [[nodiscard]] TextSpan find_anchor() const {
    for (const AreaSet in : {rule_.in, to_set(Area::authored), to_set(Area::everything)}) {
      if (const auto sentences = reading_.sentences(in); !sentences.empty()) return sentence_span(sentences.front());
    }
    return {};
  }

  /// The sentence of the quoted message that made `when` true, if one did.
  [[nodiscard]] std::optional<TextSpan> find_quoted_cause() const {
    for (const auto span : cause()) {
      if (reading_.is_theirs(span)) return sentence_span(static_cast<std::uint32_t>(reading_.draft().find_sentence(span.begin)));
    }
    return std::nullopt;
  }

  void hit_state() {
    if (const auto cause = find_quoted_cause()) return add(*cause);
    add(cause().empty() ? find_anchor() : cause().front());
  }

  void flag() {
    auto matches = reading_.find_matches(rule_.phrases, rule_.in);
    drop_excepted(matches, rule_.unless, reading_);
    std::uint32_t end = 0;
    for (const auto& match : matches) {
      if (match.span.begin < end) continue;
      end = match.span.end;
      add(match.span, match, static_cast<double>(matches.size()));
    }
  }

  void require() {
    if (!reading_.find_matches(rule_.phrases, rule_.in).empty()) return;
    add(find_quoted_cause().value_or(find_anchor()));
  }

  void order() {
    const auto first = reading_.find_matches(rule_.first, rule_.in);
    const auto then = reading_.find_matches(rule_.phrases, rule_.in);
    if (first.empty() || then.empty() || then.front().span.begin >= first.front().span.begin) return;
    add(then.front().span, then.front());
  }

  void limit() {
    if (rule_.limit.measure) return limit_measure();
    const auto matches = reading_.find_matches(rule_.limit.of, rule_.in);
    for (const auto& unit : find_units()) limit_unit(unit, matches);
  }

  void limit_measure() {
    const double value = facts_.value(*rule_.limit.measure);
    const bool surplus = rule_.limit.max && value > *rule_.limit.max;
    const bool missing = rule_.limit.min && value < *rule_.limit.min;
    if (!surplus && !missing) return;
    if (reading_.count_words(rule_.in) < rule_.limit.from_words) return;
    const auto& seen = facts_.evidence(*rule_.limit.measure);
    add(seen.empty() ? find_anchor() : seen.front(), {}, value);
  }

  /// A stretch in which a limit counts: sentences in order.
  using Unit = std::vector<std::uint32_t>;

  [[nodiscard]] std::vector<Unit> find_units() const {
    std::vector<Unit> units;
    const auto& sentences = reading_.draft().sentences;
    for (const auto sentence : reading_.sentences(rule_.in)) {
      const bool fresh = units.empty() || rule_.limit.per == Per::sentence ||
                         (rule_.limit.per == Per::paragraph && sentences[units.back().back()].paragraph != sentences[sentence].paragraph);
      if (fresh) units.emplace_back();
      units.back().push_back(sentence);
    }
    return units;
  }

  void limit_unit(const Unit& unit, const std::vector<Match>& all) {
    std::vector<Match> matches;
    std::uint32_t end = 0;
    for (const auto& match : all) {
      if (match.sentence < unit.front() || match.sentence > unit.back() || match.span.begin < end) continue;
      end = match.span.end;
      matches.push_back(match);
    }
    std::size_t words = 0;
    for (const auto sentence : unit) words += reading_.words(sentence).size();
    if (words < rule_.limit.from_words) return;
    const auto count = static_cast<double>(matches.size());
    const double scale = rule_.limit.per_words > 0 ? static_cast<double>(std::max<std::size_t>(words, 1)) / rule_.limit.per_words : 1;
    if (rule_.limit.max && count > *rule_.limit.max * scale) {
      const auto surplus = std::min(static_cast<std::size_t>(*rule_.limit.max * scale), matches.size() - 1);
      return add(matches[surplus].span, matches[surplus], count);
    }
    if (rule_.limit.min && count < *rule_.limit.min * scale) add(sentence_span(unit.front()), {}, count);
  }

  void weigh_signs() {
    for (const auto& weighed : weigh(rule_.weigh, rule_.in, reading_, facts_)) {
      const bool here = rule_.weigh.per == Per::sentence;
      if (here && reading_.matches_in(rule_.unless, static_cast<std::uint32_t>(reading_.draft().find_sentence(weighed.span.begin))))
        continue;
      if (here && !weighed.span.empty()) {
        add(weighed.span);
      } else {
        add(weighed.carried.empty() ? find_anchor() : weighed.carried.front());
      }
      auto& hit = hits_.back();
      hit.evidence.insert(hit.evidence.end(), weighed.carried.begin(), weighed.carried.end());
      hit.signs = weighed.signs;
    }
  }

  const Rule& rule_;
  const DraftReading& reading_;
  const FactTable& facts_;
  mutable std::optional<std::vector<TextSpan>> cause_;
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<Hit> apply_rule(const Rule& rule, const DraftReading& reading, const FactTable& facts) {
  return Application(rule, reading, facts).apply();
}

}  // namespace replylint

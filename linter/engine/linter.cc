// SPDX-License-Identifier: MIT
// The check itself: facts, rules, findings, which of them are shown, verdict.
#include "engine/linter.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/facts.h"
#include "engine/matcher.h"
#include "engine/reading.h"
#include "engine/register.h"
#include "engine/verbs.h"
#include "engine/wording.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_evidence = 3;
constexpr std::size_t most_fact_evidence = 8;

FactType to_type(const RuleSet& set, std::uint32_t fact) {
  if (fact < builtin_facts.size()) return builtin_facts[fact].type;
  const auto& definition = set.facts[fact - builtin_facts.size()];
  if (definition.echo) return FactType::share;
  return !definition.count.empty() || (definition.weigh && definition.weigh->sum) ? FactType::number : FactType::yes_no;
}

/// Makes findings of one rule's hits.
class Teller {
 public:
  Teller(const Rule& rule, const DraftReading& reading, const FactTable& facts)
      : rule_(rule), reading_(reading), draft_(reading.draft()), facts_(facts) {}

  Finding tell(const Hit& hit) const {
    Finding finding;
    finding.rule = rule_.id;
    finding.severity = rule_.severity;
    finding.why = rule_.why;
    finding.span = hit.span;
    finding.raw = draft_.to_raw(hit.span);
    finding.evidence = find_evidence(hit);
    for (const auto sign : hit.signs) finding.signs.push_back(name_of(rule_.weigh.signs[sign]));
    const auto words = find_words_of(hit, finding);
    finding.message = format_words(rule_.message, words);
    for (const auto& fix : rule_.fixes) finding.fixes.push_back(offer(fix, hit, words));
    return finding;
  }

 private:
  /// "hardship", "$apology" or the phrase as written.
  [[nodiscard]] std::string name_of(const Sign& sign) const {
    if (sign.fact) return std::string(reading_.set().fact_name(*sign.fact));
    if (sign.phrase.list) return "$" + reading_.set().lists[sign.phrase.index].name;
    return std::string(reading_.phrases().source(sign.phrase.index));
  }

  /// Their words with what stands around them in the sentence: "late" alone would tell nothing.
  [[nodiscard]] std::string quote_around(TextSpan span) const {
    constexpr std::uint32_t reach = 40;
    const auto sentence = draft_.find_sentence(span.begin);
    if (sentence >= draft_.sentences.size()) return shorten(draft_.of(span));
    const TextSpan whole = draft_.sentences[sentence].span;
    TextSpan cut{span.begin > whole.begin + reach ? span.begin - reach : whole.begin, std::min(span.end + reach, whole.end)};
    while (cut.begin > whole.begin && cut.begin < span.begin && !is_space(draft_.text[cut.begin - 1])) ++cut.begin;
    while (cut.end < whole.end && cut.end > span.end && !is_space(draft_.text[cut.end])) --cut.end;
    const std::string_view before = cut.begin > whole.begin ? "... " : "";
    const std::string_view after = cut.end < whole.end ? " ..." : "";
    return std::string(before) + shorten(draft_.of(cut), 160) + std::string(after);
  }

  [[nodiscard]] std::vector<Evidence> find_evidence(const Hit& hit) const {
    std::vector<Evidence> out;
    std::set<std::size_t> quoted;
    for (const auto span : hit.evidence) {
      if (span == hit.span && hit.match) continue;
      const bool theirs = reading_.is_theirs(span);
      // An exclamation mark alone tells nobody anything.
      if (!theirs && span.end - span.begin < 3) continue;
      // Their words are quoted with what stands around them: once a sentence is enough.
      if (theirs && !quoted.insert(draft_.find_sentence(span.begin)).second) continue;
      out.push_back({span, theirs ? quote_around(span) : shorten(draft_.of(span)), theirs});
    }
    std::ranges::stable_partition(out, [](const Evidence& evidence) { return evidence.theirs; });
    if (out.size() > most_evidence) out.resize(most_evidence);
    return out;
  }

  [[nodiscard]] FindWord find_words_of(const Hit& hit, const Finding& finding) const {
    return [this, &hit, &finding](std::string_view name) -> std::optional<std::string> {
      if (name == "match") return shorten(draft_.of(hit.span));
      if (name == "count") return format_number(hit.count);
      if (name == "evidence") return finding.evidence.empty() ? std::string() : finding.evidence.front().text;
      if (name == "name") return draft_.greeting_name.empty() ? draft_.quoted_signature : draft_.greeting_name;
      if (name.size() == 1 && name[0] >= '1' && name[0] <= '9') return find_group(hit, static_cast<std::size_t>(name[0] - '1'));
      if (const auto fact = reading_.set().find_fact(name)) return describe(*fact);
      return std::nullopt;
    };
  }

  /// The words that made a yes/no fact so, the number of any other.
  [[nodiscard]] std::string describe(std::uint32_t fact) const {
    const auto& seen = facts_.evidence(fact);
    const bool yes_no = to_type(reading_.set(), fact) == FactType::yes_no;
    return yes_no && !seen.empty() ? shorten(draft_.of(seen.front())) : format_number(facts_.value(fact));
  }

  [[nodiscard]] std::string find_group(const Hit& hit, std::size_t group) const {
    if (!hit.match) return {};
    const auto groups =
        reading_.matcher().find_groups(hit.match->phrase, draft_.text, draft_.sentences[hit.match->sentence].span, hit.match->span);
    return group < groups.size() ? shorten(groups[group]) : std::string();
  }

  [[nodiscard]] OfferedFix offer(const Fix& fix, const Hit& hit, const FindWord& words) const {
    OfferedFix out{fix.kind, format_words(fix.text, words), hit.span, fix.safe};
    if (fix.kind == FixKind::insert) out.span = find_insertion(fix.at);
    if (fix.kind == FixKind::remove) out.span = widen_removal(hit.span);
    return out;
  }

  /// A removed word takes the white space behind it along.
  [[nodiscard]] TextSpan widen_removal(TextSpan span) const {
    while (span.end < draft_.text.size() && (draft_.text[span.end] == ' ' || draft_.text[span.end] == ',')) ++span.end;
    return span;
  }

  [[nodiscard]] TextSpan find_insertion(InsertAt at) const {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t after_greeting = 0;
    std::uint32_t before_closing = 0;
    bool any = false;
    for (const auto& segment : draft_.segments) {
      if (segment.region == Region::greeting && !any) after_greeting = segment.span.end;
      if (segment.region == Region::authored) {
        if (!any) first = segment.span.begin;
        any = true;
        last = segment.span.end;
      }
      if (segment.region == Region::sign_off && before_closing == 0) before_closing = segment.span.begin;
    }
    const auto point = [](std::uint32_t offset) { return TextSpan{offset, offset}; };
    switch (at) {
      case InsertAt::after_greeting:
        return point(after_greeting > 0 ? after_greeting : first);
      case InsertAt::start:
        return point(first);
      case InsertAt::end:
        return point(last);
      case InsertAt::before_closing:
        return point(before_closing > 0 ? before_closing : last);
    }
    return point(last);
  }

  const Rule& rule_;
  const DraftReading& reading_;
  const Draft& draft_;
  const FactTable& facts_;
};

Silent find_silence(const Draft& draft, const RuleSet& set, const CheckOptions& options) {
  if (draft.envelope.automatic != Automatic::no && !options.automatic_too) return Silent::automatic;
  const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
  const bool other = !draft.language.empty() && !equal_ignoring_case(primary(draft.language), primary(set.language));
  if (other && !options.every_language) return Silent::other_language;
  return Silent::no;
}

void apply_ignores(Verdict& verdict, const std::vector<Ignore>& ignores) {
  for (const auto& ignore : ignores) {
    bool used = false;
    for (auto* findings : {&verdict.findings, &verdict.observed}) {
      for (auto& finding : *findings) {
        if (!matches_rule(ignore.rule, finding.rule)) continue;
        used = true;
        finding.ignored = true;
        finding.shown = false;
        finding.ignored_because = ignore.reason;
      }
    }
    if (!used) verdict.unused_ignores.push_back(ignore.rule);
  }
}

/// Which family speaks first where all are equally severe: what hurts the reader most. A team's own families come last.
std::size_t find_rank(std::string_view family) {
  static constexpr std::array<std::string_view, 12> order{"hygiene",   "tone",         "blame",      "acknowledgement",
                                                          "dismissal", "questions",    "next-steps", "escalation",
                                                          "refusal",   "expectations", "sincerity",  "clarity"};
  return static_cast<std::size_t>(std::ranges::find(order, family) - order.begin());
}

/// Chooses what is shown: the most severe first, of one severity the first of each family before a second one, and
/// never two of one family in one sentence.
void choose_shown(Verdict& verdict, const Draft& draft, const CheckOptions& options) {
  std::set<std::pair<std::size_t, std::string_view>> seen;
  std::map<std::string_view, int> of_family;
  std::vector<std::pair<std::tuple<int, int, std::size_t>, Finding*>> choice;
  for (auto& finding : verdict.findings) {
    finding.shown = options.show_all && !finding.ignored;
    if (options.show_all || finding.ignored) continue;
    if (!seen.emplace(draft.find_sentence(finding.span.begin), finding.family()).second) continue;
    choice.push_back({{-static_cast<int>(finding.severity), of_family[finding.family()]++, find_rank(finding.family())}, &finding});
  }
  std::ranges::stable_sort(choice, {}, [](const auto& entry) { return entry.first; });
  for (std::size_t i = 0; i < std::min(choice.size(), options.show); ++i) choice[i].second->shown = true;
}

Outcome decide(const Verdict& verdict, Hold hold) {
  const bool held =
      (hold == Hold::error && verdict.count(Severity::error) > 0) || (hold == Hold::warning && verdict.count(Severity::warning) > 0);
  if (held) return Outcome::hold;
  return verdict.count(Severity::warning) > 0 ? Outcome::ask : Outcome::pass;
}

void tell_facts(Verdict& verdict, const DraftReading& reading, const FactTable& facts, bool all) {
  const auto& draft = reading.draft();
  const auto& set = reading.set();
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    const bool builtin = i < builtin_facts.size();
    const bool strength = !builtin && !set.facts[i - builtin_facts.size()].strength.empty();
    if (!all && !strength) continue;
    if (strength && facts.value(i) != 0) {
      const TextSpan span = facts.evidence(i).empty() ? TextSpan{} : facts.evidence(i).front();
      verdict.strengths.push_back({set.facts[i - builtin_facts.size()].strength, span, draft.to_raw(span)});
    }
    if (!all) continue;
    Fact fact{set.fact_name(i), to_type(set, i), facts.value(i), {}};
    for (const auto span : facts.evidence(i)) {
      if (fact.evidence.size() == most_fact_evidence) break;
      fact.evidence.push_back({span, shorten(draft.of(span)), reading.is_theirs(span)});
    }
    verdict.facts.push_back(std::move(fact));
  }
}

}  // namespace

struct Linter::Impl {
  explicit Impl(CompiledSet set) : compiled(std::move(set)), matcher(compiled.phrases, compiled.sound_programs) {}
  CompiledSet compiled;
  Matcher matcher;
};

Linter::Linter(RuleSet set) : impl_(std::make_unique<Impl>(compile(std::move(set)))) {}
Linter::Linter(CompiledSet set) : impl_(std::make_unique<Impl>(std::move(set))) {}
Linter::~Linter() = default;
Linter::Linter(Linter&&) noexcept = default;
Linter& Linter::operator=(Linter&&) noexcept = default;

const RuleSet& Linter::rules() const { return impl_->compiled.set; }

Verdict Linter::check(const Draft& draft, const CheckOptions& options) const { return CheckSession(*this).check(draft, options); }

CheckSession::CheckSession(const Linter& linter)
    : set_(linter.rules()), memory_(std::make_unique<SentenceMemory>(linter.impl_->compiled.phrases, linter.impl_->matcher)) {}
CheckSession::~CheckSession() = default;
CheckSession::CheckSession(CheckSession&&) noexcept = default;

Verdict CheckSession::check(const Draft& draft, const CheckOptions& options) {
  memory_->tidy();
  const DraftReading reading(draft, set_, *memory_);
  const FactTable facts(reading, options);
  Verdict verdict;
  verdict.language = draft.language;
  verdict.silent = find_silence(draft, set_, options);
  if (verdict.silent == Silent::no && reading.sentences(to_set(Area::authored)).empty() &&
      reading.sentences(to_set(Area::everything)).empty()) {
    verdict.silent = Silent::empty;
  }
  tell_facts(verdict, reading, facts, options.tell_facts);
  if (verdict.silent != Silent::no) {
    verdict.strengths.clear();
    return verdict;
  }
  const Register reader(set_, facts);
  for (const auto& rule : set_.rules) {
    if (rule.off || reader.silences(rule)) continue;
    const Teller teller(rule, reading, facts);
    auto& found = rule.observe && !options.show_observed ? verdict.observed : verdict.findings;
    for (const auto& hit : apply_rule(rule, reading, facts)) found.push_back(teller.tell(hit));
  }
  for (auto* findings : {&verdict.findings, &verdict.observed}) {
    std::ranges::stable_sort(*findings, [](const Finding& a, const Finding& b) {
      return a.severity != b.severity ? a.severity > b.severity : a.span.begin < b.span.begin;
    });
  }
  for (auto& finding : verdict.observed) finding.shown = false;
  apply_ignores(verdict, draft.envelope.ignores);
  choose_shown(verdict, draft, options);
  verdict.outcome = decide(verdict, set_.hold);
  return verdict;
}

std::vector<SignUnit> Linter::find_signs(const FactDefinition& fact, const Draft& draft, const CheckOptions& options) const {
  const auto& set = impl_->compiled.set;
  SentenceMemory memory(impl_->compiled.phrases, impl_->matcher);
  const DraftReading reading(draft, set, memory);
  const FactTable facts(reading, options);
  const bool holds = fact.when.empty() || facts.holds(fact.when);
  if (!fact.weigh || !holds || find_silence(draft, set, options) != Silent::no) return {};
  return replylint::find_signs(*fact.weigh, fact.in, reading, facts);
}

std::vector<SignUnit> Linter::find_signs(const Rule& rule, const Draft& draft, const CheckOptions& options) const {
  const auto& set = impl_->compiled.set;
  SentenceMemory memory(impl_->compiled.phrases, impl_->matcher);
  const DraftReading reading(draft, set, memory);
  const FactTable facts(reading, options);
  if (find_silence(draft, set, options) != Silent::no || !facts.holds(rule.when)) return {};
  const bool by_sentence = rule.weigh.per == Per::sentence;
  if (!by_sentence && !reading.find_matches(rule.unless, rule.in).empty()) return {};
  auto units = replylint::find_signs(rule.weigh, rule.in, reading, facts);
  if (by_sentence) std::erase_if(units, [&](const SignUnit& unit) { return reading.matches_in(rule.unless, unit.sentence); });
  return units;
}

}  // namespace replylint

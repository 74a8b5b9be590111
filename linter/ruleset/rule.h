// SPDX-License-Identifier: MIT
// Rule and RuleSet: plain data, what a loaded rule file is.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/condition.h"
#include "ruleset/phrase.h"

namespace replylint {

enum class Severity : std::uint8_t { suggestion, warning, error };
[[nodiscard]] std::string_view to_string(Severity severity);

/// The twelve families of the rule language, in the order in which they are taught.
inline constexpr std::array<std::string_view, 12> families{"tone",       "blame",      "dismissal",    "acknowledgement",
                                                           "questions",  "next-steps", "expectations", "refusal",
                                                           "escalation", "sincerity",  "clarity",      "hygiene"};

/// A stretch of the message that a rule looks at (`in`). A set of areas is a bit mask of `1 << area`.
enum class Area : std::uint8_t { subject, greeting, authored, opening, closing, signature, quoted, thread, everything, count };
[[nodiscard]] std::string_view to_string(Area area);
using AreaSet = std::uint16_t;
[[nodiscard]] constexpr AreaSet to_set(Area area) { return static_cast<AreaSet>(1U << static_cast<unsigned>(area)); }

/// Where in the rule files something was written; `file` indexes RuleSet::files. Line and column start at 1.
struct SourcePlace {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A phrase of RuleSet::phrases, or a whole list of RuleSet::lists.
struct PhraseRef {
  bool list = false;
  std::uint32_t index = 0;
};
using PhraseRefs = std::vector<PhraseRef>;

enum class Verb : std::uint8_t { state, flag, require, order, limit, weigh };
[[nodiscard]] std::string_view to_string(Verb verb);

enum class Per : std::uint8_t { message, paragraph, sentence };

struct Limit {
  PhraseRefs of;
  std::optional<std::uint32_t> measure;  ///< a fact's index, instead of `of`
  std::optional<double> max, min;
  Per per = Per::message;
  std::uint32_t per_words = 0;   ///< 0: count as it is; else occurrences per so many words
  std::uint32_t from_words = 0;  ///< shorter stretches are left alone
};

/// One weak sign of `weigh`: a phrase (counted once however often it stands there) or a fact.
struct Sign {
  std::optional<std::uint32_t> fact;
  PhraseRef phrase;
  double weight = 0;
  SourcePlace place;  ///< of the weight, so that fitting can write it back; not kept in a compiled table
};

struct Weigh {
  std::vector<Sign> signs;
  double from = 0;         ///< holds when the weights of the signs present sum up to this
  bool sum = false;        ///< of a fact without `from`: its value is the sum itself
  Per per = Per::message;  ///< message or sentence: phrases count where they stand together, facts everywhere
  SourcePlace from_place;  ///< as Sign::place
};

enum class FixKind : std::uint8_t { suggest, replace, remove, insert };
enum class InsertAt : std::uint8_t { after_greeting, start, end, before_closing };
[[nodiscard]] std::string_view to_string(FixKind kind);
[[nodiscard]] std::string_view to_string(InsertAt at);

struct Fix {
  FixKind kind = FixKind::suggest;
  std::string text;  ///< {match}, {1} …, {evidence} are filled in; empty for remove
  InsertAt at = InsertAt::after_greeting;
  bool safe = false;  ///< never changes meaning
};

/// A reply that a rule must flag (bad) or leave alone (good).
struct Example {
  std::string text;    ///< authored text, may begin with a greeting
  std::string quoted;  ///< the message replied to, "" for none
  std::optional<std::string> subject;
  std::vector<std::pair<std::uint32_t, double>> facts;  ///< set from outside, by fact index
  SourcePlace place;
};

struct Rule {
  std::string id;  ///< "family.kebab-name"
  Severity severity = Severity::warning;
  bool off = false;      ///< switched off by `tune`
  bool observe = false;  ///< what it finds is counted, not shown: for a rule that is being tried out
  std::string message;
  std::string why;
  std::vector<std::string> source;
  AreaSet in = to_set(Area::authored);
  Condition when;
  Verb verb = Verb::state;
  PhraseRefs phrases;  ///< of flag, require; `then` of order
  PhraseRefs first;    ///< of order
  Limit limit;
  Weigh weigh;
  PhraseRefs unless;
  std::vector<Fix> fixes;
  std::vector<Example> bad, good;
  std::string set;      ///< name of the set that brought it in
  std::string because;  ///< reason given by the last `tune`
  SourcePlace tuned;    ///< that entry; line 0: none has
  SourcePlace place;

  [[nodiscard]] std::string_view family() const { return std::string_view(id).substr(0, id.find('.')); }
};

/// A fact defined by a rule set: phrases in an area, an expression, or weak signs weighed.
struct FactDefinition {
  std::string name;
  AreaSet in = to_set(Area::quoted);
  PhraseRefs any;     ///< true when one matches; the evidence is every match
  PhraseRefs all;     ///< true when each matches
  PhraseRefs count;   ///< a number: how many matches
  PhraseRefs unless;  ///< drops a match that shares a sentence with one of these
  Condition when;     ///< holds besides, or alone
  std::optional<Weigh> weigh;
  std::optional<std::uint32_t> echo;  ///< a share: of the content words of the sentences that this fact stands on, those in the reply
  std::string strength;               ///< shown as a strength of the reply where the fact holds: "acknowledged"; "" for none
  SourcePlace place;
};

struct PhraseList {
  std::string name;
  std::vector<std::uint32_t> phrases;
  SourcePlace place;
};

/// A set of rule ids that sets further down may not weaken.
struct Lock {
  std::string pattern;      ///< an id, or a family with ".*"
  bool allow_tune = false;  ///< may be tuned when `because` is given
  std::string set;
  SourcePlace place;
};

/// An entry of `tune`.
struct Tuning {
  std::string pattern;  ///< as Lock::pattern
  std::string what;     ///< "off", "severity suggestion, max 3"
  std::string because;
  std::string set;
  SourcePlace place;
  bool idle = true;  ///< what it names was like this already
};

/// The day (UTC, "2027-03-01") from which a set is out of date.
struct Expiry {
  std::string set;
  std::string date;
};

/// Where settings of the head were made that stand; line 0: nowhere, so that the default stands.
struct Origins {
  SourcePlace language;
  SourcePlace hold;
  std::vector<SourcePlace> internal;  ///< of each domain
};

/// When a send hook holds the mail.
enum class Hold : std::uint8_t { error, warning, never };
[[nodiscard]] std::string_view to_string(Hold hold);

/// A merged, checked chain of rule sets.
///
/// Fact indices: built-in facts first (builtin_facts.h), then `facts`. Later sets only append or replace in place, so
/// indices stay valid through merging.
struct RuleSet {
  std::vector<std::string> files;
  std::string name;
  std::string version;
  std::string language = "en";
  std::vector<std::string> chain;  ///< names of the sets merged, first to last
  std::vector<Expiry> expiries;    ///< of those of them that have one
  std::string next_key;            ///< the public key that may sign the version after this one, "" for none
  Hold hold = Hold::error;
  std::vector<std::string> internal;  ///< domains of colleagues
  Origins origins;
  std::vector<Phrase> phrases;
  std::vector<PhraseList> lists;
  std::vector<FactDefinition> facts;
  std::vector<Rule> rules;
  std::vector<Lock> locks;
  std::vector<Tuning> tunings;  ///< in the order in which they were applied; not kept in a compiled table

  [[nodiscard]] std::optional<std::uint32_t> find_fact(std::string_view fact_name) const;
  [[nodiscard]] std::string_view fact_name(std::uint32_t index) const;
  [[nodiscard]] const Rule* find_rule(std::string_view id) const;
  /// "team.yaml:4:8"; the set's name for a file that it does not list.
  [[nodiscard]] std::string format_place(const SourcePlace& place) const;
  /// The day from which this set itself is out of date, "" for none.
  [[nodiscard]] std::string_view expires() const;
  /// "hardship", "$apology" or the phrase as written.
  [[nodiscard]] std::string name_of(const Sign& sign) const;
};

/// True where `pattern` (an id, "family.*" or "*") names the rule `id`.
[[nodiscard]] bool matches_rule(std::string_view pattern, std::string_view id);

}  // namespace replylint

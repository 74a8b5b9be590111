// SPDX-License-Identifier: MIT
// What the JSON Schema says of each key of a rule file: its type and a line for the reader. The keys are the loader's.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "ruleset/keys.h"

namespace replylint::schema {

/// A key, the definition that describes its value ("#/$defs/…"), and what editors show.
struct Key {
  std::string_view key;
  std::string_view type;
  std::string_view about;
};

inline constexpr std::array head{
    Key{"replylint", "language-version", "Version of the rule language. Required in the head of a rule set."},
    Key{"name", "name", "Required for a rule set that others extend."},
    Key{"version", "version", "Up to four numbers joined by dots. Required for a rule set that is fetched."},
    Key{"language", "language", "Language of the drafts that the rules are for: en, pt-BR."},
    Key{"needs", "text", "Version of replylint that is needed: \">= 0.1\", \">= 0.1, < 2\"."},
    Key{"extends", "extends", "Rule sets that this one stands on, applied first, in this order. Left out: the built-in rules."},
    Key{"lock", "locks", "Rules that later sets may make stricter, never weaker."},
    Key{"tune", "tune", "Changes to rules of earlier sets: an id or family.* to off, a severity, or a mapping."},
    Key{"internal", "texts", "Domains whose addresses are colleagues."},
    Key{"hold", "hold", "Severity from which a send hook holds the mail."},
    Key{"expires", "date", "The day (UTC) from which a fetched set is out of date: 2027-03-01."},
    Key{"next-key", "public-key", "The minisign public key that may sign the version after this one."},
    Key{"phrases", "lists", "Named phrase lists, used as $name."},
    Key{"facts", "facts", "Named facts about the reply and the message replied to, used in when."},
    Key{"rules", "rules", "The rules."},
};

inline constexpr std::array rule{
    Key{"id", "rule-id", "family.kebab-name; unique, and never used again for something else."},
    Key{"severity", "severity", "warning unless given."},
    Key{"stage", "stage", "observe: what the rule finds is counted, not shown. active unless given."},
    Key{"message", "words", "One line for the writer."},
    Key{"why", "text", "What the wording does to the reader, and what works better."},
    Key{"source", "texts", "Where the advice comes from."},
    Key{"in", "areas", "Where to look; authored unless given."},
    Key{"when", "condition", "An expression over facts: reply and (words < 15 or not greeting)."},
    Key{"flag", "phrases", "Verb: what is there and should not be."},
    Key{"require", "phrases", "Verb: one of these has to be there."},
    Key{"order", "order", "Verb: both are there, the wrong way round."},
    Key{"limit", "limit", "Verb: too many, too few, too long."},
    Key{"weigh", "weigh", "Verb: many weak signs that only together say something."},
    Key{"unless", "phrases", "Exceptions: for flag in the same sentence, else anywhere in the text looked at."},
    Key{"fix", "fixes", "What to write instead."},
    Key{"bad", "examples", "Replies that the rule has to flag."},
    Key{"good", "examples", "Replies that it has to leave alone: near misses."},
};

inline constexpr std::array fact{
    Key{"in", "areas", "Where to look; quoted unless given."},
    Key{"any", "phrases", "Holds where one of these matches."},
    Key{"all", "phrases", "Holds where each of these matches somewhere."},
    Key{"count", "phrases", "The fact is the number of matches."},
    Key{"unless", "phrases", "Drops a match that shares its sentence with one of these."},
    Key{"when", "condition", "An expression over other facts; it has to hold besides, or alone."},
    Key{"weigh", "weigh", "Many weak signs; without from the fact is their sum."},
    Key{"echo", "fact-name", "A fact about their message: the share of the content words of its sentences that the reply takes up."},
    Key{"strength", "text", "Shown as a strength of the reply where the fact holds."},
};

inline constexpr std::array limit{
    Key{"of", "phrases", "Phrases to count."},
    Key{"measure", "fact-name", "A fact to measure instead."},
    Key{"max", "amount", "The most that is accepted."},
    Key{"min", "amount", "The least that is accepted."},
    Key{"per", "limit-stretch", "In what it is counted; message unless given."},
    Key{"per-words", "word-count", "Count per so many words, not as it is."},
    Key{"from-words", "word-count", "Shorter stretches are left alone."},
};

inline constexpr std::array order{
    Key{"first", "phrases", "What should come second."},
    Key{"then", "phrases", "What should come first; the finding sits here."},
};

inline constexpr std::array weigh{
    Key{"signs", "signs", "Pairs of a phrase or fact and its weight."},
    Key{"from", "weight", "Holds when the weights of the signs present reach this."},
    Key{"per", "weigh-stretch", "sentence: phrases count where they stand in one sentence. message unless given."},
};

inline constexpr std::array fix{
    Key{"suggest", "word-list", "Wordings that are shown."},
    Key{"replace", "words", "Takes the place of the match."},
    Key{"delete", "true", "Removes the match."},
    Key{"insert", "words", "Text that is missing; needs at."},
    Key{"at", "insert-place", "Where insert puts it."},
    Key{"safe", "yes-no", "Never changes meaning, so that check --fix may apply it."},
};

inline constexpr std::array example{
    Key{"t", "text-or-nothing", "The reply as written."},
    Key{"q", "text", "The message replied to, without quote marks."},
    Key{"s", "text-or-nothing", "The subject."},
    Key{"facts", "fact-values", "Facts set from outside."},
};

inline constexpr std::array phrase{Key{"cased", "text", "A phrase in which letter case counts."}};
inline constexpr std::array list_change{Key{"add", "phrases", "Phrases added to the list that an earlier set defines."}};
inline constexpr std::array extends{
    Key{"url", "set-url", "Where the set is fetched from."},
    Key{"key", "public-key", "The minisign public key that it is signed with."},
    Key{"mirrors", "set-urls", "Where the same bytes are as well, in the order in which they are asked."},
};
inline constexpr std::array lock{
    Key{"rules", "rule-pattern", "The rules that are locked."},
    Key{"allow", "allow", "tune: may be tuned where a reason (because) is given."},
};
inline constexpr std::array tune{
    Key{"severity", "severity", "How much it matters here."},
    Key{"because", "text", "The reason, shown where the rule is explained."},
    Key{"max", "amount", "Of a limit."},
    Key{"min", "amount", "Of a limit."},
    Key{"per-words", "word-count", "Of a limit."},
    Key{"from-words", "word-count", "Of a limit."},
    Key{"off", "yes-no", "Switches the rules off, or on again."},
    Key{"stage", "stage", "observe: what the rules find is counted, not shown."},
};

/// A loader's mapping and what is said of it.
struct Mapping {
  std::string_view name;  ///< of its definition
  std::span<const std::string_view> keys;
  std::span<const Key> about;
};

inline constexpr std::array mappings{
    Mapping{"rule", keys::rule, rule},
    Mapping{"fact", keys::fact, fact},
    Mapping{"limit", keys::limit, limit},
    Mapping{"order", keys::order, order},
    Mapping{"weigh", keys::weigh, weigh},
    Mapping{"fix", keys::fix, fix},
    Mapping{"example", keys::example, example},
    Mapping{"cased_phrase", keys::phrase, phrase},
    Mapping{"list_change", keys::list_change, list_change},
    Mapping{"fetched_set", keys::extends, extends},
    Mapping{"lock", keys::lock, lock},
    Mapping{"tuning", keys::tune, tune},
};
inline constexpr Mapping head_mapping{"head", keys::head, head};

/// A key that the loader learns does not compile until something is said of it here.
constexpr bool says_all(const Mapping& mapping) { return std::ranges::equal(mapping.keys, mapping.about, {}, {}, &Key::key); }
static_assert(std::ranges::all_of(mappings, says_all));
static_assert(says_all(head_mapping));

}  // namespace replylint::schema

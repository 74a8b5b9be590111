// SPDX-License-Identifier: MIT
// The syntax tree of a phrase, between its parser and the two things made of it: a pattern and atoms.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/phrase.h"

namespace replylint {

struct PhraseNode {
  enum class Kind : std::uint8_t {
    word,          ///< text; `open_start`, `open_end` for a star at that end
    any_word,      ///< *
    gap,           ///< .. ; `words` is the most words it may span, 0 for any stretch
    mark,          ///< punctuation, as it is
    start,         ///< ^
    end,           ///< $ as the last character
    raw,           ///< /…/
    sequence,      ///< children in order
    alternatives,  ///< one of the children
    optional,      ///< the child or nothing
  };
  Kind kind = Kind::sequence;
  std::string text;
  bool open_start = false;
  bool open_end = false;
  bool glued = false;     ///< stands directly at its left neighbour, without white space: "apologi(s|z)e"
  bool captures = false;  ///< a group that the writer wrote, as opposed to one that an expansion made
  std::uint16_t words = 0;
  std::vector<PhraseNode> children;
};

/// Parses the notation and expands named lists; `lists` gets the names used. Contractions are spelled out.
[[nodiscard]] std::expected<PhraseNode, PhraseError> parse_phrase_tree(std::string_view source, const FindList& find_list,
                                                                       std::vector<std::string>& lists);

/// The RE2 pattern of a tree, without flags.
[[nodiscard]] std::string format_pattern(const PhraseNode& tree);

/// The rarest set of words of which each match contains one; empty where there is none.
[[nodiscard]] std::vector<Atom> find_atoms(const PhraseNode& tree);

/// The other sets of words that every match needs, rarest first, at most three; none of them is find_atoms' own.
[[nodiscard]] std::vector<Clause> find_clauses(const PhraseNode& tree);

/// The counted repeats of a RE2 pattern, added up, nested ones multiplied: 43 for "a{3}(?:b{0,2}c){20}".
[[nodiscard]] std::size_t count_rounds(std::string_view pattern);
/// What a match may have to look ahead: the words of counted gaps and the rounds of raw patterns, along the longest way.
struct Reach {
  std::size_t gap_words = 0;
  std::size_t rounds = 0;
};
[[nodiscard]] Reach find_reach(const PhraseNode& tree);
/// Lists in a row that may all be left out, "(a|b)? (c|d)? (e)?", and the words in them.
struct OptionalRun {
  std::size_t lists = 0;
  std::size_t words = 0;
};
/// With fewer in a row each word of a text can stand in few places of the run.
inline constexpr std::size_t slow_optional_lists = 3;
/// The most lists and the most words of such runs that have at least so many lists; 0 where there is none.
[[nodiscard]] OptionalRun find_optional_run(const PhraseNode& tree);

/// True where `right`, written without white space after `left`, makes one word with it: "apologi(s|z)e", not "^please".
[[nodiscard]] bool makes_one_word(const PhraseNode& left, const PhraseNode& right);

/// Verbs that swallow a following "not".
inline constexpr std::array<std::string_view, 20> contracting_verbs{"do",    "does", "did",  "is",   "are",   "was",   "were",
                                                                    "has",   "have", "had",  "can",  "could", "would", "should",
                                                                    "might", "must", "need", "will", "shall", "ought"};
[[nodiscard]] bool takes_contracted_not(std::string_view word);
/// The contracted form of a word after another one: "are" -> "'re"; "" for none.
[[nodiscard]] std::string_view to_contracted(std::string_view word);

}  // namespace replylint

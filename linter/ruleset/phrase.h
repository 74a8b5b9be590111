// SPDX-License-Identifier: MIT
// One phrase of the rule language -> one RE2 pattern and the words that any match must contain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// A word that stands in every match of a phrase, or in one of its alternatives. Lower case, ASCII word bytes only.
struct Atom {
  std::string word;
  bool prefix = false;  ///< the text's word only has to begin with it
  friend auto operator<=>(const Atom&, const Atom&) = default;
};

/// Hash of a word as it stands among the words of a text, letters lower-cased; of a word's beginning for prefixes.
inline constexpr std::uint32_t word_hash_start = 2166136261U;  // FNV-1a
[[nodiscard]] constexpr std::uint32_t add_to_word_hash(std::uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}
[[nodiscard]] constexpr std::uint32_t to_word_hash(std::string_view word) {
  std::uint32_t hash = word_hash_start;
  for (const char c : word) hash = add_to_word_hash(hash, c);
  return hash;
}

/// Words of which every match holds one: a cheap test before a pattern is run.
using Clause = std::vector<Atom>;
/// Prefixes longer than this are cut to it.
inline constexpr std::size_t longest_prefix = 8;
/// Longer words are known by their beginnings only.
inline constexpr std::size_t longest_word = 64;

/// A phrase, ready to be matched on one sentence of canonical text.
struct Phrase {
  std::string source;                  ///< as written in the rule file
  std::string pattern;                 ///< RE2 syntax, case folding included; run it on one sentence at a time
  std::vector<std::uint32_t> program;  ///< the pattern to run as it is (program.h); empty: RE2 runs it
  bool cased = false;                  ///< letter case counts
  bool unicode = false;                ///< needs UTF-8 matching; otherwise Latin-1, which is quicker to build
  std::uint8_t groups = 0;             ///< groups of the phrase in order, for {1}, {2} … of messages and fixes
  std::vector<Atom> atoms;             ///< any match contains at least one of them; empty: no such word is known
  std::vector<Clause> clauses;         ///< further words, each clause as needed as the atoms
  std::vector<std::string> lists;      ///< names of the lists that it refers to, in order
  bool in_base = false;                ///< pattern, program, atoms and clauses are left in the table of the set that it comes from
  std::size_t pattern_bytes = 0;       ///< of the pattern, wherever it is
};

/// What is wrong with a phrase: `offset` is the byte in its source.
struct PhraseError {
  std::size_t offset = 0;
  std::string what;
};

/// The alternatives of a named list, as sources; nullptr where the name is unknown.
using FindList = std::function<const std::vector<std::string>*(std::string_view name)>;

/// Compiles one phrase. Nested lists are expanded (depth and size limited; a cycle is an error). Refused: an unclosed
/// bracket, an unknown list, a phrase that matches the empty text, a pattern that RE2 refuses or whose program is over
/// `phrase_program_limit` instructions, gaps or counted repeats that reach too far, too much in a row that may be left out.
[[nodiscard]] std::expected<Phrase, PhraseError> parse_phrase(std::string_view source, bool cased, const FindList& find_list);

/// RE2 instructions that one phrase may take: keeps a hostile rule set from costing more than a few ms a phrase.
inline constexpr int phrase_program_limit = 20000;
/// Words that the gaps of a phrase may span together, and rounds that its counted repeats may take: beyond these RE2 needs
/// microseconds for each byte of a hostile text.
inline constexpr std::size_t phrase_gap_limit = 150;
inline constexpr std::size_t phrase_round_limit = 300;
/// Lists that may stand in a row where each may be left out, and the words that they may hold together.
inline constexpr std::size_t phrase_optional_lists = 8;
inline constexpr std::size_t phrase_optional_words = 200;

}  // namespace replylint

// SPDX-License-Identifier: MIT
// A pattern as a program: instructions that run from the table as they are, with nothing to build at start.
//
// RE2 needs 40 to 100 us to build a pattern; a rule set has thousands. So each pattern is also compiled, once, when the rule
// set is, to a flat string of words that engine/program_run.h interprets. Both find the same matches (a test compares them);
// RE2 stays for what the program leaves: syntax outside of make_program's, and texts that take too many steps.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ruleset/word_keys.h"
#include "text/words.h"

namespace replylint {

/// What a program is made of: 32-bit words, little-endian in a table. An instruction's first word is `op | argument << 8`.
enum class ProgramOp : std::uint8_t {
  match,          ///< the end
  jump,           ///< argument: target
  literal,        ///< argument: length; the bytes follow, letters in lower case: matches either case
  exact,          ///< the same, where letter case counts
  word,           ///< as literal, with a word boundary at either end
  set,            ///< one byte of a set; argument: which common set, or `inline_set` for the 8 words that follow
  greedy,         ///< as many bytes of a set as there are; the next word holds least and most, 16 bits each (most 0: any number)
  possessive,     ///< the same where a shorter run would never help: what follows begins with no byte of the set
  lazy,           ///< as few as will do
  word_boundary,  ///< ASCII, as RE2's \b
  not_word_boundary,
  begin,        ///< of the sentence
  end,          ///< of the sentence
  split,        ///< what follows first, then the target
  split_lazy,   ///< the target first, then what follows
  alternative,  ///< argument: how many; for each a mask of byte classes (2 words) and a target, in order of preference
  dispatch,     ///< a mask of byte classes (2 words), then halves of words: for each class in the mask where its targets begin
                ///< and at last where all end, counted in targets; the targets. Argument: how many targets
  count,
};
inline constexpr std::uint32_t inline_set = 0xFF;
inline constexpr std::uint32_t set_words = 8;
using SetWords = std::array<std::uint32_t, set_words>;
/// Sets that phrases are full of, by number; see phrase_pattern.cc.
extern const std::array<SetWords, 6> common_sets;

/// Words before the first instruction.
struct ProgramHead {
  static constexpr std::size_t size = 11;
  std::uint64_t first = 0;               ///< a match can begin before any byte of these classes
  WordKeys words{};                      ///< and at ASCII words with these keys
  std::array<std::uint64_t, 2> needs{};  ///< of each, a match contains a byte of one of these classes; all bits: no need known
  bool at_begin = false;                 ///< a match begins where the sentence does
};

/// Bytes in 64 classes: letters without case, digits, white space, marks; enough to tell at a glance what cannot match.
inline constexpr std::uint8_t end_class = 63;
/// No byte has this class: a sentence does that holds two capital letters side by side.
inline constexpr std::uint8_t capitals_class = 61;
namespace detail {
constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned i = 0; i < 256; ++i) {
    const char c = to_lower(static_cast<char>(i));
    if (c >= 'a' && c <= 'z') {
      classes[i] = static_cast<std::uint8_t>(c - 'a');
    } else if (c >= '0' && c <= '9') {
      classes[i] = 26;
    } else if (is_space(c)) {
      classes[i] = 27;
    } else if (i >= 0x80) {
      classes[i] = i >= 0xC0 ? 28 : 29;
    } else if (i < ' ' || i == 0x7F) {
      classes[i] = 30;
    } else {
      // The 32 ASCII marks do not get a class each: the rarest share one.
      constexpr std::string_view marks = ",.'\"!?-:;()[]{}<>/@#$%&*_=+|\\~";
      const auto at = marks.find(c);
      classes[i] = at == std::string_view::npos ? std::uint8_t{62} : static_cast<std::uint8_t>(31 + at);
    }
  }
  return classes;
}
}  // namespace detail
inline constexpr auto byte_classes = detail::make_byte_classes();
[[nodiscard]] constexpr std::uint8_t to_class(char c) { return byte_classes[static_cast<unsigned char>(c)]; }

/// The program of an RE2 pattern, which RE2 accepts. Empty where the pattern goes beyond what programs can say (classes
/// by Unicode property, letters beyond ASCII without case, loops over what can be empty) or would be too long.
/// `unicode`: the pattern matches UTF-8 characters; otherwise bytes, as RE2 does with Latin-1. Letters fold in ASCII only.
[[nodiscard]] std::vector<std::uint32_t> make_program(std::string_view pattern, bool unicode);

/// True where `program` can be run without looking at its targets and lengths again. An empty one is sound.
[[nodiscard]] bool is_sound_program(std::span<const std::uint32_t> program);

[[nodiscard]] constexpr ProgramHead read_head(std::span<const std::uint32_t> program) {
  const auto mask = [&](std::size_t at) { return program[at] | static_cast<std::uint64_t>(program[at + 1]) << 32U; };
  return {mask(0), {mask(2), mask(4)}, {mask(6), mask(8)}, program[10] != 0};
}

}  // namespace replylint

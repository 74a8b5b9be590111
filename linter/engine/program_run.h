// SPDX-License-Identifier: MIT
// Runs the program of a pattern at one place of a sentence.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/sentence_view.h"

namespace replylint {

/// Memory of runs, kept from one to the next. Not for several threads.
struct ProgramStack {
  /// A way not taken yet: go on at `at` with instruction `pc`.
  struct Way {
    enum class Kind : std::uint32_t { plain, shorter, longer };
    std::uint32_t pc;
    std::uint32_t at;
    std::uint32_t bound;  ///< of greedy: the shortest run; of lazy: the longest
    Kind kind;
  };
  /// A run that keeps more ways open than this gives up.
  static constexpr std::size_t most_ways = 256;
  std::array<Way, most_ways> ways;
  std::uint32_t steps_left = 0;  ///< for all runs over one sentence; at 0 a run gives up
};

enum class RunResult : std::uint8_t { none, match, gave_up };

/// Runs a sound program on a sentence from `begin`, preferring as RE2 (and Perl) does; on a match `end` is where it ends.
[[nodiscard]] RunResult run_program(std::span<const std::uint32_t> program, const SentenceView& sentence, std::uint32_t begin,
                                    std::uint32_t& end, ProgramStack& stack);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Runs the program of a pattern at one place of a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace replylint {

/// Memory of runs, kept from one to the next so that none allocates. Not for several threads.
class ProgramStack {
 public:
  /// A way not taken yet: go on at `at` with instruction `pc`.
  struct Way {
    std::uint32_t pc = 0;
    std::uint32_t at = 0;
    std::uint32_t bound = 0;  ///< of greedy: the shortest run; of lazy: the longest
    enum class Kind : std::uint8_t { plain, shorter, longer } kind = Kind::plain;
  };
  std::vector<Way> ways;
  std::uint32_t steps_left = 0;  ///< for all runs over one sentence; at 0 a run gives up
};

enum class RunResult : std::uint8_t { none, match, gave_up };

/// Runs a sound program on `text` from `begin`, preferring as RE2 (and Perl) does; on a match `end` is where it ends.
[[nodiscard]] RunResult run_program(std::span<const std::uint32_t> program, std::string_view text, std::uint32_t begin, std::uint32_t& end,
                                    ProgramStack& stack);

}  // namespace replylint

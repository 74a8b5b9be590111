// SPDX-License-Identifier: MIT
// The syntax tree of a RE2 pattern, between pattern_parse.cc and program.cc.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

using ByteSet = std::bitset<256>;

struct PatternNode {
  enum class Kind : std::uint8_t {
    literal,       ///< `bytes`; lower case where `folds`
    set,           ///< one byte of `set`
    boundary,      ///< \b
    no_boundary,   ///< \B
    begin,         ///< ^
    end,           ///< $
    sequence,      ///< children in order
    alternatives,  ///< one of the children, the first preferred
    repeat,        ///< the child `least` to `most` times (no_limit: any number)
  };
  static constexpr std::uint32_t no_limit = 0xFFFFFFFF;
  Kind kind = Kind::sequence;
  std::string bytes;
  bool folds = false;
  ByteSet set;
  std::uint32_t least = 0;
  std::uint32_t most = no_limit;
  bool greedy = true;
  std::vector<PatternNode> children;
};

/// Parses what make_program can run; nullopt for anything else.
[[nodiscard]] std::optional<PatternNode> parse_pattern(std::string_view pattern, bool unicode);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Where in a sentence a pattern can match at all: what it begins with, what it cannot do without.
#pragma once

#include <cstdint>
#include <vector>

#include "ruleset/pattern_tree.h"
#include "ruleset/word_keys.h"

namespace replylint {

inline constexpr unsigned class_count = 64;
inline constexpr std::uint64_t any_class = ~std::uint64_t{0};

/// The classes (program.h) of the bytes in a set.
[[nodiscard]] std::uint64_t to_classes(const ByteSet& set);

/// The classes of the bytes that a piece of a pattern can begin with; `empty`: it can also match nothing.
struct First {
  std::uint64_t classes = 0;
  bool empty = false;
};
[[nodiscard]] First find_first(const PatternNode& node);

/// Sets of classes of each of which every match holds a byte, the most telling first; common ones are left out.
[[nodiscard]] std::vector<std::uint64_t> find_needs(const PatternNode& node);

/// Where a match can begin: at ASCII words with these keys, and before any byte of these classes.
struct Beginnings {
  WordKeys words{};
  std::uint64_t classes = 0;
};
[[nodiscard]] Beginnings find_beginnings(const PatternNode& node);
/// True where every match begins where the text does.
[[nodiscard]] bool begins_at_start(const PatternNode& node);

}  // namespace replylint

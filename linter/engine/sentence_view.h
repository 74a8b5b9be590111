// SPDX-License-Identifier: MIT
// A sentence as the programs of phrases see it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ruleset/word_keys.h"

namespace replylint {

/// Where an ASCII word begins.
struct WordStart {
  std::uint32_t at = 0;  ///< offset in the sentence
  std::uint8_t key = 0;
};

/// What tells at a glance that a sentence cannot hold a phrase.
struct SentenceBytes {
  std::uint64_t classes = 0;  ///< classes of its bytes, capitals_class included
  WordKeys words{};           ///< keys of its words
};

/// So many bytes behind a lower-cased sentence may be read.
inline constexpr std::size_t lower_padding = 4;

/// Views of a text and of what was noted about it.
struct SentenceView {
  std::string_view text;
  const char* lower = nullptr;  ///< the same in lower case, as long, and `lower_padding` bytes more
  SentenceBytes bytes;
  std::span<const WordStart> starts;
};

}  // namespace replylint

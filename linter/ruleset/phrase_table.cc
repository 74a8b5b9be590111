// SPDX-License-Identifier: MIT
// Finds its way in the words of a phrase table, and looks at each before it is followed.
//
// A set that adds no phrase to its base is one word, the number of phrases. Any other:
//
//   phrases  own ones  words of vocabulary  slots  prefix sizes  unindexed ones │ numbers, unless all are own │ flags │ heads │
//   unindexed ones │ filter │ slots │ five pools: length of data, offsets, data
#include "ruleset/phrase_table.h"

#include <algorithm>
#include <bit>

#include "ruleset/program.h"

namespace replylint {
namespace {

constexpr std::uint32_t most_phrases = 1U << 20U;
constexpr std::uint32_t most_words = 1U << 26U;

/// Reads words in order; after the first that is missing everything is empty.
struct Reader {
  std::span<const std::uint32_t> left;
  bool failed = false;

  std::span<const std::uint32_t> take(std::size_t count) {
    if (count > left.size()) {
      failed = true;
      left = {};
      return {};
    }
    const auto taken = left.first(count);
    left = left.subspan(count);
    return taken;
  }
  std::uint32_t take_one() {
    const auto taken = take(1);
    return taken.empty() ? 0 : taken.front();
  }
};

bool are_below(std::span<const std::uint32_t> numbers, std::uint32_t limit) {
  bool below = true;
  for (const auto number : numbers) below &= number < limit;
  return below;
}

}  // namespace

bool PhraseTable::is_nothing_but_base(std::span<const std::uint32_t> words) { return words.size() == 1 && words.front() != 0; }

bool PhraseTable::split(std::span<const std::uint32_t> words) {
  Reader reader{words};
  size_ = reader.take_one();
  const auto own = reader.take_one();
  const auto vocabulary = reader.take_one();
  const auto slot_count = reader.take_one();
  prefix_sizes_ = reader.take_one();
  const auto unindexed = reader.take_one();
  if (size_ > most_phrases || own > size_ || vocabulary > most_words || slot_count > most_words || !std::has_single_bit(slot_count))
    return false;
  slot_mask_ = slot_count - 1;
  if (own < size_) numbers_ = reader.take(size_);
  own_.flags = reader.take(own);
  own_.heads = reader.take(ProgramHead::size * static_cast<std::size_t>(own));
  unindexed_ = reader.take(unindexed);
  filter_ = reader.take(filter_words);
  slots_ = reader.take(2 * static_cast<std::size_t>(slot_count));
  const auto take_pool = [&](std::uint32_t count) {
    Pool pool;
    const auto size = reader.take_one();
    pool.count = count;
    pool.offsets = reader.take(static_cast<std::size_t>(count) + 1);
    pool.data = reader.take(size);
    return pool;
  };
  own_.programs = take_pool(own);
  own_.clauses = take_pool(own);
  postings_ = take_pool(vocabulary);
  own_.patterns = take_pool(own);
  own_.sources = take_pool(own);
  return !reader.failed && reader.left.empty();
}

bool PhraseTable::is_sound(const PhraseTable* base) const {
  const auto fits = [](const Pool& pool, std::uint64_t unit) {
    return std::ranges::is_sorted(pool.offsets) && pool.offsets.back() <= pool.data.size() * unit;
  };
  if (!fits(own_.programs, 1) || !fits(own_.clauses, 1) || !fits(postings_, 1) || !fits(own_.patterns, 4) || !fits(own_.sources, 4))
    return false;
  bool has_free_slot = false;
  for (std::size_t i = 1; i < slots_.size(); i += 2) {
    has_free_slot = has_free_slot || slots_[i] == none;
    if (slots_[i] != none && slots_[i] >= vocabulary()) return false;
  }
  if (!has_free_slot) return false;
  // Clauses of phrases in the base name words by the numbers that they have there.
  if (base != nullptr && !numbers_.empty() && base->vocabulary() > vocabulary()) return false;
  if (!are_below(postings_.data, size_) || !are_below(unindexed_, size_)) return false;
  for (std::uint32_t phrase = 0; phrase < size_; ++phrase) {
    if (shared(phrase)) {
      if (base == nullptr || phrase >= base->size_ || base->shared(phrase)) return false;
      continue;
    }
    if (locate(phrase).at >= own_.flags.size()) return false;
    for (auto left = clauses(phrase); !left.empty();) {
      const std::size_t count = left.front();
      if (count >= left.size() || !are_below(left.subspan(1, count), vocabulary())) return false;
      left = left.subspan(count + 1);
    }
    const auto own_program = program(phrase);
    if (!own_program.empty() && own_program.size() <= ProgramHead::size) return false;
  }
  return true;
}

std::optional<PhraseTable> PhraseTable::read(std::span<const std::uint32_t> words, const PhraseTable* base) {
  PhraseTable out;
  if (is_nothing_but_base(words)) {
    if (base == nullptr || base->size_ != words.front()) return std::nullopt;
    out = *base;
    out.is_base_ = true;
    return out;
  }
  if (!out.split(words) || !out.is_sound(base)) return std::nullopt;
  if (base != nullptr) out.base_ = base->own_;
  return out;
}

PhraseTable PhraseTable::trust(std::span<const std::uint32_t> words, const PhraseTable* base) {
  if (is_nothing_but_base(words)) return read(words, base).value_or(PhraseTable());
  PhraseTable out;
  if (!out.split(words)) return {};
  if (base != nullptr) out.base_ = base->own_;
  return out;
}

}  // namespace replylint

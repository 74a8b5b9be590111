// SPDX-License-Identifier: MIT
// Lays phrases out as the words of a phrase table. On a base only what is new is worked out: the words of a phrase that comes
// from there have their numbers, clauses and postings already.
#include <algorithm>
#include <bit>
#include <string>

#include "ruleset/phrase_table.h"

namespace replylint {

using Words = std::vector<std::uint32_t>;

/// Numbers for words: those of the base, then new ones in order of their keys.
class Vocabulary {
 public:
  Vocabulary(const std::vector<Phrase>& phrases, const PhraseTable* base) : base_(base), known_(base == nullptr ? 0 : base->vocabulary()) {
    for (const auto& phrase : phrases) {
      if (phrase.in_base) continue;
      add(phrase.atoms);
      std::ranges::for_each(phrase.clauses, [this](const Clause& clause) { add(clause); });
    }
    std::ranges::sort(fresh_);
    const auto repeated = std::ranges::unique(fresh_);
    fresh_.erase(repeated.begin(), repeated.end());
  }

  [[nodiscard]] std::uint32_t size() const { return known_ + static_cast<std::uint32_t>(fresh_.size()); }
  [[nodiscard]] std::uint32_t number(const Atom& atom) const {
    const auto key = to_key(atom);
    const auto known = find_known(key);
    if (known != PhraseTable::none) return known;
    return known_ + static_cast<std::uint32_t>(std::ranges::lower_bound(fresh_, key) - fresh_.begin());
  }
  /// How many slots they take, filled up to less than half.
  [[nodiscard]] std::uint32_t slot_count() const { return static_cast<std::uint32_t>(std::bit_ceil(std::size_t{size()} * 2 + 1)); }
  [[nodiscard]] Words make_filter() const {
    Words filter = base_ == nullptr ? Words(PhraseTable::filter_words, 0) : Words(base_->filter_.begin(), base_->filter_.end());
    for (const auto key : fresh_) filter[key >> 21U] |= 1U << (key >> 16U & 31U);
    return filter;
  }
  [[nodiscard]] Words make_slots() const {
    const auto mask = slot_count() - 1;
    Words slots(2 * (std::size_t{mask} + 1), PhraseTable::none);
    const auto put = [&](std::uint32_t key, std::uint32_t number) {
      std::size_t slot = key & mask;
      while (slots[2 * slot + 1] != PhraseTable::none) slot = (slot + 1) & mask;
      slots[2 * slot] = key;
      slots[2 * slot + 1] = number;
    };
    for (std::size_t i = 0; base_ != nullptr && i < base_->slots_.size(); i += 2) {
      if (base_->slots_[i + 1] != PhraseTable::none) put(base_->slots_[i], base_->slots_[i + 1]);
    }
    auto number = known_;
    for (const auto key : fresh_) put(key, number++);
    return slots;
  }

 private:
  [[nodiscard]] static std::uint32_t to_key(const Atom& atom) {
    const auto word = std::string_view(atom.word);
    return to_word_hash(atom.prefix ? word.substr(0, longest_prefix) : word) * 2 + (atom.prefix ? 1 : 0);
  }
  [[nodiscard]] std::uint32_t find_known(std::uint32_t key) const { return base_ == nullptr ? PhraseTable::none : base_->find(key); }
  void add(const std::vector<Atom>& atoms) {
    for (const auto& atom : atoms) {
      if (const auto key = to_key(atom); find_known(key) == PhraseTable::none) fresh_.push_back(key);
    }
  }

  const PhraseTable* base_;
  std::uint32_t known_;
  Words fresh_;  ///< keys, sorted
};

namespace {

/// A pool that grows at its end.
struct PoolWords {
  Words offsets{0};
  Words data;

  void add(std::span<const std::uint32_t> item) {
    data.insert(data.end(), item.begin(), item.end());
    close();
  }
  /// Ends an item whose words were appended to `data`.
  void close() { offsets.push_back(static_cast<std::uint32_t>(data.size())); }
  void put(Words& out) const {
    out.push_back(static_cast<std::uint32_t>(data.size()));
    out.insert(out.end(), offsets.begin(), offsets.end());
    out.insert(out.end(), data.begin(), data.end());
  }
};

/// The same for texts: they lie as bytes, filled up to a whole word at the end.
struct PoolTexts {
  Words offsets{0};
  std::string data;

  void add(std::string_view text) {
    data += text;
    offsets.push_back(static_cast<std::uint32_t>(data.size()));
  }
  void put(Words& out) {
    data.resize((data.size() + 3) / 4 * 4);
    out.push_back(static_cast<std::uint32_t>(data.size() / 4));
    out.insert(out.end(), offsets.begin(), offsets.end());
    for (auto at = data.begin(); at != data.end(); at += 4) {
      std::uint32_t word = 0;
      for (unsigned i = 0; i < 4; ++i) word |= static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])) << (8 * i);
      out.push_back(word);
    }
  }
};

void put_clauses(Words& out, const Phrase& phrase, const Vocabulary& vocabulary) {
  Words numbers;
  for (const auto& clause : phrase.clauses) {
    numbers.clear();
    for (const auto& atom : clause) numbers.push_back(vocabulary.number(atom));
    std::ranges::sort(numbers);
    const auto repeated = std::ranges::unique(numbers);
    numbers.erase(repeated.begin(), repeated.end());
    out.push_back(static_cast<std::uint32_t>(numbers.size()));
    out.insert(out.end(), numbers.begin(), numbers.end());
  }
}

/// Which phrase stands under which word.
struct Posting {
  std::uint32_t word = 0;
  std::uint32_t phrase = 0;
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

PoolWords make_postings(const std::vector<Phrase>& phrases, const Vocabulary& vocabulary, const PhraseTable* base) {
  std::vector<Posting> fresh;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    if (phrases[i].in_base) continue;
    for (const auto& atom : phrases[i].atoms) fresh.push_back({vocabulary.number(atom), i});
  }
  std::ranges::sort(fresh);
  const auto repeated = std::ranges::unique(fresh);
  fresh.erase(repeated.begin(), repeated.end());
  PoolWords pool;
  auto next = fresh.begin();
  for (std::uint32_t word = 0; word < vocabulary.size(); ++word) {
    const auto begin = static_cast<std::ptrdiff_t>(pool.data.size());
    if (base != nullptr && word < base->vocabulary())
      std::ranges::copy_if(base->postings(word), std::back_inserter(pool.data),
                           [&](std::uint32_t phrase) { return phrases[phrase].in_base; });
    const auto middle = static_cast<std::ptrdiff_t>(pool.data.size());
    for (; next != fresh.end() && next->word == word; ++next) pool.data.push_back(next->phrase);
    std::inplace_merge(pool.data.begin() + begin, pool.data.begin() + middle, pool.data.end());
    pool.close();
  }
  return pool;
}

std::uint32_t find_prefix_sizes(const Phrase& phrase) {
  std::uint32_t sizes = 0;
  const auto note = [&](const std::vector<Atom>& atoms) {
    for (const auto& atom : atoms) sizes |= atom.prefix ? 1U << std::min(atom.word.size(), longest_prefix) : 0U;
  };
  note(phrase.atoms);
  std::ranges::for_each(phrase.clauses, note);
  return sizes;
}

void put_head(Words& heads, std::span<const std::uint32_t> program) {
  if (program.empty()) {
    heads.insert(heads.end(), ProgramHead::size - 1, ~0U);
    heads.push_back(0);
  } else {
    const auto head = program.first(ProgramHead::size);
    heads.insert(heads.end(), head.begin(), head.end());
  }
}

}  // namespace

Words make_phrase_table(const std::vector<Phrase>& phrases, const PhraseTable* base) {
  // A set that does not stand on the base has nothing from it.
  if (base != nullptr && (phrases.size() < base->size() || std::ranges::none_of(phrases, &Phrase::in_base))) base = nullptr;
  const Vocabulary vocabulary(phrases, base);
  PoolWords programs;
  PoolWords clauses;
  PoolTexts patterns;
  PoolTexts sources;
  Words flags;
  Words heads;
  Words unindexed;
  Words numbers;
  auto prefix_sizes = base == nullptr ? 0U : base->prefix_sizes();
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const auto& phrase = phrases[i];
    if (base != nullptr && phrase.in_base) {
      numbers.push_back(PhraseTable::none);
      if (std::ranges::binary_search(base->unindexed(), i)) unindexed.push_back(i);
      continue;
    }
    numbers.push_back(static_cast<std::uint32_t>(flags.size()));
    programs.add(phrase.program);
    patterns.add(phrase.pattern);
    sources.add(phrase.source);
    flags.push_back(phrase.unicode ? 1U : 0U);
    if (phrase.atoms.empty()) unindexed.push_back(i);
    put_head(heads, phrase.program);
    put_clauses(clauses.data, phrase, vocabulary);
    clauses.close();
    prefix_sizes |= find_prefix_sizes(phrase);
  }
  if (base != nullptr && flags.empty() && phrases.size() == base->size()) return {static_cast<std::uint32_t>(phrases.size())};
  if (flags.size() == phrases.size()) numbers.clear();
  Words out{static_cast<std::uint32_t>(phrases.size()),
            static_cast<std::uint32_t>(flags.size()),
            vocabulary.size(),
            vocabulary.slot_count(),
            prefix_sizes,
            static_cast<std::uint32_t>(unindexed.size())};
  for (const auto& words : {numbers, flags, heads, unindexed, vocabulary.make_filter(), vocabulary.make_slots()})
    out.insert(out.end(), words.begin(), words.end());
  programs.put(out);
  clauses.put(out);
  make_postings(phrases, vocabulary, base).put(out);
  patterns.put(out);
  sources.put(out);
  return out;
}

}  // namespace replylint

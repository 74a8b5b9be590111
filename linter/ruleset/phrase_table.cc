// SPDX-License-Identifier: MIT
// Lays phrases out as words, and finds its way in such words again.
//
//   phrases  words of vocabulary  slots  prefix sizes  unindexed ones │ flags │ unindexed ones │ filter │ slots │ five pools: length of
//   data, offsets, data
#include "ruleset/phrase_table.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string>

#include "ruleset/program.h"

namespace replylint {
namespace {

constexpr std::size_t filter_words = 2048;  // 65,536 bits: 8 KB, a quarter of the first cache
constexpr std::uint32_t most_phrases = 1U << 20U;
constexpr std::uint32_t most_words = 1U << 26U;

using Words = std::vector<std::uint32_t>;

std::uint32_t to_key(std::uint32_t hash, bool prefix) { return hash * 2 + (prefix ? 1 : 0); }

/// Numbers for words, in order of their keys.
class Vocabulary {
 public:
  explicit Vocabulary(const std::vector<Phrase>& phrases) {
    for (const auto& phrase : phrases) {
      for (const auto& atom : phrase.atoms) numbers_[key_of(atom)] = 0;
      for (const auto& clause : phrase.clauses) {
        for (const auto& atom : clause) numbers_[key_of(atom)] = 0;
      }
    }
    std::uint32_t next = 0;
    for (auto& [key, number] : numbers_) number = next++;
  }
  [[nodiscard]] static std::uint32_t key_of(const Atom& atom) {
    const auto word = std::string_view(atom.word);
    return to_key(to_word_hash(atom.prefix ? word.substr(0, longest_prefix) : word), atom.prefix);
  }
  [[nodiscard]] std::uint32_t number(const Atom& atom) const { return numbers_.find(key_of(atom))->second; }
  [[nodiscard]] const std::map<std::uint32_t, std::uint32_t>& all() const { return numbers_; }

 private:
  std::map<std::uint32_t, std::uint32_t> numbers_;
};

template <class Item>
void put_pool(Words& out, const std::vector<Item>& items) {
  std::size_t sum = 0;
  for (const auto& item : items) sum += item.size();
  out.push_back(static_cast<std::uint32_t>(sum));
  std::uint32_t offset = 0;
  for (const auto& item : items) {
    out.push_back(offset);
    offset += static_cast<std::uint32_t>(item.size());
  }
  out.push_back(offset);
  for (const auto& item : items) out.insert(out.end(), item.begin(), item.end());
}

/// Texts lie as bytes, filled up to a whole word at the end.
void put_texts(Words& out, const std::vector<std::string_view>& texts) {
  std::string all;
  Words offsets;
  for (const auto text : texts) {
    offsets.push_back(static_cast<std::uint32_t>(all.size()));
    all += text;
  }
  offsets.push_back(static_cast<std::uint32_t>(all.size()));
  all.resize((all.size() + 3) / 4 * 4);
  out.push_back(static_cast<std::uint32_t>(all.size() / 4));
  out.insert(out.end(), offsets.begin(), offsets.end());
  for (std::size_t i = 0; i < all.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t j = 0; j < 4; ++j) word |= static_cast<std::uint32_t>(static_cast<unsigned char>(all[i + j])) << (8 * j);
    out.push_back(word);
  }
}

Words to_clauses(const Phrase& phrase, const Vocabulary& vocabulary) {
  Words out;
  for (const auto& clause : phrase.clauses) {
    Words numbers;
    for (const auto& atom : clause) numbers.push_back(vocabulary.number(atom));
    std::ranges::sort(numbers);
    const auto repeated = std::ranges::unique(numbers);
    numbers.erase(repeated.begin(), repeated.end());
    out.push_back(static_cast<std::uint32_t>(numbers.size()));
    out.insert(out.end(), numbers.begin(), numbers.end());
  }
  return out;
}

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

}  // namespace

Words make_phrase_table(const std::vector<Phrase>& phrases) {
  const Vocabulary vocabulary(phrases);
  std::vector<Words> programs;
  std::vector<Words> clauses;
  std::vector<Words> postings(vocabulary.all().size());
  std::vector<std::string_view> patterns;
  std::vector<std::string_view> sources;
  Words flags;
  Words unindexed;
  std::uint32_t prefix_sizes = 0;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const auto& phrase = phrases[i];
    programs.push_back(phrase.program);
    patterns.emplace_back(phrase.pattern);
    sources.emplace_back(phrase.source);
    clauses.push_back(to_clauses(phrase, vocabulary));
    flags.push_back(phrase.unicode ? 1U : 0U);
    if (phrase.atoms.empty()) unindexed.push_back(i);
    const auto note_size = [&](const Atom& atom) {
      if (atom.prefix) prefix_sizes |= 1U << std::min(atom.word.size(), longest_prefix);
    };
    for (const auto& atom : phrase.atoms) {
      auto& posting = postings[vocabulary.number(atom)];
      if (posting.empty() || posting.back() != i) posting.push_back(i);
      note_size(atom);
    }
    for (const auto& clause : phrase.clauses) std::ranges::for_each(clause, note_size);
  }
  const auto slot_count = static_cast<std::uint32_t>(std::bit_ceil(vocabulary.all().size() * 2 + 1));
  Words filter(filter_words, 0);
  Words slots(2 * static_cast<std::size_t>(slot_count), PhraseTable::none);
  for (const auto& [key, number] : vocabulary.all()) {
    filter[key >> 21U] |= 1U << (key >> 16U & 31U);
    std::size_t slot = key & (slot_count - 1);
    while (slots[2 * slot + 1] != PhraseTable::none) slot = (slot + 1) & (slot_count - 1);
    slots[2 * slot] = key;
    slots[2 * slot + 1] = number;
  }
  Words out{static_cast<std::uint32_t>(phrases.size()), static_cast<std::uint32_t>(vocabulary.all().size()), slot_count, prefix_sizes,
            static_cast<std::uint32_t>(unindexed.size())};
  for (const auto* words : {&flags, &unindexed, &filter, &slots}) out.insert(out.end(), words->begin(), words->end());
  put_pool(out, programs);
  put_pool(out, clauses);
  put_pool(out, postings);
  put_texts(out, patterns);
  put_texts(out, sources);
  return out;
}

std::optional<PhraseTable> PhraseTable::find_parts(std::span<const std::uint32_t> words) {
  PhraseTable out;
  Reader reader{words};
  out.size_ = reader.take_one();
  const auto vocabulary = reader.take_one();
  const auto slot_count = reader.take_one();
  out.prefix_sizes_ = reader.take_one();
  const auto unindexed = reader.take_one();
  if (out.size_ > most_phrases || vocabulary > most_words || slot_count > most_words || !std::has_single_bit(slot_count))
    return std::nullopt;
  out.slot_mask_ = slot_count - 1;
  out.flags_ = reader.take(out.size_);
  out.unindexed_ = reader.take(unindexed);
  out.filter_ = reader.take(filter_words);
  out.slots_ = reader.take(2 * static_cast<std::size_t>(slot_count));
  const auto take_pool = [&](std::uint32_t count) {
    const auto size = reader.take_one();
    const auto offsets = reader.take(static_cast<std::size_t>(count) + 1);
    return Pool{.offsets = offsets, .data = reader.take(size), .count = count};
  };
  out.programs_ = take_pool(out.size_);
  out.clauses_ = take_pool(out.size_);
  out.postings_ = take_pool(vocabulary);
  out.patterns_ = take_pool(out.size_);
  out.sources_ = take_pool(out.size_);
  return reader.failed || !reader.left.empty() ? std::nullopt : std::optional(out);
}

bool PhraseTable::is_sound() const {
  const auto rises = [](const Pool& pool, std::uint64_t unit) {
    return std::ranges::is_sorted(pool.offsets) && pool.offsets.back() <= pool.data.size() * unit;
  };
  const bool all_rise = rises(programs_, 1) && rises(clauses_, 1) && rises(postings_, 1) && rises(patterns_, 4) && rises(sources_, 4);
  if (!all_rise) return false;
  bool has_free_slot = false;
  for (std::size_t i = 1; i < slots_.size(); i += 2) {
    has_free_slot = has_free_slot || slots_[i] == none;
    if (slots_[i] != none && slots_[i] >= vocabulary()) return false;
  }
  if (!has_free_slot) return false;
  const auto is_no_phrase = [&](std::uint32_t phrase) { return phrase >= size_; };
  if (std::ranges::any_of(postings_.data, is_no_phrase) || std::ranges::any_of(unindexed_, is_no_phrase)) return false;
  for (std::uint32_t phrase = 0; phrase < size_; ++phrase) {
    const auto numbers = clauses(phrase);
    for (std::size_t at = 0; at < numbers.size();) {
      const std::size_t count = numbers[at];
      if (count > numbers.size() - at - 1) return false;
      for (std::size_t i = 1; i <= count; ++i) {
        if (numbers[at + i] >= vocabulary()) return false;
      }
      at += count + 1;
    }
    const auto size = program(phrase).size();
    if (size != 0 && size <= ProgramHead::size) return false;
  }
  return true;
}

std::optional<PhraseTable> PhraseTable::read(std::span<const std::uint32_t> words) {
  auto table = find_parts(words);
  return table && table->is_sound() ? table : std::nullopt;
}

PhraseTable PhraseTable::trust(std::span<const std::uint32_t> words) { return find_parts(words).value_or(PhraseTable()); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Word hashes: a text's words are looked up whole and by the prefix lengths that occur.
#include "engine/literal_index.h"

#include <bit>

#include "text/words.h"

namespace replylint {
namespace {

// A word longer than this is no English word; only its beginning counts.
constexpr std::size_t longest_word = 64;

std::string_view to_prefix(const Atom& atom) { return std::string_view(atom.word).substr(0, longest_prefix); }

std::vector<PostingTable::Posting> collect(const std::vector<Phrase>& phrases, bool prefixes) {
  std::vector<PostingTable::Posting> out;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    for (const auto& atom : phrases[i].atoms) {
      if (atom.prefix == prefixes) out.push_back({to_word_hash(prefixes ? to_prefix(atom) : std::string_view(atom.word)), i});
    }
  }
  return out;
}

/// Calls `on_prefix(size, hash)` for each beginning and `on_word(hash)` for each word of a text.
template <class OnPrefix, class OnWord>
void for_each_word(std::string_view text, OnPrefix&& on_prefix, OnWord&& on_word) {
  std::array<char, longest_word> word{};
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      ++i;
      continue;
    }
    std::size_t size = 0;
    for (; i < text.size() && is_word_byte(text[i]); ++i) {
      if (size == longest_word) continue;
      word[size++] = to_lower(text[i]);
      if (size <= longest_prefix) on_prefix(size, std::string_view(word.data(), size));
    }
    on_word(to_word_hash({word.data(), size}));
  }
}

}  // namespace

PostingTable::PostingTable(std::vector<Posting> postings) : postings_(std::move(postings)) {
  std::ranges::sort(postings_);
  slots_.resize(std::bit_ceil(postings_.size() * 2 + 1));
  for (std::uint32_t i = 0; i < postings_.size(); ++i) {
    if (i > 0 && postings_[i - 1].hash == postings_[i].hash) continue;
    std::size_t slot = postings_[i].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = i + 1;
  }
}

std::span<const PostingTable::Posting> PostingTable::find(std::uint32_t hash) const {
  for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const std::size_t first = slots_[slot] - 1;
    if (postings_[first].hash != hash) continue;
    std::size_t end = first + 1;
    while (end < postings_.size() && postings_[end].hash == hash) ++end;
    return std::span(postings_).subspan(first, end - first);
  }
  return {};
}

SentenceWords find_sentence_words(std::string_view sentence) {
  SentenceWords out;
  for_each_word(
      sentence, [&](std::size_t, std::string_view prefix) { out.prefixes.push_back(to_word_hash(prefix)); },
      [&](std::uint32_t word) { out.words.push_back(word); });
  std::ranges::sort(out.words);
  std::ranges::sort(out.prefixes);
  return out;
}

bool may_match(const Phrase& phrase, const SentenceWords& sentence) {
  const auto any_in = [](const std::vector<std::uint32_t>& wanted, const std::vector<std::uint32_t>& there) {
    return std::ranges::any_of(wanted, [&](std::uint32_t hash) { return std::ranges::binary_search(there, hash); });
  };
  return std::ranges::all_of(phrase.clauses, [&](const Clause& clause) {
    return any_in(clause.words, sentence.words) || any_in(clause.prefixes, sentence.prefixes);
  });
}

LiteralIndex::LiteralIndex(const std::vector<Phrase>& phrases)
    : phrase_count_(phrases.size()), words_(collect(phrases, false)), prefixes_(collect(phrases, true)) {
  for (const auto& phrase : phrases) {
    for (const auto& atom : phrase.atoms) {
      if (atom.prefix) prefix_sizes_[to_prefix(atom).size()] = true;
    }
  }
}

void LiteralIndex::scan(std::string_view text, std::uint32_t sentence, Pass& pass) const {
  const auto note = [&](const PostingTable& table, std::uint32_t hash) {
    for (const auto& posting : table.find(hash)) {
      if (std::exchange(pass.last_sentence[posting.phrase], sentence) != sentence) pass.candidates.push_back({posting.phrase, sentence});
    }
  };
  for_each_word(
      text,
      [&](std::size_t size, std::string_view prefix) {
        if (prefix_sizes_[size]) note(prefixes_, to_word_hash(prefix));
      },
      [&](std::uint32_t word) { note(words_, word); });
}

}  // namespace replylint

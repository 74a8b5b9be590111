// SPDX-License-Identifier: MIT
// Word hashes: a text's words are looked up whole and by the prefix lengths that occur.
#include "engine/literal_index.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::uint64_t hash_start = 14695981039346656037ULL;
constexpr std::uint64_t hash_step(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL; }

std::uint64_t to_hash(std::string_view word) {
  std::uint64_t hash = hash_start;
  for (const char c : word) hash = hash_step(hash, c);
  return hash;
}

// A word longer than this is no English word; its beginning is still looked up.
constexpr std::size_t longest_word = 64;

}  // namespace

LiteralIndex::LiteralIndex(const std::vector<Phrase>& phrases) : phrase_count_(phrases.size()) {
  std::map<Atom, std::vector<std::uint32_t>> by_atom;
  std::set<std::uint8_t> sizes;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    if (phrases[i].atoms.empty()) always_.push_back(i);
    for (const auto& atom : phrases[i].atoms) {
      by_atom[atom].push_back(i);
      if (atom.prefix) sizes.insert(static_cast<std::uint8_t>(std::min(atom.word.size(), longest_word)));
    }
  }
  prefix_sizes_.assign(sizes.begin(), sizes.end());
  for (const auto& [atom, ids] : by_atom) {
    const Postings range{static_cast<std::uint32_t>(postings_.size()), static_cast<std::uint32_t>(postings_.size() + ids.size())};
    postings_.insert(postings_.end(), ids.begin(), ids.end());
    // Two atoms with one hash would lose the first one's postings, so the map keeps the union by growing a new stretch.
    auto& slot = (atom.prefix ? prefixes_ : words_)[to_hash(std::string_view(atom.word).substr(0, longest_word))];
    if (slot.begin == slot.end) {
      slot = range;
    } else {
      const Postings earlier = slot;
      slot = {static_cast<std::uint32_t>(postings_.size()), 0};
      for (std::uint32_t i = earlier.begin; i < earlier.end; ++i) postings_.push_back(postings_[i]);
      postings_.insert(postings_.end(), ids.begin(), ids.end());
      slot.end = static_cast<std::uint32_t>(postings_.size());
    }
  }
}

void LiteralIndex::scan(std::string_view text, std::uint32_t sentence, Pass& pass) const {
  const auto note = [&](std::uint32_t phrase) {
    if (std::exchange(pass.last_sentence[phrase], sentence) != sentence) pass.candidates.push_back({phrase, sentence});
  };
  const auto add = [&](const std::unordered_map<std::uint64_t, Postings>& map, std::uint64_t hash) {
    const auto found = map.find(hash);
    if (found == map.end()) return;
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) note(postings_[i]);
  };
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      ++i;
      continue;
    }
    std::uint64_t hash = hash_start;
    std::size_t size = 0;
    auto next_prefix = prefix_sizes_.begin();
    for (; i < text.size() && is_word_byte(text[i]); ++i) {
      if (size >= longest_word) continue;
      hash = hash_step(hash, to_lower(text[i]));
      ++size;
      if (next_prefix != prefix_sizes_.end() && *next_prefix == size) {
        add(prefixes_, hash);
        ++next_prefix;
      }
    }
    add(words_, hash);
  }
}

}  // namespace replylint

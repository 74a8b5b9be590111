// SPDX-License-Identifier: MIT
// Hashes each word as it is read; its beginnings are looked up on the way, the whole at its end.
#include "engine/literal_index.h"

#include <algorithm>
#include <utility>

#include "ruleset/program.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::uint64_t at_end = std::uint64_t{1} << end_class;

}  // namespace

bool has_needs(const PhraseTable& phrases, std::uint32_t phrase, const SentenceBytes& bytes) {
  const auto head = phrases.head(phrase);
  return (head.needs[0] & bytes.classes) != 0 && (head.needs[1] & bytes.classes) != 0 &&
         (share_key(head.words, bytes.words) || (head.first & (bytes.classes | at_end)) != 0);
}

LiteralIndex::LiteralIndex(const PhraseTable& phrases)
    : phrases_(phrases), prefix_sizes_(phrases.prefix_sizes()), held_((phrases.vocabulary() + 63) / 64), noted_in_(phrases.size()) {}

void LiteralIndex::scan(SentenceReading& sentence) {
  if (++turn_ == 0) {
    std::ranges::fill(noted_in_, 0);
    turn_ = 1;
  }
  const std::string_view text = sentence.text;
  sentence.lower.resize(text.size() + lower_padding);
  std::ranges::transform(text, sentence.lower.begin(), [](char c) { return to_lower(c); });
  std::ranges::fill(sentence.lower.begin() + static_cast<std::ptrdiff_t>(text.size()), sentence.lower.end(), '\0');
  for (std::uint32_t at = 0; at < text.size();) {
    if (is_ascii_word(text[at])) {
      at = scan_word(at, sentence);
    } else {
      sentence.bytes.classes |= std::uint64_t{1} << to_class(text[at++]);
    }
  }
  for (const auto phrase : noted_) {
    if (has_needs(phrases_, phrase, sentence.bytes) && meets_clauses(phrase)) sentence.candidates.push_back({phrase, 0, 0, false});
  }
  sentence.indexed = static_cast<std::uint32_t>(sentence.candidates.size());
  noted_.clear();
  for (const auto word : words_) held_[word / 64] = 0;
  words_.clear();
}

/// Notes the word that begins at `at`, as far as it goes between two of RE2's \b; where it ends.
std::uint32_t LiteralIndex::scan_word(std::uint32_t at, SentenceReading& sentence) {
  const std::string_view text = sentence.text;
  const auto key = to_word_key(std::string_view(sentence.lower).substr(at, text.size() - at));
  sentence.starts.push_back({at, key});
  add_key(sentence.bytes.words, key);
  std::uint64_t classes = 0;
  std::uint32_t hash = word_hash_start;
  std::uint32_t size = 0;
  char before = ' ';
  for (; at < text.size() && is_ascii_word(text[at]); ++at) {
    const char c = text[at];
    classes |= std::uint64_t{1} << to_class(c);
    if (is_capital(c) && is_capital(before)) classes |= std::uint64_t{1} << capitals_class;
    before = c;
    if (size == longest_word) continue;
    ++size;
    hash = add_to_word_hash(hash, sentence.lower[at]);
    if (size <= longest_prefix && (prefix_sizes_ >> size & 1U) != 0) note(phrases_.find_prefix(hash));
  }
  sentence.bytes.classes |= classes;
  note(phrases_.find_word(hash));
  return at;
}

void LiteralIndex::note(std::uint32_t word) {
  if (word == PhraseTable::none || holds(word)) return;
  held_[word / 64] |= std::uint64_t{1} << (word % 64);
  words_.push_back(word);
  for (const auto phrase : phrases_.postings(word)) {
    if (std::exchange(noted_in_[phrase], turn_) != turn_) noted_.push_back(phrase);
  }
}

bool LiteralIndex::meets_clauses(std::uint32_t phrase) const {
  const auto clauses = phrases_.clauses(phrase);
  const auto* at = clauses.data();
  const auto* const end = at + clauses.size();
  while (at != end) {
    const auto* const next = at + 1 + *at;
    do {
      if (++at == next) return false;
    } while (!holds(*at));
    at = next;
  }
  return true;
}

}  // namespace replylint

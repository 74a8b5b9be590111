// SPDX-License-Identifier: MIT
// Hashes each word as it is read; its beginnings are looked up on the way, the whole at its end.
#include "engine/literal_index.h"

#include <algorithm>
#include <utility>

#include "ruleset/program.h"
#include "text/words.h"

namespace replylint {
namespace {

// A word longer than this is no English word; only its beginning counts.
constexpr std::uint32_t longest_word = 64;
constexpr std::uint32_t hash_start = to_word_hash("");
constexpr std::uint32_t hash_prime = 16777619U;

bool is_ascii_word(char c) { return is_word_byte(c) && static_cast<unsigned char>(c) < 0x80; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

class Scanner {
 public:
  Scanner(const PhraseTable& phrases, std::string_view text, TextIndex& out)
      : phrases_(phrases),
        text_(text),
        out_(out),
        prefix_sizes_(phrases.prefix_sizes()),
        held_((phrases.vocabulary() + 63) / 64),
        noted_in_(phrases.size(), PhraseTable::none) {}

  void scan(std::uint32_t sentence, TextSpan span) {
    sentence_ = sentence;
    auto& note = out_.sentences[sentence];
    note.first_start = static_cast<std::uint32_t>(out_.starts.size());
    std::uint64_t classes = 0;
    char before = ' ';
    for (std::uint32_t at = span.begin; at < span.end;) {
      const char c = text_[at];
      if (!is_word_byte(c)) {
        classes |= std::uint64_t{1} << to_class(c);
        before = c;
        ++at;
        continue;
      }
      at = scan_word(at, span.end, before, classes);
    }
    note.classes = classes;
    note.end_start = static_cast<std::uint32_t>(out_.starts.size());
    for (const auto phrase : noted_) {
      if (has_needs(phrases_, phrase, classes) && meets_clauses(phrase)) out_.add_candidate(phrase, sentence);
    }
    noted_.clear();
    for (const auto word : words_) held_[word / 64] = 0;
    words_.clear();
  }

 private:
  std::uint32_t scan_word(std::uint32_t at, std::uint32_t end, char& before, std::uint64_t& classes) {
    std::uint32_t hash = hash_start;
    std::uint32_t size = 0;
    for (; at < end && is_word_byte(text_[at]); ++at) {
      const char c = text_[at];
      classes |= std::uint64_t{1} << to_class(c);
      if (is_ascii_word(c) && !is_ascii_word(before)) out_.starts.push_back(at);
      if (is_capital(c) && is_capital(before)) classes |= std::uint64_t{1} << capitals_class;
      before = c;
      if (size == longest_word) continue;
      ++size;
      hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * hash_prime;
      if (size <= longest_prefix && (prefix_sizes_ >> size & 1U) != 0) note(phrases_.find_prefix(hash));
    }
    note(phrases_.find_word(hash));
    return at;
  }

  [[nodiscard]] bool holds(std::uint32_t word) const { return (held_[word / 64] >> (word % 64) & 1U) != 0; }

  void note(std::uint32_t word) {
    if (word == PhraseTable::none || holds(word)) return;
    held_[word / 64] |= std::uint64_t{1} << (word % 64);
    words_.push_back(word);
    for (const auto phrase : phrases_.postings(word)) {
      if (std::exchange(noted_in_[phrase], sentence_) != sentence_) noted_.push_back(phrase);
    }
  }

  /// False only where some clause of the phrase has no word in the sentence, so that its program cannot match there.
  [[nodiscard]] bool meets_clauses(std::uint32_t phrase) const {
    const auto clauses = phrases_.clauses(phrase);
    for (std::size_t at = 0; at < clauses.size();) {
      const auto words = clauses.subspan(at + 1, clauses[at]);
      if (!std::ranges::any_of(words, [this](std::uint32_t word) { return holds(word); })) return false;
      at += 1 + words.size();
    }
    return true;
  }

  const PhraseTable& phrases_;
  std::string_view text_;
  TextIndex& out_;
  std::uint32_t prefix_sizes_;
  std::uint32_t sentence_ = 0;
  std::vector<std::uint64_t> held_;      ///< bits: the words of the vocabulary that the sentence holds
  std::vector<std::uint32_t> words_;     ///< the same as numbers
  std::vector<std::uint32_t> noted_;     ///< phrases with postings under one of them, each once
  std::vector<std::uint32_t> noted_in_;  ///< by phrase: the last sentence in which it was noted
};

}  // namespace

void TextIndex::add_candidate(std::uint32_t phrase, std::uint32_t sentence) {
  const auto fresh = static_cast<std::uint32_t>(candidates.size());
  auto& before = heads[phrase] == PhraseTable::none ? heads[phrase] : candidates[tails[phrase]].next;
  before = fresh;
  tails[phrase] = fresh;
  candidates.push_back({sentence, PhraseTable::none, 0, 0, false});
}

bool has_needs(const PhraseTable& phrases, std::uint32_t phrase, std::uint64_t classes) {
  const auto program = phrases.program(phrase);
  if (program.empty()) return true;
  const auto head = read_head(program);
  return (head.needs[0] & classes) != 0 && (head.needs[1] & classes) != 0;
}

TextIndex scan_sentences(const PhraseTable& phrases, std::string_view text, std::span<const TextSpan> sentences) {
  TextIndex out;
  out.sentences.resize(sentences.size());
  out.starts.reserve(text.size() / 5);
  out.heads.assign(phrases.size(), PhraseTable::none);
  out.tails.resize(phrases.size());
  out.candidates.reserve(1024);
  Scanner scanner(phrases, text, out);
  for (std::uint32_t i = 0; i < sentences.size(); ++i) scanner.scan(i, sentences[i]);
  return out;
}

}  // namespace replylint

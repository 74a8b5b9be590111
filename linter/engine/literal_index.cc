// SPDX-License-Identifier: MIT
// Hashes each word as it is read; its beginnings are looked up on the way, the whole at its end.
#include "engine/literal_index.h"

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
      : phrases_(phrases), text_(text), out_(out), prefix_sizes_(phrases.prefix_sizes()) {}

  void scan(std::uint32_t sentence, TextSpan span) {
    sentence_ = sentence;
    row_ = out_.vocabulary.data() + sentence * out_.row_words;
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

  void note(std::uint32_t word) {
    if (word == PhraseTable::none) return;
    const std::uint64_t bit = std::uint64_t{1} << (word % 64);
    if ((row_[word / 64] & bit) != 0) return;
    row_[word / 64] |= bit;
    for (const auto phrase : phrases_.postings(word)) out_.add_candidate(phrase, sentence_);
  }

  const PhraseTable& phrases_;
  std::string_view text_;
  TextIndex& out_;
  std::uint32_t prefix_sizes_;
  std::uint32_t sentence_ = 0;
  std::uint64_t* row_ = nullptr;
};

}  // namespace

void TextIndex::add_candidate(std::uint32_t phrase, std::uint32_t sentence) {
  const auto fresh = static_cast<std::uint32_t>(candidates.size());
  if (heads[phrase] == PhraseTable::none) {
    heads[phrase] = fresh;
  } else {
    auto& last = candidates[tails[phrase]];
    if (last.sentence == sentence) return;
    last.next = fresh;
  }
  tails[phrase] = fresh;
  candidates.push_back({sentence, PhraseTable::none, 0, 0, false});
}

bool TextIndex::meets_clauses(std::span<const std::uint32_t> clauses, std::uint32_t sentence) const {
  for (std::size_t at = 0; at < clauses.size();) {
    const std::size_t end = at + 1 + clauses[at];
    bool met = false;
    for (++at; at < end && !met; ++at) met = holds(sentence, clauses[at]);
    if (!met) return false;
    at = end;
  }
  return true;
}

TextIndex scan_sentences(const PhraseTable& phrases, std::string_view text, std::span<const TextSpan> sentences) {
  TextIndex out;
  out.sentences.resize(sentences.size());
  out.starts.reserve(text.size() / 5);
  out.row_words = (phrases.vocabulary() + 63) / 64;
  out.vocabulary.resize(out.row_words * sentences.size());
  out.heads.assign(phrases.size(), PhraseTable::none);
  out.tails.resize(phrases.size());
  out.candidates.reserve(1024);
  Scanner scanner(phrases, text, out);
  for (std::uint32_t i = 0; i < sentences.size(); ++i) scanner.scan(i, sentences[i]);
  return out;
}

}  // namespace replylint

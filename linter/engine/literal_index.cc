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

/// False where such a sentence cannot hold the phrase.
bool has_needs(const PhraseTable& phrases, std::uint32_t phrase, const SentenceBytes& bytes) {
  const auto head = phrases.head(phrase);
  return (head.needs[0] & bytes.classes) != 0 && (head.needs[1] & bytes.classes) != 0 &&
         (share_key(head.words, bytes.words) || (head.first & (bytes.classes | at_end)) != 0);
}

class Scanner {
 public:
  Scanner(const PhraseTable& phrases, TextIndex& out)
      : phrases_(phrases),
        out_(out),
        prefix_sizes_(phrases.prefix_sizes()),
        held_((phrases.vocabulary() + 63) / 64),
        noted_in_(phrases.size(), PhraseTable::none) {}

  void scan(std::uint32_t sentence, TextSpan span) {
    sentence_ = sentence;
    auto& note = out_.sentences[sentence];
    note.span = span;
    note.first_start = static_cast<std::uint32_t>(out_.starts.size());
    for (std::uint32_t at = span.begin; at < span.end;) {
      const char c = out_.text[at];
      if (!is_ascii_word(c)) {
        note.bytes.classes |= std::uint64_t{1} << to_class(c);
        ++at;
        continue;
      }
      at = scan_word(at, span, note.bytes);
    }
    note.end_start = static_cast<std::uint32_t>(out_.starts.size());
    out_.bytes.classes |= note.bytes.classes;
    for (std::size_t i = 0; i < note.bytes.words.size(); ++i) out_.bytes.words[i] |= note.bytes.words[i];
    for (const auto phrase : noted_) {
      if (has_needs(phrases_, phrase, note.bytes) && meets_clauses(phrase)) out_.add_candidate(phrase, sentence);
    }
    noted_.clear();
    for (const auto word : words_) held_[word / 64] = 0;
    words_.clear();
  }

 private:
  /// Notes the word that begins at `at`, as far as it goes between two of RE2's \b; where it ends.
  std::uint32_t scan_word(std::uint32_t at, TextSpan span, SentenceBytes& bytes) {
    const auto key = to_word_key(std::string_view(out_.lower).substr(at, span.end - at));
    out_.starts.push_back({at - span.begin, key});
    add_key(bytes.words, key);
    std::uint32_t hash = word_hash_start;
    std::uint32_t size = 0;
    char before = ' ';
    for (; at < span.end && is_ascii_word(out_.text[at]); ++at) {
      const char c = out_.text[at];
      bytes.classes |= std::uint64_t{1} << to_class(c);
      if (is_capital(c) && is_capital(before)) bytes.classes |= std::uint64_t{1} << capitals_class;
      before = c;
      if (size == longest_word) continue;
      ++size;
      hash = add_to_word_hash(hash, out_.lower[at]);
      if (size <= longest_prefix && (prefix_sizes_ >> size & 1U) != 0) note(phrases_.find_prefix(hash));
    }
    note(phrases_.find_word(hash));
    return at;
  }

  [[nodiscard]] bool holds(std::uint32_t word) const { return (held_.data()[word / 64] >> (word % 64) & 1U) != 0; }

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

  const PhraseTable& phrases_;
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

std::uint32_t TextIndex::look_for(const PhraseTable& phrases, std::uint32_t phrase) {
  heads[phrase] = PhraseTable::none;
  if (!has_needs(phrases, phrase, bytes)) return PhraseTable::none;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    if (has_needs(phrases, phrase, sentences[i].bytes)) add_candidate(phrase, i);
  }
  return heads[phrase];
}

SentenceView TextIndex::view(std::uint32_t sentence) const {
  const auto& note = sentences[sentence];
  return {note.span.of(text), lower.data() + note.span.begin, note.span.begin, note.bytes,
          std::span(starts).subspan(note.first_start, note.end_start - note.first_start)};
}

TextIndex scan_sentences(const PhraseTable& phrases, std::string_view text, std::span<const TextSpan> sentences) {
  TextIndex out;
  out.text = text;
  out.lower = to_lower(text);
  out.lower.resize(text.size() + lower_padding);
  out.sentences.resize(sentences.size());
  out.starts.reserve(text.size() / 5);
  out.heads.assign(phrases.size(), PhraseTable::none);
  for (const auto phrase : phrases.unindexed()) out.heads[phrase] = TextIndex::not_looked;
  out.tails.resize(phrases.size());
  out.candidates.reserve(1024);
  Scanner scanner(phrases, out);
  for (std::uint32_t i = 0; i < sentences.size(); ++i) scanner.scan(i, sentences[i]);
  return out;
}

}  // namespace replylint

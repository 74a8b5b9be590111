// SPDX-License-Identifier: MIT
// A hash table of sentences; forgetting gives their room to the next ones.
#include "engine/sentence_memory.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "text/words.h"

namespace replylint {
namespace {

void clear(SentenceReading& reading) {
  reading.text.clear();
  reading.lower.clear();
  reading.bytes = {};
  reading.starts.clear();
  reading.candidates.clear();
  reading.indexed = 0;
  reading.asked.clear();
  reading.matches.clear();
  reading.words.clear();
  reading.has_words = false;
}

}  // namespace

SentenceMemory::SentenceMemory(const PhraseTable& phrases, const Matcher& matcher, const MemoryLimits& limits)
    : phrases_(phrases), matcher_(matcher), limits_(limits), index_(phrases) {}

std::unique_ptr<SentenceReading> SentenceMemory::take_spare() {
  if (spare_.empty()) return std::make_unique<SentenceReading>();
  auto reading = std::move(spare_.back());
  spare_.pop_back();
  clear(*reading);
  return reading;
}

SentenceReading& SentenceMemory::read(std::string_view sentence) {
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(sentence));
  const auto known = slots_.find(hash, [&](std::uint32_t entry) { return entries_[entry].reading->text == sentence; });
  if (known != HashSlots::none) {
    of_this_draft_ += std::exchange(entries_[known].draft, draft_) != draft_ ? 1 : 0;
    return *entries_[known].reading;
  }
  slots_.add(hash, static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back({take_spare(), hash, draft_});
  ++of_this_draft_;
  auto& fresh = *entries_.back().reading;
  fresh.text = sentence;
  has_long_ = has_long_ || sentence.size() > limits_.longest;
  index_.scan(fresh);
  return fresh;
}

std::span<const SentenceWord> SentenceMemory::words(SentenceReading& sentence) {
  if (!sentence.has_words) {
    sentence.has_words = true;
    for_each_word(sentence.text, {0, static_cast<std::uint32_t>(sentence.text.size())}, [&](TextSpan span) {
      sentence.words.push_back({span, book_.number(span.of(sentence.lower))});
    });
  }
  return sentence.words;
}

std::span<const TextSpan> SentenceMemory::matches(SentenceReading& sentence, std::uint32_t candidate) {
  auto& tried = sentence.candidates[candidate];
  if (!tried.tried) {
    tried.tried = true;
    tried.first_match = static_cast<std::uint32_t>(sentence.matches.size());
    matcher_.find_all(tried.phrase, sentence.view(), stack_, sentence.matches);
    tried.matches = static_cast<std::uint32_t>(sentence.matches.size()) - tried.first_match;
  }
  return std::span(sentence.matches).subspan(tried.first_match, tried.matches);
}

std::uint32_t SentenceMemory::add_candidate(SentenceReading& sentence, std::uint32_t phrase) const {
  const auto known = sentence.asked.find(phrase, [](std::uint32_t) { return true; });
  if (known != HashSlots::none) return known;
  const auto fresh = static_cast<std::uint32_t>(sentence.candidates.size());
  sentence.asked.add(phrase, fresh);
  sentence.candidates.push_back({phrase, 0, 0, false});
  return fresh;
}

void SentenceMemory::tidy() {
  ++draft_;
  const std::size_t last = std::min(std::exchange(of_this_draft_, 0), limits_.of_last_draft);
  if (book_.size() > limits_.words) {
    book_ = WordBook();
    forget(0);
  } else if (entries_.size() > std::max(limits_.sentences, last * 2) || has_long_) {
    // Half of the room is made free at once, so that this happens seldom.
    forget(std::max(limits_.sentences / 2, last));
  }
}

void SentenceMemory::forget(std::size_t kept) {
  std::ranges::stable_sort(entries_, std::ranges::greater(), &Entry::draft);
  std::vector<Entry> all;
  all.swap(entries_);
  slots_.clear();
  has_long_ = false;
  for (auto& entry : all) {
    if (entry.reading->text.size() > limits_.longest) continue;
    if (entries_.size() < kept) {
      slots_.add(entry.hash, static_cast<std::uint32_t>(entries_.size()));
      entries_.push_back(std::move(entry));
    } else if (spare_.size() < limits_.sentences) {
      spare_.push_back(std::move(entry.reading));
    }
  }
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Runs RE2; the engine's only place that knows it.
#include "engine/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace replylint {
namespace {

// One phrase never earns more memory than this; beyond it RE2 falls back to its slower, still linear, automaton.
constexpr std::int64_t most_memory = 1 << 20;
constexpr int most_groups = 20;

}  // namespace

Matcher::Matcher(const std::vector<Phrase>& phrases)
    : phrases_(phrases), patterns_(std::make_unique<std::atomic<const re2::RE2*>[]>(phrases.size())) {}

Matcher::~Matcher() {
  for (std::size_t i = 0; i < phrases_.size(); ++i) delete patterns_[i].load(std::memory_order_relaxed);
}

const re2::RE2& Matcher::pattern(std::uint32_t phrase) const {
  auto& slot = patterns_[phrase];
  if (const auto* built = slot.load(std::memory_order_acquire)) return *built;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(most_memory);
  options.set_encoding(phrases_[phrase].unicode ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
  auto fresh = std::make_unique<const re2::RE2>(phrases_[phrase].pattern, options);
  const re2::RE2* expected = nullptr;
  // Two threads may build the same pattern; the first one to arrive is kept.
  if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
  return *expected;
}

void Matcher::find_all(std::uint32_t phrase, std::string_view text, TextSpan sentence, std::vector<TextSpan>& out) const {
  const auto& program = pattern(phrase);
  const std::string_view words = sentence.of(text);
  const re2::StringPiece input(words.data(), words.size());
  for (std::size_t from = 0; from <= words.size();) {
    re2::StringPiece match;
    if (!program.Match(input, from, words.size(), re2::RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<std::uint32_t>(match.data() - words.data());
    const auto end = static_cast<std::uint32_t>(begin + match.size());
    if (!match.empty()) out.push_back({sentence.begin + begin, sentence.begin + end});
    from = std::max<std::size_t>(end, begin + 1);
  }
}

std::vector<std::string_view> Matcher::find_groups(std::uint32_t phrase, std::string_view text, TextSpan sentence, TextSpan match) const {
  const auto& program = pattern(phrase);
  const std::string_view words = sentence.of(text);
  const re2::StringPiece input(words.data(), words.size());
  const int groups = std::min(program.NumberOfCapturingGroups(), most_groups);
  std::array<re2::StringPiece, most_groups + 1> found;
  if (!program.Match(input, match.begin - sentence.begin, words.size(), re2::RE2::UNANCHORED, found.data(), groups + 1)) return {};
  std::vector<std::string_view> out;
  for (int i = 1; i <= groups; ++i) out.emplace_back(found[static_cast<std::size_t>(i)].data(), found[static_cast<std::size_t>(i)].size());
  return out;
}

}  // namespace replylint

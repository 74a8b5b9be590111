// SPDX-License-Identifier: MIT
// Runs RE2; the engine's only place that knows it.
#include "engine/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "ruleset/program.h"
#include "text/words.h"

namespace replylint {
namespace {

// One phrase never earns more memory than this; beyond it RE2 falls back to its slower, still linear, automaton.
constexpr std::int64_t most_memory = 1 << 20;
constexpr int most_groups = 20;
// A sentence longer than this is no sentence; RE2 takes it, in linear time whatever the pattern.
constexpr std::size_t longest_run = 4096;
// Steps that a program may take on a sentence: several times what any rule of the base set needs on real mail.
constexpr std::uint32_t fixed_steps = 1024;
constexpr std::uint32_t steps_per_byte = 24;

/// Every match of a program in a sentence, begun at the places that its head allows; false where it takes too long.
bool run(const ProgramHead& head, std::span<const std::uint32_t> program, const SentenceView& sentence, ProgramStack& stack,
         std::vector<TextSpan>& out) {
  const auto size = static_cast<std::uint32_t>(sentence.text.size());
  stack.steps_left = fixed_steps + steps_per_byte * size;
  std::uint32_t from = 0;
  const auto try_at = [&](std::uint32_t at) {
    std::uint32_t end = at;
    const auto result = run_program(program, sentence, at, end, stack);
    if (result == RunResult::gave_up) return false;
    if (result == RunResult::match && end > at) {
      out.push_back({at, end});
      from = end;
    }
    return true;
  };
  const auto* start = sentence.starts.data();
  const auto* const end = start + sentence.starts.size();
  const auto begins_at = [&](std::uint32_t at) {
    const auto bit = at < size ? to_class(sentence.text.data()[at]) : end_class;
    return (head.first >> bit & 1U) != 0;
  };
  if (head.at_begin) {
    const bool word = start != end && start->at == 0 && contains(head.words, start->key);
    return (!word && !begins_at(0)) || try_at(0);
  }
  if ((head.first & (sentence.bytes.classes | std::uint64_t{1} << end_class)) == 0) {
    for (; start != end; ++start) {
      if (contains(head.words, start->key) && start->at >= from && !try_at(start->at)) return false;
    }
    return true;
  }
  for (std::uint32_t at = 0; at <= size; at = std::max(from, at + 1)) {
    while (start != end && start->at < at) ++start;
    const bool word = start != end && start->at == at && contains(head.words, start->key);
    if ((word || begins_at(at)) && !try_at(at)) return false;
  }
  return true;
}

}  // namespace

Matcher::Matcher(PhraseTable phrases, bool sound)
    : phrases_(phrases),
      sound_(sound),
      patterns_(std::make_unique<std::atomic<const re2::RE2*>[]>(phrases.size())),
      soundness_(std::make_unique<std::atomic<Soundness>[]>(phrases.size())) {}

Matcher::~Matcher() {
  for (std::size_t i = 0; i < phrases_.size(); ++i) delete patterns_[i].load(std::memory_order_relaxed);
}

bool Matcher::is_sound(std::uint32_t phrase) const {
  if (sound_) return !phrases_.program(phrase).empty();
  auto& known = soundness_[phrase];
  if (known.load(std::memory_order_relaxed) == Soundness::unknown) {
    const auto program = phrases_.program(phrase);
    const bool sound = !program.empty() && is_sound_program(program);
    known.store(sound ? Soundness::sound : Soundness::unsound, std::memory_order_relaxed);
  }
  return known.load(std::memory_order_relaxed) == Soundness::sound;
}

const re2::RE2& Matcher::pattern(std::uint32_t phrase) const {
  auto& slot = patterns_[phrase];
  if (const auto* built = slot.load(std::memory_order_acquire)) return *built;
  const auto source = phrases_.pattern(phrase);
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(most_memory);
  options.set_encoding(phrases_.unicode(phrase) ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
  auto fresh = std::make_unique<const re2::RE2>(re2::StringPiece(source.data(), source.size()), options);
  const re2::RE2* expected = nullptr;
  // Two threads may build the same pattern; the first one to arrive is kept.
  if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
  return *expected;
}

void Matcher::find_all(std::uint32_t phrase, const SentenceView& sentence, ProgramStack& stack, std::vector<TextSpan>& out) const {
  const auto before = out.size();
  const auto size = static_cast<std::uint32_t>(sentence.text.size());
  if (size <= longest_run && is_sound(phrase) && run(phrases_.head(phrase), phrases_.program(phrase), sentence, stack, out)) return;
  out.resize(before);
  find_all_by_re2(phrase, sentence.text, {0, size}, out);
}

void Matcher::find_all_by_re2(std::uint32_t phrase, std::string_view text, TextSpan sentence, std::vector<TextSpan>& out) const {
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

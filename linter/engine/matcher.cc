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
constexpr std::uint32_t steps_per_byte = 64;

bool is_ascii_word(char c) { return is_word_byte(c) && static_cast<unsigned char>(c) < 0x80; }

/// Every match of a program in a sentence that begins at `offset`; false where it takes too long.
bool run(std::span<const std::uint32_t> program, std::string_view words, std::uint32_t offset, ProgramStack& stack,
         std::vector<TextSpan>& out) {
  const auto head = read_head(program);
  const auto size = static_cast<std::uint32_t>(words.size());
  stack.steps_left = fixed_steps + steps_per_byte * size;
  for (std::uint32_t at = 0; at <= size;) {
    const std::uint32_t bit = at < size ? to_class(words[at]) : end_class;
    const bool possible = (head.first >> bit & 1U) != 0 && !(head.at_word && at > 0 && is_ascii_word(words[at - 1]));
    std::uint32_t end = at;
    const auto result = possible ? run_program(program, words, at, end, stack) : RunResult::none;
    if (result == RunResult::gave_up) return false;
    if (result == RunResult::match && end > at) out.push_back({offset + at, offset + end});
    at = std::max(end, at + 1);
  }
  return true;
}

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

void Matcher::find_all(std::uint32_t phrase, std::string_view text, TextSpan sentence, ProgramStack& stack,
                       std::vector<TextSpan>& out) const {
  const std::span<const std::uint32_t> program = phrases_[phrase].program;
  const std::string_view words = sentence.of(text);
  const auto before = out.size();
  if (program.empty() || words.size() > longest_run || !run(program, words, sentence.begin, stack, out)) {
    out.resize(before);
    find_all_by_re2(phrase, text, sentence, out);
  }
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

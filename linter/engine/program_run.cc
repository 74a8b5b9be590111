// SPDX-License-Identifier: MIT
// A backtracking interpreter with a budget. Backtracking is quickest on the short sentences and small programs at hand;
// the budget keeps it linear, and what exceeds it is left to RE2.
#include "engine/program_run.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "ruleset/program.h"

namespace replylint {
namespace {

using Way = ProgramStack::Way;

bool is_boundary(std::string_view text, std::uint32_t at) {
  const bool before = at > 0 && is_ascii_word(text.data()[at - 1]);
  const bool after = at < text.size() && is_ascii_word(text.data()[at]);
  return before != after;
}

/// Bits set, without the library call that a machine of 2003 would need.
std::uint32_t count_bits(std::uint64_t bits) {
  bits -= bits >> 1U & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + (bits >> 2U & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return static_cast<std::uint32_t>(bits * 0x0101010101010101U >> 56U);
}

bool contains(const std::uint32_t* set, char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (set[byte >> 5U] >> (byte & 31U) & 1U) != 0;
}

/// The set of a set instruction, whose own 8 words would stand at `own`.
const std::uint32_t* find_set(std::uint32_t argument, const std::uint32_t* own) {
  return argument == inline_set ? own : common_sets[argument].data();
}

/// Words of a greedy or lazy instruction.
std::uint32_t run_length(std::uint32_t argument) { return argument == inline_set ? 2 + set_words : 2; }

/// Bytes of a literal are packed into words, the first one lowest.
char literal_byte(std::uint32_t word, std::uint32_t index) { return static_cast<char>(word >> (8 * index) & 0xFFU); }

/// One of the halves of `words`, the lower one of each first; a load, where shifting would take several steps.
std::uint32_t read_half(const std::uint32_t* words, std::uint32_t index) {
  constexpr std::uint32_t order = std::endian::native == std::endian::big ? 1 : 0;
  std::uint16_t half = 0;
  std::memcpy(&half, reinterpret_cast<const char*>(words) + 2 * std::size_t{index ^ order}, sizeof half);
  return half;
}

/// Four bytes as a word of a literal; compilers make one load of it.
std::uint32_t pack(const char* bytes) {
  const auto* b = reinterpret_cast<const unsigned char*>(bytes);
  return b[0] | static_cast<std::uint32_t>(b[1]) << 8U | static_cast<std::uint32_t>(b[2]) << 16U | static_cast<std::uint32_t>(b[3]) << 24U;
}

/// True where `lower`, of at least `size` bytes and `lower_padding` more, begins with a literal.
bool has_literal(const char* lower, const std::uint32_t* words, std::uint32_t size) {
  for (; size > 4; size -= 4, lower += 4, ++words) {
    if (pack(lower) != *words) return false;
  }
  return (pack(lower) ^ *words) << (32 - 8 * size) == 0;
}

/// False where the instructions at `code` cannot match at `lower` because they begin with another literal.
bool may_begin(const std::uint32_t* code, const char* lower) {
  auto op = static_cast<ProgramOp>(*code & 0xFFU);
  if (op == ProgramOp::word_boundary) op = static_cast<ProgramOp>(*++code & 0xFFU);
  if (op != ProgramOp::literal && op != ProgramOp::word) return true;
  return (pack(lower) ^ code[1]) << (32 - 8 * std::min(*code >> 8U, 4U)) == 0;
}

}  // namespace

RunResult run_program(std::span<const std::uint32_t> program, const SentenceView& sentence, std::uint32_t begin, std::uint32_t& end,
                      ProgramStack& stack) {
  const std::uint32_t* const code = program.data();
  const std::string_view text = sentence.text;
  const char* const bytes = text.data();  // every index below is compared with `size` first
  const auto size = static_cast<std::uint32_t>(text.size());
  auto& ways = stack.ways;
  std::uint32_t open = 0;  // ways not taken yet
  const auto push = [&](std::uint32_t way_pc, std::uint32_t way_at, std::uint32_t bound = 0, Way::Kind kind = Way::Kind::plain) {
    // With no room left the run ends at its next step, without a result.
    if (open == ProgramStack::most_ways) {
      stack.steps_left = 0;
    } else {
      ways[open++] = {way_pc, way_at, bound, kind};
    }
  };
  std::uint32_t pc = ProgramHead::size;
  std::uint32_t at = begin;
  for (;;) {
    if (stack.steps_left == 0) return RunResult::gave_up;
    --stack.steps_left;
    const std::uint32_t word = code[pc];
    const std::uint32_t argument = word >> 8U;
    bool failed = false;
    switch (static_cast<ProgramOp>(word & 0xFFU)) {
      case ProgramOp::match:
        end = at;
        return RunResult::match;
      case ProgramOp::jump:
        pc = argument;
        break;
      case ProgramOp::literal:
      case ProgramOp::word: {
        const bool is_word = static_cast<ProgramOp>(word & 0xFFU) == ProgramOp::word;
        failed = size - at < argument || !has_literal(sentence.lower + at, code + pc + 1, argument) || (is_word && !is_boundary(text, at));
        failed = failed || (is_word && !is_boundary(text, at + argument));
        at += argument;
        pc += 1 + (argument + 3) / 4;
        break;
      }
      case ProgramOp::exact: {
        failed = size - at < argument;
        for (std::uint32_t i = 0; i < argument && !failed; ++i) failed = bytes[at + i] != literal_byte(code[pc + 1 + i / 4], i % 4);
        at += argument;
        pc += 1 + (argument + 3) / 4;
        break;
      }
      case ProgramOp::set:
        failed = at == size || !contains(find_set(argument, code + pc + 1), bytes[at]);
        ++at;
        pc += argument == inline_set ? 1 + set_words : 1;
        break;
      case ProgramOp::greedy:
      case ProgramOp::possessive: {
        const std::uint32_t* const set = find_set(argument, code + pc + 2);
        const std::uint32_t least = code[pc + 1] & 0xFFFFU;
        const std::uint32_t most = code[pc + 1] >> 16U;
        const std::uint32_t limit = most == 0 ? size : std::min(size, at + most);
        std::uint32_t to = at;
        while (to < limit && contains(set, bytes[to])) ++to;
        pc += run_length(argument);
        failed = to - at < least;
        if (!failed && to - at > least && static_cast<ProgramOp>(word & 0xFFU) == ProgramOp::greedy)
          push(pc, to - 1, at + least, Way::Kind::shorter);
        stack.steps_left -= std::min(stack.steps_left, (to - at) / 4);
        at = to;
        break;
      }
      case ProgramOp::lazy: {
        const std::uint32_t* const set = find_set(argument, code + pc + 2);
        const std::uint32_t least = code[pc + 1] & 0xFFFFU;
        const std::uint32_t most = code[pc + 1] >> 16U;
        const std::uint32_t start = at;
        while (at < size && at - start < least && contains(set, bytes[at])) ++at;
        failed = at - start < least;
        const std::uint32_t limit = most == 0 ? size : std::min(size, start + most);
        if (!failed && at < limit) push(pc, at, limit, Way::Kind::longer);
        pc += run_length(argument);
        break;
      }
      case ProgramOp::word_boundary:
        failed = !is_boundary(text, at);
        ++pc;
        break;
      case ProgramOp::not_word_boundary:
        failed = is_boundary(text, at);
        ++pc;
        break;
      case ProgramOp::begin:
        failed = at != 0;
        ++pc;
        break;
      case ProgramOp::end:
        failed = at != size;
        ++pc;
        break;
      case ProgramOp::split:
        push(argument, at);
        ++pc;
        break;
      case ProgramOp::split_lazy:
        push(pc + 1, at);
        pc = argument;
        break;
      case ProgramOp::alternative: {
        const std::uint32_t bit = at < size ? to_class(bytes[at]) : end_class;
        std::uint32_t taken = 0;
        // The last choice is pushed first, so that the first is tried first.
        for (std::uint32_t i = argument; i-- > 0;) {
          const std::uint32_t* choice = code + pc + 1 + 3 * std::size_t{i};
          if ((choice[bit >> 5U] >> (bit & 31U) & 1U) == 0 || !may_begin(code + choice[2], sentence.lower + at)) continue;
          if (taken != 0) push(taken, at);
          taken = choice[2];
        }
        failed = taken == 0;
        pc = taken;
        break;
      }
      case ProgramOp::dispatch: {
        const std::uint32_t bit = at < size ? to_class(bytes[at]) : end_class;
        const std::uint64_t mask = code[pc + 1] | static_cast<std::uint64_t>(code[pc + 2]) << 32U;
        failed = (mask >> bit & 1U) == 0;
        if (failed) break;
        const auto half = [halves = code + pc + 3](std::uint32_t index) { return read_half(halves, index); };
        const auto classes = count_bits(mask);
        const auto rank = count_bits(mask & ((std::uint64_t{1} << bit) - 1));
        const std::uint32_t first = half(rank);
        std::uint32_t last = half(rank + 1);
        const auto target = [&](std::uint32_t index) { return half(classes + 1 + index); };
        std::uint32_t taken = 0;
        while (last > first) {
          const auto choice = target(--last);
          if (!may_begin(code + choice, sentence.lower + at)) continue;
          if (taken != 0) push(taken, at);
          taken = choice;
        }
        failed = taken == 0;
        pc = taken;
        break;
      }
      case ProgramOp::count:
        return RunResult::gave_up;
    }
    if (!failed) continue;
    // The next way: the newest, made shorter or longer by one where it is a run.
    for (;;) {
      if (open == 0) return RunResult::none;
      auto& way = ways[open - 1];
      if (way.kind == Way::Kind::longer) {
        const std::uint32_t set = code[way.pc] >> 8U;
        if (!contains(find_set(set, code + way.pc + 2), bytes[way.at])) {
          --open;
          continue;
        }
        at = ++way.at;
        pc = way.pc + run_length(set);
        if (way.at == way.bound) --open;
        break;
      }
      pc = way.pc;
      at = way.at;
      if (way.kind == Way::Kind::plain || way.at-- == way.bound) --open;
      break;
    }
  }
}

}  // namespace replylint

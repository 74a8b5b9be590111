// SPDX-License-Identifier: MIT
// Whether a program can be run: instructions fit, targets are instructions, the last one is `match`.
#include <algorithm>
#include <bit>

#include "ruleset/program.h"

namespace replylint {
namespace {

/// Halves of words, from `begin` on.
std::uint32_t half(std::span<const std::uint32_t> code, std::size_t begin, std::size_t index) {
  return code[begin + index / 2] >> (index % 2 * 16) & 0xFFFFU;
}

std::size_t count_literal_words(std::size_t bytes) { return (bytes + 3) / 4; }

}  // namespace

bool is_sound_program(std::span<const std::uint32_t> program) {
  if (program.empty()) return true;
  if (program.size() <= ProgramHead::size || program.back() != static_cast<std::uint32_t>(ProgramOp::match)) return false;
  // Two passes: where instructions begin, then whether every target is one of them.
  std::vector<bool> begins(program.size());
  std::vector<std::uint32_t> targets;
  std::size_t at = ProgramHead::size;
  while (at < program.size()) {
    begins[at] = true;
    const auto op = program[at] & 0xFFU;
    const std::size_t argument = program[at] >> 8U;
    if (op >= static_cast<std::uint32_t>(ProgramOp::count)) return false;
    std::size_t length = 1;
    switch (static_cast<ProgramOp>(op)) {
      case ProgramOp::jump:
      case ProgramOp::split:
      case ProgramOp::split_lazy:
        targets.push_back(static_cast<std::uint32_t>(argument));
        break;
      case ProgramOp::literal:
      case ProgramOp::exact:
      case ProgramOp::word:
        if (argument == 0) return false;
        length += count_literal_words(argument);
        break;
      case ProgramOp::set:
      case ProgramOp::greedy:
      case ProgramOp::possessive:
      case ProgramOp::lazy:
        if (argument != inline_set && argument >= common_sets.size()) return false;
        length += (op == static_cast<std::uint32_t>(ProgramOp::set) ? 0 : 1) + (argument == inline_set ? set_words : 0);
        break;
      case ProgramOp::alternative:
        length += 3 * argument;
        if (at + length > program.size()) return false;
        for (std::size_t i = 0; i < argument; ++i) targets.push_back(program[at + 3 + 3 * i]);
        break;
      case ProgramOp::dispatch: {
        if (at + 3 > program.size()) return false;
        const auto begins_count = static_cast<std::size_t>(std::popcount(program[at + 1]) + std::popcount(program[at + 2])) + 1;
        length += 2 + (begins_count + argument + 1) / 2;
        if (at + length > program.size()) return false;
        std::uint32_t before = 0;
        for (std::size_t i = 0; i < begins_count; ++i) {
          const auto begin = half(program, at + 3, i);
          if (begin < before || begin > argument) return false;
          before = begin;
        }
        for (std::size_t i = 0; i < argument; ++i) targets.push_back(half(program, at + 3, begins_count + i));
        break;
      }
      default:
        break;
    }
    at += length;
  }
  if (at != program.size() || !begins.back()) return false;
  return std::ranges::all_of(targets, [&](std::uint32_t target) { return target < begins.size() && begins[target]; });
}

}  // namespace replylint

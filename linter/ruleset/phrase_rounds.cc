// SPDX-License-Identifier: MIT
// Phrase tree -> how far its gaps and counted repeats reach, which is what makes a pattern slow on hostile text.
#include <algorithm>
#include <string_view>
#include <vector>

#include "ruleset/phrase_tree.h"

namespace replylint {
namespace {

using Kind = PhraseNode::Kind;

// Enough to be refused; keeps products small.
constexpr std::size_t most_rounds = 1'000'000;

/// The number at `at`, 0 for none; `at` is moved behind it.
std::size_t read_number(std::string_view text, std::size_t& at) {
  std::size_t value = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
    value = std::min(value * 10 + static_cast<std::size_t>(text[at] - '0'), most_rounds);
  return value;
}

/// Where a class that opens at `at` closes, or the end.
std::size_t find_class_end(std::string_view pattern, std::size_t at) {
  at += at + 1 < pattern.size() && pattern[at + 1] == '^' ? 3 : 2;  // a bracket that comes first stands for itself
  while (at < pattern.size() && pattern[at] != ']') at += pattern[at] == '\\' ? 2 : 1;
  return at;
}

}  // namespace

std::size_t count_rounds(std::string_view pattern) {
  std::vector<std::size_t> open{0};  // for each open group the rounds in it so far
  std::size_t last = 0;              // rounds in the piece just read: what a count would multiply
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '{' && at + 1 < pattern.size() && pattern[at + 1] >= '0' && pattern[at + 1] <= '9') {
      auto most = read_number(pattern, ++at);
      if (at + 1 < pattern.size() && pattern[at] == ',') most = std::max(most, read_number(pattern, ++at));
      const auto rounds = std::min(most_rounds, most * std::max<std::size_t>(last, 1));
      open.back() += rounds - std::min(rounds, last);
      last = rounds;
      continue;
    }
    if (c == '?' || c == '*' || c == '+') continue;
    last = 0;
    if (c == '\\') {
      ++at;
      // \x{…} and \p{…} count nothing.
      if (at + 1 < pattern.size() && pattern[at + 1] == '{' && std::string_view("xpP").find(pattern[at]) != std::string_view::npos)
        at = std::min(pattern.find('}', at), pattern.size());
    } else if (c == '[') {
      at = find_class_end(pattern, at);
    } else if (c == '(') {
      open.push_back(0);
    } else if (c == ')' && open.size() > 1) {
      last = open.back();
      open.pop_back();
      open.back() += last;
    }
  }
  std::size_t all = 0;
  for (const auto rounds : open) all += rounds;
  return all;
}

namespace {

struct Lead {
  OptionalRun run;        ///< what may be left out at its beginning
  OptionalRun longest;    ///< anywhere in it
  std::size_t words = 0;  ///< with which it may begin
  bool may_be_empty = false;
};

void keep_longer(OptionalRun& longest, const OptionalRun& run) {
  if (run.lists < slow_optional_lists) return;
  longest = {std::max(longest.lists, run.lists), std::max(longest.words, run.words)};
}

Lead find_lead(const PhraseNode& tree) {
  Lead out;
  switch (tree.kind) {
    case Kind::sequence:
      out.may_be_empty = true;
      // From the end: behind what may be left out, the run that follows goes on.
      for (auto child = tree.children.rbegin(); child != tree.children.rend(); ++child) {
        const auto lead = find_lead(*child);
        const auto after = lead.may_be_empty ? out : Lead{};
        out.run = {lead.run.lists + after.run.lists, lead.run.words + after.run.words};
        out.words = lead.words + after.words;
        out.may_be_empty = out.may_be_empty && lead.may_be_empty;
        keep_longer(out.longest, lead.longest);
        keep_longer(out.longest, out.run);
      }
      return out;
    case Kind::alternatives:
    case Kind::optional:
      for (const auto& child : tree.children) {
        const auto lead = find_lead(child);
        out.run.lists = std::max(out.run.lists, lead.run.lists);
        out.run.words += lead.run.words;
        out.words += lead.words;
        out.may_be_empty = out.may_be_empty || lead.may_be_empty;
        keep_longer(out.longest, lead.longest);
      }
      if (tree.kind == Kind::optional) {
        out.may_be_empty = true;
        out.run = {out.run.lists + 1, out.words};
      }
      return out;
    case Kind::gap:
      out.may_be_empty = true;
      out.run = {1, 1};
      break;
    case Kind::raw:
      out.words = 1 + static_cast<std::size_t>(std::ranges::count(tree.text, '|'));
      return out;
    default:
      break;
  }
  out.words = 1;
  return out;
}

}  // namespace

OptionalRun find_optional_run(const PhraseNode& tree) { return find_lead(tree).longest; }

Reach find_reach(const PhraseNode& tree) {
  Reach out;
  if (tree.kind == Kind::gap) out.gap_words = tree.words;
  if (tree.kind == Kind::raw) out.rounds = count_rounds(tree.text);
  for (const auto& child : tree.children) {
    const auto reach = find_reach(child);
    const bool either = tree.kind == Kind::alternatives;
    out.gap_words = either ? std::max(out.gap_words, reach.gap_words) : out.gap_words + reach.gap_words;
    out.rounds = either ? std::max(out.rounds, reach.rounds) : out.rounds + reach.rounds;
  }
  return out;
}

}  // namespace replylint

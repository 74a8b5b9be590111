// SPDX-License-Identifier: MIT
// Walks over pattern trees.
#include "ruleset/pattern_scope.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "ruleset/program.h"

namespace replylint {
namespace {

using Kind = PatternNode::Kind;

bool is_all_capitals(const ByteSet& set) {
  for (unsigned i = 0; i < 256; ++i) {
    if (set[i] && !is_capital(static_cast<char>(i))) return false;
  }
  return true;
}

/// How common bytes of these classes are in English text: the lower the more a need of one of them tells.
int to_commonness(std::uint64_t classes) {
  constexpr std::string_view by_frequency = "zqjxkvbpgyfmwculdrhsinoate";
  constexpr auto marks =
      std::to_array<std::pair<char, int>>({{' ', 1000}, {'.', 90}, {',', 60}, {'\'', 40}, {'0', 30}, {'?', 25}, {'-', 25}});
  int sum = 0;
  for (unsigned i = 0; i < class_count; ++i) {
    if ((classes >> i & 1U) == 0) continue;
    if (i < 26) {
      sum += 2 + 4 * static_cast<int>(by_frequency.find(static_cast<char>('a' + i)));
      continue;
    }
    const auto mark = std::ranges::find_if(marks, [i](const auto& entry) { return to_class(entry.first) == i; });
    sum += mark == marks.end() ? 8 : mark->second;
  }
  return sum;
}

/// Beyond this nearly every sentence meets a need.
constexpr int most_commonness = 120;

}  // namespace

std::uint64_t to_classes(const ByteSet& set) {
  std::uint64_t classes = 0;
  for (unsigned i = 0; i < 256; ++i) {
    if (set[i]) classes |= std::uint64_t{1} << byte_classes[i];
  }
  return classes;
}

First find_first(const PatternNode& node) {
  switch (node.kind) {
    case Kind::literal:
      return {std::uint64_t{1} << to_class(node.bytes.front()), false};
    case Kind::set:
      return {to_classes(node.set), false};
    case Kind::boundary:
    case Kind::no_boundary:
    case Kind::begin:
    case Kind::end:
      return {0, true};
    case Kind::sequence: {
      First out{0, true};
      for (const auto& child : node.children) {
        const auto first = find_first(child);
        out.classes |= first.classes;
        if (first.empty) continue;
        out.empty = false;
        break;
      }
      return out;
    }
    case Kind::alternatives: {
      First out;
      for (const auto& child : node.children) {
        const auto first = find_first(child);
        out.classes |= first.classes;
        out.empty = out.empty || first.empty;
      }
      return out;
    }
    case Kind::repeat: {
      auto first = find_first(node.children.front());
      first.empty = first.empty || node.least == 0;
      return first;
    }
  }
  return {any_class, true};
}

std::vector<std::uint64_t> find_needs(const PatternNode& node) {
  std::vector<std::uint64_t> needs;
  const auto add = [&](std::uint64_t classes) {
    if (to_commonness(classes) <= most_commonness && std::ranges::find(needs, classes) == needs.end()) needs.push_back(classes);
  };
  constexpr auto capitals = std::uint64_t{1} << capitals_class;
  switch (node.kind) {
    case Kind::literal:
      for (const char c : node.bytes) add(std::uint64_t{1} << to_class(c));
      for (std::size_t i = 1; i < node.bytes.size() && !node.folds; ++i) {
        if (is_capital(node.bytes[i - 1]) && is_capital(node.bytes[i])) add(capitals);
      }
      break;
    case Kind::set:
      add(to_classes(node.set));
      break;
    case Kind::sequence:
      for (const auto& child : node.children) {
        for (const auto need : find_needs(child)) add(need);
      }
      break;
    case Kind::alternatives: {
      std::uint64_t all = 0;
      for (const auto& child : node.children) {
        const auto of_child = find_needs(child);
        if (of_child.empty()) return {};
        all |= of_child.front();
      }
      add(all);
      break;
    }
    case Kind::repeat: {
      if (node.least == 0) break;
      const auto& child = node.children.front();
      for (const auto need : find_needs(child)) add(need);
      if (node.least >= 2 && child.kind == Kind::set && is_all_capitals(child.set)) add(capitals);
      break;
    }
    default:
      break;
  }
  std::ranges::stable_sort(needs, {}, to_commonness);
  return needs;
}

bool begins_at_start(const PatternNode& node) {
  if (node.kind == Kind::begin) return true;
  if (node.kind == Kind::alternatives) return std::ranges::all_of(node.children, begins_at_start);
  return node.kind == Kind::sequence && !node.children.empty() && begins_at_start(node.children.front());
}

}  // namespace replylint

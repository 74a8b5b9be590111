// SPDX-License-Identifier: MIT
// Can a match hold a certain word? A state set over the pattern's characters, begun wherever a word can begin.
#include <algorithm>
#include <vector>

#include "import/code_points.h"
#include "import/regex.h"
#include "import/regex_class.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = RegexNode::Kind;

constexpr std::size_t most_steps = 2'000'000;

/// Places in a pattern: before each of its characters, and behind all. Counted repeats are taken for loops, boundaries for nothing,
/// so more is thought possible than is.
class Automaton {
 public:
  explicit Automaton(const RegexNode& tree) {
    const auto [first, last] = add(tree);
    start_ = first;
    end_ = last;
  }

  [[nodiscard]] bool can_contain(std::string_view word) {
    std::vector<bool> states(steps_.size());
    mark(states, start_);
    // Behind a character that is none of a word.
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].leaf != nullptr && takes_mark(*steps_[i].leaf)) mark(states, steps_[i].next);
    }
    for (std::size_t at = 0; at < word.size();) {
      const auto c = take_code_point(word, at);
      std::vector<bool> after(steps_.size());
      bool any = false;
      for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (!states[i] || steps_[i].leaf == nullptr || !takes(*steps_[i].leaf, c)) continue;
        mark(after, steps_[i].next);
        any = true;
      }
      work_ += steps_.size();
      if (!any) return false;
      if (work_ > most_steps) return true;
      states = std::move(after);
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (states[i] && (i == end_ || (steps_[i].leaf != nullptr && takes_mark(*steps_[i].leaf)))) return true;
    }
    return false;
  }

 private:
  struct Step {
    const RegexNode* leaf = nullptr;  ///< takes one character and goes to `next`
    std::size_t next = 0;
    std::vector<std::size_t> free;  ///< reached without a character
  };

  std::size_t make_step() {
    steps_.emplace_back();
    return steps_.size() - 1;
  }

  std::pair<std::size_t, std::size_t> add(const RegexNode& node) {
    const auto first = make_step();
    const auto last = make_step();
    switch (node.kind) {
      case Kind::text:
      case Kind::set:
        steps_[first].leaf = &node;
        steps_[first].next = last;
        break;
      case Kind::sequence:
      case Kind::group: {
        auto at = first;
        for (const auto& child : node.children) {
          const auto [begin, end] = add(child);
          steps_[at].free.push_back(begin);
          at = end;
        }
        steps_[at].free.push_back(last);
        break;
      }
      case Kind::alternatives:
      case Kind::repeat:
        for (const auto& child : node.children) {
          const auto [begin, end] = add(child);
          steps_[first].free.push_back(begin);
          steps_[end].free.push_back(last);
          if (node.kind == Kind::repeat && node.most > 1) steps_[end].free.push_back(begin);
        }
        if (node.kind == Kind::repeat && node.least == 0) steps_[first].free.push_back(last);
        break;
      default:
        steps_[first].free.push_back(last);
    }
    return {first, last};
  }

  void mark(std::vector<bool>& states, std::size_t from) const {
    std::vector<std::size_t> open{from};
    while (!open.empty()) {
      const auto at = open.back();
      open.pop_back();
      if (states[at]) continue;
      states[at] = true;
      open.insert(open.end(), steps_[at].free.begin(), steps_[at].free.end());
    }
  }

  static bool takes(const RegexNode& leaf, char32_t c) {
    const auto other = c < 0x80 && leaf.folds ? static_cast<char32_t>(to_other_case(static_cast<char>(c))) : c;
    if (leaf.kind == Kind::set) {
      // Of a class by Unicode property not all characters are known.
      const bool property = leaf.text.find("\\p") != std::string::npos || leaf.text.find("\\P") != std::string::npos;
      return property || contains(leaf, c) || contains(leaf, other);
    }
    std::size_t at = 0;
    const auto own = take_code_point(leaf.text, at);
    return own == c || own == other;
  }
  static char to_other_case(char c) { return is_capital(c) ? to_lower(c) : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

  static bool takes_mark(const RegexNode& leaf) {
    if (leaf.kind == Kind::text) return !is_word_byte(leaf.text.front());
    return std::ranges::any_of(std::u32string_view(U" \t-.,'\"!?:;()/&%$+#*<>=@[]{}|\\~^`"), [&](char32_t c) { return contains(leaf, c); });
  }

  std::vector<Step> steps_;
  std::size_t start_ = 0;
  std::size_t end_ = 0;
  std::size_t work_ = 0;
};

}  // namespace

std::vector<bool> find_contained(const RegexNode& tree, const std::vector<std::string>& words) {
  Automaton automaton(tree);
  std::vector<bool> out;
  for (const auto& word : words) out.push_back(automaton.can_contain(word));
  return out;
}

}  // namespace replylint

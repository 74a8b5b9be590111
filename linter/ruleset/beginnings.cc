// SPDX-License-Identifier: MIT
// Pattern tree -> where a match can begin, as far as keys of words and classes of bytes tell places apart.
//
//   \b(?:price\w*|fee|free of)\b|[$%]\d     words pri, fee, fre; classes of $ and %
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "ruleset/pattern_scope.h"
#include "ruleset/program.h"

namespace replylint {
namespace {

using Kind = PatternNode::Kind;

/// More beginnings than this would set most keys anyway.
constexpr std::size_t most_openings = 256;
/// With one byte of each word there can be no more than this.
constexpr std::size_t any_number = 1000;

/// What has been read of a match: "" nothing yet; `at_word` and the bytes of the first word, `word_end` behind them where it
/// is over; `at_byte` and the one byte where no word need begin.
using Openings = std::set<std::string>;
constexpr char at_word = '\1';
constexpr char at_byte = '\2';
constexpr char word_end = '\0';

/// Walks along a pattern, as far as `depth` bytes of a word.
class Walk {
 public:
  Walk(std::size_t depth, std::size_t most) : depth_(depth), most_(most) {}

  /// False once there were more openings than there may be.
  [[nodiscard]] bool known() const { return known_; }
  [[nodiscard]] bool is_open(const std::string& opening) const {
    return opening.empty() || (opening.front() == at_word && opening.size() <= depth_ && !ends_word(opening));
  }

  Openings append(const Openings& before, const PatternNode& node) {
    if (!known_ || std::ranges::none_of(before, [this](const auto& opening) { return is_open(opening); })) return before;
    switch (node.kind) {
      case Kind::literal:
        return append_literal(before, node);
      case Kind::set:
        return append_set(before, node.set);
      case Kind::boundary:
        return append_boundary(before);
      case Kind::begin:
      case Kind::end:
      case Kind::no_boundary:
        return before;
      case Kind::sequence: {
        Openings out = before;
        for (const auto& child : node.children) out = append(out, child);
        return out;
      }
      case Kind::alternatives: {
        Openings out;
        for (const auto& child : node.children) out.merge(append(before, child));
        return check(std::move(out));
      }
      case Kind::repeat:
        return append_repeat(before, node);
    }
    return before;
  }

 private:
  static bool ends_word(const std::string& opening) { return opening.size() > 1 && opening.back() == word_end; }

  Openings append_literal(Openings openings, const PatternNode& node) {
    for (const char c : node.bytes) {
      ByteSet set;
      set.set(static_cast<unsigned char>(c));
      openings = append_set(openings, set);
    }
    return openings;
  }

  Openings append_set(const Openings& before, const ByteSet& set) {
    Openings out;
    for (const auto& opening : before) {
      if (!is_open(opening)) {
        out.insert(opening);
        continue;
      }
      for (unsigned i = 0; i < 256; ++i) {
        if (set[i]) out.insert(append_byte(opening, static_cast<char>(i)));
      }
    }
    return check(std::move(out));
  }

  static std::string append_byte(const std::string& opening, char c) {
    if (opening.empty() || (opening.size() == 1 && !is_ascii_word(c))) return {at_byte, c};
    return opening + (is_ascii_word(c) ? to_lower(c) : word_end);
  }

  /// A word begins here, or ends.
  Openings append_boundary(const Openings& before) const {
    Openings out;
    for (const auto& opening : before) {
      if (opening.empty()) {
        out.insert({at_word});
      } else {
        out.insert(is_open(opening) && opening.size() > 1 ? opening + word_end : opening);
      }
    }
    return out;
  }

  Openings append_repeat(const Openings& before, const PatternNode& node) {
    Openings out = node.least == 0 ? before : Openings();
    Openings round = before;
    // A piece that matches something adds a byte each time: after so many rounds it adds nothing that is told apart.
    const auto rounds = std::min<std::uint32_t>(node.most, std::max<std::uint32_t>(node.least, key_bytes + 2));
    for (std::uint32_t i = 1; i <= rounds && known_; ++i) {
      auto next = append(round, node.children.front());
      const bool stands = next == round;
      round = std::move(next);
      if (i >= node.least || stands) out.insert(round.begin(), round.end());
      if (stands) break;
    }
    return check(std::move(out));
  }

  Openings check(Openings openings) {
    if (openings.size() > most_) known_ = false;
    return known_ ? std::move(openings) : Openings();
  }

  std::size_t depth_;
  std::size_t most_;
  bool known_ = true;
};

}  // namespace

Beginnings find_beginnings(const PatternNode& node) {
  constexpr Beginnings anywhere{all_keys, any_class};
  for (const auto& [depth, most] : {std::pair(key_bytes, most_openings), std::pair(std::size_t{1}, any_number)}) {
    Walk walk(depth, most);
    const auto openings = walk.append({""}, node);
    if (!walk.known()) continue;
    Beginnings out;
    for (const auto& opening : openings) {
      if (opening.size() < 2) return anywhere;
      if (opening.front() == at_byte) {
        out.classes |= std::uint64_t{1} << to_class(opening.back());
      } else if (depth < key_bytes || walk.is_open(opening)) {
        out.words = all_keys;  // where a match can end before the word does, any word can go on from there
      } else {
        add_key(out.words, to_word_key(std::string_view(opening).substr(1)));
      }
    }
    return out;
  }
  return anywhere;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Pattern tree -> the words that a match can begin with, as far as their keys tell them apart.
//
//   \b(?:price\w*|fee|free of)\b     pri, fee, fre
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "ruleset/pattern_scope.h"

namespace replylint {
namespace {

using Kind = PatternNode::Kind;

/// More beginnings than this would set most keys anyway.
constexpr std::size_t most_openings = 256;
constexpr char word_end = '\0';

/// What has been read of the first word: up to three bytes, `word_end` behind a shorter word that is over.
using Openings = std::set<std::string>;

bool is_open(const std::string& opening) { return opening.size() < key_bytes && !opening.ends_with(word_end); }

/// Walks along a pattern; once there are too many beginnings nothing is known any more.
class Walk {
 public:
  [[nodiscard]] bool known() const { return known_; }

  Openings append(const Openings& before, const PatternNode& node) {
    if (!known_ || std::ranges::none_of(before, is_open)) return before;
    switch (node.kind) {
      case Kind::literal:
        return append_literal(before, node);
      case Kind::set:
        return append_set(before, node.set);
      case Kind::boundary:
      case Kind::end:
        return close(before);
      case Kind::begin:
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
        const char c = to_lower(static_cast<char>(i));
        if (set[i]) out.insert(opening + (is_ascii_word(c) ? c : word_end));
      }
    }
    return check(std::move(out));
  }

  /// Here the word is over, if it has begun.
  static Openings close(const Openings& before) {
    Openings out;
    for (const auto& opening : before) out.insert(is_open(opening) && !opening.empty() ? opening + word_end : opening);
    return out;
  }

  Openings append_repeat(const Openings& before, const PatternNode& node) {
    Openings out = node.least == 0 ? before : Openings();
    Openings round = before;
    // A piece that matches something adds a byte each time, so that a fourth one adds nothing to what three bytes tell.
    const auto rounds = std::min<std::uint32_t>(node.most, std::max<std::uint32_t>(node.least, key_bytes + 1));
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
    if (openings.size() > most_openings) known_ = false;
    return known_ ? std::move(openings) : Openings();
  }

  bool known_ = true;
};

}  // namespace

WordKeys find_first_words(const PatternNode& node) {
  Walk walk;
  const auto openings = walk.append({""}, node);
  // Where the match can end before the word does, any word can go on from there.
  if (!walk.known() || openings.empty() || std::ranges::any_of(openings, is_open)) return all_keys;
  WordKeys keys{};
  for (const auto& opening : openings) add_key(keys, to_word_key(opening));
  return keys;
}

}  // namespace replylint

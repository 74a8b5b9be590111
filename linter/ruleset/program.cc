// SPDX-License-Identifier: MIT
// Pattern tree -> program.
//
//   (?:do|does) not     head, alternative 2 {d → a, d → b}, a: literal "do", jump c, b: literal "does", c: literal " not", match
#include "ruleset/program.h"

#include <algorithm>
#include <bit>

#include "ruleset/pattern_scope.h"

namespace replylint {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t longest_program = 40000;
constexpr std::uint32_t most_counted = 0xFFFF;

constexpr SetWords make_set_words(std::string_view bytes, bool negated) {
  SetWords words{};
  for (const char c : bytes) words[static_cast<unsigned char>(c) >> 5U] |= 1U << (static_cast<unsigned char>(c) & 31U);
  for (auto& word : words) word = negated ? ~word : word;
  return words;
}

SetWords to_words(const ByteSet& set) {
  SetWords words{};
  for (unsigned i = 0; i < 256; ++i) words[i >> 5U] |= static_cast<std::uint32_t>(set[i]) << (i & 31U);
  return words;
}

constexpr std::string_view word_bytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
constexpr std::string_view inner_bytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'-";

class Writer {
 public:
  std::vector<std::uint32_t> take(const PatternNode& tree) {
    const auto beginnings = find_beginnings(tree);
    auto needs = find_needs(tree);
    needs.resize(2, any_class);
    for (const auto mask : {beginnings.classes, beginnings.words[0], beginnings.words[1], needs[0], needs[1]}) put_mask(mask);
    code_.push_back(begins_at_start(tree) ? 1U : 0U);
    write(tree, any_class);
    put(ProgramOp::match);
    if (failed_) code_.clear();
    return std::move(code_);
  }

 private:
  void put(ProgramOp op, std::size_t argument = 0) {
    if (code_.size() > longest_program) failed_ = true;
    code_.push_back(static_cast<std::uint32_t>(op) | static_cast<std::uint32_t>(argument) << 8U);
  }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(code_.size()); }
  /// Puts a target into the argument of an instruction written before.
  void aim(std::uint32_t instruction, std::uint32_t target) { code_[instruction] |= target << 8U; }

  /// An instruction about a set of bytes, its counts between the two where it has any.
  void put_set(ProgramOp op, const ByteSet& set, std::optional<std::uint32_t> counts = {}) {
    const auto words = to_words(set);
    const auto common = std::ranges::find(common_sets, words);
    const bool is_common = common != common_sets.end();
    put(op, is_common ? static_cast<std::size_t>(common - common_sets.begin()) : inline_set);
    if (counts) code_.push_back(*counts);
    if (!is_common) code_.insert(code_.end(), words.begin(), words.end());
  }

  /// `after`: classes of the bytes with which the match can go on behind the node; any_class where it may end there.
  void write(const PatternNode& node, std::uint64_t after) {
    if (failed_) return;
    switch (node.kind) {
      case Kind::literal:
        return write_literal(node, node.folds ? ProgramOp::literal : ProgramOp::exact);
      case Kind::set:
        return put_set(ProgramOp::set, node.set);
      case Kind::boundary:
        return put(ProgramOp::word_boundary);
      case Kind::no_boundary:
        return put(ProgramOp::not_word_boundary);
      case Kind::begin:
        return put(ProgramOp::begin);
      case Kind::end:
        return put(ProgramOp::end);
      case Kind::sequence:
        return write_sequence(node.children, after);
      case Kind::alternatives:
        return write_alternatives(node, after);
      case Kind::repeat:
        return write_repeat(node, after);
    }
  }

  void write_sequence(const std::vector<PatternNode>& children, std::uint64_t after) {
    // What can come after each child, from the last to the first.
    std::vector<std::uint64_t> afters(children.size());
    for (std::size_t i = children.size(); i-- > 0;) {
      afters[i] = after;
      const auto first = find_first(children[i]);
      after = first.classes | (first.empty ? after : 0);
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
      const bool is_word = i + 2 < children.size() && children[i].kind == Kind::boundary && children[i + 1].kind == Kind::literal &&
                           children[i + 1].folds && children[i + 2].kind == Kind::boundary;
      if (is_word) {
        write_literal(children[i + 1], ProgramOp::word);
        i += 2;
      } else {
        write(children[i], afters[i]);
      }
    }
  }

  void write_literal(const PatternNode& node, ProgramOp op) {
    put(op, node.bytes.size());
    for (std::size_t i = 0; i < node.bytes.size(); i += 4) {
      std::uint32_t word = 0;
      for (std::size_t j = i; j < std::min(i + 4, node.bytes.size()); ++j)
        word |= static_cast<std::uint32_t>(static_cast<unsigned char>(node.bytes[j])) << (8 * (j - i));
      code_.push_back(word);
    }
  }

  void write_alternatives(const PatternNode& node, std::uint64_t after) {
    std::vector<std::uint64_t> masks;
    for (const auto& child : node.children) {
      const auto first = find_first(child);
      masks.push_back(first.empty ? any_class : first.classes);
    }
    const auto slots = count_dispatch_words(masks) < 3 * masks.size() ? write_dispatch(masks) : write_masks(masks);
    std::vector<std::uint32_t> jumps;
    for (std::size_t i = 0; i < masks.size() && !failed_; ++i) {
      for (const auto& slot : slots[i]) code_[slot.word] |= here() << slot.shift;
      write(node.children[i], after);
      if (i + 1 == masks.size()) break;
      jumps.push_back(here());
      put(ProgramOp::jump);
    }
    for (const auto jump : jumps) aim(jump, here());
  }

  /// Where a target will stand once it is known.
  struct Slot {
    std::uint32_t word = 0;
    std::uint32_t shift = 0;
  };
  /// For each alternative, its slots.
  using Slots = std::vector<std::vector<Slot>>;

  Slots write_masks(const std::vector<std::uint64_t>& masks) {
    Slots slots(masks.size());
    put(ProgramOp::alternative, masks.size());
    for (std::size_t i = 0; i < masks.size(); ++i) {
      put_mask(masks[i]);
      slots[i].push_back({here(), 0});
      code_.push_back(0);
    }
    return slots;
  }

  void put_mask(std::uint64_t mask) {
    code_.push_back(static_cast<std::uint32_t>(mask));
    code_.push_back(static_cast<std::uint32_t>(mask >> 32U));
  }

  static std::size_t count_dispatch_words(const std::vector<std::uint64_t>& masks) {
    std::uint64_t all = 0;
    std::size_t targets = 0;
    for (const auto mask : masks) {
      all |= mask;
      targets += static_cast<std::size_t>(std::popcount(mask));
    }
    return 2 + (static_cast<std::size_t>(std::popcount(all)) + 2 + targets) / 2;
  }

  Slots write_dispatch(const std::vector<std::uint64_t>& masks) {
    std::uint64_t all = 0;
    for (const auto mask : masks) all |= mask;
    std::vector<std::uint32_t> begins;
    std::vector<std::size_t> targets;  // which alternative each target is
    for (unsigned byte_class = 0; byte_class < class_count; ++byte_class) {
      if ((all >> byte_class & 1U) == 0) continue;
      begins.push_back(static_cast<std::uint32_t>(targets.size()));
      for (std::size_t i = 0; i < masks.size(); ++i) {
        if ((masks[i] >> byte_class & 1U) != 0) targets.push_back(i);
      }
    }
    begins.push_back(static_cast<std::uint32_t>(targets.size()));
    if (targets.size() > 0xFFFF) failed_ = true;
    put(ProgramOp::dispatch, targets.size());
    put_mask(all);
    const auto halves = here();
    code_.resize(code_.size() + (begins.size() + targets.size() + 1) / 2, 0);
    const auto slot = [&](std::size_t index) {
      return Slot{halves + static_cast<std::uint32_t>(index / 2), static_cast<std::uint32_t>(index % 2 * 16)};
    };
    for (std::size_t i = 0; i < begins.size(); ++i) code_[slot(i).word] |= begins[i] << slot(i).shift;
    Slots slots(masks.size());
    for (std::size_t i = 0; i < targets.size(); ++i) slots[targets[i]].push_back(slot(begins.size() + i));
    return slots;
  }

  void write_repeat(const PatternNode& node, std::uint64_t after) {
    const auto& child = node.children.front();
    const bool endless = node.most == PatternNode::no_limit;
    if (node.most == 0) return;
    if (child.kind == Kind::set || (child.kind == Kind::literal && child.bytes.size() == 1)) {
      if (node.least > most_counted || (!endless && node.most > most_counted)) return fail();
      const auto set = to_set(child);
      const auto op = !node.greedy ? ProgramOp::lazy : (to_classes(set) & after) == 0 ? ProgramOp::possessive : ProgramOp::greedy;
      return put_set(op, set, node.least | (endless ? 0 : node.most) << 16U);
    }
    const auto first = find_first(child);
    const bool can_be_empty = first.empty;
    // Behind one round comes the next one, or what comes after the last.
    after |= node.most > 1 ? first.classes : 0;
    // Going round on nothing is where engines differ.
    if (can_be_empty && (endless || node.most > 1)) return fail();
    for (std::uint32_t i = 0; i < node.least && !failed_; ++i) write(child, after);
    if (endless) {
      const auto loop = here();
      put(node.greedy ? ProgramOp::split : ProgramOp::split_lazy);
      write(child, after);
      put(ProgramOp::jump, loop);
      return aim(loop, here());
    }
    std::vector<std::uint32_t> splits;
    for (std::uint32_t i = node.least; i < node.most && !failed_; ++i) {
      splits.push_back(here());
      put(node.greedy ? ProgramOp::split : ProgramOp::split_lazy);
      write(child, after);
    }
    for (const auto split : splits) aim(split, here());
  }

  static ByteSet to_set(const PatternNode& node) {
    if (node.kind == Kind::set) return node.set;
    ByteSet set;
    set.set(static_cast<unsigned char>(node.bytes.front()));
    if (node.folds) set.set(static_cast<unsigned char>(node.bytes.front()) - 32U);
    return set;
  }

  void fail() { failed_ = true; }

  std::vector<std::uint32_t> code_;
  bool failed_ = false;
};

}  // namespace

const std::array<SetWords, 6> common_sets{
    make_set_words("\t\n\f\r ,*", false),         // between words
    make_set_words(inner_bytes, false),           // [\w'-]
    make_set_words(word_bytes, true),             // \W
    make_set_words("\t\n\f\r .,;:!?()\"", true),  // any one word
    make_set_words("", true),                     // anything
    make_set_words("\t\n\f\r ", false),           // \s
};

std::vector<std::uint32_t> make_program(std::string_view pattern, bool unicode) {
  const auto tree = parse_pattern(pattern, unicode);
  return tree ? Writer().take(*tree) : std::vector<std::uint32_t>();
}

}  // namespace replylint

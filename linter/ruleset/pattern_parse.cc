// SPDX-License-Identifier: MIT
// RE2 pattern -> tree, for the part of RE2's syntax that rules use; RE2 itself has checked the pattern before.
#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/pattern_tree.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = PatternNode::Kind;

constexpr int nesting_limit = 200;
constexpr std::uint32_t most_repeats = 1000;
constexpr std::uint32_t largest_range = 256;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }

/// Characters beyond ASCII that have no other letter case: marks, currencies, arrows, symbols, emoji.
bool is_caseless(std::uint32_t c) {
  constexpr auto ranges = std::to_array<std::pair<std::uint32_t, std::uint32_t>>({{0xA1, 0xA9},
                                                                                  {0xAB, 0xB4},
                                                                                  {0xB6, 0xB9},
                                                                                  {0xBB, 0xBF},
                                                                                  {0x2000, 0x20FF},
                                                                                  {0x2190, 0x22FF},
                                                                                  {0x2500, 0x27BF},
                                                                                  {0x3000, 0x303F},
                                                                                  {0x1F300, 0x1FAFF}});
  return std::ranges::any_of(ranges, [c](const auto& range) { return c >= range.first && c <= range.second; });
}

std::string to_utf8(std::uint32_t c) {
  const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0U | c >> 6U), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0U | c >> 12U), tail(6), tail(0)};
  return {static_cast<char>(0xF0U | c >> 18U), tail(12), tail(6), tail(0)};
}

ByteSet to_range(unsigned first, unsigned last) {
  ByteSet set;
  for (unsigned i = first; i <= last; ++i) set.set(i);
  return set;
}

/// \d \w \s and their opposites.
std::optional<ByteSet> find_shorthand(char c) {
  ByteSet set;
  switch (to_lower(c)) {
    case 'd':
      set = to_range('0', '9');
      break;
    case 'w':
      set = to_range('0', '9') | to_range('a', 'z') | to_range('A', 'Z') | to_range('_', '_');
      break;
    case 's':
      for (const char space : std::string_view("\t\n\f\r ")) set.set(static_cast<unsigned char>(space));
      break;
    default:
      return std::nullopt;
  }
  return c >= 'a' ? set : ~set;
}

PatternNode make_set(ByteSet set) {
  PatternNode node;
  node.kind = Kind::set;
  node.set = set;
  return node;
}

PatternNode make_literal(std::string bytes, bool folds) {
  PatternNode node;
  node.kind = Kind::literal;
  node.folds = folds && std::ranges::any_of(bytes, is_letter);
  node.bytes = node.folds ? to_lower(bytes) : std::move(bytes);
  return node;
}

PatternNode make_node(Kind kind) {
  PatternNode node;
  node.kind = kind;
  return node;
}

class Parser {
 public:
  Parser(std::string_view pattern, bool unicode) : text_(pattern), unicode_(unicode) {}

  std::optional<PatternNode> parse() {
    auto tree = parse_alternatives(0);
    if (failed_ || at_ < text_.size()) return std::nullopt;
    return tree;
  }

 private:
  struct Flags {
    bool folds = false;
    bool dot_all = false;
  };

  PatternNode fail() {
    failed_ = true;
    at_ = text_.size();
    return {};
  }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  PatternNode parse_alternatives(int depth) {
    if (depth > nesting_limit) return fail();
    const Flags outer = flags_;
    auto node = make_node(Kind::alternatives);
    do {
      node.children.push_back(parse_sequence(depth));
    } while (!done() && peek() == '|' && ++at_ > 0);
    flags_ = outer;
    return node.children.size() == 1 ? std::move(node.children.front()) : node;
  }

  PatternNode parse_sequence(int depth) {
    auto node = make_node(Kind::sequence);
    while (!done() && peek() != '|' && peek() != ')') {
      auto item = parse_item(depth);
      if (failed_) return {};
      if (!item) continue;
      auto repeated = parse_repeats(std::move(*item));
      if (failed_) return {};
      append(node.children, std::move(repeated));
    }
    return node;
  }

  /// Neighbouring literals become one.
  static void append(std::vector<PatternNode>& out, PatternNode item) {
    if (!out.empty() && out.back().kind == Kind::literal && item.kind == Kind::literal) {
      const auto caseless = [](const PatternNode& node) { return std::ranges::none_of(node.bytes, is_letter); };
      auto& last = out.back();
      if (last.folds == item.folds || caseless(last) || caseless(item)) {
        last.folds = last.folds || item.folds;
        last.bytes += item.bytes;
        return;
      }
    }
    out.push_back(std::move(item));
  }

  std::optional<PatternNode> parse_item(int depth) {
    const char c = peek();
    switch (c) {
      case '(':
        return parse_group(depth);
      case '[':
        return parse_class();
      case '.':
        ++at_;
        return to_character_set(flags_.dot_all ? ByteSet().set() : ~to_range('\n', '\n'));
      case '^':
        ++at_;
        return make_node(Kind::begin);
      case '$':
        ++at_;
        return make_node(Kind::end);
      case '\\':
        return parse_escape();
      case '*':
      case '+':
      case '?':
        return fail();
      default:
        return parse_character();
    }
  }

  std::optional<PatternNode> parse_group(int depth) {
    ++at_;
    const Flags outer = flags_;
    if (peek() == '?') {
      ++at_;
      bool on = true;
      for (; !done() && peek() != ')' && peek() != ':'; ++at_) {
        if (peek() == '-') {
          on = false;
        } else if (peek() == 'i') {
          flags_.folds = on;
        } else if (peek() == 's') {
          flags_.dot_all = on;
        } else {
          return fail();
        }
      }
      if (peek() == ')') {
        ++at_;
        return std::nullopt;  // flags for the rest of this group
      }
      ++at_;
    }
    auto inside = parse_alternatives(depth + 1);
    flags_ = outer;
    if (failed_ || peek() != ')') return fail();
    ++at_;
    return inside;
  }

  /// A set of bytes as characters: in UTF-8, what is beyond ASCII takes several bytes.
  PatternNode to_character_set(ByteSet set) {
    if (!unicode_ || (set & to_range(0x80, 0xFF)).none()) return make_set(set);
    auto node = make_node(Kind::alternatives);
    node.children.push_back(make_set(set & to_range(0, 0x7F)));
    const std::array<ByteSet, 3> leads{to_range(0xC0, 0xDF), to_range(0xE0, 0xEF), to_range(0xF0, 0xF7)};
    for (std::size_t tails = 1; tails <= leads.size(); ++tails) {
      auto character = make_node(Kind::sequence);
      character.children.push_back(make_set(leads[tails - 1]));
      for (std::size_t i = 0; i < tails; ++i) character.children.push_back(make_set(to_range(0x80, 0xBF)));
      node.children.push_back(std::move(character));
    }
    return node;
  }

  std::optional<PatternNode> parse_escape() {
    const char c = peek(1);
    if (const auto set = find_shorthand(c)) {
      at_ += 2;
      return to_character_set(*set);
    }
    if (c == 'b' || c == 'B') {
      at_ += 2;
      return make_node(c == 'b' ? Kind::boundary : Kind::no_boundary);
    }
    const auto character = read_character();
    return character ? std::optional(to_literal(*character)) : fail();
  }

  PatternNode to_literal(std::uint32_t character) {
    if (character >= 0x80 && (!unicode_ || (flags_.folds && !is_caseless(character)))) return fail();
    return make_literal(to_utf8(character), flags_.folds);
  }

  PatternNode parse_character() {
    const auto character = read_character();
    return character ? to_literal(*character) : fail();
  }

  /// One character, escaped or not; nullopt for what is not one.
  std::optional<std::uint32_t> read_character() {
    const char c = peek();
    if (c == '\\') return read_escaped();
    const auto lead = static_cast<unsigned char>(c);
    if (lead < 0x80) {
      ++at_;
      return lead;
    }
    const unsigned tails = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    std::uint32_t value = lead & (0x3FU >> tails);
    ++at_;
    for (unsigned i = 0; i < tails; ++i, ++at_) value = value << 6U | (static_cast<unsigned char>(peek()) & 0x3FU);
    return value;
  }

  std::optional<std::uint32_t> read_escaped() {
    const char c = peek(1);
    at_ += 2;
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'v':
        return '\v';
      case 'x':
        return read_hexadecimal();
      default:
        if (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\0') return std::nullopt;
        return static_cast<unsigned char>(c);
    }
  }

  std::optional<std::uint32_t> read_hexadecimal() {
    const bool braced = peek() == '{';
    if (braced) ++at_;
    std::uint32_t value = 0;
    for (int i = 0; i < (braced ? 6 : 2) && peek() != '}'; ++i, ++at_) {
      const char c = to_lower(peek());
      if (is_digit(c)) {
        value = value * 16 + static_cast<std::uint32_t>(c - '0');
      } else if (c >= 'a' && c <= 'f') {
        value = value * 16 + static_cast<std::uint32_t>(c - 'a') + 10;
      } else {
        return std::nullopt;
      }
    }
    if (braced && peek() != '}') return std::nullopt;
    if (braced) ++at_;
    return value;
  }

  PatternNode parse_class() {
    ++at_;
    const bool negated = peek() == '^';
    if (negated) ++at_;
    ByteSet set;
    std::vector<std::uint32_t> beyond;
    for (bool first = true; first || peek() != ']'; first = false) {
      if (done() || (peek() == '[' && peek(1) == ':')) return fail();
      if (const auto shorthand = peek() == '\\' ? find_shorthand(peek(1)) : std::nullopt) {
        if (unicode_ && peek(1) < 'a') return fail();
        set |= *shorthand;
        at_ += 2;
        continue;
      }
      const auto from = read_character();
      if (!from) return fail();
      auto to = from;
      if (peek() == '-' && peek(1) != ']') {
        ++at_;
        to = read_character();
        if (!to || *to < *from) return fail();
      }
      if (*to < 0x80 || (!unicode_ && *to <= 0xFF)) {
        set |= to_range(*from, *to);
      } else {
        if (*from < 0x80 || *to - *from > largest_range) return fail();
        for (auto c = *from; c <= *to; ++c) beyond.push_back(c);
      }
    }
    ++at_;
    if (flags_.folds) {
      for (unsigned c = 'a'; c <= 'z'; ++c) {
        if (set[c] || set[c - 32]) set.set(c).set(c - 32);
      }
    }
    if (negated) return beyond.empty() ? to_character_set(~set) : fail();
    if (beyond.empty()) return make_set(set);
    auto node = make_node(Kind::alternatives);
    if (set.any()) node.children.push_back(make_set(set));
    for (const auto c : beyond) node.children.push_back(to_literal(c));
    return node;
  }

  PatternNode parse_repeats(PatternNode item) {
    while (!done()) {
      std::uint32_t least = 0;
      std::uint32_t most = PatternNode::no_limit;
      const char c = peek();
      if (c == '*' || c == '+' || c == '?') {
        ++at_;
        least = c == '+' ? 1 : 0;
        if (c == '?') most = 1;
      } else if (c == '{' && is_digit(peek(1))) {
        ++at_;
        least = most = read_number();
        if (peek() == ',') {
          ++at_;
          most = is_digit(peek()) ? read_number() : PatternNode::no_limit;
        }
        if (peek() != '}') return fail();
        ++at_;
      } else {
        return item;
      }
      auto repeat = make_node(Kind::repeat);
      repeat.least = least;
      repeat.most = most;
      repeat.greedy = peek() != '?';
      if (!repeat.greedy) ++at_;
      repeat.children.push_back(std::move(item));
      item = std::move(repeat);
    }
    return item;
  }

  std::uint32_t read_number() {
    std::uint32_t value = 0;
    for (; is_digit(peek()); ++at_) value = std::min(value * 10 + static_cast<std::uint32_t>(peek() - '0'), most_repeats + 1);
    return value;
  }

  std::string_view text_;
  bool unicode_;
  std::size_t at_ = 0;
  Flags flags_;
  bool failed_ = false;
};

}  // namespace

std::optional<PatternNode> parse_pattern(std::string_view pattern, bool unicode) { return Parser(pattern, unicode).parse(); }

}  // namespace replylint

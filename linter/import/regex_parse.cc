// SPDX-License-Identifier: MIT
// Pattern -> tree: a recursive descent that says what it cannot take, and where.
#include <algorithm>
#include <array>

#include "import/code_points.h"
#include "import/regex.h"
#include "import/regex_class.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = RegexNode::Kind;

constexpr int nesting_limit = 60;
constexpr std::size_t node_limit = 20000;
constexpr std::uint32_t most_repeats = 1000;

struct Refusal {
  std::string_view token;
  std::string_view why;
};
/// Groups that look around or back, longest token first.
constexpr std::array<Refusal, 7> refused_groups{{{"(?<=", "look-behind: patterns here read a text once and cannot look back"},
                                                 {"(?<!", "negative look-behind: patterns here read a text once and cannot look back"},
                                                 {"(?=", "look-ahead: patterns here read a text once and cannot look ahead"},
                                                 {"(?!", "negative look-ahead: patterns here read a text once and cannot look ahead"},
                                                 {"(?>", "an atomic group: patterns here never try twice"},
                                                 {"(?(", "a conditional: patterns here do not remember what matched"},
                                                 {"(?|", "a branch reset has no counterpart in RE2"}}};

RegexNode make_leaf(Kind kind) {
  RegexNode node;
  node.kind = kind;
  return node;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
 public:
  Parser(std::string_view pattern, bool folds) : text_(pattern), folds_(folds) {}

  std::expected<RegexNode, RegexError> parse() {
    auto tree = parse_alternatives(0);
    if (!error_ && at_ < text_.size()) fail(at_, ")", "closes no bracket");
    if (error_) return std::unexpected(std::move(*error_));
    return tree;
  }

 private:
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void fail(RegexError error) {
    if (!error_) error_ = std::move(error);
    at_ = text_.size();
  }
  void fail(std::size_t offset, std::string_view token, std::string_view why) { fail({offset, std::string(token), std::string(why)}); }

  RegexNode parse_alternatives(int depth) {
    if (depth > nesting_limit) {
      fail(at_, "(", "brackets nested over 60 deep");
      return {};
    }
    const bool folds = folds_;
    const bool dot_all = dot_all_;
    std::vector<RegexNode> all;
    do {
      all.push_back(parse_sequence(depth));
    } while (!done() && peek() == '|' && ++at_ > 0);
    folds_ = folds;
    dot_all_ = dot_all;
    return all.size() == 1 ? std::move(all.front()) : make_regex(Kind::alternatives, std::move(all));
  }

  RegexNode parse_sequence(int depth) {
    std::vector<RegexNode> items;
    while (!done() && peek() != '|' && peek() != ')') {
      const auto begin = at_;
      auto item = parse_item(depth);
      if (!error_ && ++nodes_ > node_limit) fail(begin, text_.substr(begin, 1), "the pattern has over 20000 pieces");
      if (error_) return {};
      if (!item) continue;
      items.push_back(parse_repeats(std::move(*item)));
    }
    return items.size() == 1 ? std::move(items.front()) : make_regex(Kind::sequence, std::move(items));
  }

  std::optional<RegexNode> parse_item(int depth) {
    const char c = peek();
    switch (c) {
      case '(':
        return parse_group(depth);
      case '[': {
        auto set = parse_class(text_, at_, folds_);
        if (set) return std::move(*set);
        fail(std::move(set.error()));
        return std::nullopt;
      }
      case '.':
        ++at_;
        return make_any(dot_all_);
      case '^':
        ++at_;
        return make_leaf(Kind::begin);
      case '$':
        ++at_;
        return make_leaf(Kind::end);
      case '\\':
        return parse_escape();
      case '*':
      case '+':
      case '?':
        fail(at_, text_.substr(at_, 1), "repeats nothing");
        return std::nullopt;
      default: {
        const auto begin = at_;
        return make_character(take_code_point(text_, at_), begin);
      }
    }
  }

  std::optional<RegexNode> make_character(char32_t c, std::size_t begin) {
    if (const auto plain = find_canonical_form(c)) {
      if (*plain != "'") {
        fail(begin, text_.substr(begin, at_ - begin),
             plain->empty() ? "rules look at canonical text, which leaves this character out"
                            : "rules look at canonical text, where this is “" + *plain + "”, so the two cannot be told apart");
        return std::nullopt;
      }
      c = '\'';
    }
    auto node = make_leaf(Kind::text);
    node.text = to_utf8(c);
    node.folds = folds_;
    return node;
  }

  std::optional<RegexNode> parse_escape() {
    const auto begin = at_;
    const char c = peek(1);
    if (auto shorthand = find_shorthand(c)) {
      at_ += 2;
      return shorthand;
    }
    constexpr std::array<std::pair<char, Kind>, 5> anchors{
        {{'b', Kind::boundary}, {'B', Kind::no_boundary}, {'A', Kind::begin}, {'z', Kind::end}, {'Z', Kind::end}}};
    const auto anchor = std::ranges::find(anchors, c, &std::pair<char, Kind>::first);
    if (anchor != anchors.end()) {
      at_ += 2;
      return make_leaf(anchor->second);
    }
    if (c == 'p' || c == 'P') {
      auto property = parse_property(text_, at_);
      if (property) return std::move(*property);
      fail(std::move(property.error()));
      return std::nullopt;
    }
    if ((c >= '1' && c <= '9') || c == 'k') {
      fail(begin, text_.substr(begin, 2), "a back-reference: patterns here do not remember what matched");
      return std::nullopt;
    }
    if (const auto character = parse_character_escape(text_, at_)) return make_character(*character, begin);
    fail(begin, text_.substr(begin, 2), "this escape has no counterpart in RE2");
    return std::nullopt;
  }

  std::optional<RegexNode> parse_group(int depth) {
    const auto begin = at_;
    const auto rest = text_.substr(at_);
    for (const auto& refused : refused_groups) {
      if (!rest.starts_with(refused.token)) continue;
      fail(begin, refused.token, refused.why);
      return std::nullopt;
    }
    if (rest.starts_with("(?#")) {
      const auto close = text_.find(')', at_);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
      return std::nullopt;
    }
    ++at_;
    bool captures = true;
    const bool folds = folds_;
    const bool dot_all = dot_all_;
    if (peek() == '?') {
      ++at_;
      if (peek() == 'P') ++at_;
      if (peek() == '<' || peek() == '\'') {
        const char close = peek() == '<' ? '>' : '\'';
        const auto end = text_.find(close, at_ + 1);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
      } else {
        captures = false;
        if (!parse_flags(begin)) return std::nullopt;
        if (peek() == ')') {
          ++at_;
          return std::nullopt;  // flags for the rest of this group
        }
        ++at_;
      }
    }
    auto inside = parse_alternatives(depth + 1);
    folds_ = folds;
    dot_all_ = dot_all;
    if (error_) return std::nullopt;
    if (peek() != ')') {
      fail(begin, "(", "never closed by “)”");
      return std::nullopt;
    }
    ++at_;
    std::vector<RegexNode> children;
    children.push_back(std::move(inside));
    return captures ? make_regex(Kind::group, std::move(children)) : std::move(children.front());
  }

  bool parse_flags(std::size_t begin) {
    bool on = true;
    for (; !done() && peek() != ')' && peek() != ':'; ++at_) {
      const char c = peek();
      if (c == '-') {
        on = false;
      } else if (c == 'i') {
        folds_ = on;
      } else if (c == 's') {
        dot_all_ = on;
      } else if (c != 'm' || !on) {
        fail(begin, text_.substr(begin, at_ + 1 - begin), "this flag has no counterpart here; accepted: i, m, s");
        return false;
      }
    }
    if (!done()) return true;
    fail(begin, "(", "never closed by “)”");
    return false;
  }

  RegexNode parse_repeats(RegexNode item) {
    while (!done()) {
      const auto begin = at_;
      std::uint32_t least = 0;
      std::uint32_t most = RegexNode::no_limit;
      const char c = peek();
      if (c == '{') {
        if (!parse_counts(least, most)) return item;
      } else if (c == '*' || c == '+' || c == '?') {
        ++at_;
        least = c == '+' ? 1 : 0;
        if (c == '?') most = 1;
      } else {
        return item;
      }
      if (peek() == '+') {
        fail(begin, text_.substr(begin, at_ + 1 - begin), "a possessive quantifier: patterns here never try twice");
        return {};
      }
      if (least > most_repeats || (most != RegexNode::no_limit && (most > most_repeats || most < least))) {
        fail(begin, text_.substr(begin, at_ - begin), "a count that is over 1000, or ends before it begins");
        return {};
      }
      if (peek() == '*' || peek() == '{') {
        fail(at_, text_.substr(at_, 1), "a repeat of a repeat");
        return {};
      }
      std::vector<RegexNode> children;
      children.push_back(std::move(item));
      item = make_regex(Kind::repeat, std::move(children));
      item.least = least;
      item.most = most;
      item.greedy = peek() != '?';
      if (!item.greedy) ++at_;
    }
    return item;
  }

  /// {3} {3,} {3,5}; anything else is text.
  bool parse_counts(std::uint32_t& least, std::uint32_t& most) {
    auto at = at_ + 1;
    const auto read = [&](std::uint32_t& value) {
      const auto begin = at;
      value = 0;
      for (; at < text_.size() && is_digit(text_[at]); ++at)
        value = std::min(value * 10 + static_cast<std::uint32_t>(text_[at] - '0'), 100000U);
      return at > begin;
    };
    if (!read(least)) return false;
    most = least;
    if (at < text_.size() && text_[at] == ',') {
      ++at;
      if (!read(most)) most = RegexNode::no_limit;
    }
    if (at >= text_.size() || text_[at] != '}') return false;
    at_ = at + 1;
    return true;
  }

  std::string_view text_;
  bool folds_;
  bool dot_all_ = false;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  std::optional<RegexError> error_;
};

}  // namespace

std::expected<RegexNode, RegexError> parse_regex(std::string_view pattern, bool folds) { return Parser(pattern, folds).parse(); }

RegexNode make_regex(RegexNode::Kind kind, std::vector<RegexNode> children) {
  RegexNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

RegexNode make_text_regex(std::string_view text, bool folds) {
  auto node = make_regex(Kind::sequence, {});
  for (std::size_t at = 0; at < text.size();) {
    auto one = make_leaf(Kind::text);
    one.text = to_utf8(take_code_point(text, at));
    one.folds = folds;
    node.children.push_back(std::move(one));
  }
  return node;
}

RegexNode make_boundary() { return make_leaf(Kind::boundary); }

RegexNode make_bounded(RegexNode inner, bool bounded) {
  if (!bounded) return inner;
  std::vector<RegexNode> children;
  children.push_back(make_boundary());
  children.push_back(std::move(inner));
  children.push_back(make_boundary());
  return make_regex(Kind::sequence, std::move(children));
}

bool is_bounded(const RegexNode& tree) {
  return tree.kind == Kind::sequence && tree.children.size() == 3 && tree.children.front().kind == Kind::boundary &&
         tree.children.back().kind == Kind::boundary;
}

}  // namespace replylint

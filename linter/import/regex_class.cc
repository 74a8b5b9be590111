// SPDX-License-Identifier: MIT
// Parses sets of characters, and keeps out those that canonical text does not tell apart.
#include "import/regex_class.h"

#include <algorithm>
#include <array>

#include "import/code_points.h"
#include "text/canonical.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr char32_t last_character = 0x10FFFF;
constexpr std::size_t most_ranges = 2000;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); }

/// So many hexadecimal digits at `at`, moved behind them.
std::optional<char32_t> parse_hex(std::string_view pattern, std::size_t& at, std::size_t least, std::size_t most) {
  char32_t value = 0;
  std::size_t digits = 0;
  for (; digits < most && at < pattern.size() && is_hex(pattern[at]); ++at, ++digits) {
    const char c = to_lower(pattern[at]);
    value = value * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return digits < least || value > last_character ? std::nullopt : std::optional(value);
}

std::vector<CharRange> to_opposite(std::vector<CharRange> ranges) {
  std::ranges::sort(ranges);
  std::vector<CharRange> out;
  char32_t next = 0;
  for (const auto& [first, last] : ranges) {
    if (first > next) out.emplace_back(next, first - 1);
    next = std::max<char32_t>(next, last + 1);
  }
  if (next <= last_character) out.emplace_back(next, last_character);
  return out;
}

RegexNode make_set(std::string text, std::vector<CharRange> ranges, bool negated) {
  RegexNode node;
  node.kind = RegexNode::Kind::set;
  node.text = std::move(text);
  node.ranges = std::move(ranges);
  node.negated = negated;
  return node;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> posix_classes{{{"alpha", "a-zA-Z"},
                                                                                      {"digit", "0-9"},
                                                                                      {"alnum", "0-9A-Za-z"},
                                                                                      {"upper", "A-Z"},
                                                                                      {"lower", "a-z"},
                                                                                      {"space", "\t-\r - "},
                                                                                      {"word", "0-9A-Za-z"},
                                                                                      {"punct", "!-/:-@[-`{-~"}}};

/// One class while it is read.
class ClassParser {
 public:
  ClassParser(std::string_view pattern, std::size_t& at, bool folds) : text_(pattern), at_(at), begin_(at), folds_(folds) {}

  std::expected<RegexNode, RegexError> parse() {
    ++at_;
    negated_ = peek() == '^';
    if (negated_) ++at_;
    bool first = true;
    while (at_ < text_.size() && (text_[at_] != ']' || first)) {
      first = false;
      if (auto error = take_piece()) return std::unexpected(std::move(*error));
      if (ranges_.size() > most_ranges) return std::unexpected(RegexError{begin_, "[", "a class of over 2000 pieces"});
    }
    if (at_ >= text_.size()) return std::unexpected(RegexError{begin_, "[", "never closed by “]”"});
    ++at_;
    if (ranges_.empty() && properties_.empty()) return std::unexpected(refuse_gone());
    auto node = make_set((negated_ ? "[^" : "[") + written_ + "]", std::move(ranges_), negated_);
    node.folds = folds_;
    return node;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  [[nodiscard]] RegexError refuse_gone() const {
    return {begin_, std::string(text_.substr(begin_, at_ - begin_)),
            "rules look at canonical text, which writes these characters as plain ones, so they cannot be told apart"};
  }

  std::optional<RegexError> take_piece() {
    const auto start = at_;
    if (peek() == '[' && peek(1) == ':') return take_posix();
    if (peek() == '\\' && (peek(1) == 'p' || peek(1) == 'P')) {
      auto property = parse_property(text_, at_);
      if (!property) return std::move(property.error());
      return take_set(*property);
    }
    if (peek() == '\\') {
      if (auto shorthand = find_shorthand(peek(1))) {
        at_ += 2;
        return take_set(*shorthand);
      }
    }
    if (peek() == '-' && peek(1) == '[' && !ranges_.empty() && text_.substr(at_).find("]]") != std::string_view::npos)
      return RegexError{at_, "-[", "class subtraction has no counterpart in RE2"};
    const auto low = take_character();
    if (!low) return RegexError{start, std::string(text_.substr(start, 2)), "this escape has no counterpart inside of a class"};
    if (peek() != '-' || peek(1) == ']' || at_ + 1 >= text_.size()) return add(*low, *low);
    if (peek(1) == '[') return RegexError{at_, "-[", "class subtraction has no counterpart in RE2"};
    const auto dash = at_++;
    if (peek() == '\\' && find_shorthand(peek(1))) {
      at_ = dash + 1;
      if (auto error = add(*low, *low)) return error;
      return add('-', '-');
    }
    const auto high = take_character();
    if (!high || *high < *low)
      return RegexError{start, std::string(text_.substr(start, at_ - start)), "a range whose end is before its beginning"};
    return add(*low, *high);
  }

  std::optional<char32_t> take_character() {
    if (peek() != '\\') return take_code_point(text_, at_);
    if (peek(1) == 'b') {
      at_ += 2;
      return 8;
    }
    return parse_character_escape(text_, at_);
  }

  std::optional<RegexError> add(char32_t low, char32_t high) {
    if (low == high) {
      // What canonical text never holds adds nothing to a negated class, and nothing beside its plain form.
      if (const auto plain = find_canonical_form(low)) {
        if (plain == "'") return add('\'', '\'');
        return std::nullopt;
      }
    }
    written_ += to_re2_character(low);
    if (high != low) written_ += "-" + to_re2_character(high);
    ranges_.emplace_back(low, high);
    // A line may end wherever there is a blank.
    if (low == ' ' && high == ' ') written_ += "\\n";
    return std::nullopt;
  }

  std::optional<RegexError> take_set(const RegexNode& set) {
    if (set.ranges.empty()) properties_ += set.text;
    written_ += set.text;
    const auto ranges = set.negated ? to_opposite(set.ranges) : set.ranges;
    ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
    return std::nullopt;
  }

  std::optional<RegexError> take_posix() {
    const auto end = text_.find(":]", at_);
    const auto name = end == std::string_view::npos ? std::string_view() : text_.substr(at_ + 2, end - at_ - 2);
    const auto found = std::ranges::find(posix_classes, name, &std::pair<std::string_view, std::string_view>::first);
    if (found == posix_classes.end()) {
      ++at_;
      return add('[', '[');
    }
    written_ += "[:" + std::string(name) + ":]";
    for (std::size_t i = 0; i + 2 < found->second.size(); i += 3) {
      ranges_.emplace_back(static_cast<unsigned char>(found->second[i]), static_cast<unsigned char>(found->second[i + 2]));
    }
    at_ = end + 2;
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t& at_;
  std::size_t begin_;
  bool folds_;
  bool negated_ = false;
  std::string written_;
  std::string properties_;
  std::vector<CharRange> ranges_;
};

}  // namespace

std::optional<RegexNode> find_shorthand(char c) {
  std::vector<CharRange> ranges;
  switch (to_lower(c)) {
    case 'd':
      ranges = {{'0', '9'}};
      break;
    case 'w':
      ranges = {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}};
      break;
    case 's':
      ranges = {{' ', ' '}, {'\t', '\r'}};
      break;
    default:
      return std::nullopt;
  }
  return make_set({'\\', c}, std::move(ranges), is_capital(c));
}

RegexNode make_any(bool line_ends) {
  return line_ends ? make_set("(?s:.)", {{0, last_character}}, false) : make_set(".", {{'\n', '\n'}}, true);
}

std::expected<RegexNode, RegexError> parse_property(std::string_view pattern, std::size_t& at) {
  const auto begin = at;
  const auto close = pattern.find('}', at);
  const auto name = pattern.substr(at, close == std::string_view::npos ? 3 : close + 1 - at);
  const auto inner = name.size() > 4 ? name.substr(3, name.size() - 4) : std::string_view();
  const bool category = close != std::string_view::npos && name.substr(2, 1) == "{" && !inner.empty() && inner.size() <= 2 &&
                        std::string_view("LMNPSZC").find(inner.front()) != std::string_view::npos;
  if (!category)
    return std::unexpected(RegexError{begin, std::string(name), "only general categories, as in \\p{Lu}, have a counterpart in RE2"});
  at = close + 1;
  std::vector<CharRange> ranges;
  if (inner.front() == 'L' && inner != "Ll") ranges.emplace_back('A', 'Z');
  if (inner == "L" || inner == "Ll") ranges.emplace_back('a', 'z');
  if (inner.front() == 'N') ranges.emplace_back('0', '9');
  if (inner.front() == 'P') ranges.emplace_back('!', '!');
  if (inner.front() == 'S') ranges.emplace_back('+', '+');
  if (inner.front() == 'Z') ranges.emplace_back(' ', ' ');
  return make_set(std::string(name), std::move(ranges), pattern[begin + 1] == 'P');
}

std::expected<RegexNode, RegexError> parse_class(std::string_view pattern, std::size_t& at, bool folds) {
  return ClassParser(pattern, at, folds).parse();
}

std::optional<char32_t> parse_character_escape(std::string_view pattern, std::size_t& at) {
  if (at + 1 >= pattern.size()) return std::nullopt;
  const char c = pattern[at + 1];
  constexpr std::string_view names = "tnrfvae0";
  constexpr std::string_view meanings("\t\n\r\f\v\a\x1B\0", 8);
  if (const auto found = names.find(c); found != std::string_view::npos) {
    at += 2;
    return static_cast<char32_t>(meanings[found]);
  }
  if (c == 'x' || c == 'u') {
    auto next = at + 2;
    const bool braced = next < pattern.size() && pattern[next] == '{';
    if (braced) ++next;
    const std::size_t digits = c == 'x' ? 2 : 4;
    const auto value = parse_hex(pattern, next, braced ? 1 : digits, braced ? 6 : digits);
    if (!value || (braced && (next >= pattern.size() || pattern[next++] != '}'))) return std::nullopt;
    at = next;
    return value;
  }
  if ((to_lower(c) >= 'a' && to_lower(c) <= 'z') || (c >= '1' && c <= '9')) return std::nullopt;
  ++at;
  return take_code_point(pattern, at);
}

bool is_writable(char32_t c) {
  if (c < ' ') return false;
  return !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
}

std::string to_re2_character(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  constexpr std::string_view digits = "0123456789ABCDEF";
  if (c < ' ' || c == 0x7F) return {'\\', 'x', digits[c >> 4U], digits[c & 15U]};
  if (!is_writable(c)) {
    std::string out;
    for (auto rest = c; rest > 0; rest >>= 4U) out.insert(out.begin(), digits[rest & 15U]);
    return "\\x{" + out + "}";
  }
  if (c >= 0x80) return to_utf8(c);
  const char byte = static_cast<char>(c);
  if (is_word_byte(byte) || byte == ' ' || byte == '\'' || byte == '"' || byte == ',' || byte == ';' || byte == ':' || byte == '%')
    return {byte};
  return {'\\', byte};
}

std::optional<std::string> find_canonical_form(char32_t c) {
  if (c < 0x80) return std::nullopt;
  const auto as_is = to_utf8(c);
  auto canonical = make_canonical(make_identity(as_is)).text;
  return canonical == as_is ? std::nullopt : std::optional(std::move(canonical));
}

bool contains(const RegexNode& set, char32_t c) {
  const bool inside = std::ranges::any_of(set.ranges, [&](const CharRange& range) { return c >= range.first && c <= range.second; });
  return inside != set.negated;
}

}  // namespace replylint

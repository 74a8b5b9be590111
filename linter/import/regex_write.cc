// SPDX-License-Identifier: MIT
// Tree -> phrase of the rule language.
//
//   in order to       in order to              plain words: the index finds them by their rarest word
//   utili[sz]e        /\b(?:utili[sz]e)\b/
//   (?-i) HTML code   /(?-i:\bHTML\s+code\b)/
#include <algorithm>
#include <array>

#include "import/code_points.h"
#include "import/regex.h"
#include "import/regex_class.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = RegexNode::Kind;

bool is_letter(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }

/// Letter case makes a difference to it, whatever `folds` says.
bool has_case(const RegexNode& node) {
  if (node.kind == Kind::text)
    return std::ranges::any_of(node.text, [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; });
  if (node.kind != Kind::set) return false;
  if (node.text.find("\\p") != std::string::npos || node.text.find("\\P") != std::string::npos) return true;
  for (char32_t c = 'a'; c <= 'z'; ++c) {
    if (contains(node, c) != contains(node, c - 32)) return true;
  }
  return false;
}

template <class Test>
bool any_node(const RegexNode& tree, Test test) {
  return test(tree) || std::ranges::any_of(tree.children, [&](const RegexNode& child) { return any_node(child, test); });
}

/// True where a match can begin (or end) with a character beyond ASCII, beside which RE2 sees no word boundary.
bool has_foreign_edge(const RegexNode& node, bool at_end) {
  switch (node.kind) {
    case Kind::text:
      return static_cast<unsigned char>(node.text.front()) >= 0x80;
    case Kind::set:
      return !node.negated && std::ranges::any_of(node.ranges, [](const CharRange& range) { return range.second >= 0x80; });
    case Kind::alternatives:
      return std::ranges::any_of(node.children, [&](const RegexNode& child) { return has_foreign_edge(child, at_end); });
    case Kind::sequence:
      return !node.children.empty() && has_foreign_edge(at_end ? node.children.back() : node.children.front(), at_end);
    case Kind::repeat:
    case Kind::group:
      return has_foreign_edge(node.children.front(), at_end);
    default:
      return false;
  }
}

bool is_blank(const RegexNode& node) { return node.kind == Kind::text && node.text == " "; }

class Writer {
 public:
  explicit Writer(bool mixed) : mixed_(mixed) {}

  std::string take(const RegexNode& tree) {
    write(tree);
    return std::move(out_);
  }

 private:
  void write(const RegexNode& node) {
    switch (node.kind) {
      case Kind::text: {
        std::size_t at = 0;
        return write_leaf(node, to_re2_character(take_code_point(node.text, at)));
      }
      case Kind::set:
        return write_leaf(node, node.text);
      case Kind::boundary:
        out_ += "\\b";
        return;
      case Kind::no_boundary:
        out_ += "\\B";
        return;
      case Kind::begin:
        out_ += '^';
        return;
      case Kind::end:
        out_ += '$';
        return;
      case Kind::sequence:
        return write_sequence(node);
      case Kind::alternatives:
        return write_alternatives(node);
      case Kind::repeat:
        return write_repeat(node);
      case Kind::group:
        out_ += '(';
        if (node.children.front().kind == Kind::alternatives) {
          write_children(node.children.front());
        } else {
          write(node.children.front());
        }
        out_ += ')';
        return;
    }
  }

  void write_leaf(const RegexNode& node, const std::string& text) {
    const bool apart = mixed_ && !node.folds && has_case(node);
    out_ += apart ? "(?-i:" + text + ")" : text;
  }

  void write_sequence(const RegexNode& node) {
    const auto& children = node.children;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const bool before = i > 0 && is_blank(children[i - 1]);
      const bool after = i + 1 < children.size() && is_blank(children[i + 1]);
      const auto follows = [&](bool at_end, std::size_t neighbour) {
        return neighbour < children.size() && has_foreign_edge(children[neighbour], at_end);
      };
      if (children[i].kind == Kind::boundary && (follows(false, i + 1) || (i > 0 && follows(true, i - 1)))) continue;
      if (is_blank(children[i]) && !before && !after) {
        out_ += "\\s+";
      } else {
        write(children[i]);
      }
    }
  }

  void write_alternatives(const RegexNode& node) {
    out_ += "(?:";
    write_children(node);
    out_ += ')';
  }
  void write_children(const RegexNode& node) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out_ += '|';
      write(node.children[i]);
    }
  }

  void write_repeat(const RegexNode& node) {
    const auto& child = node.children.front();
    if (is_blank(child) && node.most == 1) {
      out_ += "\\s";
    } else if (child.kind == Kind::set || child.kind == Kind::text || child.kind == Kind::group || child.kind == Kind::alternatives) {
      write(child);
    } else {
      out_ += "(?:";
      write(child);
      out_ += ')';
    }
    if (node.least == 0 && node.most == 1) {
      out_ += '?';
    } else if (node.least <= 1 && node.most == RegexNode::no_limit) {
      out_ += node.least == 0 ? '*' : '+';
    } else {
      out_ += "{" + std::to_string(node.least);
      if (node.most != node.least) out_ += "," + (node.most == RegexNode::no_limit ? std::string() : std::to_string(node.most));
      out_ += "}";
    }
    if (!node.greedy) out_ += '?';
  }

  bool mixed_;
  std::string out_;
};

/// Words that the phrase notation takes for more than they are: it reads "do not" and "don't" as one.
bool is_contractible(std::string_view word) {
  constexpr std::array<std::string_view, 31> words{
      "not",  "do",   "does", "did",   "is",    "are", "was", "were", "has",    "have", "had",  "can",  "could", "would", "should", "might",
      "must", "need", "will", "shall", "ought", "am",  "us",  "let",  "cannot", "cant", "dont", "wont", "isnt",  "didnt", "doesnt"};
  return std::ranges::find(words, word) != words.end();
}

/// \bplain words\b without regard to case -> "plain words".
std::optional<std::string> find_plain_words(const RegexNode& tree) {
  if (!is_bounded(tree) || any_node(tree.children[1], [](const RegexNode& node) {
        return node.kind == Kind::boundary || node.kind == Kind::no_boundary || node.kind == Kind::begin || node.kind == Kind::end ||
               node.kind == Kind::group || (!node.folds && has_case(node));
      })) {
    return std::nullopt;
  }
  const auto texts = find_all_texts(tree.children[1], 1);
  if (!texts || texts->empty() || texts->front().empty()) return std::nullopt;
  auto text = to_lower(texts->front());
  if (!std::ranges::all_of(text, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == ' '; })) return std::nullopt;
  if (text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string::npos) return std::nullopt;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    if (is_contractible(std::string_view(text).substr(begin, end - begin))) return std::nullopt;
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string to_phrase(const RegexNode& tree) {
  if (auto words = find_plain_words(tree)) return *words;
  const bool folds = any_node(tree, [](const RegexNode& node) { return node.folds && has_case(node); });
  const bool cased = has_cased_letters(tree);
  const auto pattern = Writer(folds && cased).take(tree);
  if (cased && !folds) return "/(?-i:" + pattern + ")/";
  // A blank behind the slash would make it a mark.
  return pattern.starts_with(' ') ? "/(?:" + pattern + ")/" : "/" + pattern + "/";
}

bool has_anchor(const RegexNode& tree) {
  return any_node(tree, [](const RegexNode& node) { return node.kind == Kind::begin || node.kind == Kind::end; });
}

bool is_anchored(const RegexNode& tree) {
  if (tree.kind == Kind::begin || tree.kind == Kind::end) return true;
  if (tree.kind == Kind::group) return is_anchored(tree.children.front());
  if (tree.kind != Kind::sequence || tree.children.empty()) return false;
  if (is_bounded(tree)) return is_anchored(tree.children[1]);
  return is_anchored(tree.children.front()) || is_anchored(tree.children.back());
}

bool has_cased_letters(const RegexNode& tree) {
  return any_node(tree, [](const RegexNode& node) { return !node.folds && has_case(node); });
}

std::size_t count_groups(const RegexNode& tree) {
  std::size_t count = tree.kind == Kind::group ? 1 : 0;
  for (const auto& child : tree.children) count += count_groups(child);
  return count;
}

}  // namespace replylint

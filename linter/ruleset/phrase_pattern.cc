// SPDX-License-Identifier: MIT
// Phrase tree -> RE2 pattern.
//
// Words are joined by `[\s,*]*` and guarded by \b, so that a contraction can follow without white space:
//   you are      \byou\b[\s,*]*(?:\bare|'re)\b
//   do not       \bdo(?:\b|n)[\s,*]*(?:\bnot|'t|\B(?:t|ot))\b       (don't = don + 't, dont = don + t, cannot = cann + ot)
#include <algorithm>
#include <string>

#include "ruleset/phrase_tree.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = PhraseNode::Kind;

constexpr std::string_view separator = "[\\s,*]*";
constexpr std::string_view one_word = "[^\\s.,;:!?()\"]+";

std::string to_literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_word_byte(c) && c != '\'' && c != '-' && c != ' ') out += '\\';
    out += c;
  }
  return out;
}

/// True where the tree can begin with the word "not".
bool begins_with_not(const PhraseNode& node) {
  switch (node.kind) {
    case Kind::word:
      return node.text == "not" && !node.open_start && !node.open_end;
    case Kind::alternatives:
    case Kind::optional:
      for (const auto& child : node.children) {
        if (begins_with_not(child)) return true;
      }
      return false;
    case Kind::sequence:
      for (const auto& child : node.children) {
        if (begins_with_not(child)) return true;
        if (child.kind != Kind::optional) return false;
      }
      return false;
    default:
      return false;
  }
}

bool closes_before(const std::vector<PhraseNode>& pieces, std::size_t end, bool outside);

/// True where what follows without a blank can only follow a boundary or the n of a contracted "not".
bool closes(const PhraseNode& node) {
  switch (node.kind) {
    case Kind::word:
      return true;
    case Kind::alternatives:
      return std::ranges::all_of(node.children, closes);
    case Kind::sequence:
      return closes_before(node.children, node.children.size(), false);
    default:
      return false;
  }
}

/// The same of what stands before the piece at `end`; `outside`: of what stands before all of them.
bool closes_before(const std::vector<PhraseNode>& pieces, std::size_t end, bool outside) {
  while (end-- > 0) {
    if (pieces[end].kind != Kind::optional) return closes(pieces[end]);
    if (!closes(pieces[end].children.front())) return false;
  }
  return outside;
}

class Writer {
 public:
  std::string take(const PhraseNode& tree) {
    write(tree, {});
    return std::move(out_);
  }

 private:
  /// What stands around a node.
  struct Around {
    bool word_before = false;  ///< a contraction may be glued to what is before
    bool word_closed = false;  ///< and what is before ends at a boundary or in the n of "n't"
    bool not_after = false;    ///< "not" may come next
    bool glued_before = false;
    bool glued_after = false;
  };

  void write(const PhraseNode& node, Around around) {
    switch (node.kind) {
      case Kind::word:
        return write_word(node, around);
      case Kind::any_word:
        if (!around.glued_before) out_ += "\\b";
        out_ += one_word;
        return;
      case Kind::gap:
        return;  // written by write_sequence, which knows its neighbours
      case Kind::mark:
        out_ += to_literal(node.text);
        return;
      case Kind::start:
        out_ += "^\\W*";
        return;
      case Kind::end:
        out_ += "\\W*$";
        return;
      case Kind::raw:
        out_ += "(?:" + node.text + ")";
        return;
      case Kind::sequence:
        return write_sequence(node, around);
      case Kind::optional:
      case Kind::alternatives:
        return write_group(node, around);
    }
  }

  void write_word(const PhraseNode& node, Around around) {
    const bool plain = !node.open_start && !node.open_end && !around.glued_before && !around.glued_after;
    if (plain && node.text == "not" && around.word_before) {
      // After anything else "\B(?:t|ot)" would be the end of any word: "let", "dot".
      out_ += around.word_closed ? "(?:\\bnot|'t|\\B(?:t|ot))\\b" : "(?:\\bnot|'t)\\b";
      return;
    }
    if (plain && around.not_after && takes_contracted_not(node.text)) {
      // "won't" and "shan't" change the verb too.
      if (node.text == "will") {
        out_ += around.word_before ? "(?:\\bwill\\b|'ll\\b|\\bwon)" : "\\b(?:will\\b|won)";
      } else if (node.text == "shall") {
        out_ += "\\b(?:shall\\b|shan)";
      } else if (const auto form = to_contracted(node.text); !form.empty() && around.word_before) {
        out_ += "(?:\\b" + node.text + "(?:\\b|n)|" + std::string(form) + "\\b)";
      } else {
        out_ += "\\b" + node.text + "(?:\\b|n)";
      }
      return;
    }
    if (const auto form = to_contracted(node.text); plain && !form.empty() && around.word_before) {
      out_ += "(?:\\b" + node.text + "|" + std::string(form) + ")\\b";
      return;
    }
    if (!around.glued_before && !node.text.empty() && is_word_byte(node.text.front())) {
      // \b is ASCII: it does not stand before a letter beyond ASCII.
      out_ += static_cast<unsigned char>(node.text.front()) < 0x80 ? "\\b" : "";
    }
    if (node.open_start) out_ += "[\\w'-]*";
    out_ += to_literal(node.text);
    if (node.open_end) out_ += "[\\w'-]*";
    if (!around.glued_after && !node.text.empty() && static_cast<unsigned char>(node.text.back()) < 0x80) out_ += "\\b";
  }

  void write_sequence(const PhraseNode& node, Around around) {
    const auto& children = node.children;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const auto& child = children[i];
      const bool first = i == 0;
      const bool last = i + 1 == children.size();
      const Kind before = first ? Kind::start : children[i - 1].kind;
      if (child.kind == Kind::gap) {
        write_gap(child, first, last);
        continue;
      }
      Around here;
      here.glued_before = first ? around.glued_before : makes_one_word(children[i - 1], child);
      here.glued_after = last ? around.glued_after : makes_one_word(child, children[i + 1]);
      here.word_before = first ? around.word_before : joins(children[i - 1]) && !child.glued;
      here.word_closed = closes_before(children, i, around.word_closed);
      here.not_after = last ? around.not_after : not_follows(children, i + 1, around.not_after);
      if (child.kind == Kind::optional) {
        // The separator belongs to the optional part, so that nothing is left of it when it is absent.
        out_ += "(?:";
        if (!first && !child.glued && before != Kind::gap && before != Kind::start) out_ += separator;
        write(child.children.front(), here);
        if (first && !last && !children[i + 1].glued) out_ += separator;
        out_ += ")?";
        continue;
      }
      if (!first && !child.glued && before != Kind::gap && before != Kind::start && child.kind != Kind::end &&
          !(i == 1 && before == Kind::optional)) {
        out_ += separator;
      }
      write(child, here);
    }
  }

  static bool joins(const PhraseNode& node) { return node.kind != Kind::gap && node.kind != Kind::start && node.kind != Kind::mark; }

  static bool not_follows(const std::vector<PhraseNode>& children, std::size_t from, bool beyond) {
    for (std::size_t i = from; i < children.size(); ++i) {
      if (begins_with_not(children[i])) return true;
      if (children[i].kind != Kind::optional) return false;
    }
    return beyond;
  }

  void write_gap(const PhraseNode& gap, bool first, bool last) {
    if (gap.words == 0) {
      out_ += "(?s:.*?)";
      return;
    }
    const std::string count = std::to_string(gap.words);
    if (first) {
      out_ += "(?:[\\w'-]+\\W+){0," + count + "}?";
    } else if (last) {
      out_ += "(?:\\W+[\\w'-]+){0," + count + "}?";
    } else {
      out_ += "(?:\\W+[\\w'-]+){0," + count + "}?\\W+";
    }
  }

  void write_group(const PhraseNode& node, Around around) {
    if (node.kind == Kind::optional) {
      out_ += "(?:";
      write(node.children.front(), around);
      out_ += ")?";
      return;
    }
    out_ += node.captures ? "(" : "(?:";
    bool first = true;
    for (const auto& child : node.children) {
      if (!first) out_ += '|';
      first = false;
      write(child, around);
    }
    out_ += ")";
  }

  std::string out_;
};

}  // namespace

std::string format_pattern(const PhraseNode& tree) { return Writer().take(tree); }

}  // namespace replylint

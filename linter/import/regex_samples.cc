// SPDX-License-Identifier: MIT
// Texts that a pattern matches: one, several, or all of them.
#include <algorithm>

#include "import/code_points.h"
#include "import/regex.h"
#include "import/regex_class.h"

namespace replylint {
namespace {

using Kind = RegexNode::Kind;

constexpr std::size_t longest_sample = 200;
constexpr std::u32string_view likely = U"esatnroixEATS5270, -.'\"!?:;()/_&%$+#*<>=@[]{}|\\~^`";

/// Choices of one variant: 0 is always the first, others are drawn, the same ones each time.
class Choices {
 public:
  explicit Choices(unsigned variant) : state_(variant == 0 ? 0 : variant * 2654435761U + 1U) {}

  std::size_t choose(std::size_t count) {
    if (state_ == 0 || count < 2) return 0;
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 16U) % count;
  }
  /// False once a sample has cost enough: repeats of nothing add no text that would end it.
  bool may_go_on() { return steps_left_ > 0 && steps_left_-- > 0; }

 private:
  std::uint32_t state_;
  std::size_t steps_left_ = 5000;
};

void add_sample(const RegexNode& node, Choices& choices, std::string& out) {
  if (out.size() > longest_sample || !choices.may_go_on()) return;
  switch (node.kind) {
    case Kind::text:
      out += node.text;
      return;
    case Kind::set: {
      std::vector<char32_t> fit;
      for (const auto c : likely) {
        if (fit.size() < 5 && contains(node, c)) fit.push_back(c);
      }
      if (!fit.empty()) {
        out += to_utf8(fit[choices.choose(fit.size())]);
      } else if (!node.ranges.empty() && !node.negated) {
        out += to_utf8(node.ranges[choices.choose(node.ranges.size())].first);
      }
      return;
    }
    case Kind::alternatives:
      return add_sample(node.children[choices.choose(node.children.size())], choices, out);
    case Kind::repeat: {
      const auto most = std::min(node.most, node.least + 3);
      const auto times = node.least + static_cast<std::uint32_t>(choices.choose(most - node.least + 1));
      for (std::uint32_t i = 0; i < times && out.size() <= longest_sample; ++i) add_sample(node.children.front(), choices, out);
      return;
    }
    case Kind::sequence:
    case Kind::group:
      for (const auto& child : node.children) add_sample(child, choices, out);
      return;
    default:
      return;
  }
}

using Texts = std::vector<std::string>;

bool is_printable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto c = take_code_point(text, at);
    if (!is_writable(c) || to_utf8(c) != text.substr(begin, at - begin)) return false;
  }
  return true;
}

void add_distinct(Texts& texts, std::string text) {
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
}

std::optional<Texts> join(const Texts& left, const Texts& right, std::size_t most) {
  Texts out;
  for (const auto& a : left) {
    for (const auto& b : right) {
      add_distinct(out, a + b);
      if (out.size() > most || out.back().size() > longest_sample) return std::nullopt;
    }
  }
  return out;
}

std::optional<Texts> find_set_texts(const RegexNode& node, std::size_t most) {
  // A class by Unicode property knows only some of its characters.
  if (node.negated || node.text.find("\\p") != std::string::npos || node.text.find("\\P") != std::string::npos) return std::nullopt;
  Texts out;
  for (const auto& [first, last] : node.ranges) {
    if (last - first >= most) return std::nullopt;
    for (auto c = first; c <= last; ++c) add_distinct(out, to_utf8(c));
  }
  return out.size() > most ? std::nullopt : std::optional(std::move(out));
}

}  // namespace

std::string make_sample(const RegexNode& tree, unsigned variant) {
  Choices choices(variant);
  std::string out;
  add_sample(tree, choices, out);
  return out;
}

std::vector<std::string> make_samples(const RegexNode& tree, std::size_t most) {
  Texts out;
  for (unsigned variant = 0; variant < 4 * most && out.size() < most; ++variant) {
    auto sample = make_sample(tree, variant);
    if (is_printable(sample)) add_distinct(out, std::move(sample));
  }
  return out;
}

std::optional<std::vector<std::string>> find_all_texts(const RegexNode& tree, std::size_t most) {
  switch (tree.kind) {
    case Kind::text:
      return Texts{tree.text};
    case Kind::set:
      return find_set_texts(tree, most);
    case Kind::alternatives: {
      Texts all;
      for (const auto& child : tree.children) {
        auto texts = find_all_texts(child, most);
        if (!texts) return std::nullopt;
        for (auto& text : *texts) add_distinct(all, std::move(text));
        if (all.size() > most) return std::nullopt;
      }
      return all;
    }
    case Kind::repeat: {
      if (tree.most > 8) return std::nullopt;
      const auto once = find_all_texts(tree.children.front(), most);
      if (!once) return std::nullopt;
      Texts all;
      std::optional<Texts> times = Texts{""};
      for (std::uint32_t i = 0; i <= tree.most && times; ++i) {
        if (i >= tree.least) {
          for (const auto& text : *times) add_distinct(all, text);
        }
        if (i < tree.most) times = join(*times, *once, most);
      }
      return !times || all.size() > most ? std::nullopt : std::optional(std::move(all));
    }
    case Kind::sequence:
    case Kind::group: {
      std::optional<Texts> texts = Texts{""};
      for (const auto& child : tree.children) {
        const auto next = find_all_texts(child, most);
        texts = next ? join(*texts, *next, most) : std::nullopt;
        if (!texts) return std::nullopt;
      }
      return texts;
    }
    default:
      return Texts{""};
  }
}

}  // namespace replylint

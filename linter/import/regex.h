// SPDX-License-Identifier: MIT
// Regular expressions of Vale (.NET's syntax, as its library regexp2 reads it): parsed, written for RE2, and sampled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace replylint {

/// Characters from first to last, both included.
using CharRange = std::pair<char32_t, char32_t>;

struct RegexNode {
  enum class Kind : std::uint8_t {
    text,          ///< one character
    set,           ///< one character of a set; `.` is one too
    boundary,      ///< \b
    no_boundary,   ///< \B
    begin,         ///< ^ \A
    end,           ///< $ \z \Z
    sequence,      ///< children in order
    alternatives,  ///< one of the children
    repeat,        ///< the child `least` to `most` times
    group,         ///< its only child in brackets that capture
  };
  static constexpr std::uint32_t no_limit = 0xFFFFFFFF;
  Kind kind = Kind::sequence;
  std::string text;               ///< UTF-8 of a character; of a set how RE2 writes it
  std::vector<CharRange> ranges;  ///< of a set
  bool negated = false;           ///< a set of all characters but `ranges`
  bool folds = false;             ///< letter case does not count
  bool greedy = true;
  std::uint32_t least = 0;
  std::uint32_t most = no_limit;
  std::vector<RegexNode> children;
};

/// What cannot be said here: `token` at byte `offset` of the pattern, and why.
struct RegexError {
  std::size_t offset = 0;
  std::string token;
  std::string why;
};

/// Parses a pattern; `folds`: letter case does not count until the pattern says otherwise. Refused, each by name: look-around,
/// back-references, atomic groups, conditionals, possessive quantifiers, class subtraction, Unicode blocks, and characters that canonical
/// text writes as others (a long dash is "-" there). A curly apostrophe becomes a straight one. Depth, size and counts are limited.
[[nodiscard]] std::expected<RegexNode, RegexError> parse_regex(std::string_view pattern, bool folds);

/// Small trees for those who build them by hand: a text as it stands, a boundary, children under a node.
[[nodiscard]] RegexNode make_text_regex(std::string_view text, bool folds);
[[nodiscard]] RegexNode make_boundary();
[[nodiscard]] RegexNode make_regex(RegexNode::Kind kind, std::vector<RegexNode> children);
/// \b(?:…)\b, without the boundaries where `bounded` is false.
[[nodiscard]] RegexNode make_bounded(RegexNode inner, bool bounded);
[[nodiscard]] bool is_bounded(const RegexNode& tree);

/// The tree as one phrase of the rule language: plain words where they mean the same, else raw RE2 between slashes. One blank
/// between two characters stands for any white space, because mail breaks its lines anywhere. Capturing groups stay groups.
[[nodiscard]] std::string to_phrase(const RegexNode& tree);

/// A text that the tree matches, most likely: boundaries and anchors are not looked at. Equal for equal `variant`; 0 takes the
/// first of everything.
[[nodiscard]] std::string make_sample(const RegexNode& tree, unsigned variant);
/// Several different ones, at most `most`.
[[nodiscard]] std::vector<std::string> make_samples(const RegexNode& tree, std::size_t most);

/// Every text that the tree matches, letter case aside where it does not count; nullopt where there are more than `most`.
[[nodiscard]] std::optional<std::vector<std::string>> find_all_texts(const RegexNode& tree, std::size_t most);

/// For each word whether a match may hold it with no letter or digit beside it; true where that would take long to tell.
[[nodiscard]] std::vector<bool> find_contained(const RegexNode& tree, const std::vector<std::string>& words);

/// True where an anchor of kind `begin` or `end` stands in the tree.
[[nodiscard]] bool has_anchor(const RegexNode& tree);
/// True where every match begins or ends at an anchor, as far as it can be seen at once.
[[nodiscard]] bool is_anchored(const RegexNode& tree);
/// True where some node has letters and letter case counts for it.
[[nodiscard]] bool has_cased_letters(const RegexNode& tree);
[[nodiscard]] std::size_t count_groups(const RegexNode& tree);

}  // namespace replylint

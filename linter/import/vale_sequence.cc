// SPDX-License-Identifier: MIT
// Sequence: tokens in a row, as far as that can be said without a tagger.
#include <algorithm>
#include <array>

#include "import/vale_rule.h"
#include "ruleset/errors.h"

namespace replylint {
namespace {

using Kind = RegexNode::Kind;

constexpr std::size_t most_skipped = 20;

/// Parts of speech (Penn Treebank) whose words can be listed.
struct ClosedTag {
  std::string_view name;
  std::string_view words;
};
constexpr std::array<ClosedTag, 12> closed_tags{
    {{"MD", "can|could|may|might|must|ought|shall|should|will|would"},
     {"PRP", "I|you|he|she|it|we|they|me|him|her|us|them|myself|yourself|himself|herself|itself|ourselves|themselves"},
     {"PRP$", "my|your|his|her|its|our|their"},
     {"DT", "the|a|an|this|that|these|those|some|any|no|every|each|all|both|another"},
     {"PDT", "all|both|half|such|quite|many"},
     {"TO", "to"},
     {"EX", "there"},
     {"CC", "and|or|but|nor|yet|so|plus"},
     {"WDT", "which|that|what|whichever|whatever"},
     {"WP", "who|whom|what|whoever"},
     {"WP$", "whose"},
     {"WRB", "when|where|why|how|whenever|wherever"}}};

/// "MD|PRP" -> their words; nullopt with the first that cannot be listed.
std::expected<std::string, std::string> find_words(std::string_view tags) {
  std::string out;
  for (std::size_t begin = 0; begin <= tags.size();) {
    const auto end = std::min(tags.find('|', begin), tags.size());
    auto name = std::string(tags.substr(begin, end - begin));
    std::erase(name, '\\');
    const auto found = std::ranges::find(closed_tags, std::string_view(name), &ClosedTag::name);
    if (found == closed_tags.end()) return std::unexpected(name);
    out += (out.empty() ? "" : "|") + std::string(found->words);
    begin = end + 1;
  }
  return out;
}

std::optional<std::size_t> parse_skip(ValeRule& rule, const Node& token) {
  const auto* skip = token.find("skip");
  if (skip == nullptr || skip->is_empty()) return 0;
  std::size_t value = 0;
  for (const char c : skip->text) {
    if (c < '0' || c > '9' || value > most_skipped) {
      rule.lose(*skip, "“skip” has to be a number from 0 to 20");
      return std::nullopt;
    }
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  if (value <= most_skipped) return value;
  rule.lose(*skip, "“skip” has to be a number from 0 to 20");
  return std::nullopt;
}

/// A token as a pattern of one word; nullopt where only a tagger could tell.
std::optional<RegexNode> parse_word(ValeRule& rule, const Node& token, bool folds) {
  const auto* pattern = token.find("pattern");
  const auto* tag = token.find("tag");
  const auto* negate = token.find("negate");
  if (negate != nullptr && negate->text == "true") {
    rule.lose(*negate, "“negate”: patterns here cannot say what a word is not");
    return std::nullopt;
  }
  const bool has_pattern = pattern != nullptr && !pattern->is_empty();
  if (tag == nullptr || tag->is_empty()) {
    if (has_pattern) return rule.parse(*pattern, pattern->text, folds);
    rule.lose(token, "a token without “pattern” and “tag”");
    return std::nullopt;
  }
  if (has_pattern) {
    rule.lose(*tag, "“tag” narrows “pattern” by part of speech, which needs a tagger; without it too much would be found");
    return std::nullopt;
  }
  const auto words = find_words(tag->text);
  if (!words) {
    rule.lose(*tag, "tag " + quote(words.error()) + " needs a part-of-speech tagger: its words cannot be listed");
    return std::nullopt;
  }
  rule.lose(*tag, "tag " + quote(tag->text) + " is taken as a list of words");
  return rule.parse(*tag, *words, true);
}

/// (?:\S+\s+){0,n}
RegexNode make_skipped(std::size_t count) {
  auto words = *parse_regex("(?:\\S+\\s+)", false);
  std::vector<RegexNode> inner;
  inner.push_back(std::move(words));
  auto repeat = make_regex(Kind::repeat, std::move(inner));
  repeat.most = static_cast<std::uint32_t>(count);
  return repeat;
}

}  // namespace

void import_sequence(ValeRule& rule) {
  constexpr std::array<std::string_view, 2> known{"tokens", "ignorecase"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto* tokens = rule.find("tokens");
  if (tokens == nullptr || tokens->kind != NodeKind::sequence || tokens->items.empty())
    return rule.lose_key("tokens", "has to be a list of tokens");
  const bool folds = rule.is_on("ignorecase");
  std::vector<RegexNode> row;
  std::string source;
  for (const auto& token : tokens->items) {
    if (token.kind != NodeKind::mapping) return rule.lose(token, "a token is a mapping with “pattern” or “tag”");
    const auto skip = parse_skip(rule, token);
    auto word = skip ? parse_word(rule, token, folds) : std::nullopt;
    if (!word) return;
    if (!row.empty()) row.push_back(*parse_regex("\\s+", false));
    if (*skip > 0) row.push_back(make_skipped(*skip));
    std::vector<RegexNode> group;
    group.push_back(std::move(*word));
    row.push_back(make_bounded(make_regex(Kind::group, std::move(group)), true));
    const auto* pattern = token.find("pattern");
    source += (source.empty() ? "" : " ") + (pattern == nullptr ? token.find("tag")->text : pattern->text);
  }
  Token whole{make_regex(Kind::sequence, std::move(row)), tokens->place, source};
  const auto groups = count_groups(whole.tree);
  auto phrase = rule.make_phrase(whole);
  if (!phrase) return;
  auto made = rule.make_rule(*scope);
  if (groups == tokens->items.size() && rule.text("message").find("%s") != rule.text("message").rfind("%s")) {
    std::vector<std::string> words;
    for (std::size_t i = 1; i <= groups; ++i) words.push_back("{" + std::to_string(i) + "}");
    made.message = rule.format_message(words);
  }
  made.phrases.push_back(std::move(*phrase));
  rule.add_action(made);
  rule.add(std::move(made));
}

}  // namespace replylint

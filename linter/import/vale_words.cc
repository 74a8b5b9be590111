// SPDX-License-Identifier: MIT
// Checks that look for words: existence and substitution.
#include <algorithm>
#include <array>
#include <map>

#include "import/code_points.h"
#include "import/vale_rule.h"
#include "ruleset/errors.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_texts = 64;
constexpr std::size_t most_replacements = 400;

/// The pieces of `raw` as one pattern, as Vale joins them.
std::optional<Token> parse_raw(ValeRule& rule, bool folds) {
  std::string joined;
  const Node* first = nullptr;
  for (const auto* node : rule.texts("raw")) {
    if (first == nullptr) first = node;
    joined += node->text;
  }
  if (first == nullptr) return std::nullopt;
  auto tree = rule.parse(*first, joined, folds);
  return tree ? std::optional(Token{std::move(*tree), first->place, joined}) : std::nullopt;
}

RegexNode join(RegexNode left, RegexNode right) {
  std::vector<RegexNode> both;
  both.push_back(std::move(left));
  both.push_back(std::move(right));
  return make_regex(RegexNode::Kind::sequence, std::move(both));
}

/// "a|b" of a replacement are two.
std::vector<std::string> split_alternatives(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('|', begin), text.size());
    if (const auto part = trim(text.substr(begin, end - begin)); !part.empty()) out.emplace_back(part);
    begin = end + 1;
  }
  return out;
}

/// "$1" and "${1}" of Vale are {1} here; other braces are none of ours.
std::string to_fix_text(std::string_view text, std::size_t groups) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool braced = text.substr(i, 2) == "${";
    const auto digit = i + (braced ? 2 : 1);
    const bool group = text[i] == '$' && digit < text.size() && text[digit] >= '1' && text[digit] <= '9' &&
                       static_cast<std::size_t>(text[digit] - '0') <= groups && (!braced || text.substr(digit + 1, 1) == "}");
    if (!group) {
      out += text[i] == '{' ? '(' : text[i] == '}' ? ')' : text[i];
      continue;
    }
    out += std::string("{") + text[digit] + "}";
    i = digit + (braced ? 1 : 0);
  }
  return out;
}

bool is_phrase(std::string_view text) { return trim(text).find(' ') != std::string_view::npos; }

/// Takes what is right already out of what a swap finds, as Vale does: its own replacement.
bool leave_right_ones(ValeRule& rule, Swap& swap, bool folds) {
  const auto texts = find_all_texts(swap.token.tree, most_texts);
  const auto right = split_alternatives(swap.replacement);
  const auto is_right = [&](std::string_view text) {
    return std::ranges::any_of(
        right, [&](const std::string& one) { return folds && !is_phrase(one) ? equal_ignoring_case(text, one) : text == one; });
  };
  if (!texts) return true;
  std::vector<RegexNode> wrong;
  bool case_only = false;
  for (const auto& text : *texts) {
    if (is_right(text)) continue;
    const bool same_letters = folds && std::ranges::any_of(right, [&](const std::string& one) { return equal_ignoring_case(text, one); });
    case_only = case_only || same_letters;
    // Without regard to case the right one would be found too, so only the letters as they are written are looked for.
    wrong.push_back(make_text_regex(text, folds && !same_letters));
  }
  if (wrong.empty()) return false;
  if (wrong.size() == texts->size() && !case_only) return true;
  if (case_only) rule.lose(swap.token.place, quote(swap.token.source) + ": found only in the letter case that it is written in");
  swap.token.tree = make_bounded(make_regex(RegexNode::Kind::alternatives, std::move(wrong)), is_bounded(swap.token.tree));
  return true;
}

/// Entries of `swap`, which is a mapping, or a list of mappings.
std::vector<const Node*> find_entries(ValeRule& rule) {
  std::vector<const Node*> out;
  const auto* swap = rule.find("swap");
  if (swap == nullptr) return out;
  const auto take = [&](const Node& mapping) {
    for (const auto& entry : mapping.items) out.push_back(&entry);
  };
  if (swap->kind == NodeKind::mapping) take(*swap);
  if (swap->kind == NodeKind::sequence) {
    for (const auto& item : swap->items) {
      if (item.kind == NodeKind::mapping) take(item);
    }
  }
  return out;
}

std::optional<Swap> parse_entry(ValeRule& rule, const Node& entry, bool folds, bool bounded) {
  if (entry.kind != NodeKind::scalar) {
    rule.lose(entry, quote(entry.key) + ": a replacement is a text");
    return std::nullopt;
  }
  auto tree = parse_regex(entry.key, folds);
  if (!tree) {
    const auto& error = tree.error();
    auto place = entry.key_text_place;
    place.column += static_cast<std::uint32_t>(error.offset);
    rule.lose(place, "“" + error.token + "” in " + quote(entry.key) + ": " + error.why);
    return std::nullopt;
  }
  return Swap{{make_bounded(std::move(*tree), bounded), entry.key_place, entry.key}, entry.text};
}

void fill_swap_message(const ValeRule& rule, MadeRule& made, const std::vector<std::string>& better) {
  std::string words;
  for (std::size_t i = 0; i < better.size(); ++i) words += (i == 0 ? "" : i + 1 == better.size() ? " or " : ", ") + better[i];
  const std::array arguments{words, std::string("{match}")};
  made.message = rule.format_message(arguments);
}

}  // namespace

void import_existence(ValeRule& rule) {
  constexpr std::array<std::string_view, 8> known{"tokens", "raw", "nonword", "ignorecase", "append", "exceptions", "vocab", "limit"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const bool folds = rule.is_on("ignorecase");
  const bool nonword = rule.is_on("nonword");
  auto tokens = rule.parse_tokens("tokens", folds, !nonword);
  const bool had_raw = !rule.texts("raw").empty();
  auto raw = parse_raw(rule, folds);
  if (had_raw && !raw) return;
  if (raw && tokens.empty()) {
    tokens.push_back(std::move(*raw));
  } else if (raw) {
    const bool behind = rule.is_on("append");
    for (auto& token : tokens) token.tree = behind ? join(std::move(token.tree), raw->tree) : join(raw->tree, std::move(token.tree));
  }
  if (tokens.empty() && rule.find("tokens") == nullptr && !had_raw) rule.lose(YamlPlace{}, "neither “tokens” nor “raw”: it finds nothing");
  if (rule.find("limit") != nullptr) rule.lose_key("limit", "how many findings are shown is for the writer to choose here");
  for (const auto& token : tokens) {
    if (is_anchored(token.tree) && !scope->subject && scope->per != "sentence")
      rule.lose(token.place, "“^” and “$” are the beginning and the end of a sentence here, not of a line");
  }
  auto made = rule.make_rule(*scope);
  made.unless = rule.except(tokens, !nonword);
  made.good = rule.make_excused(scope->subject);
  made.phrases = rule.make_phrases(tokens);
  rule.add_action(made);
  if (!made.phrases.empty()) rule.add(std::move(made));
}

void add_swaps(ValeRule& rule, std::vector<Swap> swaps, const Scope& scope, bool folds) {
  std::map<std::string, std::vector<Swap*>> groups;
  std::vector<std::string> order;
  for (auto& swap : swaps) {
    if (!leave_right_ones(rule, swap, folds)) continue;
    auto& group = groups[swap.replacement];
    if (group.empty()) order.push_back(swap.replacement);
    group.push_back(&swap);
  }
  std::vector<Token> tokens;
  for (auto& replacement : order) {
    for (auto* swap : groups[replacement]) tokens.push_back(std::move(swap->token));
    if (order.size() > most_replacements) continue;
    std::size_t groups_most = 0;
    for (const auto& token : tokens) groups_most = std::max(groups_most, count_groups(token.tree));
    const auto better = split_alternatives(replacement);
    auto made = rule.make_rule(
        scope, order.size() == 1 ? std::string_view() : std::string_view(better.empty() ? tokens.front().source : better.front()));
    made.unless = rule.except(tokens, true);
    made.phrases = rule.make_phrases(tokens);
    tokens.clear();
    if (made.phrases.empty()) continue;
    std::vector<std::string> fixes;
    for (const auto& text : better) fixes.push_back(to_fix_text(text, groups_most));
    const auto* action = rule.find("action");
    const auto* name = action == nullptr ? nullptr : action->find("name");
    const bool replaces = name != nullptr && name->text == "replace";
    if (!fixes.empty()) made.fix = replaces && fixes.size() == 1 ? MadeFix::replace : MadeFix::suggest;
    if (fixes.empty() && name != nullptr && name->text == "remove") made.fix = MadeFix::remove;
    fill_swap_message(rule, made, fixes);
    made.fix_texts = std::move(fixes);
    for (const auto& text : better) {
      if (text.find('$') != std::string::npos) continue;
      const auto frames = make_frames(text, scope.subject);
      made.good.insert(made.good.end(), frames.begin(), frames.begin() + 2);
    }
    rule.add(std::move(made));
  }
  if (order.size() <= most_replacements) return;
  rule.lose_key("swap", "over 400 different replacements: one rule finds them all, and offers none of them");
  auto made = rule.make_rule(scope);
  made.unless = rule.except(tokens, true);
  made.phrases = rule.make_phrases(tokens);
  const std::array arguments{std::string("another word"), std::string("{match}")};
  made.message = rule.format_message(arguments);
  if (!made.phrases.empty()) rule.add(std::move(made));
}

void import_substitution(ValeRule& rule) {
  constexpr std::array<std::string_view, 6> known{"swap", "nonword", "ignorecase", "exceptions", "vocab", "limit"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto entries = find_entries(rule);
  if (entries.empty()) return rule.lose_key("swap", "has to be a mapping of what to find to what to write instead");
  if (rule.find("pos") != nullptr) return rule.lose_key("pos", "needs a part-of-speech tagger, and without it would find too much");
  const bool folds = rule.is_on("ignorecase");
  std::vector<Swap> swaps;
  for (const auto* entry : entries) {
    if (auto swap = parse_entry(rule, *entry, folds, !rule.is_on("nonword"))) swaps.push_back(std::move(*swap));
  }
  add_swaps(rule, std::move(swaps), *scope, folds);
}

}  // namespace replylint

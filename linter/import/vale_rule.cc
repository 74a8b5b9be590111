// SPDX-License-Identifier: MIT
// Keys, patterns, exceptions and scopes of Vale rules.
#include "import/vale_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "ruleset/errors.h"
#include "ruleset/phrase.h"
#include "ruleset/rule.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_texts = 64;
constexpr std::size_t most_exceptions = 400;
constexpr std::size_t most_samples = 8;
constexpr std::size_t longest_words = 300;

constexpr std::array<std::string_view, 8> common_keys{"extends", "message", "level", "scope", "link", "description", "action", "name"};

std::string to_one_line(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : trim(text)) {
    const bool blank = is_space(c) || (c >= 0 && c < ' ') || c == 0x7F;
    if (blank && out.ends_with(' ')) continue;
    out += blank ? ' ' : c;
  }
  if (out.size() <= most) return out;
  out.resize(most);
  while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U) out.pop_back();
  if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0U) out.pop_back();
  return out + "...";
}

/// True where one of `words` stands in `text` with no letter or digit beside it.
bool holds_word(std::string_view text, const std::set<std::string, std::less<>>& words, std::size_t longest) {
  const auto is_edge = [&](std::size_t at) {
    return at == 0 || at == text.size() || !is_word_byte(text[at - 1]) || !is_word_byte(text[at]);
  };
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_edge(begin)) continue;
    for (auto end = begin + 1; end <= std::min(text.size(), begin + longest); ++end) {
      if (is_edge(end) && words.contains(text.substr(begin, end - begin))) return true;
    }
  }
  return false;
}

/// Marks the exceptions that a match of the tree may hold; those that cannot be listed always may.
void mark_met(const RegexNode& tree, const std::vector<std::optional<std::vector<std::string>>>& texts, std::vector<bool>& met) {
  std::vector<std::string> words;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i]) met[i] = true;
    if (met[i]) continue;
    for (const auto& word : *texts[i]) {
      words.push_back(word);
      owners.push_back(i);
    }
  }
  const auto contained = find_contained(tree, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (contained[i]) met[owners[i]] = true;
  }
}

}  // namespace

std::string to_kebab(std::string_view name, std::size_t longest) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const char lower = to_lower(c);
    const bool known = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    if (!known) {
      if (!out.empty() && out.back() != '-') out += '-';
      continue;
    }
    const bool after_small = i > 0 && !is_capital(name[i - 1]) && to_lower(name[i - 1]) >= 'a' && to_lower(name[i - 1]) <= 'z';
    const bool before_small = i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z' && i > 0 && is_capital(name[i - 1]);
    if (is_capital(c) && (after_small || before_small) && !out.empty() && out.back() != '-') out += '-';
    out += lower;
  }
  if (out.size() > longest) out.resize(longest);
  while (out.ends_with('-')) out.pop_back();
  return out;
}

std::string to_plain_words(std::string_view text) {
  auto out = to_one_line(text, longest_words);
  std::ranges::replace(out, '{', '(');
  std::ranges::replace(out, '}', ')');
  return out;
}

ValeRule::ValeRule(const Node& root, std::string name, StyleContext& context, ImportedRule& report)
    : root_(root), name_(std::move(name)), context_(context), report_(report) {}

void ValeRule::lose(YamlPlace place, std::string what) {
  constexpr std::size_t most_remarks = 1000;
  if (report_.remarks.size() >= most_remarks) return;
  ImportRemark remark{place, std::move(what)};
  if (std::ranges::find(report_.remarks, remark) == report_.remarks.end()) report_.remarks.push_back(std::move(remark));
}

void ValeRule::lose_key(std::string_view key, std::string_view what) {
  const auto* node = find(key);
  lose(node == nullptr ? root_.place : node->key_place, fmt::format("“{}”: {}", key, what));
}

void ValeRule::check_keys(std::span<const std::string_view> known) {
  for (const auto& item : root_.items) {
    if (std::ranges::find(common_keys, item.key) != common_keys.end() || std::ranges::find(known, item.key) != known.end()) continue;
    lose(item.key_place, quote(item.key) + ": this key is left out");
  }
}

std::string ValeRule::text(std::string_view key) const {
  const auto* node = find(key);
  return node == nullptr || node->kind != NodeKind::scalar || node->is_empty() ? std::string() : node->text;
}

bool ValeRule::is_on(std::string_view key, bool otherwise) const {
  const auto value = to_lower(text(key));
  if (value == "true" || value == "yes" || value == "on") return true;
  if (value == "false" || value == "no" || value == "off") return false;
  return otherwise;
}

std::optional<double> ValeRule::number(std::string_view key) {
  const auto value = text(key);
  if (value.empty()) return std::nullopt;
  double out = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), out);
  if (problem == std::errc() && end == value.data() + value.size() && out >= 0 && out <= 1e6) return out;
  lose_key(key, "has to be a number from 0 to 1000000");
  return std::nullopt;
}

std::vector<const Node*> ValeRule::texts(std::string_view key) {
  std::vector<const Node*> out;
  const auto* node = find(key);
  if (node == nullptr || node->is_empty()) return out;
  const auto take = [&](const Node& item) {
    if (item.kind != NodeKind::scalar) return lose(item, fmt::format("“{}”: a text is expected here", key));
    if (!trim(item.text).empty()) out.push_back(&item);
  };
  if (node->kind == NodeKind::scalar) take(*node);
  if (node->kind == NodeKind::mapping) lose(*node, fmt::format("“{}” has to be a list of texts", key));
  if (node->kind == NodeKind::sequence) {
    for (const auto& item : node->items) take(item);
  }
  return out;
}

std::optional<RegexNode> ValeRule::parse(const Node& node, std::string_view pattern, bool folds) {
  auto tree = parse_regex(pattern, folds);
  if (tree) return std::move(*tree);
  const auto& error = tree.error();
  const bool verbatim = pattern == node.text;
  lose(verbatim ? node.find_place(error.offset) : node.place, fmt::format("“{}” in {}: {}", error.token, quote(pattern), error.why));
  return std::nullopt;
}

std::vector<Token> ValeRule::parse_tokens(std::string_view key, bool folds, bool bounded) {
  std::vector<Token> out;
  for (const auto* node : texts(key)) {
    if (auto tree = parse(*node, node->text, folds)) out.push_back({make_bounded(std::move(*tree), bounded), node->place, node->text});
  }
  return out;
}

std::optional<MadePhrase> ValeRule::make_phrase(const Token& token) {
  MadePhrase phrase{.text = to_phrase(token.tree),
                    .samples = make_samples(token.tree, most_samples),
                    .place = token.place,
                    .token = to_one_line(token.source, 60)};
  const auto parsed = parse_phrase(phrase.text, false, {});
  if (parsed) return phrase;
  lose(token.place, quote(token.source) + ": " + parsed.error().what);
  return std::nullopt;
}

std::vector<MadePhrase> ValeRule::make_phrases(const std::vector<Token>& tokens) {
  std::vector<MadePhrase> out;
  for (const auto& token : tokens) {
    if (auto phrase = make_phrase(token)) out.push_back(std::move(*phrase));
  }
  return out;
}

const ValeRule::Exceptions& ValeRule::read_exceptions(bool vocabulary) {
  if (exceptions_) return *exceptions_;
  Exceptions out;
  out.tokens = parse_tokens("exceptions", false, true);
  if (vocabulary && is_on("vocab", true)) {
    for (const auto& source : context_.accepted) {
      if (auto tree = parse_regex(source, false)) out.tokens.push_back({make_bounded(std::move(*tree), true), root_.place, source});
    }
  }
  for (const auto& token : out.tokens) {
    out.texts.push_back(find_all_texts(token.tree, most_texts));
    out.listed = out.listed && out.texts.back().has_value();
    for (const auto& word : out.texts.back().value_or(std::vector<std::string>())) {
      out.longest = std::max(out.longest, word.size());
      out.words.insert(word);
    }
  }
  exceptions_ = std::move(out);
  return *exceptions_;
}

std::vector<std::string> ValeRule::except(std::vector<Token>& tokens, bool vocabulary) {
  const auto& exceptions = read_exceptions(vocabulary);
  if (exceptions.tokens.empty()) return {};
  std::vector<bool> met(exceptions.tokens.size());
  std::vector<Token> kept;
  for (auto& token : tokens) {
    const bool can_be_listed = exceptions.listed && !has_anchor(token.tree) && count_groups(token.tree) == 0;
    const auto all = can_be_listed ? find_all_texts(token.tree, most_texts) : std::nullopt;
    if (!all) {
      mark_met(token.tree, exceptions.texts, met);
      kept.push_back(std::move(token));
      continue;
    }
    std::vector<RegexNode> left;
    const bool folds = !has_cased_letters(token.tree);
    for (const auto& text : *all) {
      if (!holds_word(text, exceptions.words, exceptions.longest)) left.push_back(make_text_regex(text, folds));
    }
    if (left.empty()) continue;
    if (left.size() < all->size())
      token.tree = make_bounded(make_regex(RegexNode::Kind::alternatives, std::move(left)), is_bounded(token.tree));
    kept.push_back(std::move(token));
  }
  tokens = std::move(kept);
  return make_exception_phrases(exceptions, met);
}

std::vector<std::string> ValeRule::make_exception_phrases(const Exceptions& exceptions, const std::vector<bool>& met) {
  std::vector<std::string> unless;
  for (std::size_t i = 0; i < exceptions.tokens.size(); ++i) {
    if (!met[i]) continue;
    if (unless.size() == most_exceptions) {
      lose_key("exceptions", fmt::format("over {} exceptions; the rest is left out", most_exceptions));
      break;
    }
    const auto phrase = to_phrase(exceptions.tokens[i].tree);
    if (!parse_phrase(phrase, false, {}) || std::ranges::find(unless, phrase) != unless.end()) continue;
    unless.push_back(phrase);
    if (excused_.size() < 2) excused_.push_back(make_sample(exceptions.tokens[i].tree, 0));
  }
  if (unless.empty()) return unless;
  lose_key(find("exceptions") != nullptr ? "exceptions" : "vocab", "a sentence that holds an exception is left alone as a whole");
  return unless;
}

std::vector<MadeExample> ValeRule::make_excused(bool subject) const {
  std::vector<MadeExample> out;
  for (const auto& text : excused_) {
    if (!text.empty()) out.push_back(make_frames(text, subject).front());
  }
  return out;
}

MadeRule ValeRule::make_rule(const Scope& scope, std::string_view part) {
  MadeRule rule;
  rule.subject = scope.subject;
  rule.also_subject = scope.also_subject;
  auto name = to_kebab(name_, part.empty() ? 60 : 40);
  if (name.empty() || name.front() < 'a' || name.front() > 'z') name = "rule-" + name;
  const auto own = to_kebab(part, 18);
  if (!own.empty()) name += "-" + own;
  if (name.size() > 56) name.resize(56);
  while (name.ends_with('-')) name.pop_back();
  auto id = context_.family + "." + name;
  for (std::size_t number = 2; !context_.ids.insert(id).second; ++number) id = fmt::format("{}.{}-{}", context_.family, name, number);
  rule.id = id;
  const auto level = to_lower(text("level"));
  rule.severity = level == "error" || level == "suggestion" ? level : "warning";
  const auto description = to_one_line(text("description"), longest_words);
  rule.why = !description.empty() ? description : fmt::format("Rule {} of the Vale style {} asks for it.", name_, context_.style);
  if (const auto link = to_one_line(text("link"), 500); !link.empty()) rule.source.push_back(link);
  rule.source.push_back(to_one_line(fmt::format("vale:{}.{}", context_.style, name_), 200));
  const std::array match{std::string("{match}")};
  rule.message = format_message(match);
  return rule;
}

std::string ValeRule::format_message(std::span<const std::string> words) const {
  const auto source = to_plain_words(text("message"));
  std::string out;
  std::size_t next = 0;
  const auto fill = [&](std::size_t index) { out += words.empty() ? std::string() : words[std::min(index, words.size() - 1)]; };
  for (std::size_t i = 0; i < source.size(); ++i) {
    const auto rest = std::string_view(source).substr(i);
    if (rest.starts_with("%%")) {
      out += '%';
      ++i;
    } else if (rest.starts_with("%s")) {
      fill(next++);
      ++i;
    } else if (rest.starts_with("%[") && rest.size() > 4 && rest[2] >= '1' && rest[2] <= '9' && rest.substr(3, 2) == "]s") {
      fill(static_cast<std::size_t>(rest[2] - '1'));
      i += 4;
    } else {
      out += source[i];
    }
  }
  return out.empty() ? "“{match}”" : out;
}

void ValeRule::add_action(MadeRule& rule) {
  const auto* action = find("action");
  if (action == nullptr || action->is_empty()) return;
  const auto* name = action->find("name");
  const auto* params = action->find("params");
  if (name != nullptr && name->text == "remove") {
    rule.fix = MadeFix::remove;
    return;
  }
  if (name != nullptr && name->text == "replace") {
    if (params == nullptr || params->items.empty()) return;
    for (const auto& param : params->items) rule.fix_texts.push_back(to_plain_words(param.text));
    std::erase_if(rule.fix_texts, [](const std::string& text) { return text.empty(); });
    if (!rule.fix_texts.empty()) rule.fix = rule.fix_texts.size() == 1 ? MadeFix::replace : MadeFix::suggest;
    return;
  }
  lose_key("action", fmt::format("{} has no counterpart; fixes here replace or remove",
                                 name == nullptr ? "it names nothing and" : quote(name->text)));
}

std::string ValeRule::make_fact_name(std::size_t number) const {
  auto name = to_kebab(context_.family + "-" + name_, 50);
  return fmt::format("{}-{}", name, number);
}

}  // namespace replylint

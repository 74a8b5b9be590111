// SPDX-License-Identifier: MIT
// Spelling and scripts: what of them is no dictionary and no program.
#include <algorithm>
#include <array>

#include "import/vale_rule.h"
#include "ruleset/errors.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_words = 2000;

template <class Take>
void for_each_line(std::string_view text, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    take(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
}

/// The text of a file that a key names; nullopt where there is none, which is said.
std::optional<std::string> read_named(ValeRule& rule, std::string_view key) {
  const auto name = rule.text(key);
  if (name.empty()) return std::nullopt;
  auto text = rule.context().find_file ? rule.context().find_file(name) : std::nullopt;
  if (!text) rule.lose_key(key, "no such file beside the styles: " + quote(name));
  return text;
}

/// What the affix file says of words that are wrong: the flag that forbids them, and whole words with a better one (`REP ^teh$ the`).
struct Affixes {
  std::string forbidden;
  std::vector<std::pair<std::string, std::string>> replaced;
};

Affixes parse_affixes(std::string_view text) {
  Affixes out;
  for_each_line(text, [&](std::string_view line) {
    const auto blank = std::min(line.find_first_of(" \t"), line.size());
    const auto key = line.substr(0, blank);
    const auto rest = trim(line.substr(blank));
    if (key == "FORBIDDENWORD") out.forbidden = rest;
    if (key != "REP" || out.replaced.size() == most_words) return;
    const auto between = rest.find_first_of(" \t");
    if (between == std::string_view::npos) return;
    auto from = rest.substr(0, between);
    const auto to = trim(rest.substr(between));
    // A part of a word can be right in another one.
    if (from.size() < 3 || from.front() != '^' || from.back() != '$' || to.empty()) return;
    from = from.substr(1, from.size() - 2);
    std::string wrong(from);
    std::string right(to);
    std::ranges::replace(wrong, '_', ' ');
    std::ranges::replace(right, '_', ' ');
    out.replaced.emplace_back(std::move(wrong), std::move(right));
  });
  return out;
}

/// Words of a dictionary that carry the flag ("alot/!").
std::vector<std::string> find_forbidden(std::string_view dictionary, std::string_view flag) {
  std::vector<std::string> out;
  if (flag.empty()) return out;
  for_each_line(dictionary, [&](std::string_view line) {
    const auto slash = line.find('/');
    if (slash == std::string_view::npos || slash == 0 || out.size() == most_words) return;
    const auto flags = line.substr(slash + 1, line.find_first_of(" \t", slash) - slash - 1);
    if (flags.find(flag) != std::string_view::npos) out.emplace_back(line.substr(0, slash));
  });
  return out;
}

}  // namespace

void import_spelling(ValeRule& rule) {
  constexpr std::array<std::string_view, 10> known{"aff",        "dic",    "custom",       "filters", "ignore",
                                                   "exceptions", "append", "dictionaries", "dicpath", "vocab"};
  rule.check_keys(known);
  const auto scope = rule.read_scope();
  if (!scope) return;
  const auto affixes = read_named(rule, "aff");
  const auto dictionary = read_named(rule, "dic");
  rule.lose_key("extends",
                "a rule here names what is wrong; the words of a dictionary, and those to ignore, name what is right, so that all others "
                "are not found");
  if (!affixes) return;
  const auto known_wrong = parse_affixes(*affixes);
  const auto* place = rule.find("aff");
  std::vector<Swap> swaps;
  for (const auto& [wrong, right] : known_wrong.replaced)
    swaps.push_back({{make_bounded(make_text_regex(wrong, true), true), place->place, wrong}, right});
  for (const auto& word : find_forbidden(dictionary.value_or(""), known_wrong.forbidden))
    swaps.push_back({{make_bounded(make_text_regex(word, true), true), rule.find("dic")->place, word}, ""});
  if (!swaps.empty()) add_swaps(rule, std::move(swaps), *scope, true);
}

void import_script(ValeRule& rule) {
  rule.lose_key("script", "rules come from other people, so nothing in them may be a program that runs; nothing of a script is ever taken");
}

}  // namespace replylint

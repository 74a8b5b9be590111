// SPDX-License-Identifier: MIT
// Phrase tree -> atoms: words that a sentence must hold before the pattern is worth running.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "ruleset/phrase_tree.h"
#include "ruleset/word_keys.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = PhraseNode::Kind;
using Atoms = std::vector<Atom>;

constexpr std::size_t most_atoms = 200;

bool is_one_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_ascii_word(c); });
}

/// What "n't" is put to: "could", but "wo" of "will".
std::string to_contracted_stem(std::string_view verb) { return std::string(verb == "will" ? "wo" : verb == "shall" ? "sha" : verb); }

/// Verb and "not" as one word of the text: "cannot", "couldnot", "dont".
std::array<std::string, 2> to_contracted_words(const std::string& stem) { return {stem + "nt", stem + "not"}; }

/// The forms in which a word can turn up among the words of a text, where "don't" is the words "don" and "t".
Atoms to_forms(const PhraseNode& node) {
  Atoms out;
  // "co-operate" is two words of the text; the longer half is as good as the whole.
  std::string_view text = node.text;
  std::string_view best;
  bool best_open = false;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && text[end] != '-' && text[end] != '\'') ++end;
    const bool opens = (end == text.size() && node.open_end);
    const bool usable = !(begin == 0 && node.open_start);
    if (usable && end - begin > best.size()) {
      best = text.substr(begin, end - begin);
      best_open = opens;
    }
    begin = end + 1;
  }
  if (!is_one_word(best)) return {};
  out.push_back({std::string(best), best_open || best.size() > longest_word});
  if (best != text) return out;
  if (takes_contracted_not(text)) {
    const auto stem = to_contracted_stem(text);
    out.push_back({stem + "n", false});
    for (auto& word : to_contracted_words(stem)) out.push_back({std::move(word), false});
  }
  if (const auto form = to_contracted(text); !form.empty()) out.push_back({std::string(form.substr(1)), false});
  if (text == "not") {
    out.push_back({"t", false});
    for (const auto verb : contracting_verbs) {
      for (auto& word : to_contracted_words(to_contracted_stem(verb))) out.push_back({std::move(word), false});
    }
  }
  return out;
}

/// How often a word is met: the lower the better. Common words make the pattern run on nearly every sentence.
int to_cost(const Atom& atom) {
  static constexpr std::array<std::string_view, 62> common{
      "the",  "to",   "and", "i",   "you",  "a",    "of",   "it",   "is",    "in",     "that", "we",  "for", "on",    "have", "be",
      "this", "with", "are", "not", "your", "at",   "as",   "was",  "if",    "will",   "can",  "do",  "or",  "so",    "but",  "my",
      "t",    "s",    "ll",  "ve",  "re",   "m",    "d",    "our",  "me",    "by",     "from", "has", "had", "would", "been", "an",
      "all",  "no",   "up",  "out", "any",  "what", "they", "just", "there", "please", "us",   "get", "us",  "about"};
  const auto found = std::ranges::find(common, atom.word);
  if (found != common.end()) return 400 - 4 * static_cast<int>(found - common.begin());
  const int length = static_cast<int>(std::min<std::size_t>(atom.word.size(), 8));
  return (atom.prefix ? 14 : 10) - length + (atom.word.size() < 3 ? 60 : 0);
}

int to_cost(const Atoms& atoms) {
  int sum = 0;
  for (const auto& atom : atoms) sum += to_cost(atom);
  return sum;
}

std::optional<Atoms> find_required(const PhraseNode& node);

/// What the words begin with of which `node` is the first piece: "(mon|tues)day" gives mon*, tues*.
std::optional<Atoms> find_beginnings(const PhraseNode& node) {
  if (node.kind == Kind::word) {
    if (node.open_start || node.text.size() < 3 || !is_one_word(node.text)) return std::nullopt;
    return Atoms{{node.text, true}};
  }
  if (node.kind != Kind::alternatives) return std::nullopt;
  Atoms all;
  for (const auto& child : node.children) {
    if (child.kind != Kind::sequence || child.children.size() != 1) return std::nullopt;
    auto found = find_beginnings(child.children.front());
    if (!found) return std::nullopt;
    all.insert(all.end(), found->begin(), found->end());
  }
  return all;
}

std::optional<Atoms> find_best(const std::vector<PhraseNode>& children) {
  std::optional<Atoms> best;
  for (std::size_t i = 0; i < children.size(); ++i) {
    // A piece glued to a neighbour is not a word of the text: only what it begins with is.
    const bool glued_before = i > 0 && makes_one_word(children[i - 1], children[i]);
    const bool glued_after = i + 1 < children.size() && makes_one_word(children[i], children[i + 1]);
    auto found = glued_before ? std::nullopt : glued_after ? find_beginnings(children[i]) : find_required(children[i]);
    if (found && !found->empty() && (!best || to_cost(*found) < to_cost(*best))) best = std::move(found);
  }
  return best;
}

std::optional<Atoms> find_required(const PhraseNode& node) {
  switch (node.kind) {
    case Kind::word: {
      if (node.open_start && node.text.find('-') == std::string::npos) return std::nullopt;
      auto forms = to_forms(node);
      return forms.empty() ? std::nullopt : std::optional(std::move(forms));
    }
    case Kind::sequence:
      return find_best(node.children);
    case Kind::alternatives: {
      Atoms all;
      for (const auto& child : node.children) {
        auto found = find_required(child);
        if (!found) return std::nullopt;
        all.insert(all.end(), found->begin(), found->end());
      }
      std::ranges::sort(all);
      const auto repeated = std::ranges::unique(all);
      all.erase(repeated.begin(), repeated.end());
      if (all.size() > most_atoms) return std::nullopt;
      return all;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

namespace {

constexpr std::size_t most_clauses = 3;
constexpr std::size_t most_clause_words = 60;

/// The atoms that each piece of the outermost sequence needs.
std::vector<Atoms> find_all_required(const PhraseNode& tree) {
  std::vector<Atoms> out;
  if (tree.kind != Kind::sequence) return out;
  const auto& children = tree.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const bool alone = (i == 0 || !makes_one_word(children[i - 1], children[i])) &&
                       (i + 1 == children.size() || !makes_one_word(children[i], children[i + 1]));
    if (!alone) continue;
    if (auto found = find_required(children[i]); found && !found->empty()) out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace

std::vector<Clause> find_clauses(const PhraseNode& tree) {
  auto sets = find_all_required(tree);
  const auto best = find_atoms(tree);
  std::erase_if(sets, [&](const Atoms& atoms) { return atoms == best || atoms.size() > most_clause_words; });
  std::ranges::stable_sort(sets, {}, [](const Atoms& atoms) { return to_cost(atoms); });
  if (sets.size() > most_clauses) sets.resize(most_clauses);
  return sets;
}

std::vector<Atom> find_atoms(const PhraseNode& tree) { return find_required(tree).value_or(Atoms{}); }

}  // namespace replylint

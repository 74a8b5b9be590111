// SPDX-License-Identifier: MIT
// Follows list names through lists; the loader has refused cycles.
#include "ruleset/flatten.h"

#include <algorithm>

namespace replylint {
namespace {

/// The list that a phrase is all of ("$apology"), if it is.
const PhraseList* find_whole_list(const RuleSet& set, const Phrase& phrase) {
  if (phrase.cased || phrase.lists.empty() || phrase.source != "$" + phrase.lists.front()) return nullptr;
  const auto found = std::ranges::find(set.lists, phrase.lists.front(), &PhraseList::name);
  return found == set.lists.end() ? nullptr : &*found;
}

void collect_phrases(const RuleSet& set, const PhraseList& list, std::vector<std::uint32_t>& out) {
  for (const auto phrase : list.phrases) {
    if (phrase >= set.phrases.size()) {
      out.push_back(phrase);  // a broken set stays as broken as it is, for find_problem
      continue;
    }
    // The loader refuses lists that contain themselves, so this ends.
    if (const auto* whole = find_whole_list(set, set.phrases[phrase])) {
      collect_phrases(set, *whole, out);
    } else if (std::ranges::find(out, phrase) == out.end()) {
      out.push_back(phrase);
    }
  }
}

}  // namespace

std::vector<PhraseList> flatten_lists(const RuleSet& set) {
  auto lists = set.lists;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    lists[i].phrases.clear();
    collect_phrases(set, set.lists[i], lists[i].phrases);
  }
  return lists;
}

}  // namespace replylint

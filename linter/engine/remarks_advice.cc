// SPDX-License-Identifier: MIT
// Advice on rules that is seen without trying them: wording, fixes, repeated lists, tuning, the files that they stand in.
#include <algorithm>
#include <set>

#include "engine/remark_finders.h"

namespace replylint {
namespace {

/// Fewer phrases in common are chance.
constexpr std::size_t least_repeated = 3;

/// "base/tone-scorn.yaml" -> "tone-scorn"
std::string_view find_stem(std::string_view file) {
  const auto slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  return file.substr(0, file.rfind('.'));
}

/// The family that a file is named after: "tone.yaml" and "tone-scorn.yaml" are for tone; "" where it is named after none.
std::string_view find_file_family(std::string_view stem, const std::set<std::string_view>& known) {
  std::string_view longest;
  for (const auto family : known) {
    const bool fits = stem.starts_with(family) && (stem.size() == family.size() || stem[family.size()] == '-');
    if (fits && family.size() > longest.size()) longest = family;
  }
  return longest;
}

void add_misplaced(const RuleSet& set, std::vector<Remark>& remarks) {
  std::set<std::string_view> known(families.begin(), families.end());
  for (const auto& rule : set.rules) known.insert(rule.family());
  for (const auto& rule : set.rules) {
    if (rule.place.file >= set.files.size()) continue;
    const auto stem = find_stem(set.files[rule.place.file]);
    const auto family = find_file_family(stem, known);
    if (family.empty() || family == rule.family()) continue;
    remarks.push_back({"misplaced",
                       rule.id,
                       rule.place,
                       {},
                       "a rule of the family “" + std::string(rule.family()) + "” in a file named after “" + std::string(family) + "”"});
  }
}

/// How many of the phrases a list has already, and the first of them.
struct Repeated {
  std::size_t count = 0;
  std::uint32_t first = 0;
};

Repeated count_repeated(const PhraseRefs& refs, const PhraseList& list) {
  Repeated repeated;
  for (const auto ref : refs) {
    if (ref.list || std::ranges::find(list.phrases, ref.index) == list.phrases.end()) continue;
    if (repeated.count++ == 0) repeated.first = ref.index;
  }
  return repeated;
}

/// The list that has most of the phrases written out in a rule.
void add_repeated(const RuleSet& set, const Rule& rule, const PhraseRefs& refs, std::vector<Remark>& remarks) {
  if (refs.size() < least_repeated) return;
  Repeated most;
  const PhraseList* of = nullptr;
  for (const auto& list : set.lists) {
    const auto repeated = count_repeated(refs, list);
    if (repeated.count < least_repeated || repeated.count <= most.count) continue;
    most = repeated;
    of = &list;
  }
  if (of == nullptr) return;
  const auto& first = set.phrases[most.first].source;
  remarks.push_back({"repeated-list", rule.id, rule.place, first,
                     std::to_string(most.count) + " of its phrases, “" + first + "” the first, stand in the list “" + of->name + "”; $" +
                         of->name + " names it"});
}

/// A finding underlines its words; the message alone, in a list or a mail client, does not.
void add_wording(const Rule& rule, std::vector<Remark>& remarks) {
  if (rule.verb == Verb::flag && rule.phrases.size() > 1 && rule.message.find('{') == std::string::npos)
    remarks.push_back({"unquoted-match", rule.id, rule.place, {}, "its message does not say which words it found; {match} does"});
  if (rule.fixes.empty()) remarks.push_back({"no-fix", rule.id, rule.place, {}, "it offers no better wording; `fix` does"});
}

}  // namespace

void add_advice(const RuleSet& set, std::vector<Remark>& remarks) {
  for (const auto& rule : set.rules) {
    for (const auto* refs : {&rule.phrases, &rule.first, &rule.unless, &rule.limit.of}) add_repeated(set, rule, *refs, remarks);
    add_wording(rule, remarks);
  }
  add_misplaced(set, remarks);
  for (const auto& tuning : set.tunings) {
    if (tuning.idle) remarks.push_back({"idle-tune", tuning.pattern, tuning.place, {}, "changes nothing: the rules are like this already"});
  }
}

}  // namespace replylint

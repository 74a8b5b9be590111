// SPDX-License-Identifier: MIT
// Takes out of two sets what may differ, and compares their tables.
#include "share/same_set.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

#include "ruleset/table.h"

namespace replylint {
namespace {

/// Puts phrases into the order of what was written, and their new indices where they are named.
class PhraseOrder {
 public:
  explicit PhraseOrder(const RuleSet& set) : order_(set.phrases.size()), rank_(set.phrases.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, {}, [&](std::uint32_t i) { return std::tie(set.phrases[i].source, set.phrases[i].cased); });
    for (std::uint32_t i = 0; i < order_.size(); ++i) rank_[order_[i]] = i;
  }

  void apply(RuleSet& set) const {
    std::vector<Phrase> phrases;
    for (const auto old : order_) phrases.push_back(std::move(set.phrases[old]));
    set.phrases = std::move(phrases);
    for (auto& list : set.lists) {
      for (auto& phrase : list.phrases) phrase = rank_[phrase];
    }
    for (auto& fact : set.facts) {
      for (auto* refs : {&fact.any, &fact.all, &fact.count, &fact.unless}) apply(*refs);
      if (fact.weigh) apply(*fact.weigh);
    }
    for (auto& rule : set.rules) {
      for (auto* refs : {&rule.phrases, &rule.first, &rule.unless, &rule.limit.of}) apply(*refs);
      apply(rule.weigh);
    }
  }

 private:
  void apply(PhraseRef& ref) const {
    if (!ref.list) ref.index = rank_[ref.index];
  }
  void apply(PhraseRefs& refs) const {
    for (auto& ref : refs) apply(ref);
  }
  void apply(Weigh& weigh) const {
    for (auto& sign : weigh.signs) {
      if (!sign.fact) apply(sign.phrase);
    }
  }

  std::vector<std::uint32_t> order_;  ///< old indices in new order
  std::vector<std::uint32_t> rank_;   ///< the new index of each old one
};

void forget_origin(RuleSet& set) {
  std::erase_if(set.expiries, [&](const Expiry& expiry) { return expiry.set != set.name; });
  set.files.clear();
  set.chain.clear();
  set.origins = {};
  for (auto& lock : set.locks) lock.place = {};
  for (auto& list : set.lists) list.place = {};
  for (auto& fact : set.facts) fact.place = {};
  for (auto& rule : set.rules) {
    rule.place = rule.tuned = {};
    rule.set.clear();
    for (auto* examples : {&rule.bad, &rule.good}) {
      for (auto& example : *examples) example.place = {};
    }
  }
}

std::string to_comparable(RuleSet set) {
  forget_origin(set);
  PhraseOrder(set).apply(set);
  return to_table(set);
}

}  // namespace

bool is_same_set(RuleSet a, RuleSet b) { return to_comparable(std::move(a)) == to_comparable(std::move(b)); }

}  // namespace replylint

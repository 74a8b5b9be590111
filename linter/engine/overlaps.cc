// SPDX-License-Identifier: MIT
// Rules that say the same: which rules speak on each other's examples, at the same words, or only behind another.
#include <algorithm>

#include "engine/examples.h"
#include "engine/remark_finders.h"

namespace replylint {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

bool touch(const std::vector<Hit>& some, const std::vector<Hit>& others) {
  return std::ranges::any_of(some, [&](const Hit& a) {
    return a.match && std::ranges::any_of(others, [&](const Hit& b) {
             return b.match && a.match->span.begin < b.match->span.end && b.match->span.begin < a.match->span.end;
           });
  });
}

Meeting find_meeting(const Meetings& meetings, std::uint32_t fires, std::uint32_t owner) {
  const auto found = meetings.find({fires, owner});
  return found == meetings.end() ? Meeting{} : found->second;
}

/// Pairs of rules that meet both ways, the earlier one first.
std::vector<Pair> find_mutual(const Meetings& meetings) {
  std::vector<Pair> pairs;
  for (const auto& [pair, meeting] : meetings) {
    if (pair.first < pair.second && meetings.contains({pair.second, pair.first})) pairs.push_back(pair);
  }
  return pairs;
}

/// Each finds the other's words in most of its bad examples.
bool overlap(const RuleSet& set, const Meetings& meetings, Pair pair) {
  const auto most = [&](std::uint32_t fires, std::uint32_t owner) {
    return find_meeting(meetings, fires, owner).same_words * 2 > set.rules[owner].bad.size();
  };
  return most(pair.first, pair.second) && most(pair.second, pair.first);
}

/// The rules of its family that are shown on an example where this one is hidden; nothing where it is shown.
std::vector<std::string_view> find_in_front(const Linter& linter, const Rule& rule, const Example& example) {
  CheckOptions options;
  options.every_language = true;
  options.facts = example.facts;
  options.show = SIZE_MAX;
  options.tell_facts = false;
  const auto verdict = linter.check(make_example_draft(example), options);
  std::vector<std::string_view> in_front;
  for (const auto& finding : verdict.findings) {
    if (finding.rule == rule.id && finding.shown) return {};
    if (finding.shown && finding.family() == rule.family()) in_front.push_back(finding.rule);
  }
  return in_front;
}

/// The rule that hides this one on all of its bad examples; "" where there is no such.
std::string find_shadow(const Linter& linter, const Rule& rule) {
  std::vector<std::string> always;
  for (std::size_t i = 0; i < rule.bad.size(); ++i) {
    const auto in_front = find_in_front(linter, rule, rule.bad[i]);
    if (i == 0) always.assign(in_front.begin(), in_front.end());
    std::erase_if(always, [&](const std::string& id) { return std::ranges::find(in_front, id) == in_front.end(); });
    if (always.empty()) return {};
  }
  return always.empty() ? "" : always.front();
}

}  // namespace

Meetings find_meetings(Trials& trials) {
  Meetings meetings;
  const auto& rules = trials.set().rules;
  for (std::uint32_t owner = 0; owner < rules.size(); ++owner) {
    if (rules[owner].off) continue;
    for (const auto& example : rules[owner].bad) {
      const auto firings = trials.find_firings(example);
      const auto own = std::ranges::find(firings, owner, &Trials::Firing::rule);
      for (const auto& firing : firings) {
        if (firing.rule == owner) continue;
        auto& meeting = meetings[{firing.rule, owner}];
        ++meeting.fires;
        if (own != firings.end() && touch(firing.hits, own->hits)) ++meeting.same_words;
      }
    }
  }
  return meetings;
}

bool are_twins(const RuleSet& set, const Meetings& meetings, std::uint32_t a, std::uint32_t b) {
  const auto covers = [&](std::uint32_t fires, std::uint32_t owner) {
    return find_meeting(meetings, fires, owner).fires == set.rules[owner].bad.size();
  };
  return set.rules[a].family() == set.rules[b].family() && covers(a, b) && covers(b, a);
}

void add_twins(const RuleSet& set, const Meetings& meetings, std::string_view only, std::vector<Remark>& remarks) {
  for (const auto& [a, b] : find_mutual(meetings)) {
    const auto& later = set.rules[b];
    if (!are_twins(set, meetings, a, b) || (!only.empty() && !matches_rule(only, later.id))) continue;
    remarks.push_back({"twins", later.id, later.place, {}, "no example tells it from “" + set.rules[a].id + "”"});
  }
}

void add_overlaps(const Linter& linter, const Meetings& meetings, std::vector<Remark>& remarks) {
  const auto& set = linter.rules();
  std::vector<bool> spoken_of(set.rules.size());
  for (const auto& [a, b] : find_mutual(meetings)) {
    if (are_twins(set, meetings, a, b)) {
      spoken_of[a] = spoken_of[b] = true;
      continue;
    }
    if (!overlap(set, meetings, {a, b})) continue;
    spoken_of[a] = spoken_of[b] = true;
    const auto& later = set.rules[b];
    const auto& first = set.rules[a];
    const auto theirs = find_meeting(meetings, b, a).same_words;
    const auto own = find_meeting(meetings, a, b).same_words;
    remarks.push_back({"overlap",
                       later.id,
                       later.place,
                       {},
                       "it and “" + first.id + "” find the same words: in " + std::to_string(own) + " of its own " +
                           std::to_string(later.bad.size()) + " bad examples, and in " + std::to_string(theirs) + " of the other's " +
                           std::to_string(first.bad.size())});
  }
  // A rule of a set further down that only finds what a rule of an earlier set finds already; within a set, the one is made finer by the
  // other.
  for (const auto& [pair, meeting] : meetings) {
    const auto& [earlier, later] = pair;
    const auto& rule = set.rules[later];
    const bool covered = earlier < later && set.rules[earlier].set != rule.set && meeting.same_words == rule.bad.size();
    if (!covered || spoken_of[later]) continue;
    spoken_of[later] = true;
    remarks.push_back(
        {"overlap", rule.id, rule.place, {}, "“" + set.rules[earlier].id + "” finds the same words in all of its bad examples"});
  }
  for (std::uint32_t i = 0; i < set.rules.size(); ++i) {
    const auto& rule = set.rules[i];
    if (rule.off || spoken_of[i]) continue;
    const auto shadow = find_shadow(linter, rule);
    if (shadow.empty()) continue;
    remarks.push_back({"shadowed", rule.id, rule.place, {}, "on all of its bad examples it is hidden behind “" + shadow + "”"});
  }
}

}  // namespace replylint

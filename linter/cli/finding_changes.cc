// SPDX-License-Identifier: MIT
// Two verdicts on each message, compared finding by finding.
#include "cli/finding_changes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/mail_check.h"
#include "report/positions.h"

namespace replylint {
namespace {

bool are_same(const Finding& a, const Finding& b) {
  const bool touch = a.span == b.span || (a.span.begin < b.span.end && b.span.begin < a.span.end);
  return a.rule == b.rule && touch;
}

/// The findings of `verdict` that `other` does not have; `pair` is told of those that both have.
template <class Lone, class Pair>
void match(const Verdict& verdict, const Verdict& other, Lone lone, Pair pair) {
  std::vector<bool> taken(other.findings.size());
  for (const auto& finding : verdict.findings) {
    if (finding.ignored) continue;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < other.findings.size() && !found; ++i) {
      if (!taken[i] && !other.findings[i].ignored && are_same(finding, other.findings[i])) found = i;
    }
    if (found) {
      taken[*found] = true;
      pair(finding, other.findings[*found]);
    } else {
      lone(finding);
    }
  }
}

class Comparison {
 public:
  Comparison(FindingChanges& changes, bool list) : changes_(changes), list_(list) {}

  void compare(const Checked& checked, const Verdict& before, const Verdict& after) {
    const auto start = count_;
    lines_.reset();
    const auto same = [](const Finding&, const Finding&) {};
    match(
        before, after, [&](const Finding& finding) { add(checked, Turn::vanishes, finding, finding.severity); }, same);
    match(
        after, before, [&](const Finding& finding) { add(checked, Turn::appears, finding, finding.severity); },
        [&](const Finding& now, const Finding& old) {
          if (now.severity != old.severity) add(checked, Turn::changes_severity, now, old.severity);
        });
    ++changes_.messages;
    if (count_ != start) ++changes_.changed_messages;
  }

 private:
  void add(const Checked& checked, Turn turn, const Finding& finding, Severity before) {
    ++count_;
    auto& counts = changes_.by_rule[std::string(finding.rule)];
    ++(turn == Turn::appears ? counts.appear : turn == Turn::vanishes ? counts.vanish : counts.change_severity);
    if (!list_) return;
    if (!lines_) lines_ = make_line_index(checked);
    changes_.list.push_back({.turn = turn,
                             .rule = std::string(finding.rule),
                             .severity = finding.severity,
                             .before = before,
                             .file = std::string(checked.file),
                             .line = find_places(*lines_, finding.raw).begin.line});
  }

  FindingChanges& changes_;
  bool list_;
  std::size_t count_ = 0;
  std::optional<LineIndex> lines_;
};

}  // namespace

std::expected<FindingChanges, std::string> find_finding_changes(const Linter& before, const Linter& after,
                                                                const std::vector<std::string>& folders, bool list) {
  FindingChanges changes;
  Comparison comparison(changes, list);
  const std::array linters{&before, &after};
  for (const auto& folder : folders) {
    const auto unread = check_mail(folder, linters, {}, [&](const Checked& checked, std::span<const Verdict> verdicts) {
      comparison.compare(checked, verdicts[0], verdicts[1]);
    });
    if (!unread) return std::unexpected(unread.error());
    changes.unread += *unread;
  }
  return changes;
}

}  // namespace replylint

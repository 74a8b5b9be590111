// SPDX-License-Identifier: MIT
// Counts and merges.
#include "report/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace replylint {
namespace {

std::string format_count(std::size_t count, std::string_view one) { return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s"); }

// Counts one message for every name that stands in `names`, and a finding for each time that it does.
void count_names(std::map<std::string, Use, std::less<>>& uses, std::vector<std::string_view> names) {
  std::ranges::sort(names);
  for (std::size_t at = 0; at < names.size(); ++at) {
    auto use = uses.find(names[at]);
    if (use == uses.end()) use = uses.emplace(names[at], Use{}).first;
    ++use->second.findings;
    if (at == 0 || names[at - 1] != names[at]) ++use->second.messages;
  }
}

void merge_names(std::map<std::string, Use, std::less<>>& into, const std::map<std::string, Use, std::less<>>& from) {
  for (const auto& [name, use] : from) {
    into[name].messages += use.messages;
    into[name].findings += use.findings;
  }
}

bool is_worse(const Flagged& one, const Flagged& other) {
  return std::ranges::lexicographical_compare(other.counts.rbegin(), other.counts.rend(), one.counts.rbegin(), one.counts.rend());
}

void keep_worst(std::vector<Flagged>& worst) {
  std::ranges::stable_sort(worst, is_worse);
  if (worst.size() > Tally::most_worst) worst.resize(Tally::most_worst);
}

}  // namespace

SeverityCounts count_severities(const Verdict& verdict) {
  SeverityCounts counts = {};
  for (const auto& finding : verdict.findings) {
    if (!finding.ignored) ++counts[static_cast<std::size_t>(finding.severity)];
  }
  return counts;
}

std::string format_counts(const SeverityCounts& counts) {
  std::string out;
  for (const auto severity : {Severity::error, Severity::warning, Severity::suggestion}) {
    const auto count = counts[static_cast<std::size_t>(severity)];
    if (count > 0) out += (out.empty() ? "" : ", ") + format_count(count, to_string(severity));
  }
  return out;
}

void Tally::add(const Checked& checked) {
  ++messages;
  ++left[static_cast<std::size_t>(checked.verdict.silent)];
  if (checked.draft.reply) ++replies;
  const auto counts = count_severities(checked.verdict);
  if (counts == SeverityCounts{}) return;
  ++flagged;
  std::vector<std::string_view> rule_names;
  std::vector<std::string_view> family_names;
  for (const auto& finding : checked.verdict.findings) {
    if (finding.ignored) continue;
    rule_names.push_back(finding.rule);
    family_names.push_back(finding.family());
  }
  count_names(rules, std::move(rule_names));
  count_names(families, std::move(family_names));
  for (std::size_t at = 0; at < counts.size(); ++at) findings[at] += counts[at];
  worst.push_back(
      {.file = std::string(checked.file), .origin = checked.origin, .message_id = std::string(checked.message_id), .counts = counts});
  keep_worst(worst);
}

void Tally::merge(Tally later) {
  messages += later.messages;
  replies += later.replies;
  flagged += later.flagged;
  unread += later.unread;
  for (std::size_t at = 0; at < findings.size(); ++at) findings[at] += later.findings[at];
  for (std::size_t at = 0; at < left.size(); ++at) left[at] += later.left[at];
  merge_names(rules, later.rules);
  merge_names(families, later.families);
  std::ranges::move(later.worst, std::back_inserter(worst));
  keep_worst(worst);
}

std::string format_closing(const Tally& tally) {
  auto out = fmt::format("{}: {} with findings", format_count(tally.messages, "message"), tally.flagged);
  if (tally.flagged > 0) out += fmt::format(" ({})", format_counts(tally.findings));
  if (const auto left = tally.messages - tally.left[0]; left > 0) out += fmt::format(", {} left alone", left);
  if (tally.unread > 0) out += fmt::format(", {} not read", tally.unread);
  return out + "\n";
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// rules noise: how often each rule is right, and how often it speaks at all.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/eval.h"
#include "cli/files.h"
#include "cli/mail_check.h"
#include "cli/rules.h"
#include "text/display.h"

namespace replylint {
namespace {

struct Noise {
  Counts labelled;  // by draft: right, open, false alarm
  std::size_t mail = 0;
};

struct Corpus {
  std::map<std::string, Noise, std::less<>> of_rule;
  std::size_t drafts = 0, messages = 0;
};

std::expected<void, std::string> add_labelled(const std::string& folder, const Linter& linter, Corpus& corpus) {
  const auto labels = read_labels(folder);
  if (!labels) return std::unexpected(labels.error());
  for (const auto& label : *labels) {
    const auto draft = read_labelled_draft(label);
    if (!draft) return std::unexpected(draft.error());
    ++corpus.drafts;
    for (const auto& [family, rules] : find_raised(linter.check(*draft, {.show_observed = true}), Severity::suggestion)) {
      for (const auto& rule : rules) corpus.of_rule[rule].labelled.add(judge(label, family, true));
    }
  }
  return {};
}

std::expected<void, std::string> add_mail(const std::string& folder, const Linter& linter, Corpus& corpus) {
  const auto unread = check_mail(folder, linter, {.show_observed = true}, [&](const Checked& checked) {
    ++corpus.messages;
    for (const auto& [family, rules] : find_raised(checked.verdict, Severity::suggestion)) {
      for (const auto& rule : rules) ++corpus.of_rule[rule].mail;
    }
  });
  if (!unread) return std::unexpected(unread.error());
  return {};
}

/// "2.5": of how many messages in a thousand.
std::string format_rate(std::size_t part, std::size_t whole) {
  return whole == 0 ? "-" : fmt::format("{:.1f}", 1000.0 * static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace

std::expected<std::string, std::string> measure_noise(const Linter& linter, const std::vector<std::string>& folders,
                                                      const std::string& only) {
  Corpus corpus;
  for (const auto& folder : folders) {
    const bool labelled = read_regular_file(folder + "/labels.jsonl", 0).has_value();
    const auto added = labelled ? add_labelled(folder, linter, corpus) : add_mail(folder, linter, corpus);
    if (!added) return std::unexpected(added.error());
  }
  std::vector<const Rule*> rules;
  for (const auto& rule : linter.rules().rules) {
    if (!rule.off && matches_rule(only, rule.id)) rules.push_back(&rule);
  }
  auto out = fmt::format("{:<34} {:<10} {:>5} {:>5} {:>5} {:>9} {:>5} {:>9}\n", "rule", "severity", "right", "open", "false", "precision",
                         "mail", "per 1,000");
  for (const auto* rule : rules) {
    const auto& noise = corpus.of_rule[rule->id];
    out += fmt::format("{:<34} {:<10} {:>5} {:>5} {:>5} {:>9} {:>5} {:>9}\n", to_printable(rule->id), to_string(rule->severity),
                       noise.labelled.tp, noise.labelled.may, noise.labelled.fp, format_share(noise.labelled.precision()), noise.mail,
                       format_rate(noise.mail, corpus.messages));
  }
  return out + fmt::format("{} labelled drafts, {} messages without labels\n", corpus.drafts, corpus.messages);
}

}  // namespace replylint

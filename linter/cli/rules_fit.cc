// SPDX-License-Identifier: MIT
// rules fit: takes the weights of weigh rules from labelled drafts and writes them into the rule file.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "cli/eval.h"
#include "cli/files.h"
#include "cli/fit.h"
#include "cli/rules.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr std::size_t rule_file_limit = 1U << 20U;
// A rule that is wrong more often than right on drafts that it has not seen is not worth writing down.
constexpr double least_precision = 0.5;

struct Sample {
  Label label;
  Draft draft;
  Raised raised;  // by the rules as they are
};

std::expected<std::vector<Sample>, std::string> read_samples(const std::vector<std::string>& folders, const Linter& linter) {
  std::vector<Sample> samples;
  for (const auto& folder : folders) {
    const auto labels = read_labels(folder);
    if (!labels) return std::unexpected(labels.error());
    for (const auto& label : *labels) {
      auto draft = read_labelled_draft(label);
      if (!draft) return std::unexpected(draft.error());
      auto raised = find_raised(linter.check(*draft), Severity::warning);
      samples.push_back({label, std::move(*draft), std::move(raised)});
    }
  }
  return samples;
}

// FNV-1a of the id: which fold a draft is in depends on nothing else, so adding drafts moves none.
std::uint32_t find_fold(std::string_view id) {
  std::uint32_t hash = 2166136261U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash >> 8U) % fit_folds;
}

// Letters and digits only: labels quote the draft before its quotes and spaces were made alike.
std::string fold_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

bool in_span(const Label& label, std::string_view family, std::string_view sentence) {
  const auto words = fold_text(sentence);
  return std::ranges::any_of(label.spans, [&](const auto& span) {
    const auto marked = fold_text(span.second);
    return span.first == family && !marked.empty() && !words.empty() &&
           (words.find(marked) != std::string::npos || marked.find(words) != std::string::npos);
  });
}

/// What is fitted: the weights of a rule, or of a fact about the reply as a whole.
struct Target {
  std::string name;
  Weigh* weigh = nullptr;
  const Rule* rule = nullptr;  // nullptr: a fact
  const FactDefinition* fact = nullptr;
};

/// The rows that one draft gives a rule. A message counts as its label says; a sentence of a draft with the label only where the
/// label marks it. What labels leave open teaches nothing.
void add_rule_rows(const Rule& rule, const Linter& linter, const Sample& sample, std::uint32_t draft, std::vector<FitRow>& rows) {
  const auto family = rule.family();
  const auto judgement = judge(sample.label, family, true);
  if (judgement == Judgement::open) return;
  const bool wanted = judgement == Judgement::right;
  for (const auto& unit : linter.find_signs(rule, sample.draft)) {
    const bool here =
        rule.weigh.per == Per::message || in_span(sample.label, family, sample.draft.of(sample.draft.sentences[unit.sentence].span));
    if (wanted && !here) continue;
    FitRow row{draft, {}, wanted};
    for (const auto& seen : unit.seen) row.signs.emplace_back(seen.sign, seen.value);
    rows.push_back(std::move(row));
  }
}

/// A fact about the reply as a whole is wanted where the draft has to be raised for anything.
void add_fact_rows(const FactDefinition& fact, const Linter& linter, const Sample& sample, std::uint32_t draft, std::vector<FitRow>& rows) {
  for (const auto& unit : linter.find_signs(fact, sample.draft)) {
    FitRow row{draft, {}, !sample.label.must.empty()};
    for (const auto& seen : unit.seen) row.signs.emplace_back(seen.sign, seen.value);
    rows.push_back(std::move(row));
  }
}

std::vector<Target> find_targets(RuleSet& set, const FitOptions& options) {
  std::vector<Target> targets;
  if (!options.fact.empty()) {
    for (auto& fact : set.facts) {
      if (fact.name == options.fact && fact.weigh) targets.push_back({fact.name, &*fact.weigh, nullptr, &fact});
    }
    return targets;
  }
  for (auto& rule : set.rules) {
    if (!rule.off && rule.verb == Verb::weigh && rule.set == set.name && matches_rule(options.rule, rule.id))
      targets.push_back({rule.id, &rule.weigh, &rule, nullptr});
  }
  return targets;
}

/// Puts numbers in the place of numbers in the text of a rule file.
class RuleFile {
 public:
  explicit RuleFile(std::string text) : text_(std::move(text)) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\n') starts_.push_back(i + 1);
    }
  }
  void set(SourcePlace place, double value) {
    const auto begin = starts_[place.line - 1] + place.column - 1;
    edits_[begin] = fmt::format("{:g}", value);
  }
  [[nodiscard]] std::string finish() const {
    std::string out;
    std::size_t at = 0;
    for (const auto& [begin, number] : edits_) {
      out += text_.substr(at, begin - at) + number;
      at = std::min(text_.find_first_not_of("-.0123456789", begin), text_.size());
    }
    return out + text_.substr(at);
  }

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
  std::map<std::size_t, std::string> edits_;
};

std::string format_fit(const RuleSet& set, const Target& target, const FittedRule& fit) {
  const auto row = [](std::string_view name, const Counts& counts) {
    return fmt::format("  {:<28} precision {}  recall {}  (right {}, false alarms {}, missed {})\n", name, format_share(counts.precision()),
                       format_share(counts.recall()), counts.tp, counts.fp, counts.fn);
  };
  auto out = fmt::format("{}: {} drafts, {} to be raised, cost {:g}\n", target.name, fit.drafts, fit.wanted, fit.cost);
  out += row("each draft held out", fit.held_out) + row("on the drafts fitted to", fit.fitted);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < fit.weights.size(); ++i) order.push_back(i);
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) { return std::abs(fit.weights[i]); });
  out += fmt::format("  from {:g}\n", fit.from);
  for (const auto i : order) out += fmt::format("  {:+6.2f}  {}\n", fit.weights[i], to_printable(set.name_of(target.weigh->signs[i])));
  return out;
}

/// Per family, on the drafts fitted to: the rules as they were and as they are now.
std::string format_families(const std::vector<Sample>& samples, const Linter& after) {
  std::map<std::string_view, std::pair<Counts, Counts>> of_family;
  for (const auto& sample : samples) {
    const auto raised = find_raised(after.check(sample.draft), Severity::warning);
    for (const auto family : families) {
      of_family[family].first.add(judge(sample.label, family, sample.raised.contains(family)));
      of_family[family].second.add(judge(sample.label, family, raised.contains(family)));
    }
  }
  auto out = fmt::format("{:<16} {:>9} {:>6}  {:>9} {:>6}\n{:<16} {:>9} {:>6}  {:>9} {:>6}\n", "", "before", "", "after", "", "family",
                         "precision", "recall", "precision", "recall");
  for (const auto family : families) {
    const auto& [was, is] = of_family[family];
    out += fmt::format("{:<16} {:>9} {:>6}  {:>9} {:>6}\n", family, format_share(was.precision()), format_share(was.recall()),
                       format_share(is.precision()), format_share(is.recall()));
  }
  return out;
}

std::expected<void, std::string> write_back(const RuleSet& set, const std::vector<Target>& targets) {
  std::map<std::uint32_t, RuleFile> files;
  for (const auto& target : targets) {
    const auto& weigh = *target.weigh;
    const auto file = weigh.signs.front().place.file;
    auto found = files.find(file);
    if (found == files.end()) {
      auto bytes = read_regular_file(set.files[file], rule_file_limit);
      if (!bytes) return std::unexpected(fmt::format("{}: {}", set.files[file], bytes.error()));
      found = files.emplace(file, RuleFile(std::move(bytes->text))).first;
    }
    if (!weigh.sum) found->second.set(weigh.from_place, weigh.from);
    for (const auto& sign : weigh.signs) found->second.set(sign.place, sign.weight);
  }
  for (const auto& [file, edited] : files) {
    if (const auto written = replace_file(set.files[file], edited.finish()); !written)
      return std::unexpected(fmt::format("{}: {}", set.files[file], written.error()));
  }
  return {};
}

}  // namespace

std::expected<std::string, std::string> fit_weights(RuleSet set, const FitOptions& options) {
  const Linter before(set);
  const auto samples = read_samples(options.folders, before);
  if (!samples) return std::unexpected(samples.error());
  std::vector<std::uint32_t> fold_of;
  for (const auto& sample : *samples) fold_of.push_back(find_fold(sample.label.id));

  std::string out;
  std::vector<Target> fitted;
  for (const auto& target : find_targets(set, options)) {
    std::vector<FitRow> rows;
    for (std::uint32_t i = 0; i < samples->size(); ++i) {
      if (target.rule != nullptr) {
        add_rule_rows(*target.rule, before, (*samples)[i], i, rows);
      } else {
        add_fact_rows(*target.fact, before, (*samples)[i], i, rows);
      }
    }
    std::vector<double> directions;
    for (const auto& sign : target.weigh->signs) directions.push_back(sign.weight);
    const auto fit = fit_rule(rows, fold_of, directions, options.precision);
    out += format_fit(set, target, fit) + "\n";
    if (fit.held_out.precision().value_or(0) < least_precision) {
      out += fmt::format("  its signs do not tell what to raise: left as it is\n\n");
      continue;
    }
    target.weigh->from = fit.from;
    for (std::size_t i = 0; i < fit.weights.size(); ++i) target.weigh->signs[i].weight = fit.weights[i];
    fitted.push_back(target);
  }
  if (fitted.empty()) return std::unexpected(out + fmt::format("no weights of \"{}\" to fit", set.name));
  if (options.write) {
    if (const auto written = write_back(set, fitted); !written) return std::unexpected(written.error());
  }
  return out + format_families(*samples, Linter(std::move(set)));
}

}  // namespace replylint

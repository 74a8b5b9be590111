// SPDX-License-Identifier: MIT
// Labelled drafts: which families were raised where they must, may and must not be.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/checking.h"
#include "cli/eval.h"
#include "cli/files.h"
#include "cli/labels.h"
#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

// A family that was raised wrongly or not raised.
struct Slip {
  std::string id, family, kind, level, why;
  std::vector<std::string> rules;
  bool trap = false;  // the label warned of this very mistake
};

struct Scores {
  std::vector<std::pair<std::string, Counts>> families;
  Counts micro;
  double macro_precision = 0, macro_recall = 0, macro_f1 = 0;
  std::size_t live = 0;  // families that some draft must raise
  std::size_t clean = 0, clean_flagged = 0;
  std::vector<Slip> misses, alarms;
  std::vector<std::string> unread;
};

// The twelve families, then those of teams that labels speak of.
std::vector<std::pair<std::string, Counts>> make_families(const std::vector<Label>& labels) {
  std::vector<std::pair<std::string, Counts>> all;
  const auto add = [&](std::string_view family) {
    if (std::ranges::find(all, family, &std::pair<std::string, Counts>::first) == all.end()) all.emplace_back(family, Counts{});
  };
  for (const auto family : families) add(family);
  for (const auto& label : labels) {
    for (const auto* names : {&label.must, &label.may, &label.must_not}) std::ranges::for_each(*names, add);
  }
  return all;
}

void score(Scores& scores, const Label& label, const Raised& raised) {
  bool flagged = false;
  for (auto& [family, counts] : scores.families) {
    const auto found = raised.find(family);
    const auto judgement = judge(label, family, found != raised.end());
    counts.add(judgement);
    if (judgement != Judgement::missed && judgement != Judgement::false_alarm) continue;
    Slip slip{.id = label.id, .family = family, .kind = label.kind, .level = label.level, .why = label.why, .rules = {}, .trap = false};
    if (judgement == Judgement::missed) {
      scores.misses.push_back(std::move(slip));
      continue;
    }
    flagged = true;
    slip.rules = found->second;
    slip.trap = std::ranges::find(label.must_not, family) != label.must_not.end();
    scores.alarms.push_back(std::move(slip));
  }
  if (!label.is_clean()) return;
  ++scores.clean;
  if (flagged) ++scores.clean_flagged;
}

void sum_up(Scores& scores) {
  for (const auto& [family, counts] : scores.families) {
    scores.micro.tp += counts.tp;
    scores.micro.fp += counts.fp;
    scores.micro.fn += counts.fn;
    scores.micro.may += counts.may;
    if (counts.tp + counts.fn == 0) continue;
    ++scores.live;
    scores.macro_precision += counts.precision().value_or(0);
    scores.macro_recall += counts.recall().value_or(0);
    scores.macro_f1 += counts.f1().value_or(0);
  }
  if (scores.live == 0) return;
  for (auto* sum : {&scores.macro_precision, &scores.macro_recall, &scores.macro_f1}) *sum /= static_cast<double>(scores.live);
}

std::optional<double> false_alarm_rate(const Scores& scores) {
  if (scores.clean == 0) return {};
  return static_cast<double>(scores.clean_flagged) / static_cast<double>(scores.clean);
}

std::string format_row(std::string_view name, const Counts& counts) {
  return fmt::format("{:<16} {:>4} {:>4} {:>4} {:>4} {:>4}  {:>9} {:>6} {:>6}\n", name, counts.tp + counts.fn, counts.tp, counts.fp,
                     counts.fn, counts.may, format_share(counts.precision()), format_share(counts.recall()), format_share(counts.f1()));
}

std::string format_slips(std::string_view title, const std::vector<Slip>& slips) {
  auto out = fmt::format("\n{} ({})\n", title, slips.size());
  for (const auto& slip : slips) {
    std::string rules;
    for (const auto& rule : slip.rules) rules += " " + rule;
    out += fmt::format("  {} {:<16} {}/{}{}{}: {}\n", to_printable(slip.id), slip.family, to_printable(slip.kind), to_printable(slip.level),
                       slip.trap ? " TRAP" : "", rules, to_printable(slip.why));
  }
  return out;
}

std::string format_text(const Scores& scores, bool list) {
  auto out = fmt::format("{:<16} {:>4} {:>4} {:>4} {:>4} {:>4}  {:>9} {:>6} {:>6}\n", "family", "must", "tp", "fp", "fn", "may",
                         "precision", "recall", "f1");
  for (const auto& [family, counts] : scores.families) out += format_row(family, counts);
  out += format_row("micro", scores.micro);
  out += fmt::format("{:<42} {:>9.3f} {:>6.3f} {:>6.3f}\n", "macro", scores.macro_precision, scores.macro_recall, scores.macro_f1);
  out += fmt::format("false alarms on {} of {} clean and special drafts ({})\n", scores.clean_flagged, scores.clean,
                     format_share(false_alarm_rate(scores)));
  if (!scores.unread.empty()) out += fmt::format("{} drafts could not be read: nothing raised on them\n", scores.unread.size());
  if (list) out += format_slips("misses", scores.misses) + format_slips("false alarms", scores.alarms);
  return out;
}

Json share_json(std::optional<double> share) { return share ? Json(*share) : Json(nullptr); }

Json counts_json(const Counts& counts) {
  return {{"tp", counts.tp},
          {"fp", counts.fp},
          {"fn", counts.fn},
          {"may", counts.may},
          {"precision", share_json(counts.precision())},
          {"recall", share_json(counts.recall())},
          {"f1", share_json(counts.f1())}};
}

Json slips_json(const std::vector<Slip>& slips) {
  Json all = Json::array();
  for (const auto& slip : slips) {
    Json one{{"id", slip.id}, {"family", slip.family}, {"kind", slip.kind}, {"level", slip.level}, {"why", slip.why}};
    if (!slip.rules.empty()) {
      one["rules"] = slip.rules;
      one["trap"] = slip.trap;
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::string format_json(const Scores& scores) {
  Json json{{"schema", 1}};
  json["families"] = Json::object();
  for (const auto& [family, counts] : scores.families) json["families"][family] = counts_json(counts);
  json["micro"] = counts_json(scores.micro);
  json["macro"] = {{"precision", scores.macro_precision}, {"recall", scores.macro_recall}, {"f1", scores.macro_f1}};
  json["clean_drafts"] = scores.clean;
  json["clean_drafts_flagged"] = scores.clean_flagged;
  json["false_alarm_rate"] = share_json(false_alarm_rate(scores));
  json["misses"] = slips_json(scores.misses);
  json["false_alarms"] = slips_json(scores.alarms);
  json["unread"] = scores.unread;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Evaluation evaluate_drafts(const std::string& folder, const Linter& linter, const EvalOptions& options) {
  const auto labels = read_labels(folder);
  if (!labels) return std::unexpected(labels.error());
  Scores scores;
  scores.families = make_families(*labels);
  for (const auto& label : *labels) {
    const auto draft = read_labelled_draft(label);
    if (!draft) {
      say(draft.error());
      scores.unread.push_back(label.id);
    }
    score(scores, label, draft ? find_raised(linter.check(*draft), options.floor) : Raised{});
  }
  sum_up(scores);
  return options.json ? format_json(scores) : format_text(scores, options.list);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Labelled texts: does a finding of some families, or a fact, agree with a yes/no label?
#include <fmt/format.h>

#include <algorithm>

#include "cli/eval.h"
#include "cli/json_lines.h"
#include "engine/examples.h"
#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

struct Tally {
  Counts counts;
  std::size_t texts = 0, right = 0;
  std::vector<std::string> missed, wrong;  // ids
};

bool is_yes(const nlohmann::json& object) {
  const auto label = object.find("label");
  if (label == object.end()) return false;
  return label->is_boolean() ? label->get<bool>() : label->is_number() && label->get<double>() != 0;
}

bool says_yes(const Verdict& verdict, const EvalOptions& options) {
  if (!options.fact.empty()) {
    const auto fact = std::ranges::find(verdict.facts, std::string_view(options.fact), &Fact::name);
    return fact != verdict.facts.end() && fact->value != 0;
  }
  const auto raised = find_raised(verdict, options.floor);
  return std::ranges::any_of(options.families, [&](const std::string& family) { return raised.contains(family); });
}

void count(Tally& tally, bool said, bool label, const std::string& id) {
  ++tally.texts;
  if (said == label) ++tally.right;
  if (said && label) ++tally.counts.tp;
  if (said && !label) {
    ++tally.counts.fp;
    tally.wrong.push_back(id);
  }
  if (!said && label) {
    ++tally.counts.fn;
    tally.missed.push_back(id);
  }
}

std::optional<double> accuracy(const Tally& tally) {
  if (tally.texts == 0) return {};
  return static_cast<double>(tally.right) / static_cast<double>(tally.texts);
}

std::string format_ids(std::string_view title, const std::vector<std::string>& ids) {
  auto out = fmt::format("\n{} ({})\n", title, ids.size());
  for (const auto& id : ids) out += fmt::format("  {}\n", to_printable(id));
  return out;
}

std::string format_text(const Tally& tally, bool list) {
  const auto& counts = tally.counts;
  auto out = fmt::format("n {}  tp {}  fp {}  fn {}  precision {}  recall {}  f1 {}  accuracy {}\n", tally.texts, counts.tp, counts.fp,
                         counts.fn, format_share(counts.precision()), format_share(counts.recall()), format_share(counts.f1()),
                         format_share(accuracy(tally)));
  if (list) out += format_ids("misses", tally.missed) + format_ids("false alarms", tally.wrong);
  return out;
}

Json share_json(std::optional<double> share) { return share ? Json(*share) : Json(nullptr); }

std::string format_json(const Tally& tally) {
  const auto& counts = tally.counts;
  const Json json{{"schema", 1},
                  {"n", tally.texts},
                  {"tp", counts.tp},
                  {"fp", counts.fp},
                  {"fn", counts.fn},
                  {"precision", share_json(counts.precision())},
                  {"recall", share_json(counts.recall())},
                  {"f1", share_json(counts.f1())},
                  {"accuracy", share_json(accuracy(tally))},
                  {"misses", tally.missed},
                  {"false_alarms", tally.wrong}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Evaluation evaluate_texts(const std::string& file, const Linter& linter, const EvalOptions& options) {
  if (options.fact.empty() == options.families.empty()) return std::unexpected("say what stands for a yes: --families or --fact");
  if (!options.fact.empty() && !linter.rules().find_fact(options.fact))
    return std::unexpected(fmt::format("no fact \"{}\"", to_printable(options.fact)));
  const auto objects = read_json_lines(file);
  if (!objects) return std::unexpected(objects.error());
  // A sentence alone is often too short to tell its language.
  CheckOptions check;
  check.every_language = true;
  check.automatic_too = true;
  Tally tally;
  for (const auto& object : *objects) {
    Example example;
    example.text = text_of(object, "text");
    example.quoted = text_of(object, "context");
    const auto verdict = linter.check(make_example_draft(example), check);
    count(tally, says_yes(verdict, options), is_yes(object), text_of(object, "id"));
  }
  return options.json ? format_json(tally) : format_text(tally, options.list);
}

}  // namespace replylint

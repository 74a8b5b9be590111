// SPDX-License-Identifier: MIT
// Cross-validation and choice of the threshold; the only place that sees liblinear.
#include "cli/fit.h"

#include <linear.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>

namespace replylint {
namespace {

constexpr std::array costs{0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0};
// liblinear regularises the bias like a weight; a large feature value for it makes that negligible.
constexpr double bias_value = 10;

double score(const FitModel& model, const FitRow& row) {
  double sum = model.bias;
  for (const auto& [sign, value] : row.signs) sum += model.weights[sign] * value;
  return sum;
}

// log(1 + exp(-margin)) without overflow.
double loss(double margin) { return margin > 0 ? std::log1p(std::exp(-margin)) : -margin + std::log1p(std::exp(margin)); }

/// The highest score of each draft's rows, and whether the draft has a wanted one.
struct DraftScore {
  double score = -std::numeric_limits<double>::infinity();
  bool wanted = false;
  bool seen = false;
};

std::vector<DraftScore> to_drafts(const std::vector<FitRow>& rows, const std::vector<double>& scores, std::size_t drafts) {
  std::vector<DraftScore> out(drafts);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& draft = out[rows[i].draft];
    draft.seen = true;
    draft.wanted = draft.wanted || rows[i].wanted;
    draft.score = std::max(draft.score, scores[i]);
  }
  std::erase_if(out, [](const DraftScore& draft) { return !draft.seen; });
  return out;
}

Counts count(const std::vector<DraftScore>& drafts, double threshold) {
  Counts counts;
  for (const auto& draft : drafts) {
    const bool raised = draft.score >= threshold;
    if (draft.wanted) ++(raised ? counts.tp : counts.fn);
    if (!draft.wanted && raised) ++counts.fp;
  }
  return counts;
}

/// Precision counts twice as much as recall: a false alarm costs more than a miss.
double f_half(const Counts& counts) {
  const auto tp = static_cast<double>(counts.tp);
  return tp == 0 ? 0 : 1.25 * tp / (1.25 * tp + static_cast<double>(counts.fp) + 0.25 * static_cast<double>(counts.fn));
}

double choose_threshold(const std::vector<DraftScore>& drafts, double precision) {
  double best = std::numeric_limits<double>::infinity();
  std::pair<bool, double> best_value{false, 0};
  for (const auto& draft : drafts) {
    if (!draft.wanted) continue;
    const auto counts = count(drafts, draft.score);
    const bool precise = counts.precision().value_or(0) >= precision;
    const std::pair value{precise, precise ? counts.recall().value_or(0) : f_half(counts)};
    if (value <= best_value) continue;
    best_value = value;
    best = draft.score;
  }
  return best;
}

/// Unrestricted weights for the signs that are `free`; the others stay at 0.
FitModel fit_free(const std::vector<FitRow>& rows, const std::vector<bool>& free, double cost) {
  const auto signs = free.size();
  FitModel model{std::vector<double>(signs), 0};
  const auto wanted = std::ranges::count_if(rows, &FitRow::wanted);
  // One class only: nothing to tell apart.
  if (wanted == 0 || wanted == static_cast<std::ptrdiff_t>(rows.size())) {
    model.bias = wanted == 0 ? -10 : 10;
    return model;
  }
  const int bias_index = static_cast<int>(signs) + 1;
  std::vector<std::vector<feature_node>> nodes;
  std::vector<feature_node*> pointers;
  std::vector<double> labels;
  for (const auto& row : rows) {
    auto& list = nodes.emplace_back();
    for (const auto& [sign, value] : row.signs) {
      if (free[sign]) list.push_back({static_cast<int>(sign) + 1, value});
    }
    list.push_back({bias_index, bias_value});
    list.push_back({-1, 0});
    labels.push_back(row.wanted ? 1 : -1);
  }
  for (auto& list : nodes) pointers.push_back(list.data());
  // L1R_LR keeps feature counts in `n` with the bias; the first label that occurs is its positive class.
  const problem data{static_cast<int>(rows.size()), bias_index, labels.data(), pointers.data(), bias_value};
  parameter how{};
  how.solver_type = L1R_LR;
  how.C = cost;
  how.eps = 0.001;
  set_print_string_function([](const char*) {});
  std::srand(1);  // liblinear takes the order of its steps from rand()
  const std::unique_ptr<::model, void (*)(::model*)> fitted(train(&data, &how), [](::model* done) { free_and_destroy_model(&done); });
  const double side = fitted->label[0] == 1 ? 1 : -1;
  for (std::size_t i = 0; i < signs; ++i) model.weights[i] = side * fitted->w[i];
  model.bias = side * fitted->w[signs] * bias_value;
  return model;
}

struct HeldOut {
  std::vector<double> scores;  // one a row
  double loss = 0;
};

HeldOut hold_out(const std::vector<FitRow>& rows, const std::vector<std::uint32_t>& fold_of, const std::vector<double>& directions,
                 double cost) {
  HeldOut out{std::vector<double>(rows.size()), 0};
  for (std::uint32_t fold = 0; fold < fit_folds; ++fold) {
    std::vector<FitRow> kept;
    for (const auto& row : rows) {
      if (fold_of[row.draft] != fold) kept.push_back(row);
    }
    const auto model = fit_logistic(kept, directions, cost);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (fold_of[rows[i].draft] != fold) continue;
      out.scores[i] = score(model, rows[i]);
      out.loss += loss(rows[i].wanted ? out.scores[i] : -out.scores[i]);
    }
  }
  return out;
}

double round_two(double value) { return std::round(value * 100) / 100; }

}  // namespace

FitModel fit_logistic(const std::vector<FitRow>& rows, const std::vector<double>& directions, double cost) {
  std::vector<bool> free(directions.size(), true);
  for (;;) {
    auto model = fit_free(rows, free, cost);
    bool turned = false;
    for (std::size_t i = 0; i < directions.size(); ++i) {
      if (model.weights[i] * directions[i] >= 0) continue;
      free[i] = false;
      turned = true;
    }
    if (!turned) return model;
  }
}

FittedRule fit_rule(const std::vector<FitRow>& rows, const std::vector<std::uint32_t>& fold_of, const std::vector<double>& directions,
                    double precision) {
  FittedRule out;
  HeldOut best;
  for (const double cost : costs) {
    auto held = hold_out(rows, fold_of, directions, cost);
    if (out.cost != 0 && held.loss >= best.loss) continue;
    out.cost = cost;
    best = std::move(held);
  }
  const auto held_out = to_drafts(rows, best.scores, fold_of.size());
  const double threshold = choose_threshold(held_out, precision);
  out.held_out = count(held_out, threshold);
  out.drafts = held_out.size();
  out.wanted = static_cast<std::size_t>(std::ranges::count_if(held_out, &DraftScore::wanted));

  auto model = fit_logistic(rows, directions, out.cost);
  for (auto& weight : model.weights) weight = round_two(weight);
  out.weights = model.weights;
  const double from = std::isfinite(threshold) ? threshold - model.bias : 1000;
  out.from = round_two(std::clamp(from, -1000.0, 1000.0));
  model.bias = 0;
  std::vector<double> scores;
  for (const auto& row : rows) scores.push_back(score(model, row));
  out.fitted = count(to_drafts(rows, scores, fold_of.size()), out.from - 1e-9);
  return out;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Weights for weigh rules from labelled drafts: L1-regularised logistic regression, cross-validated by draft.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/labels.h"
#include "engine/linter.h"

namespace replylint {

/// Drafts are held out a fold at a time.
inline constexpr std::uint32_t fit_folds = 10;

/// One unit (message or sentence) of one draft: what stands there, and whether it should be raised.
struct FitRow {
  std::uint32_t draft = 0;                              ///< rows of one draft stay in one fold
  std::vector<std::pair<std::uint32_t, double>> signs;  ///< index into Weigh::signs, and value; ascending
  bool wanted = false;
};

struct FitModel {
  std::vector<double> weights;  ///< one a sign
  double bias = 0;
};

/// Fits one weight for each of `directions`; a small `cost` keeps many of them at zero. A weight never goes against its direction, the
/// weight that a person gave: where the drafts say otherwise, the sign is left out (0 lets it go either way). Deterministic.
[[nodiscard]] FitModel fit_logistic(const std::vector<FitRow>& rows, const std::vector<double>& directions, double cost);

struct FittedRule {
  std::vector<double> weights;  ///< rounded to two digits, one a sign
  double from = 0;
  double cost = 0;  ///< chosen by cross-validation
  std::size_t drafts = 0, wanted = 0;
  Counts held_out;  ///< by draft, each judged by weights fitted without it, at the chosen threshold
  Counts fitted;    ///< by draft, with the weights that all drafts gave
};

/// Chooses cost and threshold on held-out folds: of the thresholds with at least `precision`, the one that finds most; where none
/// has it, the one with the best F0.5. `fold_of[d]` is the fold of draft `d`, below `fit_folds`.
[[nodiscard]] FittedRule fit_rule(const std::vector<FitRow>& rows, const std::vector<std::uint32_t>& fold_of,
                                  const std::vector<double>& directions, double precision);

}  // namespace replylint

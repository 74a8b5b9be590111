// SPDX-License-Identifier: MIT
// The larger sub-commands of `rules`.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "engine/linter.h"

namespace replylint {

struct FitOptions {
  std::vector<std::string> folders;  ///< of labelled drafts
  std::string rule = "*";            ///< an id or "family.*"
  std::string fact;                  ///< instead of rules: a fact that weighs; wanted where a draft has to be raised for anything
  double precision = 0.9;            ///< that a threshold has to reach on held-out drafts, if one can
  bool write = false;                ///< into the rule files; else only told
};

/// Fits the weigh rules of a set that was loaded from files. A report, or one sentence on what went wrong.
[[nodiscard]] std::expected<std::string, std::string> fit_weights(RuleSet set, const FitOptions& options);

/// For each rule that `only` names: on how many labelled drafts it was right, left open or wrong, and on how many messages of folders
/// without labels.jsonl it spoke, and on how many of a thousand. Suggestions count. A table, or one sentence on what went wrong.
[[nodiscard]] std::expected<std::string, std::string> measure_noise(const Linter& linter, const std::vector<std::string>& folders,
                                                                    const std::string& only);

}  // namespace replylint

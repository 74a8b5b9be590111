// SPDX-License-Identifier: MIT
// Measures a rule set on labelled drafts, labelled texts and unlabelled mail.
#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/labels.h"
#include "engine/linter.h"

namespace replylint {

struct EvalOptions {
  Severity floor = Severity::warning;  ///< findings below do not count
  bool list = false;                   ///< name what was missed and raised wrongly
  bool json = false;
  std::vector<std::string> families;  ///< of evaluate_texts: any finding of these says yes
  std::string fact;                   ///< of evaluate_texts: this fact says yes, instead
};

/// Ids of the rules, by family, whose findings count. Hidden findings count, ignored ones do not.
using Raised = std::map<std::string, std::vector<std::string>, std::less<>>;
[[nodiscard]] Raised find_raised(const Verdict& verdict, Severity floor);

/// "0.750", or "-" where there is no such figure.
[[nodiscard]] std::string format_share(std::optional<double> share);

/// A report, or one sentence on why there is none.
using Evaluation = std::expected<std::string, std::string>;

/// A folder with labels.jsonl and a draft ID.eml for each line {"id", "kind", "must", "may", …}.
[[nodiscard]] Evaluation evaluate_drafts(const std::string& folder, const Linter& linter, const EvalOptions& options);
/// A file of lines {"id", "text", "context" (the message replied to, or null), "label" (1: yes)}.
[[nodiscard]] Evaluation evaluate_texts(const std::string& file, const Linter& linter, const EvalOptions& options);
/// All mail of a folder, Maildir or mbox: how often anything is raised at all.
[[nodiscard]] Evaluation evaluate_mail(const std::string& name, const Linter& linter, const EvalOptions& options);

}  // namespace replylint

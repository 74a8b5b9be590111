// SPDX-License-Identifier: MIT
// Runs the examples that rules carry, and the checks on rules that need matching.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "draft/draft.h"
#include "engine/linter.h"

namespace replylint {

/// An example that did not do what it says, or (warning) a remark on a rule (remarks.h).
struct ExampleFailure {
  std::string rule;
  SourcePlace place;
  std::string what;
  bool warning = false;
};

/// Runs every bad and good example of the rules that `only` names ("" for all). A bad example must raise its own rule; a good one
/// must not. Makes each draft from the example's parts without a mail parser.
[[nodiscard]] std::vector<ExampleFailure> run_examples(const Linter& linter, std::string_view only = {});

/// The draft of one example.
[[nodiscard]] Draft make_example_draft(const Example& example);

}  // namespace replylint

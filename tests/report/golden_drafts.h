// SPDX-License-Identifier: MIT
// The drafts of fixtures/golden, checked by the small rule set beside them.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "draft/draft.h"
#include "engine/linter.h"
#include "mail/parse.h"
#include "report/report.h"
#include "ruleset/load.h"

namespace replylint::testing {

inline std::string golden_path(const std::string& name) { return std::string(TEST_FIXTURES "/golden/") + name; }

inline std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline RuleSet load_golden_rules() {
  const LoadInput input{.files = {{.name = "rules.yaml", .text = read_whole(golden_path("rules.yaml"))}},
                        .builtin = nullptr,
                        .find_source = {},
                        .engine_version = "1.0.0",
                        .limits = {}};
  auto set = load_ruleset(input);
  if (!set) throw std::runtime_error(set.error().empty() ? "no reason" : to_string(set.error().front()));
  return std::move(*set);
}

/// One draft with everything that a report refers to.
struct GoldenDraft {
  std::string file, raw;
  Draft draft;
  Verdict verdict;
  [[nodiscard]] Checked checked() const { return {.file = file, .raw = raw, .draft = draft, .verdict = verdict}; }
};

inline GoldenDraft check_text(const Linter& linter, std::string file, std::string raw) {
  GoldenDraft golden{.file = std::move(file), .raw = std::move(raw), .draft = {}, .verdict = {}};
  auto message = parse_message(golden.raw);
  if (!message) throw std::runtime_error(message.error().what);
  golden.draft = make_draft(std::move(*message));
  golden.verdict = linter.check(golden.draft);
  return golden;
}

inline GoldenDraft check_golden(const Linter& linter, const std::string& name) {
  return check_text(linter, name, read_whole(golden_path(name)));
}

}  // namespace replylint::testing

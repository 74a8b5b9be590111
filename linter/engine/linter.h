// SPDX-License-Identifier: MIT
// Linter: a compiled rule set that checks drafts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "draft/draft.h"
#include "engine/finding.h"
#include "ruleset/rule.h"
#include "ruleset/table.h"

namespace replylint {

struct CheckOptions {
  std::size_t show = 5;                  ///< findings shown; the rest is counted
  bool show_all = false;                 ///< show every finding, also several of one sentence and family
  std::optional<std::int64_t> now = {};  ///< seconds since 1970; stands in for a missing Date field
  std::int32_t now_zone = 0;             ///< minutes east of UTC
  bool every_language = false;           ///< check even where the language differs from the rule set's
  bool tell_facts = true;                ///< list every fact in the verdict; otherwise only those that rules ask for are settled
  bool automatic_too = false;            ///< check automatic mail as well
  bool show_observed = false;            ///< rules that are only observed speak like all others: for those who try them out
  std::vector<std::pair<std::uint32_t, double>> facts = {};  ///< set from outside, by fact index: for examples
};

/// One sign of a weigh rule that is there.
struct SeenSign {
  std::uint32_t sign = 0;  ///< index into Weigh::signs
  double value = 0;        ///< of a fact, else 1
  std::vector<TextSpan> spans;
};

/// The signs of a message or of one of its sentences.
struct SignUnit {
  std::uint32_t sentence = 0;  ///< the first of the unit
  std::vector<SeenSign> seen;
};

class CheckSession;
class SentenceMemory;

/// Immutable after construction; check() is const and may run in several threads at once. Patterns are built when they
/// are first needed. Owns its rule set.
class Linter {
 public:
  explicit Linter(RuleSet set);
  /// Of a compiled table, which must outlive the linter; rules() then gives the set without phrases and examples.
  explicit Linter(CompiledSet set);
  ~Linter();
  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;
  Linter(const Linter&) = delete;
  Linter& operator=(const Linter&) = delete;

  [[nodiscard]] Verdict check(const Draft& draft, const CheckOptions& options = {}) const;
  [[nodiscard]] const RuleSet& rules() const;

  /// What a weigh rule of this linter sees in a draft: one unit for the message or one a sentence; none where `when` does not
  /// hold or an `unless` forbids it, or where check() would be silent. For fitting weights.
  [[nodiscard]] std::vector<SignUnit> find_signs(const Rule& rule, const Draft& draft, const CheckOptions& options = {}) const;
  /// The same for a fact that weighs.
  [[nodiscard]] std::vector<SignUnit> find_signs(const FactDefinition& fact, const Draft& draft, const CheckOptions& options = {}) const;

 private:
  friend class CheckSession;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A linter with a memory of sentences: what a program that checks many drafts, or one draft again and again while it is being
/// written, keeps for each thread. A sentence that was seen before is not read again; the verdict is that of Linter::check.
/// Refers to the linter, which must outlive it. What it remembers is bounded (MemoryLimits).
class CheckSession {
 public:
  explicit CheckSession(const Linter& linter);
  ~CheckSession();
  CheckSession(CheckSession&&) noexcept;
  CheckSession& operator=(CheckSession&&) = delete;
  CheckSession(const CheckSession&) = delete;
  CheckSession& operator=(const CheckSession&) = delete;

  [[nodiscard]] Verdict check(const Draft& draft, const CheckOptions& options = {});

 private:
  const RuleSet& set_;
  std::unique_ptr<SentenceMemory> memory_;
};

}  // namespace replylint

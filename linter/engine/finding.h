// SPDX-License-Identifier: MIT
// What a check says: findings, strengths, facts, verdict.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/builtin_facts.h"
#include "ruleset/rule.h"
#include "text/span.h"

namespace replylint {

/// Words of the message that made something so.
struct Evidence {
  TextSpan span;
  std::string text;     ///< the words, one line, shortened
  bool theirs = false;  ///< from the quoted message
};

/// A fix with its words filled in.
struct OfferedFix {
  FixKind kind = FixKind::suggest;
  std::string text;
  TextSpan span;  ///< what it replaces; empty for an insertion point; for suggest the finding's own span
  bool safe = false;
};

struct Finding {
  std::string_view rule;  ///< id; lives as long as the Linter
  Severity severity = Severity::warning;
  std::string message;
  std::string_view why;
  TextSpan span;
  RawSpan raw;
  std::vector<Evidence> evidence;
  std::vector<std::string> signs;  ///< of a weigh rule: the facts and phrases that carried it, strongest first
  std::vector<OfferedFix> fixes;
  bool shown = true;            ///< false: beyond the limit, or second of its sentence and family
  std::string ignored_because;  ///< reason of the Ignore that silenced it
  bool ignored = false;

  [[nodiscard]] std::string_view family() const { return rule.substr(0, rule.find('.')); }
};

/// Something the reply does well.
struct Strength {
  std::string what;  ///< "acknowledged", "next step with owner and date"
  TextSpan span;
  RawSpan raw;
};

/// One fact as found.
struct Fact {
  std::string_view name;
  FactType type = FactType::yes_no;
  double value = 0;
  std::vector<Evidence> evidence;
};

enum class Outcome : std::uint8_t {
  pass,  ///< nothing that a sender should be stopped for
  ask,   ///< findings to look at before sending
  hold,  ///< a finding at or above the policy's `hold`
};
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// Why a draft was left alone.
enum class Silent : std::uint8_t { no, automatic, other_language, empty };
[[nodiscard]] std::string_view to_string(Silent silent);

struct Verdict {
  Outcome outcome = Outcome::pass;
  Silent silent = Silent::no;
  std::string language;           ///< of the draft, "" where unknown
  std::vector<Finding> findings;  ///< most severe first, then by place; not shown and ignored ones included
  std::vector<Finding> observed;  ///< of rules that are being tried out, in the same order; nobody is to be bothered with them
  std::vector<Strength> strengths;
  std::vector<Fact> facts;                  ///< every fact, built-in ones first; empty unless CheckOptions::tell_facts
  std::vector<std::string> unused_ignores;  ///< rule patterns of Ignores that silenced nothing

  /// Findings at or above `floor` that are not ignored.
  [[nodiscard]] std::size_t count(Severity floor) const;
};

}  // namespace replylint

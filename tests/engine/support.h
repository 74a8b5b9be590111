// SPDX-License-Identifier: MIT
// Small rule sets and drafts for the engine's tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "engine/examples.h"
#include "engine/linter.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/load.h"
#include "ruleset/table.h"

namespace replylint::testing {

/// A rule set of its own, from YAML without the head; a load error fails the test.
inline RuleSet make_set(const std::string& yaml) {
  LoadInput input;
  input.files = {{"test.yaml", "replylint: 1\nname: test\n" + yaml}};
  input.engine_version = "0.1.0";
  auto set = load_ruleset(input);
  if (!set) {
    for (const auto& error : set.error()) UNSCOPED_INFO(to_string(error));
    FAIL("the rule set does not load");
  }
  return std::move(*set);
}

/// A rule with the keys that every rule needs; `rest` has its verb.
inline std::string make_rule(const std::string& id, const std::string& rest, const std::string& severity = "warning") {
  return "- {id: " + id + ", severity: " + severity + ", message: \"“{match}”\", why: reason, source: [\"practice:calm\"], " + rest +
         ", bad: [a, b, c], good: [d, e, f]}\n";
}

inline Draft make_reply(const std::string& text, const std::string& quoted = "") {
  Example example;
  example.text = text;
  example.quoted = quoted;
  return make_example_draft(example);
}

inline Draft parse_draft(std::string_view raw, InputForm form = InputForm::detect) {
  auto message = parse_message(raw, form);
  REQUIRE(message);
  return make_draft(std::move(*message));
}

inline const Linter& base_linter() {
  static const Linter linter = [] {
    auto set = parse_table(builtin_table());
    REQUIRE(set);
    return Linter(std::move(*set));
  }();
  return linter;
}

/// The value of a fact in a verdict.
inline double fact_value(const Verdict& verdict, std::string_view name) {
  for (const auto& fact : verdict.facts) {
    if (fact.name == name) return fact.value;
  }
  FAIL("no fact " << name);
  return 0;
}

}  // namespace replylint::testing

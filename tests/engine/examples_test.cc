// SPDX-License-Identifier: MIT
// The built-in rules' own examples, and what their authors owe them.
#include <set>
#include <string>

#include "engine/remarks.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

TEST_CASE("every example of the base rules does what it says") {
  for (const auto& failure : run_examples(base_linter())) FAIL_CHECK(failure.rule << ": " << failure.what);
}

TEST_CASE("an example that does not do what it says is reported") {
  const Linter linter(
      make_set("rules:\n- {id: tone.x, severity: warning, message: m, why: w, source: [\"practice:calm\"], flag: [\"bad\"], bad: [\"a bad "
               "one\", b, \"bad\"], good: [d, \"not bad\", f]}\n"));
  const auto failures = run_examples(linter);
  REQUIRE(failures.size() == 2);
  CHECK_THAT(failures[0].what, Catch::Contains("does not find"));
  CHECK_THAT(failures[1].what, Catch::Contains("flags"));
  CHECK(failures[0].place.line == 4);
}

TEST_CASE("remarks on rules: needless exceptions, impossible conditions, implied phrases, twins") {
  const auto remark = [](const std::string& rules) {
    std::string out;
    for (const auto& failure : find_remarks(Linter(make_set("rules:\n" + rules)))) out += failure.what + "\n";
    return out;
  };
  const std::string tail = ", bad: [\"so bad\", \"bad, bad\", \"bad\"], good: [d, e, f]}\n";
  const std::string head = "- {id: tone.x, severity: warning, message: m, why: w, source: [\"practice:calm\"], ";
  CHECK_THAT(remark(head + "flag: [\"bad\"], unless: [\"never\"]" + tail), Catch::Contains("needs its `unless`"));
  CHECK_THAT(remark(head + "when: words > 4 and words < 3, flag: [\"bad\"]" + tail), Catch::Contains("can never hold"));
  CHECK_THAT(remark(head + "flag: [\"bad\", \"very bad\"]" + tail), Catch::Contains("implied by"));
  CHECK_THAT(remark(head + "flag: [\"bad\"]" + tail +
                    "- {id: tone.y, severity: warning, message: m, why: w, source: [\"practice:calm\"], flag: [\"bad\"]" + tail),
             Catch::Contains("no example tells it from"));
  CHECK(remark(head + "flag: [\"bad\"]" + tail).empty());
}

TEST_CASE("every practice has a rule that fires on a draft and stays silent on a near miss") {
  // The keys of the practices that the rules teach; "wins" is shown as a strength, never demanded.
  const std::set<std::string> practices{"listen",   "empathise", "clarify",    "answer",  "calm",   "words", "thank",
                                        "own",      "facts",     "boundaries", "options", "expect", "next",  "follow-up",
                                        "escalate", "record",    "plain",      "sincere", "end"};
  std::set<std::string> served;
  for (const auto& rule : base_linter().rules().rules) {
    CAPTURE(rule.id);
    CHECK_FALSE(rule.source.empty());
    CHECK(rule.bad.size() >= 3);
    CHECK(rule.good.size() >= 3);
    for (const auto& source : rule.source) {
      if (source.starts_with("practice:")) served.insert(source.substr(9));
    }
  }
  for (const auto& practice : practices) {
    CAPTURE(practice);
    CHECK(served.contains(practice));
  }
}

// SPDX-License-Identifier: MIT
// Runs the examples of rules as tests.
#include "engine/examples.h"

#include <algorithm>

#include "engine/wording.h"

namespace replylint {
namespace {

/// "> " before each line, as a mail client quotes.
std::string to_quote(std::string_view text) {
  std::string out = "> ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "> ";
  }
  return out;
}

bool raises(const Verdict& verdict, std::string_view rule) {
  return std::ranges::any_of(verdict.findings, [&](const Finding& finding) { return finding.rule == rule; });
}

CheckOptions to_options(const Example& example) {
  CheckOptions options;
  options.every_language = true;
  options.show_observed = true;
  options.facts = example.facts;
  return options;
}

}  // namespace

Draft make_example_draft(const Example& example) {
  std::string body = example.text + "\n";
  if (!example.quoted.empty()) body += "\nOn Mon, 5 Jan 2026 at 10:00, Their Name wrote:\n" + to_quote(example.quoted) + "\n";
  Message message;
  message.envelope.has_header = true;
  message.envelope.has_subject = true;
  message.subject = make_identity(example.subject ? *example.subject : (example.quoted.empty() ? "Your message" : "Re: Your message"));
  message.body.text = make_identity(body);
  return make_draft(std::move(message));
}

std::vector<ExampleFailure> run_examples(const Linter& linter, std::string_view only) {
  std::vector<ExampleFailure> failures;
  for (const auto& rule : linter.rules().rules) {
    if (rule.off || (!only.empty() && !matches_rule(only, rule.id))) continue;
    for (const auto* examples : {&rule.bad, &rule.good}) {
      const bool bad = examples == &rule.bad;
      for (const auto& example : *examples) {
        const Draft draft = make_example_draft(example);
        const bool raised = raises(linter.check(draft, to_options(example)), rule.id);
        if (raised == bad) continue;
        failures.push_back(
            {rule.id, example.place,
             (bad ? "a bad example that the rule does not find: “" : "a good example that the rule flags: “") + shorten(example.text) + "”",
             false});
      }
    }
  }
  return failures;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Rule files for the loader's tests, and its results as lines.
#pragma once

#include <string>
#include <string_view>

#include "ruleset/load.h"

namespace replylint::rule_text {

/// A rule set with one correct rule in lines 3 to 8.
inline constexpr std::string_view one_rule =
    "replylint: 1\n"
    "rules:\n"
    "- id: tone.x\n"
    "  message: m\n"
    "  why: w\n"
    "  flag: [x]\n"
    "  bad: [a, b, c]\n"
    "  good: [a, b, c]\n";

/// `one_rule` with a line of its own put in place of the line that begins with the same key; other lines are appended.
inline std::string with(std::string_view line) {
  std::string text(one_rule);
  const auto key = "  " + std::string(line.substr(0, line.find(':') + 1));
  const auto at = text.find("\n" + key);
  if (at == std::string::npos) return text + "  " + std::string(line) + "\n";
  return text.replace(at + 3, text.find('\n', at + 1) - at - 3, line);
}

inline std::string without(std::string_view key) {
  std::string text(one_rule);
  const auto at = text.find("\n  " + std::string(key) + ":");
  return text.erase(at, text.find('\n', at + 1) - at);
}

/// A rule as one line of flow style, for sets with several.
inline std::string rule(std::string_view id, std::string_view rest = "flag: [x]") {
  return "- {id: " + std::string(id) + ", message: m, why: w, bad: [a, b, c], good: [a, b, c], " + std::string(rest) + "}\n";
}

inline std::string to_lines(const std::vector<LoadError>& errors) {
  std::string lines;
  for (const auto& error : errors) lines += (lines.empty() ? "" : "\n") + to_string(error);
  return lines;
}

/// "" where the set loads, else its errors.
inline std::string load_errors(const LoadInput& input) {
  const auto set = load_ruleset(input);
  return set ? "" : to_lines(set.error());
}

inline LoadInput make_input(std::vector<RuleFile> files, const RuleSet* builtin = nullptr) {
  LoadInput input;
  input.files = std::move(files);
  input.builtin = builtin;
  input.engine_version = "0.1.0";
  return input;
}

inline LoadInput make_input(std::string text, const RuleSet* builtin = nullptr) {
  return make_input({{"r.yaml", std::move(text)}}, builtin);
}

}  // namespace replylint::rule_text

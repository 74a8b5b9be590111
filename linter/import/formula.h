// SPDX-License-Identifier: MIT
// Formulas of Vale's metrics: read, reckoned, and recognised as one of our measures.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace replylint {

struct FormulaError {
  std::size_t offset = 0;
  std::string what;
};

/// A measure of ours, to which a formula stands as `factor * measure + offset`.
struct FormulaMeaning {
  std::string_view fact;  ///< "reading-grade", "words" …
  double factor = 1;
  double offset = 0;
};

/// Says which measure a formula over words, sentences, syllables … is; nullopt inside where it is none of ours. An error where it is
/// no formula: a name that Vale does not know, a bracket that is not closed.
[[nodiscard]] std::expected<std::optional<FormulaMeaning>, FormulaError> find_meaning(std::string_view formula);

/// "> 25" -> the operator and the number.
struct FormulaCondition {
  std::string_view comparison;
  double number = 0;
};
[[nodiscard]] std::optional<FormulaCondition> parse_formula_condition(std::string_view condition);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// `when`: an expression over facts, parsed once, evaluated on numbers.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// A parsed expression in postfix order: operands before their operator. An empty one is true.
struct Condition {
  enum class Op : std::uint8_t { fact, number, negate, both, either, less, less_equal, greater, greater_equal, equal };
  struct Step {
    Op op = Op::number;
    std::uint32_t fact = 0;  ///< index of the fact, see RuleSet::find_fact
    double number = 0;
  };
  std::vector<Step> steps;
  std::string source;

  [[nodiscard]] bool empty() const { return steps.empty(); }
};

/// An expression has at most so many facts, numbers and operators, so that evaluating it may recurse.
inline constexpr std::size_t max_condition_steps = 1000;

struct ConditionError {
  std::size_t offset = 0;
  std::string what;
};

/// Finds a fact's index by name; empty where there is none.
using FindFact = std::function<std::optional<std::uint32_t>(std::string_view)>;

/// Parses `complaint and (words < 15 or not greeting)`. Precedence: not, comparisons, and, or. Nesting limit 50.
[[nodiscard]] std::expected<Condition, ConditionError> parse_condition(std::string_view source, const FindFact& find_fact);

/// Evaluates; `value(fact)` gives the number of a fact (yes/no facts: 1 and 0). Anything not 0 is true.
template <class Value>
[[nodiscard]] bool evaluate(const Condition& condition, Value&& value);

/// The facts that made a true expression true, in the order in which they stand: those whose falsity could change it.
[[nodiscard]] std::vector<std::uint32_t> find_true_facts(const Condition& condition, const std::function<double(std::uint32_t)>& value);

template <class Value>
bool evaluate(const Condition& condition, Value&& value) {
  using Op = Condition::Op;
  const auto& steps = condition.steps;
  if (steps.empty()) return true;
  if (steps.size() == 1 && steps.front().op == Op::fact) return value(steps.front().fact) != 0;
  // Where the operand that ends at each step begins, so that a side that cannot matter is skipped.
  std::array<std::uint16_t, max_condition_steps> begins;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool leaf = steps[i].op == Op::fact || steps[i].op == Op::number;
    const std::size_t last = leaf ? i : begins[i - 1];
    begins[i] = static_cast<std::uint16_t>(leaf || steps[i].op == Op::negate ? last : begins[last - 1]);
  }
  const auto run = [&](const auto& self, std::size_t at) -> double {
    const auto& step = steps[at];
    if (step.op == Op::fact) return value(step.fact);
    if (step.op == Op::number) return step.number;
    if (step.op == Op::negate) return self(self, at - 1) == 0 ? 1 : 0;
    const double left = self(self, begins[at - 1] - 1);
    if (step.op == Op::both && left == 0) return 0;
    if (step.op == Op::either && left != 0) return 1;
    const double right = self(self, at - 1);
    switch (step.op) {
      case Op::less:
        return left < right ? 1 : 0;
      case Op::less_equal:
        return left <= right ? 1 : 0;
      case Op::greater:
        return left > right ? 1 : 0;
      case Op::greater_equal:
        return left >= right ? 1 : 0;
      case Op::equal:
        return left == right ? 1 : 0;
      default:
        return right != 0 ? 1 : 0;
    }
  };
  return run(run, steps.size() - 1) != 0;
}

}  // namespace replylint

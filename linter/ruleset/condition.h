// SPDX-License-Identifier: MIT
// `when`: an expression over facts, parsed once, evaluated on numbers.
#pragma once

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
  std::vector<double> stack;
  stack.reserve(8);
  const auto pop = [&] {
    const double top = stack.back();
    stack.pop_back();
    return top;
  };
  for (const auto& step : condition.steps) {
    using Op = Condition::Op;
    if (step.op == Op::fact) {
      stack.push_back(value(step.fact));
    } else if (step.op == Op::number) {
      stack.push_back(step.number);
    } else if (step.op == Op::negate) {
      stack.back() = stack.back() == 0 ? 1 : 0;
    } else {
      const double right = pop();
      const double left = pop();
      bool holds = false;
      switch (step.op) {
        case Op::both:
          holds = left != 0 && right != 0;
          break;
        case Op::either:
          holds = left != 0 || right != 0;
          break;
        case Op::less:
          holds = left < right;
          break;
        case Op::less_equal:
          holds = left <= right;
          break;
        case Op::greater:
          holds = left > right;
          break;
        case Op::greater_equal:
          holds = left >= right;
          break;
        default:
          holds = left == right;
          break;
      }
      stack.push_back(holds ? 1 : 0);
    }
  }
  return stack.empty() || stack.back() != 0;
}

}  // namespace replylint

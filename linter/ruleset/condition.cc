// SPDX-License-Identifier: MIT
// Reads `when` expressions into postfix order, and finds the facts that carried a true one.
#include "ruleset/condition.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace replylint {
namespace {

constexpr int max_depth = 50;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_byte(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

/// Recursive descent, loosest operator first: or, and, comparison, not, operand.
class Parser {
 public:
  Parser(std::string_view source, const FindFact& find_fact) : source_(source), find_fact_(find_fact) {}

  std::expected<Condition, ConditionError> parse() {
    next();
    if (token_.empty()) return std::unexpected(ConditionError{0, "an empty expression"});
    if (parse_either(0) && !token_.empty())
      fail("“" + std::string(token_) + "” is not expected here; accepted: and, or, a comparison, the end");
    if (error_) return std::unexpected(std::move(*error_));
    condition_.source = source_;
    return std::move(condition_);
  }

 private:
  using Op = Condition::Op;

  /// Takes the next token; the empty token is the end.
  void next() {
    while (at_ < source_.size() && is_space(source_[at_])) ++at_;
    start_ = at_;
    if (at_ == source_.size()) {
      token_ = {};
      return;
    }
    const char c = source_[at_++];
    if (is_letter(c)) {
      while (at_ < source_.size() && is_name_byte(source_[at_])) ++at_;
    } else if (is_digit(c) || (c == '-' && at_ < source_.size() && is_digit(source_[at_]))) {
      while (at_ < source_.size() && (is_digit(source_[at_]) || source_[at_] == '.')) ++at_;
    } else if ((c == '<' || c == '>' || c == '=' || c == '!') && at_ < source_.size() && source_[at_] == '=') {
      ++at_;
    } else {
      while ((static_cast<unsigned char>(c) & 0x80U) != 0 && at_ < source_.size() &&
             (static_cast<unsigned char>(source_[at_]) & 0xC0U) == 0x80U)
        ++at_;
    }
    token_ = source_.substr(start_, at_ - start_);
  }

  bool fail(std::string what) {
    if (!error_) error_ = ConditionError{start_, std::move(what)};
    return false;
  }

  bool push(Condition::Step step) {
    if (condition_.steps.size() >= max_condition_steps)
      return fail("an expression of more than " + std::to_string(max_condition_steps) + " parts");
    condition_.steps.push_back(step);
    return true;
  }

  bool parse_either(int depth) {
    if (!parse_both(depth)) return false;
    while (token_ == "or") {
      next();
      if (!parse_both(depth) || !push({Op::either})) return false;
    }
    return true;
  }

  bool parse_both(int depth) {
    if (!parse_comparison(depth)) return false;
    while (token_ == "and") {
      next();
      if (!parse_comparison(depth) || !push({Op::both})) return false;
    }
    return true;
  }

  [[nodiscard]] std::optional<Op> find_comparison() const {
    constexpr std::pair<std::string_view, Op> comparisons[]{
        {"<", Op::less}, {"<=", Op::less_equal}, {">", Op::greater}, {">=", Op::greater_equal}, {"==", Op::equal}};
    const auto* const found = std::ranges::find(comparisons, token_, &std::pair<std::string_view, Op>::first);
    return found == std::end(comparisons) ? std::nullopt : std::optional(found->second);
  }

  bool parse_comparison(int depth) {
    const bool negated = token_ == "not";
    if (!parse_unary(depth)) return false;
    if (token_ == "=") return fail("“=” is not an operator; accepted: ==");
    if (token_ == "!=") return fail("“!=” is not an operator; write not (… == …)");
    const auto comparison = find_comparison();
    if (!comparison) return true;
    // `not words < 4` would compare yes/no with 4, which nobody means.
    if (negated) return fail("“not” before a comparison needs parentheses: not (… " + std::string(token_) + " …)");
    next();
    if (token_ == "not") return fail("“not” cannot stand behind a comparison; accepted: a fact, a number, (");
    if (!parse_unary(depth) || !push({*comparison})) return false;
    if (find_comparison()) return fail("two comparisons in a row; join them with and");
    return true;
  }

  bool parse_unary(int depth) {
    int negations = 0;
    for (; token_ == "not"; ++negations) next();
    if (!parse_operand(depth)) return false;
    if (negations % 2 == 1) return push({Op::negate});
    // An even number of them still turns a number into yes or no.
    return negations == 0 || (push({Op::negate}) && push({Op::negate}));
  }

  bool parse_operand(int depth) {
    if (token_.empty()) return fail("the expression ends too early; accepted here: a fact, a number, not, (");
    if (token_ == "(") return parse_group(depth);
    if (is_digit(token_.front()) || (token_.size() > 1 && token_.front() == '-')) return parse_number();
    if (is_letter(token_.front()) && token_ != "and" && token_ != "or") return parse_fact();
    if (token_ == "&" || token_ == "|" || token_ == "!" || token_ == "!=") {
      return fail("“" + std::string(token_) + "” is not an operator; accepted: and, or, not");
    }
    return fail("“" + std::string(token_) + "” is not expected here; accepted: a fact, a number, not, (");
  }

  bool parse_group(int depth) {
    if (depth >= max_depth) return fail("parentheses nested more than " + std::to_string(max_depth) + " deep");
    const auto opened = start_;
    next();
    if (!parse_either(depth + 1)) return false;
    if (token_ != ")") {
      if (token_.empty()) start_ = opened;
      return fail(token_.empty() ? "a bracket that is never closed"
                                 : "“" + std::string(token_) + "” is not expected here; accepted: and, or, )");
    }
    next();
    return true;
  }

  bool parse_number() {
    double number = 0;
    const auto* const end = token_.data() + token_.size();
    const auto [stopped, problem] = std::from_chars(token_.data(), end, number, std::chars_format::fixed);
    if (problem != std::errc() || stopped != end) return fail("“" + std::string(token_) + "” is not a number");
    Condition::Step step{Op::number};
    step.number = number;
    if (!push(step)) return false;
    next();
    return true;
  }

  bool parse_fact() {
    const auto fact = find_fact_(token_);
    if (!fact) return fail("unknown fact “" + std::string(token_) + "”");
    if (!push({Op::fact, *fact})) return false;
    next();
    return true;
  }

  std::string_view source_;
  const FindFact& find_fact_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::string_view token_;
  Condition condition_;
  std::optional<ConditionError> error_;
};

/// A value and the facts that it rests on: were they all 0, it could be another.
struct Carried {
  double value = 0;
  std::vector<std::uint32_t> facts;
};

void join(std::vector<std::uint32_t>& facts, const std::vector<std::uint32_t>& more) {
  for (const auto fact : more) {
    if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(fact);
  }
}

bool compare(Condition::Op op, double left, double right) {
  switch (op) {
    case Condition::Op::less:
      return left < right;
    case Condition::Op::less_equal:
      return left <= right;
    case Condition::Op::greater:
      return left > right;
    case Condition::Op::greater_equal:
      return left >= right;
    default:
      return left == right;
  }
}

Carried combine(Condition::Op op, const Carried& left, const Carried& right) {
  Carried result;
  if (op == Condition::Op::both || op == Condition::Op::either) {
    const bool both = op == Condition::Op::both;
    const bool holds = both ? left.value != 0 && right.value != 0 : left.value != 0 || right.value != 0;
    result.value = holds ? 1 : 0;
    for (const auto* side : {&left, &right}) {
      if ((side->value != 0) == holds) join(result.facts, side->facts);
    }
    return result;
  }
  const bool holds = compare(op, left.value, right.value);
  result.value = holds ? 1 : 0;
  if (compare(op, 0, right.value) != holds) join(result.facts, left.facts);
  if (compare(op, left.value, 0) != holds) join(result.facts, right.facts);
  return result;
}

}  // namespace

std::expected<Condition, ConditionError> parse_condition(std::string_view source, const FindFact& find_fact) {
  return Parser(source, find_fact).parse();
}

std::vector<std::uint32_t> find_true_facts(const Condition& condition, const std::function<double(std::uint32_t)>& value) {
  std::vector<Carried> stack;
  for (const auto& step : condition.steps) {
    if (step.op == Condition::Op::fact) {
      const double now = value(step.fact);
      stack.push_back({now, now != 0 ? std::vector{step.fact} : std::vector<std::uint32_t>()});
    } else if (step.op == Condition::Op::number) {
      stack.push_back({step.number, {}});
    } else if (step.op == Condition::Op::negate) {
      stack.back().value = stack.back().value == 0 ? 1 : 0;
    } else {
      const Carried right = std::move(stack.back());
      stack.pop_back();
      stack.back() = combine(step.op, stack.back(), right);
    }
  }
  if (stack.empty() || stack.back().value == 0) return {};
  return std::move(stack.back().facts);
}

}  // namespace replylint

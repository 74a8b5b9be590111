// SPDX-License-Identifier: MIT
// Reckons a formula at several points and compares it with what our measures would give there.
#include "import/formula.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "ruleset/errors.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr int nesting_limit = 50;

/// What Vale counts, and values that no formula takes for one another.
constexpr std::array<std::string_view, 11> variables{
    "words",         "sentences",  "paragraphs", "syllables", "characters", "polysyllabic_words",
    "complex_words", "long_words", "list",       "pre",       "blockquote"};
using Point = std::array<double, variables.size()>;
constexpr std::array<Point, 5> points{{{101, 7, 3, 163, 503, 13, 17, 29, 2, 1, 1},
                                       {211, 19, 5, 307, 1009, 31, 37, 61, 3, 2, 1},
                                       {57, 3, 2, 90, 271, 8, 11, 19, 1, 4, 2},
                                       {997, 41, 11, 1601, 4801, 127, 149, 307, 7, 3, 5},
                                       {333, 33, 9, 444, 1555, 66, 77, 88, 5, 6, 8}}};

class Reckoner {
 public:
  Reckoner(std::string_view text, const Point& point) : text_(text), point_(point) {}

  std::expected<double, FormulaError> reckon() {
    const double value = add(0);
    skip_blanks();
    if (error_.what.empty() && at_ < text_.size()) fail("“" + std::string(text_.substr(at_, 1)) + "” is not expected here");
    if (!error_.what.empty()) return std::unexpected(error_);
    return value;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  [[nodiscard]] char peek() {
    skip_blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  double fail(std::string what) {
    if (error_.what.empty()) error_ = {at_, std::move(what)};
    at_ = text_.size();
    return 0;
  }

  double add(int depth) {
    double value = multiply(depth);
    for (char c = peek(); c == '+' || c == '-'; c = peek()) {
      ++at_;
      const double right = multiply(depth);
      value = c == '+' ? value + right : value - right;
    }
    return value;
  }

  double multiply(int depth) {
    double value = take_one(depth);
    for (char c = peek(); c == '*' || c == '/' || c == '%'; c = peek()) {
      ++at_;
      const double right = take_one(depth);
      value = c == '*' ? value * right : c == '/' ? value / right : std::fmod(value, right);
    }
    return value;
  }

  double take_one(int depth) {
    if (depth > nesting_limit) return fail("brackets nested over 50 deep");
    const char c = peek();
    if (c == '-') {
      ++at_;
      return -take_one(depth + 1);
    }
    if (c == '(') {
      ++at_;
      const double value = add(depth + 1);
      if (peek() != ')') return fail("a bracket that is not closed");
      ++at_;
      return value;
    }
    if ((c >= '0' && c <= '9') || c == '.') {
      double value = 0;
      const auto [end, problem] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
      if (problem != std::errc()) return fail("not a number");
      at_ = static_cast<std::size_t>(end - text_.data());
      return value;
    }
    return take_name(depth);
  }

  double take_name(int depth) {
    const auto begin = at_;
    while (at_ < text_.size() && (is_word_byte(text_[at_]) || text_[at_] == '.')) ++at_;
    const auto name = text_.substr(begin, at_ - begin);
    if (name == "math.sqrt" || name == "math.abs") {
      if (peek() != '(') return fail("“(” is expected here");
      const double value = take_one(depth + 1);
      return name == "math.sqrt" ? std::sqrt(value) : std::abs(value);
    }
    if (name.starts_with("heading")) return 0;
    const auto found = std::ranges::find(variables, name);
    if (found != variables.end()) return point_.at(static_cast<std::size_t>(found - variables.begin()));
    at_ = begin;
    return fail("unknown name " + quote(name) + format_accepted(name, variables));
  }

  std::string_view text_;
  const Point& point_;
  std::size_t at_ = 0;
  FormulaError error_;
};

struct Measure {
  std::string_view fact;
  double (*value)(const Point& point);
};
constexpr std::array<Measure, 4> measures{
    {{"words", [](const Point& p) { return p[0]; }},
     {"sentences", [](const Point& p) { return p[1]; }},
     {"paragraphs", [](const Point& p) { return p[2]; }},
     {"reading-grade", [](const Point& p) { return 0.39 * p[0] / p[1] + 11.8 * p[3] / p[0] - 15.59; }}}};

}  // namespace

std::expected<std::optional<FormulaMeaning>, FormulaError> find_meaning(std::string_view formula) {
  std::vector<double> values;
  for (const auto& point : points) {
    const auto value = Reckoner(formula, point).reckon();
    if (!value) return std::unexpected(value.error());
    values.push_back(*value);
  }
  for (const auto& measure : measures) {
    const double run = measure.value(points[1]) - measure.value(points[0]);
    const double factor = (values[1] - values[0]) / run;
    const double offset = values[0] - factor * measure.value(points[0]);
    bool fits = std::isfinite(factor) && std::isfinite(offset) && std::abs(factor) > 1e-9;
    for (std::size_t i = 0; fits && i < points.size(); ++i) {
      const double expected = factor * measure.value(points[i]) + offset;
      fits = std::abs(expected - values[i]) <= 1e-6 * std::max(1.0, std::abs(values[i]));
    }
    if (fits) return FormulaMeaning{measure.fact, factor, offset};
  }
  return std::nullopt;
}

std::optional<FormulaCondition> parse_formula_condition(std::string_view condition) {
  const auto text = trim(condition);
  for (const auto comparison :
       {std::string_view(">="), std::string_view("<="), std::string_view("=="), std::string_view(">"), std::string_view("<")}) {
    if (!text.starts_with(comparison)) continue;
    const auto digits = trim(text.substr(comparison.size()));
    double number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc() || end != digits.data() + digits.size() || !std::isfinite(number)) return std::nullopt;
    return FormulaCondition{comparison, number};
  }
  return std::nullopt;
}

}  // namespace replylint

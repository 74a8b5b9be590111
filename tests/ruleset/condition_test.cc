// SPDX-License-Identifier: MIT
// `when` expressions: what they evaluate to, what is wrong with bad ones, which facts carried a true one.
#include "ruleset/condition.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>

using namespace replylint;

namespace {

/// a = 0, b = 1, c = 2 …: the index is the value.
std::optional<std::uint32_t> find_letter(std::string_view name) {
  if (name == "days-since") return 9;
  if (name.size() != 1 || name[0] < 'a' || name[0] > 'i') return std::nullopt;
  return static_cast<std::uint32_t>(name[0] - 'a');
}
double to_value(std::uint32_t fact) { return fact; }

std::string to_names(const std::vector<std::uint32_t>& facts) {
  std::string names;
  for (const auto fact : facts) names += fact == 9 ? "days-since " : std::string(1, static_cast<char>('a' + fact)) + " ";
  return names;
}

}  // namespace

TEST_CASE("an expression is true or false") {
  struct Case {
    const char* source;
    bool holds;
  };
  const auto [source, holds] = GENERATE(values<Case>({
      {"b", true},
      {"a", false},
      {"not a", true},
      {"not not c", true},
      {"not not c == 1", false},
      {"a and a or b", true},
      {"a and (a or b)", false},
      {"b or a and a", true},
      {"(b or a) and a", false},
      {"c < 3", true},
      {"c < 2", false},
      {"c <= 2", true},
      {"c > 1.5", true},
      {"c > 2", false},
      {"3 >= c", true},
      {"c == 2 and not (d < 3)", true},
      {"days-since > 8 and days-since < 10", true},
      {"not (b and b)", false},
      {"b\n  and\tb", true},
      {"((((b))))", true},
      {"not a and b", true},
      {"a > -1", true},
      {"a < -0.5", false},
  }));
  CAPTURE(source);
  if (std::string_view(source) == "not not c == 1") {
    CHECK_FALSE(parse_condition(source, find_letter));
    return;
  }
  const auto condition = parse_condition(source, find_letter);
  REQUIRE(condition);
  CHECK(condition->source == source);
  CHECK(evaluate(*condition, to_value) == holds);
}

TEST_CASE("an empty condition holds and rests on nothing") {
  CHECK(evaluate(Condition{}, to_value));
  CHECK(find_true_facts(Condition{}, to_value).empty());
}

TEST_CASE("a bad expression says where and what is accepted") {
  struct Case {
    const char* source;
    std::size_t offset;
    const char* what;
  };
  const auto [source, offset, what] = GENERATE(values<Case>({
      {"", 0, "an empty expression"},
      {"  ", 0, "an empty expression"},
      {"b and", 5, "the expression ends too early; accepted here: a fact, a number, not, ("},
      {"b b", 2, "“b” is not expected here; accepted: and, or, a comparison, the end"},
      {"b and zz", 6, "unknown fact “zz”"},
      {"(b or c", 0, "a bracket that is never closed"},
      {"(b c", 3, "“c” is not expected here; accepted: and, or, )"},
      {"b)", 1, "“)” is not expected here; accepted: and, or, a comparison, the end"},
      {"c = 2", 2, "“=” is not an operator; accepted: =="},
      {"c != 2", 2, "“!=” is not an operator; write not (… == …)"},
      {"b && c", 2, "“&” is not expected here; accepted: and, or, a comparison, the end"},
      {"!b", 0, "“!” is not an operator; accepted: and, or, not"},
      {"a < b < c", 6, "two comparisons in a row; join them with and"},
      {"not c < 4", 6, "“not” before a comparison needs parentheses: not (… < …)"},
      {"c < not b", 4, "“not” cannot stand behind a comparison; accepted: a fact, a number, ("},
      {"c > 1.2.3", 4, "“1.2.3” is not a number"},
      {"and b", 0, "“and” is not expected here; accepted: a fact, a number, not, ("},
      {"b and “c”", 6, "““” is not expected here; accepted: a fact, a number, not, ("},
      {"AND", 0, "unknown fact “AND”"},
  }));
  CAPTURE(source);
  const auto condition = parse_condition(source, find_letter);
  REQUIRE_FALSE(condition);
  CHECK(condition.error().offset == offset);
  CHECK(condition.error().what == what);
}

TEST_CASE("nesting and length are limited") {
  CHECK(parse_condition(std::string(50, '(') + "b" + std::string(50, ')'), find_letter));
  const auto deep = parse_condition(std::string(51, '(') + "b" + std::string(51, ')'), find_letter);
  REQUIRE_FALSE(deep);
  CHECK(deep.error().what == "parentheses nested more than 50 deep");
  CHECK(deep.error().offset == 50);
  CHECK_FALSE(parse_condition(std::string(1U << 20U, '('), find_letter));
  std::string nots;
  for (int i = 0; i < 100000; ++i) nots += "not ";
  CHECK(parse_condition(nots + "b", find_letter));
  std::string ands = "b";
  for (int i = 0; i < 600; ++i) ands += " and b";
  const auto long_one = parse_condition(ands, find_letter);
  REQUIRE_FALSE(long_one);
  CHECK(long_one.error().what == "an expression of more than 1000 parts");
}

TEST_CASE("the facts that carried a true expression") {
  struct Case {
    const char* source;
    const char* facts;
  };
  const auto [source, facts] = GENERATE(values<Case>({
      {"b", "b "},
      {"a", ""},
      {"b and c", "b c "},
      {"c and b and c", "c b "},
      {"a or c", "c "},
      {"b or c", "b c "},
      {"not a", ""},
      {"b and not a", "b "},
      {"c > 1", "c "},
      {"c < 5", ""},
      {"not (c < 2)", "c "},
      {"b and c < 5", "b "},
      {"days-since >= 9 or a", "days-since "},
      {"b and a", ""},
      {"(a or b) and (c or a)", "b c "},
  }));
  CAPTURE(source);
  const auto condition = parse_condition(source, find_letter);
  REQUIRE(condition);
  CHECK(to_names(find_true_facts(*condition, to_value)) == facts);
}

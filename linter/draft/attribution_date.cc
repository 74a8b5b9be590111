// SPDX-License-Identifier: MIT
// Picks year, month, day and time out of the words of an attribution.
#include "draft/attribution_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "text/words.h"

namespace replylint {
namespace {

// An attribution is a line or a block of five; what is longer is something else.
constexpr std::size_t longest_attribution = 1000;

struct Token {
  std::string_view text;
  int number = -1;  ///< -1: no number
  char after = '\0';
};

std::vector<Token> find_tokens(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      ++i;
      continue;
    }
    const bool digit = text[i] >= '0' && text[i] <= '9';
    std::size_t end = i;
    while (end < text.size() && is_word_byte(text[end]) && (text[end] >= '0' && text[end] <= '9') == digit) ++end;
    Token token{text.substr(i, end - i), -1, end < text.size() ? text[end] : '\0'};
    if (digit && end - i <= 4) std::from_chars(text.data() + i, text.data() + end, token.number);
    out.push_back(token);
    i = end;
  }
  return out;
}

/// 1 to 12, or 0: "Jan", "January", "Sept".
int find_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                           "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  const std::string lower = to_lower(word);
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i].starts_with(lower)) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_year(const Token& token) { return token.text.size() == 4 && token.number >= 1970 && token.number < 2200; }
bool is_day(const Token& token) { return token.text.size() <= 2 && token.number >= 1 && token.number <= 31; }

struct Date {
  int year = 0, month = 0, day = 0;
  std::size_t end = 0;  ///< the token after it
};

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int find_month_size(int year, int month) {
  static constexpr std::array<int, 12> sizes{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return sizes[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Days from 1970-01-01, in the Gregorian calendar.
std::int64_t find_days(const Date& date) {
  const auto before = [](std::int64_t year) { return 365 * year + year / 4 - year / 100 + year / 400; };
  std::int64_t days = before(date.year - 1) - before(1969) + date.day - 1;
  for (int month = 1; month < date.month; ++month) days += find_month_size(date.year, month);
  return days;
}

std::optional<Date> find_numeric(const std::vector<Token>& tokens, std::size_t at) {
  if (at + 2 >= tokens.size()) return std::nullopt;
  const auto& [a, b, c] = std::array{tokens[at], tokens[at + 1], tokens[at + 2]};
  if (is_year(a) && a.after == '-' && b.after == '-' && b.number >= 1 && b.number <= 12 && is_day(c))
    return Date{a.number, b.number, c.number, at + 3};
  if (is_day(a) && a.after == '.' && b.after == '.' && b.number >= 1 && b.number <= 12 && is_year(c))
    return Date{c.number, b.number, a.number, at + 3};
  return std::nullopt;
}

/// "5 January 2026", "January 5, 2026": a day on either side of the month, a year within the next two words.
std::optional<Date> find_named(const std::vector<Token>& tokens, std::size_t at) {
  const int month = find_month(tokens[at].text);
  if (month == 0) return std::nullopt;
  Date date{0, month, 0, at + 1};
  if (at > 0 && is_day(tokens[at - 1])) date.day = tokens[at - 1].number;
  for (std::size_t i = at + 1; i < std::min(at + 4, tokens.size()); ++i) {
    if (date.day == 0 && is_day(tokens[i])) date.day = tokens[i].number;
    if (!is_year(tokens[i])) continue;
    date.year = tokens[i].number;
    date.end = i + 1;
    break;
  }
  return date.year != 0 && date.day != 0 ? std::optional(date) : std::nullopt;
}

std::int64_t find_time(const std::vector<Token>& tokens, std::size_t from) {
  for (std::size_t i = from; i + 1 < std::min(from + 6, tokens.size()); ++i) {
    if (tokens[i].after != ':' || tokens[i].number < 0 || tokens[i].number > 23 || tokens[i + 1].number < 0 || tokens[i + 1].number > 59)
      continue;
    int hour = tokens[i].number;
    for (std::size_t k = i + 2; k < std::min(i + 4, tokens.size()); ++k) {
      if (equal_ignoring_case(tokens[k].text, "pm") && hour < 12) hour += 12;
    }
    return hour * 3600 + tokens[i + 1].number * 60;
  }
  return 0;
}

}  // namespace

std::optional<std::int64_t> find_attribution_date(std::string_view text) {
  const auto tokens = find_tokens(text.substr(0, longest_attribution));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    auto date = find_numeric(tokens, i);
    if (!date) date = find_named(tokens, i);
    if (!date) continue;
    if (date->day > find_month_size(date->year, date->month)) continue;
    return find_days(*date) * 86400 + find_time(tokens, date->end);
  }
  return std::nullopt;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Reads dates by what each word looks like, which takes the obsolete and many broken orders in one way.
#include "mail/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

struct NamedZone {
  std::string_view name;
  std::int32_t minutes;
};
constexpr std::array<NamedZone, 13> zones = {{{"ut", 0},
                                              {"utc", 0},
                                              {"gmt", 0},
                                              {"z", 0},
                                              {"est", -300},
                                              {"edt", -240},
                                              {"cst", -360},
                                              {"cdt", -300},
                                              {"mst", -420},
                                              {"mdt", -360},
                                              {"pst", -480},
                                              {"pdt", -420},
                                              {"cet", 60}}};

/// The words of a date without comments; "16 Nov 2025 10:00:00 +0100" -> {"16", "nov", "2025", "10:00:00", "+0100"}.
std::vector<std::string> split_date(std::string_view value) {
  constexpr std::size_t most_words = 12;
  std::vector<std::string> words(1);
  int comment = 0;
  for (const char c : value.substr(0, 200)) {
    if (c == '(' || (comment > 0 && c == ')')) {
      comment += c == '(' ? 1 : -1;
    } else if (comment == 0) {
      if (is_space(c) || c == ',') {
        if (!words.back().empty()) words.emplace_back();
      } else {
        words.back() += to_lower(c);
      }
    }
    if (words.size() > most_words) break;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<int> parse_number(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

/// "10:30" or "10:30:59" in seconds.
std::optional<int> parse_time(std::string_view word) {
  int seconds = 0;
  int unit = 3600;
  for (std::size_t at = 0; unit > 0; unit /= 60) {
    const std::size_t colon = std::min(word.find(':', at), word.size());
    const auto number = parse_number(word.substr(at, colon - at));
    if (!number || *number > (unit == 3600 ? 24 : 60)) return std::nullopt;
    seconds += *number * unit;
    if (colon == word.size()) return unit == 3600 ? std::nullopt : std::optional(seconds);
    at = colon + 1;
  }
  return std::nullopt;
}

std::optional<std::int32_t> parse_zone(std::string_view word) {
  if (word.starts_with('+') || word.starts_with('-')) {
    std::string digits(word.substr(1));
    std::erase(digits, ':');
    const auto number = parse_number(digits);
    if (!number || digits.size() != 4 || *number % 100 > 59 || *number > 1500) return std::nullopt;
    const std::int32_t minutes = *number / 100 * 60 + *number % 100;
    return word.front() == '-' ? -minutes : minutes;
  }
  for (const NamedZone& zone : zones)
    if (word == zone.name) return zone.minutes;
  return std::nullopt;
}

std::optional<unsigned> parse_month(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  const auto found = std::find(months.begin(), months.end(), word.substr(0, 3));
  if (found == months.end()) return std::nullopt;
  return static_cast<unsigned>(found - months.begin()) + 1;
}

/// Years of two digits turn in 2049, of three digits count from 1900 (RFC 5322, 4.3).
int to_full_year(int year, std::size_t digits) { return digits == 2 ? year + (year < 50 ? 2000 : 1900) : digits == 3 ? year + 1900 : year; }

}  // namespace

std::optional<MailDate> parse_date(std::string_view value) {
  std::optional<int> day, year, time;
  std::optional<unsigned> month;
  std::int32_t zone = 0;
  for (const std::string& word : split_date(value)) {
    if (!time && word.find(':') != std::string::npos && word.front() != '+' && word.front() != '-') {
      time = parse_time(word);
    } else if (const auto number = parse_number(word)) {
      if (!day && *number <= 31 && word.size() <= 2) {
        day = number;
      } else if (!year) {
        year = to_full_year(*number, word.size());
      }
    } else if (const auto found_month = parse_month(word); found_month && !month) {
      month = found_month;
    } else if (const auto found_zone = time ? parse_zone(word) : std::nullopt) {
      zone = *found_zone;
    }
  }
  if (!day || !month || !year || !time || *year < 1900 || *year > 9999) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return MailDate{days * 86400 + *time - std::int64_t{zone} * 60, zone};
}

}  // namespace replylint

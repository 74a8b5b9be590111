// SPDX-License-Identifier: MIT
// Reads and compares version numbers.
#include "ruleset/version.h"

#include <algorithm>
#include <charconv>

namespace replylint {
namespace {

std::string_view strip_spaces(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool holds(std::string_view comparison, std::strong_ordering order) {
  if (comparison == ">=") return order >= 0;
  if (comparison == ">") return order > 0;
  if (comparison == "<=") return order <= 0;
  if (comparison == "<") return order < 0;
  return order == 0;
}

}  // namespace

std::optional<std::vector<unsigned>> parse_version(std::string_view text) {
  std::vector<unsigned> fields;
  while (fields.size() < 4) {
    const auto digits = text.substr(0, text.find('.'));
    unsigned field = 0;
    const auto [stopped, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), field);
    if (problem != std::errc() || stopped != digits.data() + digits.size() || digits.size() > 9) return std::nullopt;
    fields.push_back(field);
    if (digits.size() == text.size()) return fields;
    text.remove_prefix(digits.size() + 1);
  }
  return std::nullopt;
}

std::strong_ordering compare_versions(const std::vector<unsigned>& a, const std::vector<unsigned>& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const auto order = (i < a.size() ? a[i] : 0U) <=> (i < b.size() ? b[i] : 0U);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

std::expected<bool, std::string> meets_needs(std::string_view needs, std::string_view version) {
  const auto ours = parse_version(version);
  bool met = true;
  for (bool more = true; more;) {
    const auto comma = needs.find(',');
    more = comma != std::string_view::npos;
    const auto part = strip_spaces(needs.substr(0, comma));
    if (more) needs.remove_prefix(comma + 1);
    const auto operator_size = std::min(part.find_first_not_of("<>="), part.size());
    const auto comparison = part.substr(0, operator_size);
    const auto wanted = parse_version(strip_spaces(part.substr(operator_size)));
    const bool known = comparison == ">=" || comparison == ">" || comparison == "=" || comparison == "<=" || comparison == "<";
    if (!known || !wanted)
      return std::unexpected("accepted: a comparison and a version, as in \">= 0.1\" or \">= 0.1, < 2\"; comparisons: >=, >, =, <=, <");
    met = met && ours && holds(comparison, compare_versions(*ours, *wanted));
  }
  return met;
}

}  // namespace replylint

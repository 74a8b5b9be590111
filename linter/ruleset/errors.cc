// SPDX-License-Identifier: MIT
// Sorts errors by place, and finds the accepted name that is nearest to a misspelt one.
#include "ruleset/errors.h"

#include <algorithm>
#include <tuple>

namespace replylint {
namespace {

constexpr std::size_t max_shown = 20;
constexpr std::size_t max_quoted = 60;
/// A hostile set may define many names; comparing a wrong one with all of them must not take long.
constexpr std::size_t max_compared = 1000;

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t count_edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before;
  std::vector<std::size_t> above(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(above, std::move(row));
  }
  return above[b.size()];
}

}  // namespace

void ErrorList::add(SourcePlace place, std::string what) {
  if (!full()) errors_.push_back({place, std::move(what)});
}

std::vector<LoadError> ErrorList::to_load_errors(const std::vector<std::string>& files, std::size_t limit) const {
  std::vector<const Entry*> sorted;
  sorted.reserve(errors_.size());
  for (const auto& error : errors_) sorted.push_back(&error);
  // Errors of one place keep their order: entries lie one behind the other.
  std::ranges::sort(sorted, {},
                    [](const Entry* error) { return std::tuple(error->place.file, error->place.line, error->place.column, error); });
  if (sorted.size() > limit) sorted.resize(limit);
  std::vector<LoadError> result;
  for (const auto* error : sorted) {
    const auto& file = error->place.file < files.size() ? files[error->place.file] : std::string();
    result.push_back({file, error->place.line, error->place.column, error->what});
  }
  return result;
}

std::string to_string(const LoadError& error) {
  return error.file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + ": " + error.what;
}

std::string quote(std::string_view name) {
  std::string shown;
  for (const char c : name.substr(0, max_quoted)) shown += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  const bool cut = name.size() > max_quoted;
  // A cut must not leave half a code point behind.
  while (cut && !shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) shown.pop_back();
  if (cut && !shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) shown.pop_back();
  return "“" + shown + (cut ? "…”" : "”");
}

std::string format_accepted(std::string_view name, std::span<const std::string_view> accepted) {
  if (accepted.empty()) return "; none is defined";
  struct Candidate {
    std::string_view name;
    std::size_t edits;
  };
  std::vector<Candidate> candidates;
  const auto compared = name.substr(0, max_quoted);
  for (const auto candidate : accepted.first(std::min(accepted.size(), max_compared)))
    candidates.push_back({candidate, count_edits(compared, candidate.substr(0, max_quoted))});
  const auto nearest = *std::ranges::min_element(candidates, {}, &Candidate::edits);
  const bool many = candidates.size() > max_shown;
  if (many) std::ranges::sort(candidates, {}, [](const Candidate& candidate) { return std::tuple(candidate.edits, candidate.name); });
  std::string text = "; accepted: ";
  for (std::size_t i = 0; i < std::min(candidates.size(), max_shown); ++i) text += (i == 0 ? "" : ", ") + std::string(candidates[i].name);
  if (many) text += " and " + std::to_string(accepted.size() - max_shown) + " more";
  const bool near = nearest.edits <= std::max<std::size_t>(1, compared.size() / 3) && nearest.edits < nearest.name.size();
  return near ? text + "; did you mean “" + std::string(nearest.name) + "”?" : text;
}

}  // namespace replylint

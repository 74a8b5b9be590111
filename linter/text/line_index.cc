// SPDX-License-Identifier: MIT
// Finds line starts once and counts columns when asked.
#include "text/line_index.h"

#include <algorithm>

namespace replylint {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Length of the well-formed UTF-8 sequence at the front of `text`, 0 where there is none. Overlong forms and
/// surrogates count: a column is for finding the place in an editor, which shows those as one character or several.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[i])) return 0;
  return length;
}

bool is_utf8(std::string_view line) {
  while (!line.empty()) {
    const std::size_t length = sequence_length(line);
    if (length == 0) return false;
    line.remove_prefix(length);
  }
  return true;
}

/// Calls `use` with one past each line end. Either kind of byte is looked for on its own, which is what memchr is quick at.
template <class Use>
void for_each_line_end(std::string_view text, Use use) {
  auto lf = text.find('\n');
  auto cr = text.find('\r');
  while (lf != std::string_view::npos || cr != std::string_view::npos) {
    const auto end = (lf < cr || cr + 1 == lf ? lf : cr) + 1;
    use(end);
    if (lf < end) lf = text.find('\n', end);
    if (cr < end) cr = text.find('\r', end);
  }
}

}  // namespace

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for_each_line_end(text, [&](std::size_t) { ++count; });
  return count;
}

LineIndex::LineIndex(std::string_view text, std::uint32_t first) : text_(text), first_(first), starts_{0} {
  for_each_line_end(text, [this](std::size_t end) { starts_.push_back(static_cast<std::uint32_t>(end)); });
}

Place LineIndex::place(std::uint32_t offset) const {
  const std::size_t at = std::min<std::size_t>(offset, text_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::uint32_t>(at));
  const auto nth = static_cast<std::uint32_t>(after - starts_.begin()) - 1;
  const auto number = first_ + nth;
  const std::string_view whole = line(number);
  const std::size_t into = at - starts_[nth];
  if (!is_utf8(whole)) return {number, static_cast<std::uint32_t>(into) + 1};
  std::uint32_t column = 0;
  // A character that begins at or before the offset counts, so that its inner bytes give its start; the line end is
  // one step past the last character.
  for (std::size_t i = 0; i < whole.size() && i <= into; ++i) column += is_continuation(whole[i]) ? 0 : 1;
  if (into >= whole.size()) column += static_cast<std::uint32_t>(into - whole.size()) + 1;
  return {number, column};
}

std::string_view LineIndex::line(std::uint32_t number) const {
  if (number < first_ || number - first_ >= starts_.size()) return {};
  const auto nth = number - first_;
  const std::uint32_t begin = starts_[nth];
  std::string_view rest = text_.substr(begin);
  if (nth + 1 < starts_.size()) rest = rest.substr(0, starts_[nth + 1] - begin);
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

}  // namespace replylint

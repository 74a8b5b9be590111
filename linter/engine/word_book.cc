// SPDX-License-Identifier: MIT
// A hash table of texts; stems and kinds are added to an entry when they are first asked for.
#include "engine/word_book.h"

#include <functional>

#include "text/words.h"

namespace replylint {
std::uint32_t WordBook::number(std::string_view text) {
  if (text.empty()) return 0;
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  const auto known = slots_.find(hash, [&](std::uint32_t number) { return to_text(entries_[number]) == text; });
  if (known != HashSlots::none) return known;
  const auto fresh = static_cast<std::uint32_t>(entries_.size());
  slots_.add(hash, fresh);
  entries_.push_back({static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(text.size()), unknown, unknown});
  letters_ += text;
  return fresh;
}

std::uint32_t WordBook::stem(std::uint32_t word) {
  if (entries_[word].stem == unknown) {
    const auto stem = number(to_stem(text(word)));
    entries_[word].stem = stem;
  }
  return entries_[word].stem;
}

bool WordBook::is_function(std::uint32_t word) {
  auto& known = entries_[word].function;
  if (known == unknown) known = is_function_word(text(word)) ? 1 : 0;
  return known != 0;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Tells plain English by its function words, and asks cld2 about everything else.
#include "text/language.h"

#include <algorithm>
#include <vector>

#include "text/cld2/cld2.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t judged_bytes = 400;
constexpr std::size_t least_words = 6;
constexpr std::size_t least_unspaced_bytes = 24;  // eight characters of a script that has no spaces
// Of plain English: other languages share "in", "was" or "me", but neither several of them nor so many.
constexpr std::size_t least_function_words_percent = 40;
constexpr std::size_t least_different_function_words = 4;

// The judged head of `text`, cut at a word so that no character is torn.
[[nodiscard]] std::string_view find_head(std::string_view text) {
  if (text.size() <= judged_bytes) return text;
  std::size_t end = judged_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  const auto space = text.find_last_of(" \n\t", end);
  return text.substr(0, space != std::string_view::npos && space > judged_bytes / 2 ? space : end);
}

[[nodiscard]] bool has_unspaced_script(std::string_view head) {
  const auto foreign = std::ranges::count_if(head, [](char c) { return (static_cast<unsigned char>(c) & 0xF0U) == 0xE0U; });
  return static_cast<std::size_t>(foreign) * 3 >= least_unspaced_bytes;
}

// Only ever true where cld2 would say "en" as well; it is spared, as it costs more than the rest of a check.
[[nodiscard]] bool is_plain_english(std::string_view head, const std::vector<TextSpan>& words) {
  std::vector<std::string> found;
  for (const auto word : words) {
    auto lower = to_lower(word.of(head));
    if (is_function_word(lower)) found.push_back(std::move(lower));
  }
  if (found.size() * 100 < words.size() * least_function_words_percent) return false;
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  return found.size() - repeated.size() >= least_different_function_words;
}

}  // namespace

std::string find_language(std::string_view text) {
  const std::string_view head = find_head(trim(text));
  const auto words = find_words(head, {0, static_cast<std::uint32_t>(head.size())});
  if (words.size() < least_words) {
    if (!has_unspaced_script(head)) return "";
  } else if (is_plain_english(head, words)) {
    return "en";
  }
  const std::string tag = ask_cld2(head);
  return tag.substr(0, tag.find('-'));
}

}  // namespace replylint

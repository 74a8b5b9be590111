// SPDX-License-Identifier: MIT
// Asks cld2 for the language of a text.
#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t judged_bytes = 400;
constexpr std::size_t least_words = 6;
constexpr std::size_t least_unspaced_bytes = 24;  // eight characters of a script that has no spaces

// The judged head of `text`, cut at a word so that no character is torn.
[[nodiscard]] std::string_view find_head(std::string_view text) {
  if (text.size() <= judged_bytes) return text;
  std::size_t end = judged_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  const auto space = text.find_last_of(" \n\t", end);
  return text.substr(0, space != std::string_view::npos && space > judged_bytes / 2 ? space : end);
}

[[nodiscard]] bool is_long_enough(std::string_view head) {
  const auto words = find_words(head, {0, static_cast<std::uint32_t>(head.size())});
  if (words.size() >= least_words) return true;
  const auto foreign = std::ranges::count_if(head, [](char c) { return (static_cast<unsigned char>(c) & 0xF0U) == 0xE0U; });
  return static_cast<std::size_t>(foreign) * 3 >= least_unspaced_bytes;
}

}  // namespace

std::string find_language(std::string_view text) {
  const std::string_view head = find_head(trim(text));
  if (!is_long_enough(head)) return "";
  CLD2::Language top[3] = {};
  int percent[3] = {};
  double score[3] = {};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const auto language = CLD2::ExtDetectLanguageSummaryCheckUTF8(head.data(), static_cast<int>(head.size()), true, &no_hints, 0, top,
                                                                percent, score, nullptr, &text_bytes, &reliable, &valid_bytes);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE || valid_bytes < static_cast<int>(head.size())) return "";
  const std::string tag = CLD2::LanguageCode(language);
  return tag.substr(0, tag.find('-'));
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The same question for either way to reach cld2.
#pragma once

// clang-format off
#include <cstdio>  // cld2's header uses FILE and does not say so
// clang-format on

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <string>
#include <string_view>

namespace replylint {

/// What is used of cld2.
struct Cld2 {
  decltype(&CLD2::ExtDetectLanguageSummaryCheckUTF8) detect = nullptr;
  decltype(&CLD2::LanguageCode) code = nullptr;
};

/// As ask_cld2.
[[nodiscard]] inline std::string ask(const Cld2& cld2, std::string_view text) {
  CLD2::Language top[3] = {};
  int percent[3] = {};
  double score[3] = {};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const auto size = static_cast<int>(text.size());
  const auto language =
      cld2.detect(text.data(), size, true, &no_hints, 0, top, percent, score, nullptr, &text_bytes, &reliable, &valid_bytes);
  return reliable && language != CLD2::UNKNOWN_LANGUAGE && valid_bytes == size ? cld2.code(language) : "";
}

}  // namespace replylint

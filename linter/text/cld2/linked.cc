// SPDX-License-Identifier: MIT
// cld2 as a library that the program is linked to.
#include "text/cld2/asking.h"
#include "text/cld2/cld2.h"

namespace replylint {

std::string ask_cld2(std::string_view text) { return ask({&CLD2::ExtDetectLanguageSummaryCheckUTF8, &CLD2::LanguageCode}, text); }

}  // namespace replylint

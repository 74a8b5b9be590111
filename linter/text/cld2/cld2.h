// SPDX-License-Identifier: MIT
// The question that is put to cld2; the program links one of two answers, linked.cc or on_demand.cc.
#pragma once

#include <string>
#include <string_view>

namespace replylint {

/// The BCP 47 tag of UTF-8 `text` ("en", "zh-Hant"), "" where cld2 is not sure or cannot be had.
[[nodiscard]] std::string ask_cld2(std::string_view text);

}  // namespace replylint

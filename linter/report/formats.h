// SPDX-License-Identifier: MIT
// The formats by name; each is made in a file of its own.
#pragma once

#include "report/report.h"

namespace replylint {

[[nodiscard]] Format make_text_format();
[[nodiscard]] Format make_json_format();
[[nodiscard]] Format make_ndjson_format();
[[nodiscard]] Format make_sarif_format();
[[nodiscard]] Format make_gcc_format();

}  // namespace replylint

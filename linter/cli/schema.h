// SPDX-License-Identifier: MIT
// The JSON Schema of rule files, for editors.
#pragma once

#include <string>

namespace replylint {

/// A schema of draft 2020-12, made of the tables that the loader reads with; the same text every time.
[[nodiscard]] std::string format_schema();

}  // namespace replylint

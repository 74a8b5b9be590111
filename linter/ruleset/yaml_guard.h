// SPDX-License-Identifier: MIT
// What a text has to be before a YAML parser sees it.
#pragma once

#include <optional>
#include <string_view>

#include "ruleset/yaml.h"

namespace replylint {

/// The first byte that no rule file may hold: too long a text, malformed UTF-8, control characters, a directive (%YAML).
[[nodiscard]] std::optional<YamlError> find_bad_input(std::string_view text, std::size_t max_bytes);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Files of one JSON object a line.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

/// The objects of a file, empty lines left out; the error names the line.
[[nodiscard]] std::expected<std::vector<nlohmann::json>, std::string> read_json_lines(const std::string& file);

/// A member that is text, or "".
[[nodiscard]] std::string text_of(const nlohmann::json& object, std::string_view name);
/// The texts of a member that is an array.
[[nodiscard]] std::vector<std::string> texts_of(const nlohmann::json& object, std::string_view name);

}  // namespace replylint

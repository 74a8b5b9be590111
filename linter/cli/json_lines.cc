// SPDX-License-Identifier: MIT
// Reads JSON lines without exceptions.
#include "cli/json_lines.h"

#include <fmt/format.h>

#include "cli/files.h"

namespace replylint {
namespace {

constexpr std::size_t file_limit = 1U << 30U;

}  // namespace

std::expected<std::vector<nlohmann::json>, std::string> read_json_lines(const std::string& file) {
  const auto bytes = read_bytes(file, file_limit);
  if (!bytes) return std::unexpected(fmt::format("{}: {}", file, bytes.error()));
  std::vector<nlohmann::json> objects;
  std::string_view rest = bytes->text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return std::unexpected(fmt::format("{}:{}:1: not a JSON object", file, number));
    objects.push_back(std::move(object));
  }
  return objects;
}

std::string text_of(const nlohmann::json& object, std::string_view name) {
  const auto found = object.find(std::string(name));
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::vector<std::string> texts_of(const nlohmann::json& object, std::string_view name) {
  std::vector<std::string> texts;
  const auto found = object.find(std::string(name));
  if (found == object.end() || !found->is_array()) return texts;
  for (const auto& entry : *found) {
    if (entry.is_string()) texts.push_back(entry.get<std::string>());
  }
  return texts;
}

}  // namespace replylint

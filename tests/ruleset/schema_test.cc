// SPDX-License-Identifier: MIT
// The JSON Schema that editors complete rule files with knows the same keys and names as the loader.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "ruleset/keys.h"
#include "ruleset/rule.h"

using namespace replylint;

namespace {

using Names = std::set<std::string>;

nlohmann::json read_schema() {
  std::ifstream file(PROJECT_ROOT "/rules/schema/replylint.schema.json");
  return nlohmann::json::parse(file);
}

template <class Keys>
Names to_set_of(const Keys& keys) {
  return Names(keys.begin(), keys.end());
}

Names find_properties(const nlohmann::json& object) {
  Names names;
  for (const auto& [name, value] : object.at("properties").items()) names.insert(name);
  return names;
}

template <class Kind>
Names to_names(Kind last) {
  Names names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.emplace(to_string(static_cast<Kind>(i)));
  return names;
}

}  // namespace

TEST_CASE("the schema has the loader's keys and no others") {
  const auto schema = read_schema();
  const auto& parts = schema.at("$defs");
  CHECK(find_properties(schema) == to_set_of(keys::head));
  CHECK(schema.at("additionalProperties") == false);
  const std::vector<std::pair<const char*, Names>> mappings{
      {"rule", to_set_of(keys::rule)},           {"fact", to_set_of(keys::fact)},           {"limit", to_set_of(keys::limit)},
      {"order", to_set_of(keys::order)},         {"weigh", to_set_of(keys::weigh)},         {"fix", to_set_of(keys::fix)},
      {"example", to_set_of(keys::example)},     {"cased_phrase", to_set_of(keys::phrase)}, {"list_change", to_set_of(keys::list_change)},
      {"fetched_set", to_set_of(keys::extends)}, {"lock", to_set_of(keys::lock)},           {"tuning", to_set_of(keys::tune)},
  };
  for (const auto& [name, keys] : mappings) {
    CAPTURE(name);
    CHECK(find_properties(parts.at(name)) == keys);
    CHECK(parts.at(name).at("additionalProperties") == false);
  }
  CHECK(Names(parts.at("area").at("enum")) == to_names(static_cast<Area>(static_cast<int>(Area::count) - 1)));
  CHECK(Names(parts.at("severity").at("enum")) == to_names(Severity::error));
  CHECK(Names(parts.at("insert-place").at("enum")) == to_names(InsertAt::before_closing));
}

// SPDX-License-Identifier: MIT
// Makes the JSON Schema: mappings out of the tables of keys, and one definition for each type that they name.
#include "cli/schema.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/schema_tables.h"
#include "ruleset/builtin_facts.h"
#include "ruleset/rule.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

Json to_ref(std::string_view definition) { return {{"$ref", "#/$defs/" + std::string(definition)}}; }

Json to_mapping(const schema::Mapping& mapping) {
  Json properties = Json::object();
  for (const auto& [key, type, about] : mapping.about) {
    auto property = to_ref(type);
    property["description"] = about;
    properties[std::string(key)] = std::move(property);
  }
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

template <class Words>
Json to_enum(const Words& words) {
  Json names = Json::array();
  for (const auto& word : words) names.push_back(std::string(word));
  return {{"enum", std::move(names)}};
}

template <class Kind>
Json to_enum_of(Kind last) {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) words.push_back(to_string(static_cast<Kind>(i)));
  return to_enum(words);
}

/// One, or a list of at least `least`.
Json to_one_or_list(const Json& item, int least) {
  Json list{{"type", "array"}, {"items", item}};
  if (least > 0) list["minItems"] = least;
  return {{"anyOf", Json::array({item, std::move(list)})}};
}

Json to_text(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json to_number(std::string_view type, double least, double most) {
  return {{"type", type}, {"minimum", static_cast<std::int64_t>(least)}, {"maximum", static_cast<std::int64_t>(most)}};
}

Json to_map_of(std::string_view name, Json value) {
  return {{"type", "object"}, {"propertyNames", to_ref(name)}, {"additionalProperties", std::move(value)}};
}

Json require(std::string_view key) { return {{"required", Json::array({key})}}; }

template <class Keys>
Json require_each(const Keys& required) {
  Json each = Json::array();
  for (const auto& key : required) each.push_back(require(key));
  return each;
}

std::string format_names(std::string_view lead, const std::vector<std::string_view>& names) {
  std::string out(lead);
  for (std::size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : ", ") + std::string(names[i]);
  return out;
}

std::vector<std::string_view> find_fact_names() {
  std::vector<std::string_view> names;
  for (const auto& fact : builtin_facts) names.push_back(fact.name);
  return names;
}

std::string format_placeholders() {
  std::string out = "Filled in: ";
  for (const auto name : keys::placeholders) out += "{" + std::string(name) + "}, ";
  return out + "{1}, {2} … (what groups in brackets matched) and {FACT}.";
}

/// What must hold of a mapping besides its keys.
void add_demands(Json& parts) {
  parts["rule"]["required"] = {"id", "message", "why", "bad", "good"};
  // One verb, or none and a condition.
  auto verbs = require_each(keys::verbs);
  verbs.push_back({{"required", {"when"}}, {"not", {{"anyOf", require_each(keys::verbs)}}}});
  parts["rule"]["oneOf"] = std::move(verbs);
  parts["fact"]["anyOf"] = require_each(std::array{"any", "all", "count", "weigh", "echo", "when"});
  parts["limit"]["oneOf"] = require_each(std::array{"of", "measure"});
  parts["limit"]["anyOf"] = require_each(std::array{"max", "min"});
  parts["order"]["required"] = {"first", "then"};
  parts["weigh"]["required"] = {"signs"};
  parts["fix"]["oneOf"] = require_each(keys::fix_kinds);
  parts["fix"]["dependentRequired"] = {{"insert", {"at"}}, {"at", {"insert"}}};
  parts["example"]["required"] = {"t"};
  parts["cased_phrase"]["required"] = {"cased"};
  parts["fetched_set"]["required"] = {"url", "key"};
  parts["lock"]["required"] = {"rules"};
}

void add_types(Json& parts) {
  constexpr auto name = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  parts["language-version"] = {{"const", 1}};
  parts["text"] = {{"type", "string"}};
  parts["texts"] = to_one_or_list(to_ref("text"), 0);
  parts["text-or-nothing"] = {{"type", {"string", "null"}}};
  parts["words"] = {{"type", "string"}, {"description", format_placeholders()}};
  parts["word-list"] = to_one_or_list(to_ref("words"), 0);
  parts["yes-no"] = {{"type", "boolean"}};
  parts["true"] = {{"const", true}};
  parts["amount"] = to_number("number", 0, 1e6);
  parts["word-count"] = to_number("integer", 1, 1e6);
  parts["weight"] = to_number("number", -1000, 1000);
  parts["name"] = to_text(std::string("^") + name + "$");
  parts["name"]["maxLength"] = 60;
  parts["rule-id"] = to_text(std::string("^") + name + "\\." + name + "$");
  parts["rule-id"]["description"] = format_names("Families of the built-in rules: ", {families.begin(), families.end()});
  parts["rule-pattern"] = {{"type", "string"}, {"description", "A rule's id, family.* or *."}};
  parts["version"] = to_text("^[0-9]{1,9}(\\.[0-9]{1,9}){0,3}$");
  parts["version"]["type"] = {"string", "number"};
  parts["language"] = to_text("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$");
  parts["date"] = to_text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  parts["public-key"] = to_text("^RW[A-Za-z0-9+/]{54}$");
  parts["set-url"] = to_text("^(https://|file:///)");
  parts["set-urls"] = to_one_or_list(to_ref("set-url"), 1);
  parts["hold"] = to_enum(keys::hold_words);
  parts["stage"] = to_enum(keys::stage_words);
  parts["allow"] = to_enum(keys::allow_words);
  parts["limit-stretch"] = to_enum(keys::limit_stretches);
  parts["weigh-stretch"] = to_enum(keys::weigh_stretches);
  parts["insert-place"] = to_enum(keys::insert_places);
  parts["severity"] = to_enum_of(Severity::error);
  parts["area"] = to_enum_of(static_cast<Area>(static_cast<int>(Area::count) - 1));
  parts["areas"] = to_one_or_list(to_ref("area"), 1);
  parts["condition"] = {
      {"type", "string"},
      {"description",
       format_names("and, or, not, parentheses and < <= > >= == over facts that the set defines and built-in ones: ", find_fact_names())}};
  parts["fact-name"] = {{"anyOf", Json::array({to_enum(find_fact_names()), to_ref("name")})}};
}

void add_collections(Json& parts) {
  parts["phrase"] = {{"anyOf", Json::array({{{"type", {"string", "number"}}}, to_ref("cased_phrase")})}};
  parts["phrases"] = to_one_or_list(to_ref("phrase"), 1);
  parts["lists"] = to_map_of("name", {{"anyOf", Json::array({to_ref("phrases"), to_ref("list_change")})}});
  parts["facts"] = to_map_of("name", to_ref("fact"));
  parts["rules"] = {{"type", "array"}, {"items", to_ref("rule")}};
  parts["extends"] = to_one_or_list({{"anyOf", Json::array({to_ref("text"), to_ref("fetched_set")})}}, 0);
  parts["locks"] = to_one_or_list({{"anyOf", Json::array({to_ref("rule-pattern"), to_ref("lock")})}}, 0);
  parts["tune"] = to_map_of("rule-pattern", {{"anyOf", Json::array({to_enum(keys::tune_words), to_ref("tuning")})}});
  parts["fixes"] = to_one_or_list(to_ref("fix"), 0);
  parts["examples"] = {
      {"type", "array"}, {"minItems", keys::least_examples}, {"items", {{"anyOf", Json::array({to_ref("text"), to_ref("example")})}}}};
  parts["signs"] = {
      {"type", "array"},
      {"minItems", 1},
      {"maxItems", keys::most_signs},
      {"items", {{"type", "array"}, {"minItems", 2}, {"maxItems", 2}, {"prefixItems", Json::array({to_ref("phrase"), to_ref("weight")})}}}};
  parts["fact-values"] = {{"type", "object"}, {"additionalProperties", {{"type", {"number", "boolean"}}}}};
}

}  // namespace

std::string format_schema() {
  Json parts = Json::object();
  for (const auto& mapping : schema::mappings) parts[std::string(mapping.name)] = to_mapping(mapping);
  add_demands(parts);
  add_types(parts);
  add_collections(parts);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"$id", "https://replylint.example/schema/replylint.schema.json"},
           {"title", "replylint rule set, language version 1"},
           {"description", "A rule set, a user's or project's configuration, or one further file of a rule set's directory."}};
  out.update(to_mapping(schema::head_mapping));
  // A further file holds lists, facts and rules only, and no version.
  out["if"] = {{"not", {{"propertyNames", to_enum(keys::part)}}}};
  out["then"] = require("replylint");
  out["$defs"] = std::move(parts);
  return out.dump(2) + "\n";
}

}  // namespace replylint

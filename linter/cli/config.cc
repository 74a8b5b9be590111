// SPDX-License-Identifier: MIT
// Command config: which settings are in force for a draft, and which file set each of them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/rules_source.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr const char* examples = R"(Examples:
  replylint config show                    the settings for drafts in this folder
  replylint config show --origin           and the file, line and column that made each of them
  replylint config show --all reply.eml    every rule with its severity, for that draft

Configuration files lie over one another: the built-in rules, /etc/replylint/replylint.yaml, the replylint.yaml beside the draft or
in a folder above, your own in ~/.config/replylint/. What one of them locks, those further down cannot weaken.

Exit codes: 0 printed, 2 the configuration could not be read.)";

void describe(CLI::App& app) {
  app.require_subcommand(1);
  app.footer(examples);
  auto* show = app.add_subcommand("show", "print the settings in force");
  show->add_option("FILE")->description("the draft that they are for; none: one in this folder")->expected(1)->type_name("");
  show->add_flag("--origin")->description("say where each setting was made");
  show->add_flag("--all")->description("list every rule, not only those that were tuned");
  add_choice(*show, "--format", "how to print it (default: text)", {"text", "json"});
  add_rules_options(*show);
}

/// A setting that is in force.
struct Setting {
  std::string name;
  std::string value;
  SourcePlace place;    ///< line 0: a default
  std::string because;  ///< "" for none
};

std::string describe_rule(const Rule& rule) {
  if (rule.off) return "off";
  auto text = std::string(to_string(rule.severity)) + (rule.observe ? ", observed only" : "");
  if (rule.verb == Verb::limit && rule.limit.max) text += fmt::format(", at most {:g}", *rule.limit.max);
  if (rule.verb == Verb::limit && rule.limit.min) text += fmt::format(", at least {:g}", *rule.limit.min);
  return text;
}

std::vector<Setting> find_settings(const RuleSet& set, bool every_rule) {
  std::vector<Setting> out;
  out.push_back({"language", set.language, set.origins.language, ""});
  out.push_back({"hold", std::string(to_string(set.hold)), set.origins.hold, ""});
  for (std::size_t i = 0; i < set.internal.size(); ++i)
    out.push_back({"internal", set.internal[i], i < set.origins.internal.size() ? set.origins.internal[i] : SourcePlace{}, ""});
  for (const auto& lock : set.locks)
    out.push_back(
        {"lock", fmt::format("{}{}, by {}", lock.pattern, lock.allow_tune ? ", tuned only with a reason" : "", lock.set), lock.place, ""});
  for (const auto& rule : set.rules) {
    const bool tuned = rule.tuned.line > 0;
    if (tuned || every_rule) out.push_back({rule.id, describe_rule(rule), tuned ? rule.tuned : rule.place, rule.because});
  }
  return out;
}

std::optional<std::string> find_origin(const RuleSet& set, const SourcePlace& place) {
  if (place.line == 0 || place.file >= set.files.size()) return {};
  return set.format_place(place);
}

std::string format_text(const RuleSet& set, const Configurations& files, const std::vector<Setting>& settings, bool origin) {
  std::string out = "rule sets, each over the ones before it:\n";
  for (const auto& name : set.chain) out += fmt::format("  {}\n", to_printable(name));
  out += files.empty() ? "configuration files: none\n" : "configuration files:\n";
  for (const auto& file : files) out += fmt::format("  {}\n", to_printable(file));
  out += "settings:\n";
  std::size_t name_width = 0;
  std::size_t value_width = 0;
  for (const auto& setting : settings) {
    name_width = std::max(name_width, setting.name.size());
    value_width = std::max(value_width, std::min<std::size_t>(setting.value.size(), 60));
  }
  for (const auto& setting : settings) {
    auto line = fmt::format("  {:<{}}  {:<{}}", setting.name, name_width, to_printable(setting.value), value_width);
    if (origin) line += "  " + to_printable(find_origin(set, setting.place).value_or("default"));
    if (!setting.because.empty()) line += fmt::format("  because: {}", to_printable(setting.because));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  const auto off = std::ranges::count_if(set.rules, [](const Rule& rule) { return rule.off; });
  out += fmt::format("rules: {} in force, {} switched off\n", set.rules.size() - static_cast<std::size_t>(off), off);
  return out;
}

std::string format_json(const RuleSet& set, const Configurations& files, const std::vector<Setting>& settings) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const auto& setting : settings) {
    Json item{{"setting", setting.name}, {"value", setting.value}, {"origin", nullptr}};
    if (const auto origin = find_origin(set, setting.place)) {
      item["origin"] = {{"file", set.files[setting.place.file]}, {"line", setting.place.line}, {"column", setting.place.column}};
    }
    if (!setting.because.empty()) item["because"] = setting.because;
    list.push_back(std::move(item));
  }
  const Json json{{"schema", 1}, {"sets", set.chain}, {"files", files}, {"settings", std::move(list)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int show(const CLI::App& parsed) {
  const auto draft = option_text(parsed, "FILE", std::string(standard_input));
  const auto choice = read_rules_choice(parsed);
  const auto set = load_rules_for(draft, choice);
  if (!set) {
    for (const auto& line : set.error()) say(line);
    return exit_failed;
  }
  const auto files = find_configurations(draft, choice);
  const auto settings = find_settings(*set, option_given(parsed, "--all"));
  const bool json = option_text(parsed, "--format", "text") == "json";
  const auto text = json ? format_json(*set, files, settings) : format_text(*set, files, settings, option_given(parsed, "--origin"));
  if (const auto written = write_output(text); !written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return exit_clean;
}

int run(const CLI::App& parsed) { return show(*parsed.get_subcommand("show")); }

}  // namespace

Command make_config_command() { return {.name = "config", .about = "print the settings in force", .describe = describe, .run = run}; }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Names of what rules are made of, and finding rules and facts by name.
#include "ruleset/rule.h"

#include <algorithm>

#include "ruleset/builtin_facts.h"

namespace replylint {

std::string_view to_string(Hold hold) {
  switch (hold) {
    case Hold::error:
      return "error";
    case Hold::warning:
      return "warning";
    case Hold::never:
      return "never";
  }
  return "error";
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::suggestion:
      return "suggestion";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

std::string_view to_string(Area area) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Area::count)> names{
      "subject", "greeting", "authored", "opening", "closing", "signature", "quoted", "thread", "everything"};
  return area < Area::count ? names[static_cast<std::size_t>(area)] : "";
}

std::string_view to_string(Verb verb) {
  switch (verb) {
    case Verb::state:
      return "state";
    case Verb::flag:
      return "flag";
    case Verb::require:
      return "require";
    case Verb::order:
      return "order";
    case Verb::limit:
      return "limit";
    case Verb::weigh:
      return "weigh";
  }
  return "";
}

std::string_view to_string(FixKind kind) {
  switch (kind) {
    case FixKind::suggest:
      return "suggest";
    case FixKind::replace:
      return "replace";
    case FixKind::remove:
      return "delete";
    case FixKind::insert:
      return "insert";
  }
  return "";
}

std::string_view to_string(InsertAt at) {
  switch (at) {
    case InsertAt::after_greeting:
      return "after-greeting";
    case InsertAt::start:
      return "start";
    case InsertAt::end:
      return "end";
    case InsertAt::before_closing:
      return "before-closing";
  }
  return "";
}

std::optional<std::uint32_t> RuleSet::find_fact(std::string_view fact_name) const {
  const auto builtin = std::ranges::find(builtin_facts, fact_name, &BuiltinFactInfo::name);
  if (builtin != builtin_facts.end()) return static_cast<std::uint32_t>(builtin - builtin_facts.begin());
  const auto own = std::ranges::find(facts, fact_name, &FactDefinition::name);
  if (own == facts.end()) return std::nullopt;
  return static_cast<std::uint32_t>(builtin_facts.size() + static_cast<std::size_t>(own - facts.begin()));
}

std::string RuleSet::format_place(const SourcePlace& place) const {
  return (place.file < files.size() ? files[place.file] : name) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string_view RuleSet::fact_name(std::uint32_t index) const {
  if (index < builtin_facts.size()) return builtin_facts[index].name;
  const auto own = index - builtin_facts.size();
  return own < facts.size() ? std::string_view(facts[own].name) : std::string_view();
}

const Rule* RuleSet::find_rule(std::string_view id) const {
  const auto found = std::ranges::find(rules, id, &Rule::id);
  return found == rules.end() ? nullptr : &*found;
}

std::string_view RuleSet::expires() const {
  return expiries.empty() || expiries.back().set != name ? std::string_view() : std::string_view(expiries.back().date);
}

std::string RuleSet::name_of(const Sign& sign) const {
  if (sign.fact) return std::string(fact_name(*sign.fact));
  return sign.phrase.list ? "$" + lists[sign.phrase.index].name : phrases[sign.phrase.index].source;
}

bool matches_rule(std::string_view pattern, std::string_view id) {
  if (pattern == "*" || pattern == id) return true;
  return pattern.ends_with(".*") && id.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Says of each rule what a reader wants to know, in the order in which they want to know it.
#include "cli/rule_reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/rule_text.h"
#include "ruleset/locks.h"
#include "text/display.h"

namespace replylint {
namespace {

struct Fields {
  const RuleSet& set;
  std::vector<ReferenceField> list;

  void add(std::string_view label, std::vector<ReferenceEntry> entries) {
    if (!entries.empty()) list.push_back({label, std::move(entries)});
  }
  void add(std::string_view label, EntryKind kind, const std::string& text) {
    if (!text.empty()) add(label, {{kind, to_printable(text), {}}});
  }
  void phrases(std::string_view label, const PhraseRefs& refs) {
    std::vector<ReferenceEntry> entries;
    for (const auto ref : refs) entries.push_back({EntryKind::code, to_printable(format_phrase(set, ref)), {}});
    add(label, std::move(entries));
  }
  void examples(std::string_view label, EntryKind kind, const std::vector<Example>& examples) {
    std::vector<ReferenceEntry> entries;
    for (const auto& example : examples) entries.push_back({kind, to_printable(example.text), to_printable(find_note(example))});
    add(label, std::move(entries));
  }
  [[nodiscard]] std::string find_note(const Example& example) const {
    std::string note;
    const auto say = [&](const std::string& text) { note += (note.empty() ? "" : "; ") + text; };
    if (!example.quoted.empty()) say("answering: " + example.quoted);
    if (example.subject) say("subject: " + *example.subject);
    for (const auto& [fact, value] : example.facts) say(fmt::format("with {} = {:g}", set.fact_name(fact), value));
    return note;
  }
};

void add_verb(Fields& fields, const Rule& rule) {
  switch (rule.verb) {
    case Verb::state:
      return;
    case Verb::flag:
      return fields.phrases("Flags", rule.phrases);
    case Verb::require:
      return fields.phrases("Requires one of", rule.phrases);
    case Verb::order:
      fields.phrases("Has first", rule.first);
      return fields.phrases("And then", rule.phrases);
    case Verb::limit:
      fields.add("Limit", EntryKind::code, format_limit(fields.set, rule.limit));
      return fields.phrases("Of", rule.limit.of);
    case Verb::weigh: {
      std::vector<ReferenceEntry> signs;
      for (const auto& sign : rule.weigh.signs)
        signs.push_back({EntryKind::code, fmt::format("{:+.2f} {}", sign.weight, to_printable(fields.set.name_of(sign))), {}});
      fields.add("Signs", std::move(signs));
      return fields.add("From", EntryKind::code,
                        fmt::format("{:g}{}", rule.weigh.from, rule.weigh.per == Per::sentence ? " in one sentence" : ""));
    }
  }
}

/// What sets in the chain did to the rule.
void add_layers(Fields& fields, const Rule& rule) {
  fields.add("From the set", EntryKind::prose, rule.set);
  std::vector<ReferenceEntry> tuned;
  for (const auto& tuning : fields.set.tunings) {
    if (!matches_rule(tuning.pattern, rule.id)) continue;
    const auto because = tuning.because.empty() ? "" : ", because: " + tuning.because;
    tuned.push_back({EntryKind::prose, to_printable("by " + tuning.set + ": " + tuning.what + because), {}});
  }
  fields.add("Tuned", std::move(tuned));
  if (const auto* lock = find_lock(fields.set, rule.id))
    fields.add("Locked", EntryKind::prose,
               "by " + lock->set + (lock->allow_tune ? "; may be tuned with a reason" : "; may not be weakened"));
}

ReferencedRule make_rule(const RuleSet& set, const Rule& rule) {
  Fields fields{set, {}};
  fields.add("Why", EntryKind::prose, rule.why);
  std::vector<ReferenceEntry> fixes;
  for (const auto& fix : rule.fixes) fixes.push_back({EntryKind::prose, to_printable(format_fix_rule(fix)), {}});
  fields.add("Fix", std::move(fixes));
  fields.examples("Flagged", EntryKind::bad, rule.bad);
  fields.examples("Left alone", EntryKind::good, rule.good);
  fields.add("Looks at", EntryKind::prose, format_areas(rule.in));
  fields.add("When", EntryKind::code, rule.when.source);
  add_verb(fields, rule);
  fields.phrases("Unless", rule.unless);
  std::vector<ReferenceEntry> sources;
  for (const auto& source : rule.source) sources.push_back({EntryKind::source, to_printable(source), {}});
  fields.add("Sources", std::move(sources));
  add_layers(fields, rule);
  return {&rule, std::string(rule.off ? "off" : to_string(rule.severity)), std::move(fields.list)};
}

}  // namespace

std::vector<ReferencedFamily> make_reference(const RuleSet& set) {
  std::map<std::pair<std::ptrdiff_t, std::string_view>, std::map<std::string_view, const Rule*>> by_family;
  for (const auto& rule : set.rules)
    by_family[{std::ranges::find(families, rule.family()) - families.begin(), rule.family()}].emplace(rule.id, &rule);
  std::vector<ReferencedFamily> reference;
  for (const auto& [key, rules] : by_family) {
    ReferencedFamily family{std::string(key.second), {}};
    for (const auto& [id, rule] : rules) family.rules.push_back(make_rule(set, *rule));
    reference.push_back(std::move(family));
  }
  return reference;
}

std::string format_title(const RuleSet& set) {
  return to_printable(set.name) + (set.version.empty() ? "" : " " + set.version) + fmt::format(", {} rules", set.rules.size());
}

bool is_safe_link(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  constexpr std::string_view refused = "\"'<>()[]{}\\`|^";
  return text.size() > scheme.size() && text.starts_with(scheme) &&
         std::ranges::all_of(text, [&](char c) { return c > ' ' && c < 0x7F && refused.find(c) == std::string_view::npos; });
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Prints rules, with phrases as they were written.
#include "cli/rule_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "text/display.h"

namespace replylint {
namespace {

std::vector<const Rule*> find_rules(const RuleSet& set, std::string_view family) {
  std::vector<const Rule*> rules;
  for (const auto& rule : set.rules) {
    if (family.empty() || rule.family() == family) rules.push_back(&rule);
  }
  const auto order = [](const Rule* rule) {
    return std::pair(std::ranges::find(families, rule->family()) - families.begin(), std::string_view(rule->id));
  };
  std::ranges::sort(rules, {}, order);
  return rules;
}

std::string_view state_of(const Rule& rule) { return rule.off ? "off" : rule.observe ? "observed" : to_string(rule.severity); }

// A page that is filled line by line; empty values leave no line.
struct Page {
  const RuleSet& set;
  std::string text;

  void field(std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("  {:<9} {}\n", name, to_printable(value));
  }
  void phrases(std::string_view name, const PhraseRefs& refs) {
    for (const auto ref : refs) {
      field(name, format_phrase(set, ref));
      name = "";
    }
  }
};

void print_verb(Page& page, const Rule& rule) {
  page.field("verb", to_string(rule.verb));
  if (rule.verb == Verb::order) {
    page.phrases("first", rule.first);
    page.phrases("then", rule.phrases);
  } else {
    page.phrases("phrases", rule.phrases);
  }
  if (rule.verb == Verb::limit) {
    page.field("limit", format_limit(page.set, rule.limit));
    page.phrases("of", rule.limit.of);
  }
  if (rule.verb == Verb::weigh) {
    page.field("from", fmt::format("{:g}{}", rule.weigh.from, rule.weigh.per == Per::sentence ? " in one sentence" : ""));
    for (const auto& sign : rule.weigh.signs) {
      page.field("sign", fmt::format("{:+.2f}  {}", sign.weight, page.set.name_of(sign)));
    }
  }
  page.phrases("unless", rule.unless);
}

// The lists that the rule's phrases name, so that the rule can be understood without another file.
void print_lists(Page& page, const Rule& rule) {
  std::vector<std::string> names;
  const auto add = [&](const PhraseRefs& refs) {
    for (const auto ref : refs) {
      if (ref.list) {
        names.push_back(page.set.lists[ref.index].name);
      } else {
        names.insert(names.end(), page.set.phrases[ref.index].lists.begin(), page.set.phrases[ref.index].lists.end());
      }
    }
  };
  for (const auto* refs : {&rule.phrases, &rule.first, &rule.limit.of, &rule.unless}) add(*refs);
  for (const auto& sign : rule.weigh.signs) {
    if (!sign.fact) add({sign.phrase});
  }
  for (std::size_t at = 0; at < names.size() && names.size() < 1000; ++at) {
    if (std::ranges::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(at), names[at]) !=
        names.begin() + static_cast<std::ptrdiff_t>(at))
      continue;
    const auto list = std::ranges::find(page.set.lists, names[at], &PhraseList::name);
    if (list == page.set.lists.end()) continue;
    page.text += fmt::format("\n  ${}\n", to_printable(list->name));
    for (const auto phrase : list->phrases) {
      page.field("", page.set.phrases[phrase].source);
      const auto& nested = page.set.phrases[phrase].lists;
      names.insert(names.end(), nested.begin(), nested.end());
    }
  }
}

void print_examples(Page& page, std::string_view title, const std::vector<Example>& examples) {
  for (const auto& example : examples) {
    page.field(title, example.text);
    if (!example.quoted.empty()) page.field("", "answering: " + example.quoted);
    if (example.subject) page.field("", "subject: " + *example.subject);
    for (const auto& [fact, value] : example.facts) page.field("", fmt::format("with {} = {:g}", page.set.fact_name(fact), value));
    title = "";
  }
}

}  // namespace

std::string format_phrase(const RuleSet& set, PhraseRef ref) {
  if (ref.list) return "$" + set.lists[ref.index].name;
  const auto& phrase = set.phrases[ref.index];
  return phrase.cased ? "{cased: " + phrase.source + "}" : phrase.source;
}

std::string format_fix_rule(const Fix& fix) {
  std::string out(to_string(fix.kind));
  if (fix.kind == FixKind::insert) out += " " + std::string(to_string(fix.at));
  if (!fix.text.empty()) out += ": " + fix.text;
  return out + (fix.safe ? " (safe)" : "");
}

std::string format_areas(AreaSet areas) {
  std::string out;
  for (unsigned area = 0; area < static_cast<unsigned>(Area::count); ++area) {
    if ((areas & to_set(static_cast<Area>(area))) == 0) continue;
    out += (out.empty() ? "" : ", ") + std::string(to_string(static_cast<Area>(area)));
  }
  return out;
}

std::string format_limit(const RuleSet& set, const Limit& limit) {
  std::string out = limit.measure ? std::string(set.fact_name(*limit.measure)) : std::string("matches");
  if (limit.max) out += fmt::format(", at most {:g}", *limit.max);
  if (limit.min) out += fmt::format(", at least {:g}", *limit.min);
  out += limit.per == Per::paragraph ? " a paragraph" : limit.per == Per::sentence ? " a sentence" : " a message";
  if (limit.per_words > 0) out += fmt::format(", per {} words", limit.per_words);
  if (limit.from_words > 0) out += fmt::format(", from {} words on", limit.from_words);
  return out;
}

std::string format_rule_list(const RuleSet& set, std::string_view family) {
  const auto rules = find_rules(set, family);
  std::size_t width = 0;
  for (const auto* rule : rules) width = std::max(width, rule->id.size());
  std::string out;
  for (const auto* rule : rules) out += fmt::format("{:<{}}  {:<10}  {}\n", rule->id, width, state_of(*rule), to_printable(rule->message));
  return out;
}

std::string format_rule_list_json(const RuleSet& set, std::string_view family) {
  using Json = nlohmann::ordered_json;
  Json rules = Json::array();
  for (const auto* rule : find_rules(set, family)) {
    rules.push_back({{"rule", rule->id},
                     {"family", std::string(rule->family())},
                     {"severity", std::string(to_string(rule->severity))},
                     {"off", rule->off},
                     {"stage", rule->observe ? "observe" : "active"},
                     {"verb", std::string(to_string(rule->verb))},
                     {"message", rule->message},
                     {"why", rule->why},
                     {"source", rule->source},
                     {"set", rule->set},
                     {"because", rule->because}});
  }
  return Json{{"schema", 1}, {"rules", rules}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string format_rule(const RuleSet& set, const Rule& rule) {
  Page page{set, fmt::format("{}  {}\n\n", to_printable(rule.id), state_of(rule))};
  page.field("message", rule.message);
  page.field("why", rule.why);
  std::string_view title = "source";
  for (const auto& source : rule.source) {
    page.field(title, source);
    title = "";
  }
  page.field("set", rule.set);
  if (rule.place.file < set.files.size()) page.field("file", set.format_place(rule.place));
  page.field("because", rule.because);
  page.text += '\n';
  page.field("in", format_areas(rule.in));
  page.field("when", rule.when.source);
  print_verb(page, rule);
  for (const auto& fix : rule.fixes) page.field(to_string(fix.kind), fix.text + (fix.safe ? " (safe)" : ""));
  print_lists(page, rule);
  page.text += '\n';
  print_examples(page, "bad", rule.bad);
  print_examples(page, "good", rule.good);
  return page.text;
}

std::string format_failure(const RuleSet& set, const ExampleFailure& failure) {
  const auto file = failure.place.file < set.files.size() ? set.files[failure.place.file] : set.name;
  return fmt::format("{}:{}:{}: {}: {}: {}", to_printable(file), failure.place.line, failure.place.column,
                     failure.warning ? "warning" : "error", to_printable(failure.rule), to_printable(failure.what));
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Loads named sets, and looks phrases up in the files that they were read from.
#include "cli/named_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files.h"
#include "cli/rules_source.h"
#include "ruleset/yaml.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr std::string_view builtin_name = "builtin:base";

bool begins_at(const Node& node, SourcePlace place) { return node.place.line == place.line && node.place.column == place.column; }

/// The scalar with this text below `node`, examples left out.
const Node* find_text(const Node& node, std::string_view text) {
  if (node.kind == NodeKind::scalar) return node.text == text ? &node : nullptr;
  for (const auto& item : node.items) {
    if (item.key == "bad" || item.key == "good") continue;
    if (const auto* found = find_text(item, text)) return found;
  }
  return nullptr;
}

}  // namespace

std::optional<NamedSet> load_named_set(const std::string& name) {
  NamedSet named;
  if (name == builtin_name) {
    auto set = load_builtin();
    if (!set) {
      say(set.error());
      return std::nullopt;
    }
    named.own.assign(set->files.size(), true);
    named.set = std::move(*set);
    return named;
  }
  auto files = read_rule_files(name);
  if (!files) {
    say(fmt::format("{}: {}", to_printable(name), files.error()));
    return std::nullopt;
  }
  auto set = load_rules_for(std::string(standard_input), {.file = name, .configuration = false});
  if (!set) {
    for (const auto& line : set.error()) say(line);
    return std::nullopt;
  }
  named.own.assign(set->files.size(), false);
  // Of two files of one name the later is this set's: the built-in ones come first.
  for (const auto& file : *files) {
    const auto found = std::ranges::find(set->files.rbegin(), set->files.rend(), file.name);
    if (found != set->files.rend()) named.own[static_cast<std::size_t>(set->files.rend() - found) - 1] = true;
  }
  named.set = std::move(*set);
  named.files = std::move(*files);
  return named;
}

SourcePlace find_phrase_place(const NamedSet& named, SourcePlace rule, std::string_view phrase) {
  const auto file = std::ranges::find(named.files, named.file_name(rule), &RuleFile::name);
  if (phrase.empty() || file == named.files.end()) return rule;
  const auto documents = parse_yaml(file->text);
  if (!documents) return rule;
  for (const auto& document : *documents) {
    const auto* rules = document.find("rules");
    if (rules == nullptr) continue;
    const auto found = std::ranges::find_if(rules->items, [&](const Node& node) { return begins_at(node, rule); });
    if (found == rules->items.end()) continue;
    const auto* text = find_text(*found, phrase);
    return text == nullptr ? rule : SourcePlace{rule.file, text->place.line, text->place.column};
  }
  return rule;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The reference of a rule set before it has a format: families, rules, and what there is to say of each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/named_set.h"

namespace replylint {

enum class EntryKind : std::uint8_t {
  prose,
  code,    ///< phrases, conditions: shown as they are written
  bad,     ///< an example
  good,    ///< an example
  source,  ///< an https:// address, or the key of a practice
};

struct ReferenceEntry {
  EntryKind kind = EntryKind::prose;
  std::string text;
  std::string note;  ///< "answering: …" of an example
};

/// One line of a rule's description: "when", and what stands there.
struct ReferenceField {
  std::string_view label;
  std::vector<ReferenceEntry> entries;
};

struct ReferencedRule {
  const Rule* rule = nullptr;
  std::string state;  ///< "warning", "off"
  std::vector<ReferenceField> fields;
};

struct ReferencedFamily {
  std::string name;
  std::vector<ReferencedRule> rules;
};

/// The rules of a set and of all that it stands on, by family as they are taught, then the set's own families; within one by id.
[[nodiscard]] std::vector<ReferencedFamily> make_reference(const RuleSet& set);

/// "base 2026.11.1, 119 rules"
[[nodiscard]] std::string format_title(const RuleSet& set);

/// True for a whole address that may become a link: https://, printable ASCII, without quotes, brackets and blanks.
[[nodiscard]] bool is_safe_link(std::string_view text);

struct ReferencePage {
  std::string name;  ///< of the file
  std::string text;
};
/// One page that needs no other file and no network; scripts off, everything is there.
[[nodiscard]] std::vector<ReferencePage> format_html_reference(const RuleSet& set);
/// An index and a page for each family.
[[nodiscard]] std::vector<ReferencePage> format_markdown_reference(const RuleSet& set);

}  // namespace replylint

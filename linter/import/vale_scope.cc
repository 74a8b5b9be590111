// SPDX-License-Identifier: MIT
// Vale's scopes -> areas and stretches of mail.
#include <algorithm>
#include <array>

#include "import/vale_rule.h"
#include "ruleset/errors.h"
#include "text/words.h"

namespace replylint {
namespace {

/// What a scope is in mail.
struct ScopeMeaning {
  std::string_view name;
  bool subject = false;
  bool nowhere = false;
  std::string_view per = "paragraph";
  std::string_view loss;  ///< what is lost; "" where it means the same
};

constexpr std::array<ScopeMeaning, 22> meanings{
    {{"text", false, false, "paragraph", ""},
     {"paragraph", false, false, "paragraph", ""},
     {"sentence", false, false, "sentence", ""},
     {"summary", false, false, "message", ""},
     {"raw", false, false, "message", "mail has no markup: only the text that people see is looked at"},
     {"list", false, false, "paragraph", "lists of mail are not told from other text: all of it is looked at"},
     {"heading", true, false, "message", "mail has no headings: the subject stands for them"},
     {"blockquote", false, true, "", "what is quoted in mail is somebody else's text"},
     {"table", false, true, "", "mail has no tables"},
     {"code", false, true, "", "code in mail is nobody's prose"},
     {"link", false, true, "", "links of mail have no text of their own"},
     {"alt", false, true, "", "pictures of mail have no text of their own"},
     {"figure", false, true, "", "mail has no captions"},
     {"strong", false, true, "", "the text that rules look at has no emphasis"},
     {"emphasis", false, true, "", "the text that rules look at has no emphasis"},
     {"attr", false, true, "", "the text that rules look at has no attributes"},
     {"meta", false, true, "", "mail has no front matter"},
     {"class", false, true, "", "the text that rules look at has no attributes"},
     {"comment", false, true, "", "mail has no comments"},
     {"string", false, true, "", "mail is no source code"},
     {"title", true, false, "message", "mail has no titles: the subject stands for them"},
     {"md", false, true, "", "mail is not Markdown"}}};

const ScopeMeaning* find_meaning(std::string_view selector) {
  const auto first = selector.substr(0, selector.find('.'));
  auto name = first;
  // "text.heading.h1" is a heading.
  if (first == "text" && first.size() < selector.size()) {
    const auto rest = selector.substr(first.size() + 1);
    name = rest.substr(0, rest.find('.'));
  }
  const auto found = std::ranges::find(meanings, name, &ScopeMeaning::name);
  return found == meanings.end() ? nullptr : &*found;
}

/// "sentence & ~heading" -> sentence: what is excluded is elsewhere anyway.
std::string_view find_positive(std::string_view selector) {
  for (std::size_t begin = 0; begin <= selector.size();) {
    const auto end = std::min(selector.find('&', begin), selector.size());
    const auto part = trim(selector.substr(begin, end - begin));
    if (!part.empty() && part.front() != '~') return part;
    begin = end + 1;
  }
  return "text";
}

}  // namespace

std::optional<Scope> ValeRule::read_scope() {
  const auto nodes = texts("scope");
  if (nodes.empty()) return Scope{};
  std::optional<Scope> scope;
  for (const auto* node : nodes) {
    const auto name = find_positive(node->text);
    const auto* meaning = find_meaning(name);
    if (meaning == nullptr) {
      lose(*node, "scope " + quote(name) + ": mail has no such place");
      continue;
    }
    if (!meaning->loss.empty()) lose(*node, "scope " + quote(name) + ": " + std::string(meaning->loss));
    if (meaning->nowhere) continue;
    const bool both = scope && (scope->subject != meaning->subject || scope->also_subject);
    if (!scope || (scope->subject && !meaning->subject)) scope = Scope{meaning->subject, false, std::string(meaning->per)};
    scope->also_subject = both;
  }
  return scope;
}

}  // namespace replylint

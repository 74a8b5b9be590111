// SPDX-License-Identifier: MIT
// The reference as Markdown: whatever a rule says is text there, never markup.
#include <fmt/format.h>

#include <algorithm>

#include "cli/rule_reference.h"
#include "text/display.h"

namespace replylint {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `text` (one line) so that it reads as it stands: HTML as entities, marks escaped, and what only begins a block at the beginning.
std::string escape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      const bool marks = std::string_view("\\`*_{}[]#!|~$@").find(c) != std::string_view::npos;
      const bool begins_block = i == 0 && (c == '-' || c == '+' || c == '=');
      const bool numbers =
          (c == '.' || c == ')') && i > 0 && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), is_digit);
      const bool begins_address = (c == ':' && text.substr(i).starts_with("://")) || (c == '.' && i >= 3 && text.substr(i - 3, 3) == "www");
      if (marks || begins_block || numbers || begins_address) out += '\\';
      out += c;
    }
  }
  return out;
}

/// A code span: fenced by more backticks than stand in a row in it.
std::string format_code(std::string_view text) {
  std::size_t longest = 0;
  std::size_t row = 0;
  for (const char c : text) {
    row = c == '`' ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  const std::string fence(longest + 1, '`');
  const bool padded = text.empty() || text.front() == '`' || text.back() == '`' || text.front() == ' ';
  return padded ? fence + " " + std::string(text) + " " + fence : fence + std::string(text) + fence;
}

std::string format_entry(const ReferenceEntry& entry) {
  const auto note = entry.note.empty() ? "" : " (" + escape(entry.note) + ")";
  switch (entry.kind) {
    case EntryKind::code:
      return format_code(entry.text) + note;
    case EntryKind::source:
      return is_safe_link(entry.text) ? "<" + entry.text + ">" : escape(entry.text);
    case EntryKind::prose:
    case EntryKind::bad:
    case EntryKind::good:
      return escape(entry.text) + note;
  }
  return {};
}

std::string format_family(const RuleSet& set, const ReferencedFamily& family) {
  auto out = fmt::format("# {}\n\nOf [{}](README.md).\n", escape(family.name), escape(format_title(set)));
  for (const auto& [rule, state, fields] : family.rules) {
    const auto id = escape(to_printable(rule->id));
    out += fmt::format("\n## {}\n\n**{}**: {}\n", id, state, escape(to_printable(rule->message)));
    for (const auto& [label, entries] : fields) {
      if (entries.size() == 1) {
        out += fmt::format("\n{}: {}\n", label, format_entry(entries.front()));
        continue;
      }
      out += fmt::format("\n{}:\n\n", label);
      for (const auto& entry : entries) out += fmt::format("- {}\n", format_entry(entry));
    }
  }
  return out;
}

/// As GitHub and GitLab make the anchor of a heading: the dot of an id goes.
std::string to_anchor(std::string_view id) {
  std::string anchor(id);
  std::erase(anchor, '.');
  return anchor;
}

/// Names of families are kebab names, but for a family that takes the index's name.
std::string to_file_name(const std::string& family) { return (family == "readme" ? "readme-" : family) + ".md"; }

}  // namespace

std::vector<ReferencePage> format_markdown_reference(const RuleSet& set) {
  std::vector<ReferencePage> pages;
  auto index = fmt::format("# {}\n", escape(format_title(set)));
  for (const auto& family : make_reference(set)) {
    const auto file = to_file_name(family.name);
    index += fmt::format("\n## [{}]({})\n\n", escape(family.name), file);
    for (const auto& [rule, state, fields] : family.rules)
      index +=
          fmt::format("- [{}]({}#{}) {}: {}\n", escape(rule->id), file, to_anchor(rule->id), state, escape(to_printable(rule->message)));
    pages.push_back({file, format_family(set, family)});
  }
  pages.insert(pages.begin(), {"README.md", std::move(index)});
  return pages;
}

}  // namespace replylint

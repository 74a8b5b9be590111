// SPDX-License-Identifier: MIT
// The reference as one HTML page: whatever a rule says is text there, and only the page's own script may run.
#include <fmt/format.h>

#include "cli/reference_page.h"
#include "cli/rule_reference.h"
#include "text/display.h"

namespace replylint {
namespace {

/// For text and for values of attributes in double quotes.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string format_entry(const ReferenceEntry& entry) {
  const auto text = escape(entry.text);
  const auto note = entry.note.empty() ? "" : " <span class=\"note\">" + escape(entry.note) + "</span>";
  switch (entry.kind) {
    case EntryKind::code:
      return "<code>" + text + "</code>" + note;
    case EntryKind::source:
      return is_safe_link(entry.text) ? fmt::format("<a href=\"{0}\" rel=\"noopener noreferrer\">{0}</a>", text) : text;
    case EntryKind::prose:
    case EntryKind::bad:
    case EntryKind::good:
      return text + note;
  }
  return {};
}

std::string format_field(const ReferenceField& field) {
  auto out = fmt::format("<dt>{}</dt>\n<dd>", field.label);
  if (field.entries.size() == 1) return out + format_entry(field.entries.front()) + "</dd>\n";
  out += "<ul>\n";
  for (const auto& entry : field.entries) out += "<li>" + format_entry(entry) + "</li>\n";
  return out + "</ul></dd>\n";
}

std::string format_rule(const ReferencedRule& referenced) {
  const auto id = escape(referenced.rule->id);
  auto out = fmt::format(
      "<article id=\"{0}\">\n<h3><a href=\"#{0}\">{0}</a> <span class=\"state {1}\">{1}</span></h3>\n<p class=\"message\">{2}</p>\n<dl>\n",
      id, referenced.state, escape(to_printable(referenced.rule->message)));
  for (const auto& field : referenced.fields) out += format_field(field);
  return out + "</dl>\n</article>\n";
}

constexpr std::string_view page_begin = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '{digest}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<nav aria-label="Families">
<ul>
{families}</ul>
</nav>
<div class="search" role="search" hidden><label for="search">Search</label> <input id="search" type="search" autocomplete="off"> <span id="told" role="status"></span></div>
<main>
)";

}  // namespace

std::vector<ReferencePage> format_html_reference(const RuleSet& set) {
  const auto reference = make_reference(set);
  std::string links;
  // A rule's id has a dot, a family's anchor has none: they never meet.
  for (const auto& family : reference)
    links += fmt::format("<li><a href=\"#family-{0}\">{0}</a> ({1})</li>\n", escape(family.name), family.rules.size());
  auto out = fmt::format(page_begin, fmt::arg("digest", reference_script_digest), fmt::arg("title", escape(format_title(set))),
                         fmt::arg("style", reference_style), fmt::arg("families", links));
  for (const auto& family : reference) {
    out += fmt::format("<section aria-labelledby=\"family-{0}\">\n<h2 id=\"family-{0}\">{0}</h2>\n", escape(family.name));
    for (const auto& rule : family.rules) out += format_rule(rule);
    out += "</section>\n";
  }
  out += fmt::format("</main>\n<script>{}</script>\n</body>\n</html>\n", reference_script);
  return {{"index.html", std::move(out)}};
}

}  // namespace replylint

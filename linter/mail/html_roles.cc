// SPDX-License-Identifier: MIT
// Tables of elements and of the marks that mail clients leave in HTML.
#include "mail/html_roles.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "text/words.h"

namespace replylint {
namespace {

struct NamedRole {
  std::string_view name;
  HtmlRole role;
};

/// Sorted by name.
constexpr auto roles = std::to_array<NamedRole>({
    {"address", HtmlRole::block},    {"article", HtmlRole::block},    {"aside", HtmlRole::block},      {"audio", HtmlRole::dropped},
    {"blockquote", HtmlRole::quote}, {"body", HtmlRole::block},       {"br", HtmlRole::line_break},    {"caption", HtmlRole::block},
    {"center", HtmlRole::block},     {"code", HtmlRole::code},        {"dd", HtmlRole::block},         {"details", HtmlRole::block},
    {"dir", HtmlRole::list},         {"div", HtmlRole::block},        {"dl", HtmlRole::paragraph},     {"dt", HtmlRole::block},
    {"fieldset", HtmlRole::block},   {"figcaption", HtmlRole::block}, {"figure", HtmlRole::block},     {"footer", HtmlRole::block},
    {"form", HtmlRole::block},       {"h1", HtmlRole::paragraph},     {"h2", HtmlRole::paragraph},     {"h3", HtmlRole::paragraph},
    {"h4", HtmlRole::paragraph},     {"h5", HtmlRole::paragraph},     {"h6", HtmlRole::paragraph},     {"head", HtmlRole::dropped},
    {"header", HtmlRole::block},     {"hr", HtmlRole::block},         {"html", HtmlRole::block},       {"iframe", HtmlRole::dropped},
    {"kbd", HtmlRole::code},         {"legend", HtmlRole::block},     {"li", HtmlRole::item},          {"main", HtmlRole::block},
    {"menu", HtmlRole::list},        {"nav", HtmlRole::block},        {"noscript", HtmlRole::dropped}, {"object", HtmlRole::dropped},
    {"ol", HtmlRole::ordered_list},  {"option", HtmlRole::dropped},   {"p", HtmlRole::paragraph},      {"pre", HtmlRole::preformatted},
    {"samp", HtmlRole::code},        {"script", HtmlRole::dropped},   {"section", HtmlRole::block},    {"select", HtmlRole::dropped},
    {"style", HtmlRole::dropped},    {"summary", HtmlRole::block},    {"svg", HtmlRole::dropped},      {"table", HtmlRole::block},
    {"tbody", HtmlRole::block},      {"td", HtmlRole::cell},          {"template", HtmlRole::dropped}, {"tfoot", HtmlRole::block},
    {"th", HtmlRole::cell},          {"thead", HtmlRole::block},      {"title", HtmlRole::dropped},    {"tr", HtmlRole::row},
    {"tt", HtmlRole::code},          {"ul", HtmlRole::list},          {"video", HtmlRole::dropped},
});
static_assert(std::is_sorted(roles.begin(), roles.end(), [](const NamedRole& a, const NamedRole& b) { return a.name < b.name; }));

const NamedRole* find_named_role(std::string_view name) {
  const auto* found = std::lower_bound(roles.begin(), roles.end(), name, [](const NamedRole& a, std::string_view b) { return a.name < b; });
  return found != roles.end() && found->name == name ? found : nullptr;
}

struct NamedHint {
  std::string_view word;  ///< one word of the class, or the id, in lower case
  HtmlHint hint;
};
constexpr auto class_hints = std::to_array<NamedHint>({
    {"gmail_signature", HtmlHint::signature},
    {"gmail_signature_prefix", HtmlHint::signature},
    {"gmail_attr", HtmlHint::attribution},
    {"gmail_quote", HtmlHint::quote_container},
    {"moz-signature", HtmlHint::signature},
    {"moz-cite-prefix", HtmlHint::attribution},
    {"moz-forward-container", HtmlHint::forward},
    {"moz-email-headers-table", HtmlHint::forward_head},
    {"moz-quote-pre", HtmlHint::quoted_pre},
    {"yahoo_quoted", HtmlHint::quote},
    {"protonmail_quote", HtmlHint::quote_container},
    {"protonmail_signature_block", HtmlHint::signature},
    {"applemailsignature", HtmlHint::signature},
});
constexpr auto id_hints = std::to_array<NamedHint>({
    {"applemailsignature", HtmlHint::signature},
    {"ms-outlook-mobile-signature", HtmlHint::signature},
    {"signature", HtmlHint::signature},
    {"divrplyfwdmsg", HtmlHint::reply_head},
    {"divtagdefaultwrapper_quote", HtmlHint::quote},
});

/// Outlook on the web puts "x_" before the names in what it quotes, once for each reply.
std::string_view without_prefix(std::string_view word) {
  while (word.starts_with("x_")) word.remove_prefix(2);
  // Yahoo puts "ydp" and a number of its own before them.
  if (word.starts_with("ydp") && word.ends_with("yahoo_quoted")) return "yahoo_quoted";
  return word;
}

HtmlHint find_in(std::span<const NamedHint> hints, std::string_view word) {
  for (const NamedHint& hint : hints)
    if (word == hint.word) return hint.hint;
  return HtmlHint::none;
}

HtmlHint find_class_hint(std::string_view classes) {
  const std::string lower = to_lower(classes.substr(0, 500));
  for (std::size_t at = 0; at < lower.size();) {
    while (at < lower.size() && is_space(lower[at])) ++at;
    std::size_t end = at;
    while (end < lower.size() && !is_space(lower[end])) ++end;
    const HtmlHint hint = find_in(class_hints, without_prefix(std::string_view(lower).substr(at, end - at)));
    if (hint != HtmlHint::none) return hint;
    at = end;
  }
  return HtmlHint::none;
}

/// A style without blanks and in lower case, so that declarations can be looked for.
std::string squeeze(std::string_view style) {
  std::string out;
  for (const char c : style.substr(0, 2000))
    if (!is_space(c)) out += to_lower(c);
  return out;
}

}  // namespace

HtmlRole find_role(std::string_view name) {
  const NamedRole* found = find_named_role(name);
  return found == nullptr ? HtmlRole::inline_text : found->role;
}

std::string_view find_known_name(std::string_view name) {
  const NamedRole* found = find_named_role(name);
  return found == nullptr ? std::string_view() : found->name;
}

HtmlHint find_hint(const HtmlElement& element) {
  HtmlHint hint = element.classes.empty() ? HtmlHint::none : find_class_hint(element.classes);
  if (hint == HtmlHint::none && !element.id.empty()) hint = find_in(id_hints, without_prefix(to_lower(element.id)));
  if (hint == HtmlHint::quote_container && element.name == "blockquote") return HtmlHint::none;
  if (hint == HtmlHint::none && element.name == "div" && element.style.size() > 10) {
    const std::string style = squeeze(element.style);
    const bool line_above = style.find("border-top:") != std::string::npos &&
                            (style.find("#e1e1e1") != std::string::npos || style.find("#b5c4df") != std::string::npos);
    if (line_above) return HtmlHint::maybe_reply_head;
  }
  return hint;
}

bool is_hidden(const HtmlElement& element) {
  if (element.hidden) return true;
  if (element.style.empty()) return false;
  const std::string style = squeeze(element.style);
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos;
}

bool is_indentation(const HtmlElement& element) {
  return element.name == "blockquote" && element.classes.empty() && squeeze(element.style).find("border:none") != std::string::npos;
}

bool keeps_white_space(const HtmlElement& element) {
  return element.name == "pre" || element.name == "textarea" ||
         (!element.style.empty() && squeeze(element.style).find("white-space:pre") != std::string::npos);
}

bool has_margins(const HtmlElement& element) {
  if (element.classes.find("MsoNormal") != std::string_view::npos || element.classes.find("MsoPlainText") != std::string_view::npos)
    return false;
  if (element.classes.find("MsoListParagraph") != std::string_view::npos) return false;
  if (element.style.empty()) return true;
  const std::string style = squeeze(element.style);
  for (const std::string_view none :
       {"margin:0px", "margin:0in", "margin:0cm", "margin:0;", "margin-top:0px;margin-bottom:0px", "margin-top:0;margin-bottom:0"})
    if (style.find(none) != std::string::npos) return false;
  return !style.ends_with("margin:0");
}

bool is_void(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img",
                                                          "input", "keygen", "link", "meta", "param", "source", "track", "wbr"});
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace replylint

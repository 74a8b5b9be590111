// SPDX-License-Identifier: MIT
// Hands mimetic only what it reads rightly: one mailbox or one value, without comments and with quotes closed.
#include "mail/structured.h"

#include <mimetic/contenttype.h>
#include <mimetic/rfc822/mailbox.h>

#include <algorithm>

#include "mail/parameters.h"
#include "mail/words.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_mailboxes = 10000;
constexpr std::size_t longest_mailbox = 2000;

/// mimetic cuts quoted values at `;` and keeps backslashes: inside quotes these travel as control bytes.
constexpr char masked_semicolon = '\x01';
constexpr char masked_equals = '\x02';
constexpr char masked_quote = '\x03';

/// `value` without comments, with quoted strings masked and closed.
std::string mask_value(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  bool quoted = false;
  int comment = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool escaped = c == '\\' && i + 1 < value.size();
    if (comment > 0) {
      if (escaped) ++i;
      comment += c == '(' ? 1 : c == ')' ? -1 : 0;
    } else if (quoted) {
      // Windows paths in file names ("C:\new") are no escapes, whatever the standard says.
      if (escaped && (value[i + 1] == '"' || value[i + 1] == '\\')) {
        ++i;
        out += value[i] == '"' ? masked_quote : value[i];
      } else {
        out += c == ';' ? masked_semicolon : c == '=' ? masked_equals : c;
        quoted = c != '"';
      }
    } else if (c == '(') {
      ++comment;
    } else {
      quoted = c == '"';
      out += c == '\t' || static_cast<unsigned char>(c) < 4 ? ' ' : c;
    }
  }
  if (quoted) out += '"';
  return out;
}

std::string unmask(std::string value) {
  for (char& c : value) c = c == masked_semicolon ? ';' : c == masked_equals ? '=' : c == masked_quote ? '"' : c;
  return value;
}

/// A display name as it is read: quotes and backslashes off.
std::string unquote(std::string_view label) {
  std::string out;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '"') continue;
    if (label[i] == '\\' && i + 1 < label.size()) ++i;
    out += label[i];
  }
  return std::string(trim(out));
}

/// One mailbox of a list, with its comments apart: `ann@a.example (Ann)` is the old way of giving a name.
struct RawMailbox {
  std::string text;
  std::string comment;
};

/// Cuts a list at commas outside quotes, comments and angle brackets; group names and their `;` go.
std::vector<RawMailbox> split_list(std::string_view value) {
  std::vector<RawMailbox> items(1);
  bool quoted = false;
  bool angle = false;
  int comment = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    RawMailbox& item = items.back();
    if (c == '\\' && (quoted || comment > 0) && i + 1 < value.size()) {
      (comment > 0 ? item.comment : item.text).append(comment > 0 ? value.substr(i + 1, 1) : value.substr(i, 2));
      ++i;
    } else if (quoted) {
      item.text += c;
      quoted = c != '"';
    } else if (c == '(' || (comment > 0 && c == ')')) {
      comment += c == '(' ? 1 : -1;
    } else if (comment > 0) {
      item.comment += c;
    } else if ((c == ',' || c == ';') && (!angle || c == ';' || value.find('>', i) == std::string_view::npos)) {
      if (items.size() >= most_mailboxes) break;
      items.emplace_back();
      angle = false;
    } else if (c == ':' && !angle) {
      item.text.clear();
    } else {
      quoted = c == '"';
      angle = c == '<' || (angle && c != '>');
      item.text += c == '\t' ? ' ' : c;
    }
  }
  return items;
}

Mailbox parse_mailbox(RawMailbox item, std::vector<std::string>& problems) {
  Mailbox mailbox;
  item.text = std::string(trim(item.text));
  // mimetic takes `Ann <a@b.example` for an address of its own; an address cannot hold blanks either.
  if (item.text.rfind('<') != std::string::npos && item.text.rfind('>') == std::string::npos) item.text += '>';
  const mimetic::Mailbox parsed(item.text);
  mailbox.address = parsed.mailbox();
  if (!parsed.domain().empty()) mailbox.address += "@" + parsed.domain();
  std::string label = unquote(parsed.label());
  if (mailbox.address.empty()) label = unquote(item.text);
  if (label.empty()) label = std::string(trim(item.comment));
  mailbox.name = decode_words(label, problems);
  return mailbox;
}

}  // namespace

std::string_view MediaType::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

MediaType parse_media_type(std::string_view value, std::vector<std::string>& problems) try {
  MediaType result;
  const mimetic::ContentType parsed(mask_value(value));
  result.type = to_lower(trim(parsed.type()));
  result.subtype = to_lower(trim(parsed.subtype()));
  // `text/plain charset=utf-8` without its semicolon: the subtype is the first word.
  result.subtype = result.subtype.substr(0, result.subtype.find_first_of(" \t"));
  Parameters found;
  for (const auto& parameter : parsed.paramList()) {
    const std::string name = to_lower(trim(parameter.name()));
    if (!name.empty()) found.emplace_back(name, unmask(parameter.value()));
  }
  result.parameters = decode_parameters(found, problems);
  return result;
} catch (...) {
  problems.emplace_back("a header value could not be read");
  return {};
}

std::vector<Mailbox> parse_mailboxes(std::string_view value, std::vector<std::string>& problems) try {
  std::vector<Mailbox> mailboxes;
  for (RawMailbox& item : split_list(value)) {
    if (trim(item.text).empty() || item.text.size() > longest_mailbox) continue;
    Mailbox mailbox = parse_mailbox(std::move(item), problems);
    if (!mailbox.address.empty() || !mailbox.name.empty()) mailboxes.push_back(std::move(mailbox));
  }
  return mailboxes;
} catch (...) {
  problems.emplace_back("an address could not be read");
  return {};
}

}  // namespace replylint

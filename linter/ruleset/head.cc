// SPDX-License-Identifier: MIT
// Reads name, version, language, needs, extends, internal, hold, expires, next-key and lock.
#include "ruleset/head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "ruleset/keys.h"
#include "ruleset/version.h"

namespace replylint {
namespace {

constexpr std::string_view language_version = "1";
constexpr std::size_t max_domains = 1000;
constexpr std::size_t max_locks = 1000;

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// The shape of BCP 47 tags: "en", "pt-BR", "zh-Hant-TW".
bool is_language_tag(std::string_view tag) {
  for (std::size_t part = 0; part < 6; ++part) {
    const auto subtag = tag.substr(0, tag.find('-'));
    if (subtag.size() < (part == 0 ? 2U : 1U) || subtag.size() > (part == 0 ? 3U : 8U) || !std::ranges::all_of(subtag, is_alphanumeric))
      return false;
    if (subtag.size() == tag.size()) return true;
    tag.remove_prefix(subtag.size() + 1);
  }
  return false;
}

bool is_domain(std::string_view domain) {
  const bool known_bytes = std::ranges::all_of(
      domain, [](char c) { return is_alphanumeric(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80; });
  return known_bytes && !domain.empty() && domain.size() <= 253 && domain.front() != '.' && domain.back() != '.';
}

/// "2027-03-01", a day that there is.
bool is_date(std::string_view text) {
  const auto number = [&](std::size_t offset, std::size_t size) {
    unsigned value = 0;
    const auto digits = text.substr(offset, size);
    const auto [stopped, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc() && stopped == digits.data() + digits.size() ? value : 0;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = number(0, 4);
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  if (year == 0 || month == 0 || month > 12) return false;
  constexpr std::array<unsigned, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day > 0 && day <= days[month - 1] + (month == 2 && leap ? 1U : 0U);
}

/// The shape of minisign's public keys: base64 of "Ed", eight bytes of key id and 32 of key.
bool is_public_key(std::string_view text) {
  return text.size() == 56 && text.starts_with("RW") &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '+' || c == '/'; });
}

/// "" where it is none.
std::string read_public_key(const Reading& read, const Node& node, std::string_view what) {
  auto key = read.read_text(node, what);
  if (!key) return {};
  if (is_public_key(*key)) return std::move(*key);
  read.fail(node, quote(*key) + " is not a public key of minisign; accepted: the 56 characters from RW on in a .pub file");
  return {};
}

std::string to_lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

void check_language_version(const Reading& read, const Node& root) {
  const auto* version = root.find("replylint");
  if (version == nullptr)
    return read.fail(root, "no “replylint: 1”; the head of a rule set has to say which version of the rule language it is in");
  if (version->kind != NodeKind::scalar || version->text != language_version) {
    read.fail(*version, "rule language version " + (version->kind == NodeKind::scalar ? quote(version->text) : std::string("unreadable")) +
                            "; this program reads version 1");
  }
}

void check_needs(const Reading& read, const Node& root) {
  const auto* needs = root.find("needs");
  if (needs == nullptr) return;
  const auto text = read.read_text(*needs, "“needs”");
  if (!text) return;
  const auto met = meets_needs(*text, read.load.input.engine_version);
  if (!met) return read.fail(*needs, "“needs” is unreadable; " + met.error());
  if (!*met) read.fail(*needs, "this rule set needs replylint " + *text + "; this is " + read.load.input.engine_version);
}

constexpr std::size_t max_mirrors = 10;
constexpr std::size_t longest_url = 2000;

/// Printable ASCII without blanks and quotes, such as a URL that is written correctly consists of.
bool is_url_text(std::string_view text) {
  return text.size() <= longest_url && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

/// "" where it is none. A set that was fetched itself cannot have files of this machine read.
std::string read_url(const Reading& read, const Node& node, std::string_view what, SetRole role) {
  auto url = read.read_text(node, what);
  if (!url) return {};
  const bool own = role != SetRole::fetched;
  if ((url->starts_with("https://") || (own && url->starts_with("file:///"))) && is_url_text(*url)) return std::move(*url);
  read.fail(node, std::string("only https:// ") + (own ? "and file:/// are" : "is") + " accepted as " + std::string(what));
  return {};
}

std::optional<ExtendsEntry> read_fetched(const Reading& read, const Node& node, SetRole role) {
  if (!read.check_keys(node, keys::extends, "an “extends” entry")) return std::nullopt;
  const auto* url = node.find("url");
  if (url == nullptr) {
    read.fail(node, "an “extends” entry without “url”");
    return std::nullopt;
  }
  const auto* key = node.find("key");
  if (key == nullptr)
    read.fail(node, "a “url” without “key”; a fetched rule set has to be signed, and “key” is the minisign public key to check it with");
  FetchedSet set;
  if (key != nullptr) set.key = read_public_key(read, *key, "“key”");
  set.url = read_url(read, *url, "“url”", role);
  if (const auto* mirrors = node.find("mirrors")) {
    const auto items = read.read_items(*mirrors, "“mirrors”");
    if (items.size() > max_mirrors) read.fail(*mirrors, "over " + std::to_string(max_mirrors) + " mirrors");
    for (const auto& item : items.first(std::min(items.size(), max_mirrors))) set.mirrors.push_back(read_url(read, item, "a mirror", role));
  }
  const bool whole = !set.key.empty() && !set.url.empty() && std::ranges::none_of(set.mirrors, &std::string::empty);
  return whole ? std::optional(ExtendsEntry{&node, {}, std::move(set)}) : std::nullopt;
}

std::optional<ExtendsEntry> read_extends_entry(const Reading& read, const Node& node, SetRole role) {
  if (node.kind == NodeKind::mapping) return read_fetched(read, node, role);
  auto text = read.read_text(node, "an “extends” entry");
  if (!text) return std::nullopt;
  if (text->starts_with("https://") || text->starts_with("http://") || text->starts_with("file:/")) {
    read.fail(node, "a URL needs a key: {url: …, key: …}");
    return std::nullopt;
  }
  return ExtendsEntry{&node, std::move(*text), {}};
}

void read_lock(const Reading& read, const Node& node) {
  auto& load = read.load;
  const Node* rules = &node;
  Lock lock;
  if (node.kind == NodeKind::mapping) {
    if (!read.check_keys(node, keys::lock, "a “lock” entry")) return;
    rules = node.find("rules");
    if (rules == nullptr) return read.fail(node, "a “lock” entry without “rules”");
    if (const auto* allow = node.find("allow"))
      lock.allow_tune = read.read_choice(*allow, "word for “allow”", keys::allow_words).has_value();
  }
  const auto pattern = read.read_text(*rules, "a “lock” entry");
  if (!pattern) return;
  const bool names_rule = std::ranges::any_of(load.set.rules, [&](const Rule& rule) { return matches_rule(*pattern, rule.id); });
  if (!names_rule) return read.fail(*rules, "no rule is named " + quote(*pattern) + format_accepted(*pattern, to_names(load.rules)));
  lock.pattern = *pattern;
  lock.set = load.set_name;
  lock.place = read.to_place(rules->place);
  load.set.locks.push_back(std::move(lock));
}

}  // namespace

Head read_head(const Reading& read, const Node& root, SetRole role) {
  Head head;
  check_language_version(read, root);
  check_needs(read, root);
  if (const auto* name = root.find("name")) {
    head.name = read.read_text(*name, "“name”").value_or("");
    if (!is_kebab_name(head.name) && name->kind == NodeKind::scalar)
      read.fail(*name, quote(head.name) + " is not a name; accepted: small letters, digits and single hyphens");
  } else if (role != SetRole::last) {
    read.fail(root, "a rule set that others extend needs “name”");
  }
  if (const auto* version = root.find("version")) {
    head.version = read.read_text(*version, "“version”").value_or("");
    if (version->kind == NodeKind::scalar && !parse_version(head.version))
      read.fail(*version, quote(head.version) + " is not a version; accepted: up to four numbers joined by dots, as in 2026.11.1");
  } else if (role == SetRole::fetched) {
    read.fail(root, "a rule set that is fetched needs “version”");
  }
  if (const auto* expires = root.find("expires")) {
    head.expires = read.read_text(*expires, "“expires”").value_or("");
    if (!head.expires.empty() && !is_date(head.expires))
      read.fail(*expires, quote(head.expires) + " is not a date; accepted: year, month and day, as in 2027-03-01");
  }
  if (const auto* key = root.find("next-key")) head.next_key = read_public_key(read, *key, "“next-key”");
  if (const auto* language = root.find("language")) {
    head.language = read.read_text(*language, "“language”");
    head.origins.language = read.to_place(language->place);
    if (head.language && !is_language_tag(*head.language))
      read.fail(*language, quote(*head.language) + " is not a language tag; accepted: as in en, pt-BR");
  }
  if (const auto* hold = root.find("hold")) {
    if (const auto chosen = read.read_choice(*hold, "word for “hold”", keys::hold_words)) head.hold = static_cast<Hold>(*chosen);
    head.origins.hold = read.to_place(hold->place);
  }
  if (const auto* internal = root.find("internal")) {
    const auto items = read.read_items(*internal, "“internal”");
    if (items.size() > max_domains) read.fail(*internal, "over " + std::to_string(max_domains) + " domains");
    for (const auto& item : items.first(std::min(items.size(), max_domains))) {
      auto domain = read.read_text(item, "a domain").value_or("");
      if (item.kind == NodeKind::scalar && !is_domain(domain))
        read.fail(item, quote(domain) + " is not a domain; accepted: as in acme.example");
      head.internal.push_back(to_lower(std::move(domain)));
      head.origins.internal.push_back(read.to_place(item.place));
    }
  }
  if (const auto* extends = root.find("extends")) {
    head.extends.emplace();
    for (const auto& item : read.read_items(*extends, "“extends”", true)) {
      if (auto entry = read_extends_entry(read, item, role)) head.extends->push_back(std::move(*entry));
    }
  }
  return head;
}

void read_locks(const Reading& read, const Node& root) {
  const auto* locks = root.find("lock");
  if (locks == nullptr) return;
  for (const auto& item : read.read_items(*locks, "“lock”", true)) {
    if (read.load.set.locks.size() >= max_locks) return read.fail(item, "over " + std::to_string(max_locks) + " locks");
    read_lock(read, item);
  }
}

}  // namespace replylint

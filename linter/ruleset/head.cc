// SPDX-License-Identifier: MIT
// Reads name, version, language, needs, extends, internal, hold and lock.
#include "ruleset/head.h"

#include <algorithm>
#include <array>

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

std::optional<ExtendsEntry> read_extends_entry(const Reading& read, const Node& node) {
  if (node.kind == NodeKind::mapping) {
    if (!read.check_keys(node, keys::extends, "an “extends” entry")) return std::nullopt;
    const auto* url = node.find("url");
    if (url == nullptr) {
      read.fail(node, "an “extends” entry without “url”");
      return std::nullopt;
    }
    const auto* key = node.find("key");
    if (key == nullptr)
      read.fail(node, "a “url” without “key”; a fetched rule set has to be signed, and “key” is the minisign public key to check it with");
    if (key != nullptr && !read.read_text(*key, "“key”")) return std::nullopt;
    auto text = read.read_text(*url, "“url”");
    if (!text || key == nullptr) return std::nullopt;
    if (!text->starts_with("https://")) read.fail(*url, "only https:// is accepted as “url”");
    return ExtendsEntry{&node, std::move(*text), true};
  }
  auto text = read.read_text(node, "an “extends” entry");
  if (!text) return std::nullopt;
  if (text->starts_with("https://") || text->starts_with("http://")) {
    read.fail(node, "a URL needs a key: {url: …, key: …}");
    return std::nullopt;
  }
  return ExtendsEntry{&node, std::move(*text), false};
}

void read_lock(const Reading& read, const Node& node) {
  auto& load = read.load;
  const Node* rules = &node;
  Lock lock;
  if (node.kind == NodeKind::mapping) {
    if (!read.check_keys(node, keys::lock, "a “lock” entry")) return;
    rules = node.find("rules");
    if (rules == nullptr) return read.fail(node, "a “lock” entry without “rules”");
    constexpr std::array allowed{std::string_view("tune")};
    if (const auto* allow = node.find("allow")) lock.allow_tune = read.read_choice(*allow, "word for “allow”", allowed).has_value();
  }
  const auto pattern = read.read_text(*rules, "a “lock” entry");
  if (!pattern) return;
  const bool names_rule = std::ranges::any_of(load.set.rules, [&](const Rule& rule) { return matches_rule(*pattern, rule.id); });
  if (!names_rule) return read.fail(*rules, "no rule is named " + quote(*pattern) + format_accepted(*pattern, to_names(load.rules)));
  lock.pattern = *pattern;
  lock.set = load.set_name;
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
  if (const auto* language = root.find("language")) {
    head.language = read.read_text(*language, "“language”");
    if (head.language && !is_language_tag(*head.language))
      read.fail(*language, quote(*head.language) + " is not a language tag; accepted: as in en, pt-BR");
  }
  if (const auto* hold = root.find("hold")) {
    constexpr std::array names{std::string_view("error"), std::string_view("warning"), std::string_view("never")};
    if (const auto chosen = read.read_choice(*hold, "word for “hold”", names)) head.hold = static_cast<Hold>(*chosen);
  }
  if (const auto* internal = root.find("internal")) {
    const auto items = read.read_items(*internal, "“internal”");
    if (items.size() > max_domains) read.fail(*internal, "over " + std::to_string(max_domains) + " domains");
    for (const auto& item : items.first(std::min(items.size(), max_domains))) {
      auto domain = read.read_text(item, "a domain").value_or("");
      if (item.kind == NodeKind::scalar && !is_domain(domain))
        read.fail(item, quote(domain) + " is not a domain; accepted: as in acme.example");
      head.internal.push_back(to_lower(std::move(domain)));
    }
  }
  if (const auto* extends = root.find("extends")) {
    head.extends.emplace();
    for (const auto& item : read.read_items(*extends, "“extends”", true)) {
      if (auto entry = read_extends_entry(read, item)) head.extends->push_back(std::move(*entry));
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

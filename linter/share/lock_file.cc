// SPDX-License-Identifier: MIT
// Reads lock files strictly, and writes them the same each time.
#include "share/lock_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/version.h"
#include "ruleset/yaml.h"
#include "share/signature_keys.h"

namespace replylint {
namespace {

constexpr std::string_view format_key = "replylint-lock";
constexpr std::array top_keys{format_key, std::string_view("sets")};
constexpr std::array set_keys{std::string_view("url"), std::string_view("version"), std::string_view("sha256"), std::string_view("key")};

std::unexpected<std::string> refuse(const YamlPlace& place, std::string_view what) {
  return std::unexpected(std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + std::string(what));
}

template <class Keys>
const Node* find_unknown(const Node& node, const Keys& known) {
  const auto found = std::ranges::find_if(node.items, [&](const Node& item) { return std::ranges::find(known, item.key) == known.end(); });
  return found == node.items.end() ? nullptr : &*found;
}

bool is_url_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::expected<LockedSet, std::string> parse_locked(const Node& node) {
  if (node.kind != NodeKind::mapping) return refuse(node.place, "an entry of “sets” has url, version, sha256 and key");
  if (const auto* unknown = find_unknown(node, set_keys))
    return refuse(unknown->key_place, "unknown key “" + unknown->key + "”; accepted: url, version, sha256, key");
  LockedSet set;
  for (const auto& [key, text] : {std::pair(set_keys[0], &set.url), std::pair(set_keys[1], &set.version),
                                  std::pair(set_keys[2], &set.sha256), std::pair(set_keys[3], &set.key)}) {
    const auto* value = node.find(key);
    if (value == nullptr || value->kind != NodeKind::scalar || value->text.empty())
      return refuse(node.place, "an entry without “" + std::string(key) + "”");
    *text = value->text;
  }
  if (!is_url_text(set.url)) return refuse(node.find("url")->place, "“url” is not a URL");
  if (!parse_version(set.version)) return refuse(node.find("version")->place, "“version” is not a version");
  if (!is_hash(set.sha256)) return refuse(node.find("sha256")->place, "“sha256” is not 64 small hexadecimal digits");
  if (!parse_public_key(set.key)) return refuse(node.find("key")->place, "“key” is not a public key of minisign");
  return set;
}

}  // namespace

std::expected<std::vector<LockedSet>, std::string> parse_lock(std::string_view text) {
  const auto documents = parse_yaml(text);
  if (!documents) return refuse(documents.error().place, documents.error().what);
  const auto& root = documents->front();
  if (root.kind != NodeKind::mapping || documents->size() > 1) return refuse(root.place, "this is no lock file");
  if (const auto* unknown = find_unknown(root, top_keys))
    return refuse(unknown->key_place, "unknown key “" + unknown->key + "”; accepted: replylint-lock, sets");
  const auto* format = root.find(format_key);
  if (format == nullptr || format->text != "1")
    return refuse(format == nullptr ? root.place : format->place, "no “replylint-lock: 1”; this program reads version 1 of lock files");
  std::vector<LockedSet> sets;
  const auto* entries = root.find("sets");
  if (entries == nullptr || (entries->kind != NodeKind::sequence && !entries->is_empty())) return refuse(root.place, "no list “sets”");
  for (const auto& entry : entries->items) {
    auto set = parse_locked(entry);
    if (!set) return std::unexpected(std::move(set.error()));
    if (find_locked(sets, set->url) != nullptr) return refuse(entry.place, "“" + set->url + "” is there twice");
    sets.push_back(std::move(*set));
  }
  return sets;
}

std::string format_lock(std::vector<LockedSet> sets) {
  std::ranges::sort(sets, {}, &LockedSet::url);
  std::string text =
      "# Which version of each rule set is used, to the byte. Written by “replylint rules update --lock”; keep it beside the "
      "configuration.\n";
  text += std::string(format_key) + ": 1\nsets:" + (sets.empty() ? " []\n" : "\n");
  for (const auto& set : sets) {
    text += "  - url: \"" + set.url + "\"\n    version: \"" + set.version + "\"\n";
    text += "    sha256: " + set.sha256 + "\n    key: " + set.key + "\n";
  }
  return text;
}

const LockedSet* find_locked(std::span<const LockedSet> sets, std::string_view url) {
  const auto found = std::ranges::find(sets, url, &LockedSet::url);
  return found == sets.end() ? nullptr : &*found;
}

}  // namespace replylint

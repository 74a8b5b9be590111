// SPDX-License-Identifier: MIT
// Phrases and phrase lists: each phrase is compiled once, and again when a later set changes a list that it names.
#include <algorithm>
#include <map>
#include <set>

#include "ruleset/keys.h"
#include "ruleset/locks.h"
#include "ruleset/reading.h"

namespace replylint {
namespace {

/// Keeps a rule set of deeply nested lists from growing without bound.
constexpr std::size_t max_pattern_bytes = 4U << 20U;

struct WrittenPhrase {
  const Node* node = nullptr;  ///< the scalar
  bool cased = false;
};

std::optional<WrittenPhrase> find_written(const Reading& read, const Node& node) {
  if (node.kind != NodeKind::mapping) return WrittenPhrase{&node, false};
  if (!read.check_keys(node, keys::phrase, "a phrase")) return std::nullopt;
  const auto* cased = node.find("cased");
  if (cased == nullptr) read.fail(node, "an empty mapping; accepted: a phrase, or {cased: …}");
  return cased == nullptr ? std::nullopt : std::optional(WrittenPhrase{cased, true});
}

auto compile(const Loading& load, const std::string& source, bool cased) {
  return parse_phrase(source, cased, [&](std::string_view name) -> const std::vector<std::string>* {
    const auto found = load.list_sources.find(name);
    return found == load.list_sources.end() ? nullptr : &found->second;
  });
}

/// The list name that a phrase error is about, to say which are accepted: "$tiem" at the offset.
std::optional<std::string_view> find_unknown_list(const Loading& load, std::string_view source, std::size_t offset) {
  if (offset > 0 && offset <= source.size() && source[offset - 1] == '$') --offset;
  if (offset >= source.size() || source[offset] != '$') return std::nullopt;
  auto name = source.substr(offset + 1);
  const auto end = std::ranges::find_if_not(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c >= 'A' && c <= 'Z'); });
  name = name.substr(0, static_cast<std::size_t>(end - name.begin()));
  return load.list_sources.contains(name) ? std::nullopt : std::optional(name);
}

std::vector<std::string_view> to_list_names(const Loading& load) {
  std::vector<std::string_view> names;
  for (const auto& [name, sources] : load.list_sources) names.push_back(name);
  return names;
}

using Names = std::set<std::string, std::less<>>;

/// The lists in `changed`, and those whose phrases name one of them, directly or not.
Names find_affected(const Loading& load, Names changed) {
  std::map<std::string_view, std::vector<std::string_view>> named_by;
  for (const auto& list : load.set.lists) {
    for (const auto phrase : list.phrases) {
      for (const auto& name : load.set.phrases[phrase].lists) named_by[name].push_back(list.name);
    }
  }
  std::vector<std::string_view> open(changed.begin(), changed.end());
  while (!open.empty()) {
    const auto name = open.back();
    open.pop_back();
    for (const auto user : named_by[name]) {
      if (changed.emplace(user).second) open.push_back(user);
    }
  }
  return changed;
}

struct ListChange {
  std::uint32_t file = 0;
  const Node* node = nullptr;     ///< under `phrases:`
  std::span<const Node> entries;  ///< the phrases written here
  bool adds = false;
  bool replaces = false;
};

std::optional<ListChange> read_list_change(Loading& load, const Reading& read, const Node& node, Names& seen) {
  if (!is_kebab_name(node.key)) read.fail_key(node, quote(node.key) + " is not a name; accepted: small letters, digits and single hyphens");
  if (!seen.insert(node.key).second) {
    read.fail_key(node, "the phrase list " + quote(node.key) + " is defined twice in this rule set");
    return std::nullopt;
  }
  ListChange change{read.file, &node, {}, node.kind == NodeKind::mapping && node.find("cased") == nullptr, false};
  const bool known = load.lists.contains(node.key);
  if (change.adds) {
    if (!read.check_keys(node, keys::list_change, "a phrase list")) return std::nullopt;
    const auto* added = node.find("add");
    if (added == nullptr) return std::nullopt;
    if (!known) {
      read.fail_key(node, "no earlier rule set has a phrase list " + quote(node.key) + " to add to" +
                              format_accepted(node.key, to_names(load.lists)));
      return std::nullopt;
    }
    change.entries = read.read_items(*added, "“add”", true);
  } else {
    change.entries = read.read_items(node, "a phrase list", true);
    if (change.entries.empty() && node.kind == NodeKind::sequence) read.fail(node, "an empty phrase list");
  }
  change.replaces = known;
  return change;
}

void register_list(Loading& load, const ListChange& change) {
  const auto& name = change.node->key;
  auto& sources = load.list_sources[name];
  if (!change.adds) sources.clear();
  for (const auto& entry : change.entries) {
    const auto* cased = entry.kind == NodeKind::mapping ? entry.find("cased") : nullptr;
    const auto& scalar = cased != nullptr ? *cased : entry;
    if (scalar.kind == NodeKind::scalar) sources.push_back(scalar.text);
  }
  if (load.lists.emplace(name, static_cast<std::uint32_t>(load.set.lists.size())).second) load.set.lists.push_back({name, {}, {}});
  auto& list = load.set.lists[load.lists.find(name)->second];
  if (!change.adds) list.phrases.clear();
  list.place = {change.file, change.node->key_place.line, change.node->key_place.column};
}

std::string describe_excess() {
  return "all phrases together take over " + std::to_string(max_pattern_bytes >> 20U) +
         " MiB of patterns; name fewer lists inside of phrases";
}

void recompile(Loading& load, const std::vector<ListChange>& changes) {
  Names changed;
  for (const auto& change : changes) {
    if (change.replaces) changed.insert(change.node->key);
  }
  if (changed.empty()) return;
  const auto affected = find_affected(load, changed);
  const auto& first = *std::ranges::find_if(changes, &ListChange::replaces);
  const Reading read{load, first.file};
  for (auto& phrase : load.set.phrases) {
    if (!std::ranges::any_of(phrase.lists, [&](const auto& name) { return affected.contains(name); })) continue;
    if (load.pattern_bytes > max_pattern_bytes) return read.fail_key(*first.node, describe_excess());
    if (load.phrase_errors > load.input.limits.errors) return;
    auto compiled = compile(load, phrase.source, phrase.cased);
    if (compiled) {
      load.pattern_bytes += compiled->pattern_bytes;
      load.pattern_bytes -= phrase.pattern_bytes;
      phrase = std::move(*compiled);
    } else {
      ++load.phrase_errors;
      read.fail_key(*first.node,
                    "with the changed lists, the phrase " + quote(phrase.source) + " of an earlier set fails: " + compiled.error().what);
    }
  }
}

}  // namespace

std::optional<std::uint32_t> Reading::read_pooled_phrase(const Node& node) const {
  const auto written = find_written(*this, node);
  if (!written) return std::nullopt;
  const auto source = read_text(*written->node, "a phrase");
  if (!source) return std::nullopt;
  const auto pooled = load.phrases.find({*source, written->cased});
  if (pooled != load.phrases.end()) return pooled->second;
  // Each broken phrase costs as much as a good one; a file with nothing but broken ones must not take long.
  if (load.phrase_errors > load.input.limits.errors) return std::nullopt;
  if (load.set.phrases.size() >= load.input.limits.phrases || load.pattern_bytes > max_pattern_bytes) {
    load.phrase_errors = load.input.limits.errors + 1;
    const bool excess = load.pattern_bytes > max_pattern_bytes;
    fail(*written->node, excess ? describe_excess() : "over " + std::to_string(load.input.limits.phrases) + " phrases");
    return std::nullopt;
  }
  auto phrase = compile(load, *source, written->cased);
  if (!phrase) {
    ++load.phrase_errors;
    const auto& error = phrase.error();
    const auto unknown = find_unknown_list(load, *source, error.offset);
    fail_at(*written->node, error.offset, error.what + (unknown ? format_accepted(*unknown, to_list_names(load)) : ""));
    return std::nullopt;
  }
  load.pattern_bytes += phrase->pattern_bytes;
  const auto index = static_cast<std::uint32_t>(load.set.phrases.size());
  load.set.phrases.push_back(std::move(*phrase));
  load.phrases.emplace(std::pair(*source, written->cased), index);
  return index;
}

std::optional<PhraseRef> Reading::read_phrase(const Node& node) const {
  const bool names_list =
      node.kind == NodeKind::scalar && node.text.starts_with('$') && is_kebab_name(std::string_view(node.text).substr(1));
  if (!names_list) {
    const auto phrase = read_pooled_phrase(node);
    return phrase ? std::optional(PhraseRef{false, *phrase}) : std::nullopt;
  }
  const auto name = std::string_view(node.text).substr(1);
  const auto list = load.lists.find(name);
  if (list != load.lists.end()) return PhraseRef{true, list->second};
  fail_at(node, 0, "no phrase list is called " + quote(name) + format_accepted(name, to_names(load.lists)));
  return std::nullopt;
}

PhraseRefs Reading::read_phrases(const Node& node) const {
  PhraseRefs refs;
  const auto items = read_items(node, quote(node.key), true);
  if (items.empty() && node.kind == NodeKind::sequence) fail(node, quote(node.key) + " has no phrases");
  std::set<std::pair<bool, std::uint32_t>> seen;
  for (const auto& item : items) {
    const auto ref = read_phrase(item);
    if (ref && seen.emplace(ref->list, ref->index).second) refs.push_back(*ref);
  }
  return refs;
}

void read_lists(Loading& load, std::span<const Document> documents) {
  const auto guarded = find_guarded(load);
  std::vector<ListChange> changes;
  Names seen;
  for (const auto& document : documents) {
    const auto* lists = document.root.find("phrases");
    if (lists == nullptr || lists->is_empty()) continue;
    const Reading read{load, document.file};
    if (lists->kind != NodeKind::mapping) {
      read.fail(*lists, "“phrases” has to be a mapping of names to lists of phrases");
      continue;
    }
    for (const auto& node : lists->items) {
      const auto change = read_list_change(load, read, node, seen);
      if (!change) continue;
      const auto refusal = change->replaces ? find_list_refusal(guarded, node.key, change->adds) : std::nullopt;
      if (refusal) {
        read.fail_key(node, *refusal);
      } else {
        changes.push_back(*change);
      }
    }
  }
  for (const auto& change : changes) register_list(load, change);
  recompile(load, changes);
  for (const auto& change : changes) {
    const Reading read{load, change.file};
    for (const auto& entry : change.entries) {
      const auto phrase = read.read_pooled_phrase(entry);
      if (phrase) load.set.lists[load.lists.find(change.node->key)->second].phrases.push_back(*phrase);
    }
  }
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Loads a chain of rule sets: what a set extends comes first, then the set itself is laid over it.
#include <algorithm>

#include "ruleset/builtin_facts.h"
#include "ruleset/head.h"
#include "ruleset/keys.h"

namespace replylint {

Loading::Loading(const LoadInput& load_input) : input(load_input), errors(load_input.limits.errors * 3 + 20) {
  for (std::uint32_t i = 0; i < builtin_facts.size(); ++i) facts.emplace(builtin_facts[i].name, i);
  // The built-in set's files come first, so that its places stay right when it is laid below files already numbered.
  if (input.builtin != nullptr) set.files = input.builtin->files;
}

std::string Loading::name_locker(const Lock& lock) const { return "“" + lock.set + "” (" + set.format_place(lock.place) + ")"; }

void Loading::start_from(const RuleSet& base) {
  auto files = std::move(set.files);
  set = base;
  set.files = std::move(files);
  for (std::uint32_t i = 0; i < set.phrases.size(); ++i) {
    phrases.emplace(std::pair(set.phrases[i].source, set.phrases[i].cased), i);
    pattern_bytes += set.phrases[i].pattern_bytes;
  }
  for (std::uint32_t i = 0; i < set.lists.size(); ++i) {
    const auto& list = set.lists[i];
    lists.emplace(list.name, i);
    auto& sources = list_sources[list.name];
    for (const auto phrase : list.phrases) sources.push_back(set.phrases[phrase].source);
  }
  for (std::uint32_t i = 0; i < set.facts.size(); ++i)
    facts.emplace(set.facts[i].name, static_cast<std::uint32_t>(builtin_facts.size() + i));
  for (std::uint32_t i = 0; i < set.rules.size(); ++i) rules.emplace(set.rules[i].id, i);
}

namespace {

constexpr std::size_t max_sets = 50;
constexpr std::string_view builtin_prefix = "builtin:";

class Chain {
 public:
  explicit Chain(const LoadInput& input) : load_(input) {}

  std::expected<RuleSet, std::vector<LoadError>> load() {
    if (load_.input.files.empty()) return std::unexpected(std::vector<LoadError>{{"", 1, 1, "a rule set without a file"}});
    for (const auto& files : load_.input.under) apply(files, SetRole::last, 0);
    apply(load_.input.files, load_.input.fetched ? SetRole::fetched : SetRole::last, 0);
    if (!load_.errors.empty()) return std::unexpected(load_.errors.to_load_errors(load_.set.files, load_.input.limits.errors));
    return std::move(load_.set);
  }

 private:
  [[nodiscard]] std::vector<Document> parse(const std::vector<RuleFile>& files);
  void check_parts(const std::vector<Document>& documents);
  void apply(const std::vector<RuleFile>& files, SetRole role, int depth);
  void apply_own(const std::vector<Document>& documents, const Head& head, const std::string& file_name);
  void extend(const Reading& read, const ExtendsEntry& entry, const std::string& from, SetRole role, int depth);
  void extend_builtin(const Reading& read, const Node& node, std::string_view name);
  void check_hold(const Reading& read, const Node& node, Hold hold);

  Loading load_;
  bool on_builtin_ = false;
  std::vector<std::string> open_;  ///< first file names of the sets whose `extends` is being worked off, outermost first
  std::vector<std::string> done_;
};

std::vector<Document> Chain::parse(const std::vector<RuleFile>& files) {
  std::vector<Document> documents;
  bool readable = true;
  for (const auto& file : files) {
    const auto index = static_cast<std::uint32_t>(load_.set.files.size());
    load_.set.files.push_back(file.name);
    auto roots = parse_yaml(file.text, {.bytes = load_.input.limits.file_bytes});
    if (roots) {
      for (auto& root : *roots) documents.push_back({index, std::move(root)});
    } else {
      load_.errors.add({index, roots.error().place.line, roots.error().place.column}, std::move(roots.error().what));
      readable = false;
    }
  }
  // A set with an unreadable file would only give further errors about what is missing from it.
  if (!readable) documents.clear();
  return documents;
}

void Chain::check_parts(const std::vector<Document>& documents) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto& [file, root] = documents[i];
    const Reading read{load_, file};
    if (i == 0) {
      read.check_keys(root, keys::head, "a rule set");
    } else if (!root.is_empty()) {
      for (const auto& item : root.items) {
        const bool only_head =
            std::ranges::find(keys::part, item.key) == keys::part.end() && std::ranges::find(keys::head, item.key) != keys::head.end();
        if (only_head) read.fail_key(item, quote(item.key) + " belongs into the head, " + load_.set.files[documents.front().file]);
      }
      read.check_keys(root, keys::part, "a further file or document of a rule set");
    }
  }
}

void Chain::extend_builtin(const Reading& read, const Node& node, std::string_view name) {
  const auto* builtin = load_.input.builtin;
  if (builtin == nullptr || name != builtin->name) {
    return read.fail(node, "unknown built-in rule set " + quote(name) + (builtin == nullptr ? "" : "; accepted: builtin:" + builtin->name));
  }
  if (on_builtin_) return;
  if (!load_.set.chain.empty()) return read.fail(node, "a built-in rule set has to come before all others");
  on_builtin_ = true;
  load_.start_from(*builtin);
}

void Chain::extend(const Reading& read, const ExtendsEntry& entry, const std::string& from, SetRole role, int depth) {
  const auto& node = *entry.node;
  const auto& input = load_.input;
  if (!entry.fetched && entry.reference.starts_with(builtin_prefix))
    return extend_builtin(read, node, std::string_view(entry.reference).substr(builtin_prefix.size()));
  if (role == SetRole::fetched && !entry.fetched)
    return read.fail(node, "a rule set that is fetched cannot extend files; “replylint rules pack” takes them in");
  if (depth >= input.limits.extends_depth)
    return read.fail(node, "“extends” goes deeper than " + std::to_string(input.limits.extends_depth) + " sets");
  if (done_.size() + open_.size() >= max_sets) return read.fail(node, "more than " + std::to_string(max_sets) + " rule sets in one chain");
  const auto& named = entry.fetched ? entry.fetched->url : entry.reference;
  if (entry.fetched ? !input.find_fetched : !input.find_source)
    return read.fail(node, "this program reads no further rule sets; " + quote(named) + " is not available");
  auto fetched = entry.fetched;
  if (fetched) fetched->configuration = open_.front();
  const auto files = fetched ? input.find_fetched(*fetched) : input.find_source(entry.reference, from);
  if (!files) return read.fail(node, files.error());
  if (files->empty()) return read.fail(node, quote(named) + " has no rule files");
  const auto& name = files->front().name;
  if (std::ranges::find(open_, name) != open_.end())
    return read.fail(node, "“extends” goes in a circle: " + quote(name) + " extends itself through this entry");
  if (std::ranges::find(done_, name) != done_.end()) return;
  apply(*files, entry.fetched ? SetRole::fetched : SetRole::extended, depth + 1);
}

/// A mail that the set which locks would hold is held, whatever sets further down say.
void Chain::check_hold(const Reading& read, const Node& node, Hold hold) {
  const auto& set = load_.set;
  constexpr auto strictness = [](Hold level) { return level == Hold::warning ? 2 : level == Hold::error ? 1 : 0; };
  if (set.locks.empty() || strictness(hold) >= strictness(set.hold)) return;
  read.fail(node, load_.name_locker(set.locks.front()) + " locks rules, so “hold” cannot be weakened" +
                      (set.origins.hold.line == 0 ? std::string() : "; it is set at " + set.format_place(set.origins.hold)));
}

void Chain::apply_own(const std::vector<Document>& documents, const Head& head, const std::string& file_name) {
  auto& set = load_.set;
  const Reading read{load_, documents.front().file};
  const auto& root = documents.front().root;
  load_.set_name = head.name.empty() ? file_name : head.name;
  if (head.language && !set.locks.empty() && *head.language != set.language) {
    read.fail(*root.find("language"),
              load_.name_locker(set.locks.front()) + " locks rules for " + quote(set.language) + "; the language cannot change");
  }
  if (head.hold) check_hold(read, *root.find("hold"), *head.hold);
  read_lists(load_, documents);
  read_facts(load_, documents);
  read_rules(load_, documents);
  read_tune(read, root);
  read_locks(read, root);
  set.name = load_.set_name;
  set.version = head.version;
  if (!head.expires.empty()) set.expiries.push_back({load_.set_name, head.expires});
  set.next_key = head.next_key;
  if (head.language) {
    set.language = *head.language;
    set.origins.language = head.origins.language;
  }
  if (head.hold) {
    set.hold = *head.hold;
    set.origins.hold = head.origins.hold;
  }
  for (std::size_t i = 0; i < head.internal.size(); ++i) {
    if (std::ranges::find(set.internal, head.internal[i]) != set.internal.end()) continue;
    set.internal.push_back(head.internal[i]);
    set.origins.internal.push_back(head.origins.internal[i]);
  }
  set.chain.push_back(load_.set_name);
}

void Chain::apply(const std::vector<RuleFile>& files, SetRole role, int depth) {
  const auto documents = parse(files);
  if (documents.empty()) return;
  check_parts(documents);
  const auto& root = documents.front().root;
  if (root.kind != NodeKind::mapping) return;
  const Reading read{load_, documents.front().file};
  const auto head = read_head(read, root, role);
  const auto& file_name = files.front().name;
  open_.push_back(file_name);
  if (head.extends) {
    for (const auto& entry : *head.extends) extend(read, entry, file_name, role, depth);
  } else if (load_.input.builtin != nullptr) {
    if (!on_builtin_ && load_.set.chain.empty()) extend_builtin(read, root, load_.input.builtin->name);
  }
  open_.pop_back();
  done_.push_back(file_name);
  apply_own(documents, head, file_name);
}

}  // namespace

std::expected<RuleSet, std::vector<LoadError>> load_ruleset(const LoadInput& input) { return Chain(input).load(); }

}  // namespace replylint

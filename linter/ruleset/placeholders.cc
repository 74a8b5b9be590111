// SPDX-License-Identifier: MIT
// Checks that everything in braces in messages and fixes has something to be filled in with.
#include <algorithm>
#include <array>
#include <charconv>

#include "ruleset/keys.h"
#include "ruleset/reading.h"

namespace replylint {
namespace {

bool is_name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// Most groups that a phrase of the rule's verb has.
unsigned count_groups(const RuleSet& set, const Rule& rule) {
  unsigned most = 0;
  const auto take = [&](std::uint32_t phrase) { most = std::max(most, static_cast<unsigned>(set.phrases[phrase].groups)); };
  for (const auto* refs : {&rule.phrases, &rule.limit.of}) {
    for (const auto& ref : *refs) {
      if (!ref.list) take(ref.index);
      for (const auto phrase : ref.list ? set.lists[ref.index].phrases : std::vector<std::uint32_t>()) take(phrase);
    }
  }
  return most;
}

struct Check {
  const Reading& read;
  unsigned groups;

  /// `{name}`: anything else in braces is text.
  void check(const Node& node) const {
    const std::string_view text = node.text;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
      const auto close = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(open) + 1, text.end(), is_name_byte) - text.begin();
      const auto end = static_cast<std::size_t>(close);
      const auto name = text.substr(open + 1, end - open - 1);
      if (name.empty() || end >= text.size() || text[end] != '}') continue;
      check_name(node, open, name);
    }
  }

  void check_name(const Node& node, std::size_t offset, std::string_view name) const {
    if (std::ranges::find(keys::placeholders, name) != keys::placeholders.end() || read.load.facts.contains(name)) return;
    unsigned group = 0;
    const auto [stopped, problem] = std::from_chars(name.data(), name.data() + name.size(), group);
    const bool is_number = problem == std::errc() && stopped == name.data() + name.size();
    if (is_number && group >= 1 && group <= groups) return;
    if (is_number) {
      const auto accepted = groups == 0 ? "no phrase of this rule has a group in brackets" : "accepted: 1 to " + std::to_string(groups);
      return read.fail_at(node, offset, "{" + std::string(name) + "} stands for nothing; " + accepted);
    }
    std::vector<std::string_view> accepted(keys::placeholders.begin(), keys::placeholders.end());
    accepted.push_back("1");
    for (const auto& [fact, index] : read.load.facts) {
      if (std::ranges::find(keys::placeholders, fact) == keys::placeholders.end()) accepted.push_back(fact);
    }
    read.fail_at(node, offset, "unknown placeholder {" + std::string(name) + "}" + format_accepted(name, accepted));
  }
};

}  // namespace

void check_placeholders(const Reading& read, const Node& node, const Rule& rule) {
  const Check check{read, count_groups(read.load.set, rule)};
  if (const auto* message = node.find("message")) check.check(*message);
  const auto* fixes = node.find("fix");
  if (fixes == nullptr || fixes->kind == NodeKind::scalar) return;
  for (const auto& fix : fixes->kind == NodeKind::sequence ? std::span<const Node>(fixes->items) : std::span(fixes, 1)) {
    for (const auto& part : fix.items) {
      if (part.kind == NodeKind::scalar) check.check(part);
      for (const auto& text : part.items) check.check(text);
    }
  }
}

}  // namespace replylint

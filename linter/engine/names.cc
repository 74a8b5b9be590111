// SPDX-License-Identifier: MIT
// Compares the greeting's name with every name that is known of the other side.
#include "engine/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/words.h"

namespace replylint {
namespace {

/// Name words in lower case, without titles and single letters.
std::vector<std::string> find_name_words(std::string_view name) {
  static constexpr std::array<std::string_view, 22> titles{"mr",   "mrs",     "ms",   "miss",   "mx",       "dr",     "prof", "professor",
                                                           "sir",  "madam",   "herr", "frau",   "monsieur", "madame", "via",  "the",
                                                           "team", "support", "info", "office", "service",  "and"};
  std::vector<std::string> out;
  for (const auto span : find_words(name, {0, static_cast<std::uint32_t>(name.size())})) {
    std::string word = to_lower(span.of(name));
    if (word.size() < 2 || std::ranges::find(titles, word) != titles.end()) continue;
    for (std::size_t begin = 0; begin < word.size();) {
      const std::size_t end = std::min(word.find('-', begin), word.size());
      if (end - begin >= 2) out.push_back(word.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return out;
}

/// "Kate" for "Katherine", "Jo" for "Joanna": a shared beginning makes a nickname likely.
bool may_be_same(std::string_view a, std::string_view b) {
  const std::size_t shared = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  return shared >= 2 || a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
}

}  // namespace

bool names_list(std::string_view address) {
  static constexpr std::array<std::string_view, 9> endings{"-list",    "-users",    "-devel", "-dev", "-talk",
                                                           "-discuss", "-announce", "-l",     "-bugs"};
  static constexpr std::array<std::string_view, 4> hosts{"lists.", "list.", "googlegroups.", "vger."};
  const std::string domain = to_domain(address);
  const std::string mailbox = to_lower(address.substr(0, address.rfind('@')));
  return std::ranges::any_of(endings, [&](std::string_view ending) { return mailbox.ends_with(ending); }) ||
         std::ranges::any_of(hosts, [&](std::string_view host) { return domain.starts_with(host); });
}

std::string to_domain(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : to_lower(address.substr(at + 1));
}

bool greets_wrong_name(const Draft& draft) {
  const auto greeted = find_name_words(draft.greeting_name);
  if (greeted.empty()) return false;
  std::vector<std::string> known = find_name_words(draft.quoted_signature);
  // One side that is surely named must be known; an address such as info@ says nothing.
  bool certain = !known.empty();
  const auto add = [&](std::string_view name, bool sure) {
    auto words = find_name_words(name);
    certain = certain || (sure && !words.empty());
    std::ranges::move(words, std::back_inserter(known));
  };
  const auto attributed = draft.quoted_from.find('@') == std::string::npos;
  add(draft.quoted_from, attributed);
  for (const auto* list : {&draft.envelope.to, &draft.envelope.cc}) {
    for (const auto& mailbox : *list) {
      add(mailbox.name, mailbox.name.find('@') == std::string::npos);
      add(std::string_view(mailbox.address).substr(0, mailbox.address.find('@')), false);
    }
  }
  if (!certain) return false;
  return std::ranges::none_of(greeted, [&](const std::string& word) {
    return std::ranges::any_of(known, [&](const std::string& name) { return may_be_same(word, name); });
  });
}

}  // namespace replylint

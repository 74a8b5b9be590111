// SPDX-License-Identifier: MIT
// Tells names from other short lines.
#include "draft/names.h"

#include <algorithm>
#include <array>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

[[nodiscard]] std::vector<std::string> find_lower_words(std::string_view text) {
  std::vector<std::string> words;
  for_each_word(text, {0, static_cast<std::uint32_t>(text.size())}, [&](TextSpan word) { words.push_back(to_lower(word.of(text))); });
  return words;
}

[[nodiscard]] bool starts_capital(std::string_view word) {
  return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || (static_cast<unsigned char>(word[0]) & 0x80U) != 0);
}

// Words that may stand beside a name: titles, "the … team", kisses.
[[nodiscard]] bool is_ornament(std::string_view word) {
  static constexpr WordSet ornaments("the", "team", "your", "dr", "prof", "mr", "mrs", "ms", "herr", "frau", "x", "xx", "xxx", "xo",
                                     "xoxo");
  return ornaments.contains(word);
}

}  // namespace

Names make_names(const Mailbox& mailbox) {
  Names names;
  constexpr std::size_t longest = 200;
  names.words = find_lower_words(std::string_view(mailbox.name).substr(0, longest));
  for (const std::string& word : names.words) names.initials += word[0];
  std::string local(std::string_view(mailbox.address).substr(0, std::min(mailbox.address.find('@'), longest)));
  std::ranges::replace(local, '_', ' ');
  for (std::string& word : find_lower_words(local)) {
    if (word.size() > 1) names.words.push_back(std::move(word));
  }
  return names;
}

bool is_name_of(std::string_view line, const Names& names) {
  line = trim(line);
  if (line.empty() || line.size() > 60 || names.words.empty()) return false;
  if (line.find_first_of("?!:@/0123456789") != std::string_view::npos) return false;
  const auto words = find_lower_words(line);
  if (words.empty() || words.size() > 5) return false;
  if (words.size() == 1 && words[0].size() <= 3 && words[0] == names.initials) return true;
  bool whole_word = false;
  for (const std::string& word : words) {
    if (is_ornament(word)) continue;
    const bool known = std::ranges::find(names.words, word) != names.words.end();
    const bool initial = word.size() == 1 && names.initials.find(word[0]) != std::string::npos;
    // "Liz" for "Elizabeth" is beyond us, "Chris" for "Christine" is not.
    const bool short_form =
        word.size() >= 3 && std::ranges::any_of(names.words, [&](const std::string& name) { return name.starts_with(word); });
    // "Jennifer" where the header has "J."
    const bool spelt_out = words.size() > 1 && std::ranges::any_of(names.words, [&](const std::string& name) {
                             return name.size() == 1 && name[0] == word[0];
                           });
    if (!known && !initial && !short_form && !spelt_out) return false;
    whole_word = whole_word || known || short_form;
  }
  return whole_word || (words.size() == 1 && names.initials.starts_with(words[0]));
}

bool is_name_shaped(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 40) return false;
  if (line.find_first_of("?!:;@/\\|<>=#+*_0123456789\"") != std::string_view::npos) return false;
  const auto words = find_words(line, {0, static_cast<std::uint32_t>(line.size())});
  if (words.empty() || words.size() > 4) return false;
  std::size_t capitals = 0;
  for (const TextSpan word : words) capitals += starts_capital(word.of(line)) ? 1U : 0U;
  return starts_capital(words.front().of(line)) && capitals * 2 >= words.size();
}

}  // namespace replylint

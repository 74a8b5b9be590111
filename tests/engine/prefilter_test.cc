// SPDX-License-Identifier: MIT
// The literal index may never lose a match: it gives what running every pattern on every sentence gives.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/literal_index.h"
#include "engine/matcher.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

TEST_CASE("the literal index loses no match of the base rule set") {
  const auto& set = base_linter().rules();
  const auto words = make_phrase_table(set.phrases);
  const auto phrases = PhraseTable::read(words);
  REQUIRE(phrases);
  const Matcher matcher(*phrases);
  std::size_t drafts = 0;
  std::size_t found = 0;
  const auto compare = [&](const Draft& draft) {
    ++drafts;
    std::vector<TextSpan> sentences;
    for (const auto& sentence : draft.sentences) sentences.push_back(sentence.span);
    const auto index = scan_sentences(*phrases, draft.text, sentences);
    for (std::uint32_t phrase = 0; phrase < set.phrases.size(); ++phrase) {
      std::vector<bool> noted(sentences.size(), !phrases->indexed(phrase));
      for (auto at = index.heads[phrase]; at != PhraseTable::none; at = index.candidates[at].next)
        noted[index.candidates[at].sentence] = true;
      for (std::uint32_t sentence = 0; sentence < sentences.size(); ++sentence) {
        std::vector<TextSpan> spans;
        matcher.find_all_by_re2(phrase, draft.text, sentences[sentence], spans);
        if (spans.empty()) continue;
        ++found;
        INFO(set.phrases[phrase].source << " in: " << draft.of(sentences[sentence]));
        CHECK(matcher.may_match(phrase, index.sentences[sentence].classes));
        CHECK(index.meets_clauses(phrases->clauses(phrase), sentence));
        CHECK(noted[sentence]);
      }
    }
  };
  for (const auto& rule : set.rules) {
    for (const auto& example : rule.bad) compare(make_example_draft(example));
    for (const auto& example : rule.good) compare(make_example_draft(example));
  }
  CHECK(drafts > 300);
  CHECK(found > drafts);
}

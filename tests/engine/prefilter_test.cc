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
  const LiteralIndex index(set.phrases);
  const Matcher matcher(set.phrases);
  std::size_t drafts = 0;
  std::size_t found = 0;
  const auto compare = [&](const Draft& draft) {
    ++drafts;
    const auto candidates = index.find_candidates(draft.text, draft.sentences);
    for (std::uint32_t phrase = 0; phrase < set.phrases.size(); ++phrase) {
      if (set.phrases[phrase].atoms.empty()) continue;
      for (std::uint32_t sentence = 0; sentence < draft.sentences.size(); ++sentence) {
        std::vector<TextSpan> spans;
        matcher.find_all_by_re2(phrase, draft.text, draft.sentences[sentence].span, spans);
        if (spans.empty()) continue;
        ++found;
        const bool possible = may_match(set.phrases[phrase], find_sentence_words(draft.of(draft.sentences[sentence].span)));
        if (!possible) FAIL_CHECK(set.phrases[phrase].source << " held impossible in: " << draft.of(draft.sentences[sentence].span));
        const bool noted = std::binary_search(candidates.begin(), candidates.end(), LiteralIndex::Candidate{phrase, sentence});
        if (!noted) FAIL_CHECK(set.phrases[phrase].source << " lost in: " << draft.of(draft.sentences[sentence].span));
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

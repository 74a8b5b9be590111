// SPDX-License-Identifier: MIT
// Areas of sentences, and matches of phrases found where the literal index says they can be.
#include "engine/reading.h"

#include <algorithm>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t opening_sentences = 3;
constexpr std::size_t closing_sentences = 2;

AreaSet to_areas(const Segment& segment) {
  const AreaSet all = to_set(Area::everything);
  switch (segment.region) {
    case Region::subject:
      return all | to_set(Area::subject);
    case Region::greeting:
      return all | to_set(Area::greeting);
    case Region::authored:
      return all | to_set(Area::authored);
    case Region::sign_off:
      return all | to_set(Area::closing);
    case Region::signature:
    case Region::disclaimer:
      return all | to_set(Area::signature);
    case Region::quoted:
      return all | to_set(Area::thread) | (segment.quote_depth == 1 ? to_set(Area::quoted) : AreaSet{0});
    case Region::forwarded:
    case Region::attribution:
      return all | to_set(Area::thread);
    case Region::code:
      return all;
  }
  return all;
}

std::vector<TextSpan> to_spans(const std::vector<Sentence>& sentences) {
  std::vector<TextSpan> spans;
  spans.reserve(sentences.size());
  for (const auto& sentence : sentences) spans.push_back(sentence.span);
  return spans;
}

}  // namespace

DraftReading::DraftReading(const Draft& draft, const RuleSet& set, SentenceMemory& memory)
    : draft_(draft), set_(set), memory_(memory), candidates_(memory, draft.text, to_spans(draft.sentences)) {
  find_areas();
}

void DraftReading::find_areas() {
  areas_.reserve(draft_.sentences.size());
  std::vector<std::uint32_t> authored;
  for (std::uint32_t i = 0; i < draft_.sentences.size(); ++i) {
    areas_.push_back(to_areas(draft_.segments[draft_.sentences[i].segment]));
    if ((areas_.back() & to_set(Area::authored)) != 0) authored.push_back(i);
  }
  for (std::size_t i = 0; i < authored.size(); ++i) {
    if (i < opening_sentences) areas_[authored[i]] |= to_set(Area::opening);
    if (i + closing_sentences >= authored.size()) areas_[authored[i]] |= to_set(Area::closing);
  }
}

bool DraftReading::is_theirs(TextSpan span) const {
  const auto sentence = draft_.find_sentence(span.begin);
  return sentence < areas_.size() && (areas_[sentence] & to_set(Area::thread)) != 0;
}

std::vector<std::uint32_t> DraftReading::sentences(AreaSet in) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < areas_.size(); ++i) {
    if ((areas_[i] & in) != 0) out.push_back(i);
  }
  return out;
}

std::string_view DraftReading::lower(std::uint32_t sentence) const {
  const auto& reading = candidates_.sentence(sentence);
  return std::string_view(reading.lower).substr(0, reading.text.size());
}

std::size_t DraftReading::count_words(AreaSet in) const {
  std::size_t sum = 0;
  for (std::uint32_t i = 0; i < areas_.size(); ++i) {
    if ((areas_[i] & in) != 0) sum += words(i).size();
  }
  return sum;
}

std::string DraftReading::own_text(TextSpan span) const {
  std::string text(span.of(draft_.text));
  auto next = std::ranges::lower_bound(draft_.masked, span.begin + 1, {}, &TextSpan::end);
  for (; next != draft_.masked.end() && next->begin < span.end; ++next) {
    const auto begin = std::max(next->begin, span.begin) - span.begin;
    const auto end = std::min(next->end, span.end) - span.begin;
    std::fill(text.begin() + begin, text.begin() + end, '_');
  }
  return text;
}

bool DraftReading::masked(TextSpan span) const {
  const auto after = std::ranges::upper_bound(draft_.masked, span.begin, {}, &TextSpan::begin);
  if (after != draft_.masked.begin() && std::prev(after)->contains(span.begin)) return true;
  return after != draft_.masked.end() && after->begin < span.end && after->contains(span.end - 1);
}

void DraftReading::collect(std::uint32_t phrase, std::uint32_t first, AreaSet in, std::vector<Match>& out) const {
  const bool everything = (in & to_set(Area::everything)) != 0;
  for (auto at = first; at != PhraseTable::none; at = candidates_.place(at).next) {
    const auto& place = candidates_.place(at);
    if ((areas_[place.sentence] & in) == 0) continue;
    for (const auto found : memory_.matches(candidates_.sentence(place.sentence), place.candidate)) {
      const auto span = to_draft(found, place.sentence);
      if (everything || !masked(span)) out.push_back({span, place.sentence, phrase});
    }
  }
}

std::vector<Match> DraftReading::find_matches(std::span<const PhraseRef> refs, AreaSet in) const {
  std::vector<Match> out;
  const auto collect_one = [&](std::uint32_t phrase) {
    // Most phrases have no candidate in a draft.
    if (const auto first = candidates_.find_first(phrase); first != PhraseTable::none) collect(phrase, first, in, out);
  };
  for (const auto ref : refs) {
    if (ref.list) {
      for (const auto phrase : set_.lists[ref.index].phrases) collect_one(phrase);
    } else {
      collect_one(ref.index);
    }
  }
  if (out.size() > 1)
    std::ranges::sort(out, [](const Match& a, const Match& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
  return out;
}

std::vector<Match> DraftReading::find_list_matches(std::string_view list, AreaSet in) const {
  const auto found = std::ranges::find(set_.lists, list, &PhraseList::name);
  if (found == set_.lists.end()) return {};
  const PhraseRef ref{true, static_cast<std::uint32_t>(found - set_.lists.begin())};
  return find_matches(std::span(&ref, 1), in);
}

bool DraftReading::matches_in(std::span<const PhraseRef> refs, std::uint32_t sentence) const {
  const auto here = [&](std::uint32_t phrase) {
    const auto first = candidates_.find_first(phrase);
    if (first == PhraseTable::none) return false;
    // Sentences are mostly asked for in their order: going on from the last one keeps long texts linear.
    auto& at = candidates_.place(first).reached;
    if (candidates_.place(at).sentence > sentence) at = first;
    while (candidates_.place(at).sentence < sentence && candidates_.place(at).next != PhraseTable::none) at = candidates_.place(at).next;
    const auto& place = candidates_.place(at);
    return place.sentence == sentence && !memory_.matches(candidates_.sentence(sentence), place.candidate).empty();
  };
  return std::ranges::any_of(refs, [&](PhraseRef ref) {
    if (!ref.list) return here(ref.index);
    return std::ranges::any_of(set_.lists[ref.index].phrases, here);
  });
}

}  // namespace replylint

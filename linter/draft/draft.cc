// SPDX-License-Identifier: MIT
// make_draft: from one parsed message to segments, sentences and the facts about its parts.
#include "draft/draft.h"

#include <algorithm>
#include <array>

#include "draft/attribution_date.h"
#include "draft/automatic.h"
#include "draft/closing_words.h"
#include "draft/code.h"
#include "draft/ending.h"
#include "draft/greeting.h"
#include "draft/lines.h"
#include "draft/mask.h"
#include "draft/names.h"
#include "draft/quotes.h"
#include "draft/subject.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/words.h"

namespace replylint {
namespace {

// The first line that the sender wrote, if it greets.
void mark_greeting(Page& page, Draft& draft) {
  const auto first = std::ranges::find_if(page.lines, [](const Line& line) { return line.is_authored(); });
  if (first == page.lines.end()) return;
  Greeting greeting = parse_greeting(page.of(*first));
  // "Eva", "Eva!" alone greets if the mail goes to her; "Eva, the lamp is in" names her.
  const std::string_view line = trim(page.of(*first));
  const std::string_view head = strip_end(line.substr(0, line.find(',')));
  const auto is_reader = [&](const Mailbox& reader) { return is_name_of(head, make_names(reader)); };
  if (!greeting.found && std::ranges::any_of(draft.envelope.to, is_reader)) greeting = {true, strip_end(line) == head, std::string(head)};
  if (!greeting.found) return;
  draft.greeting_name = greeting.name;
  if (greeting.only) first->region = Region::greeting;
}

[[nodiscard]] std::vector<Segment> make_segments(const Page& page) {
  std::vector<Segment> segments;
  const auto add = [&](Region region, std::uint8_t depth, TextSpan span) {
    const std::string_view text = page.text.text;
    while (span.begin < span.end && is_space(text[span.begin])) ++span.begin;
    while (span.end > span.begin && is_space(text[span.end - 1])) --span.end;
    if (span.empty()) return;
    if (!segments.empty() && segments.back().region == region && segments.back().quote_depth == depth && region != Region::subject) {
      segments.back().span.end = span.end;
    } else {
      segments.push_back({region, depth, span});
    }
  };
  add(Region::subject, 0, page.subject);
  for (const Line& line : page.lines) add(line.region, line.depth, line.span);
  return segments;
}

void make_sentences(Draft& draft) {
  std::uint32_t paragraph = 0;
  for (std::uint32_t i = 0; i < draft.segments.size(); ++i) {
    const TextSpan span = draft.segments[i].span;
    const std::vector<TextSpan> paragraphs = find_paragraphs(draft.text, span);
    std::size_t within = 0;
    for (const TextSpan sentence : find_sentences(draft.text, span)) {
      while (within + 1 < paragraphs.size() && paragraphs[within].end <= sentence.begin) ++within;
      draft.sentences.push_back({sentence, i, paragraph + static_cast<std::uint32_t>(within)});
    }
    paragraph += static_cast<std::uint32_t>(paragraphs.size());
  }
}

// Runs of the sender's words and of quotes: "aq" is top-posted, "qa" bottom-posted, all longer ones interleaved.
[[nodiscard]] Layout find_layout(const std::vector<Segment>& segments, bool forward) {
  std::string order;
  for (const Segment& segment : segments) {
    char kind = 0;
    if (segment.region == Region::authored || segment.region == Region::code) kind = 'a';
    if (segment.region == Region::quoted && segment.quote_depth > 0) kind = 'q';
    if (kind != 0 && (order.empty() || order.back() != kind) && order.size() < 4) order += kind;
  }
  if (order.find('q') == std::string::npos) return forward ? Layout::forward : Layout::new_message;
  if (order == "aq" || order == "q") return Layout::top_posted;
  return order == "qa" ? Layout::bottom_posted : Layout::interleaved;
}

[[nodiscard]] std::string join_authored(const Draft& draft, std::size_t most_bytes) {
  std::string authored;
  for (const Segment& segment : draft.segments) {
    if (authored.size() >= most_bytes) break;
    if (segment.region != Region::authored) continue;
    if (!authored.empty()) authored += '\n';
    authored += draft.of(segment.span).substr(0, most_bytes);
  }
  return authored;
}

[[nodiscard]] Mailbox to_mailbox(const std::string& name) {
  return name.find('@') == std::string::npos ? Mailbox{name, ""} : Mailbox{"", name};
}

// An answer to a header field "automatic: no" is sought in the text of messages that answer nothing in it.
void find_automatic_text(Draft& draft, bool quotes) {
  if (draft.envelope.automatic != Automatic::no || quotes) return;
  const std::string_view subject = draft.of({0, static_cast<std::uint32_t>(draft.text.find('\n'))});
  if (auto because = find_automatic(subject, join_authored(draft, 1000))) {
    draft.envelope.automatic = Automatic::auto_reply;
    draft.envelope.automatic_because = std::move(*because);
  }
}

}  // namespace

std::string_view to_string(Region region) {
  constexpr auto names = std::to_array<std::string_view>(
      {"subject", "greeting", "authored", "sign_off", "signature", "disclaimer", "attribution", "quoted", "forwarded", "code"});
  return names[static_cast<std::size_t>(region)];
}

std::string_view to_string(Layout layout) {
  constexpr auto names = std::to_array<std::string_view>({"new_message", "top_posted", "bottom_posted", "interleaved", "forward"});
  return names[static_cast<std::size_t>(layout)];
}

std::size_t Draft::find_sentence(std::uint32_t offset) const {
  const auto found = std::ranges::upper_bound(sentences, offset, {}, [](const Sentence& sentence) { return sentence.span.end; });
  return static_cast<std::size_t>(found - sentences.begin());
}

Draft make_draft(Message message) {
  Draft draft;
  Page page = make_page(message);
  draft.envelope = std::move(message.envelope);
  draft.problems = std::move(message.problems);
  const SubjectPrefix prefix = parse_subject_prefix(page.subject.of(page.text.text));

  Quotes quotes = mark_quotes(page, prefix.forward);
  mark_code(page);
  mark_greeting(page, draft);
  mark_endings(page, draft.envelope.from ? make_names(*draft.envelope.from) : Names{});
  draft.quoted_from = std::move(quotes.from);
  draft.quoted_signature = find_quoted_name(page, make_names(to_mailbox(draft.quoted_from)));

  draft.segments = make_segments(page);
  draft.text = std::move(page.text.text);
  draft.map = std::move(page.text.map);
  make_sentences(draft);
  const auto attribution = std::ranges::find(draft.segments, Region::attribution, &Segment::region);
  if (attribution != draft.segments.end()) draft.quoted_date = find_attribution_date(draft.of(attribution->span));
  draft.masked = find_masked(draft.text, draft.segments, page.inline_code);
  const bool has_quote = std::ranges::any_of(
      draft.segments, [](const Segment& segment) { return segment.region == Region::quoted || segment.region == Region::attribution; });
  draft.forward = prefix.forward || quotes.forwarded;
  draft.layout = find_layout(draft.segments, draft.forward);
  draft.reply = has_quote || prefix.reply || (draft.envelope.in_reply_to && !draft.forward);
  draft.language = find_language(join_authored(draft, 500));
  find_automatic_text(draft, has_quote);
  return draft;
}

}  // namespace replylint

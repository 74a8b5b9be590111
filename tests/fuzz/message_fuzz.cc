// SPDX-License-Identifier: MIT
// Any bytes as a message, through the whole walk: parsed, cut into a draft, checked, every finding carried back to a line and column.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "draft/draft.h"
#include "engine/linter.h"
#include "fuzz/expect.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/table.h"
#include "text/line_index.h"

namespace {

using namespace replylint;

const Linter& base_linter() {
  static const Linter linter{parse_table(builtin_table()).value()};
  return linter;
}

void expect_sound(const Draft& draft) {
  expect(draft.map.text_size() == draft.text.size(), "the map covers the text");
  std::uint32_t end = 0;
  for (const Segment& segment : draft.segments) {
    expect(segment.span.begin >= end && segment.span.end >= segment.span.begin, "segments are in order");
    end = segment.span.end;
  }
  expect(end <= draft.text.size(), "segments lie in the text");
  end = 0;
  for (const Sentence& sentence : draft.sentences) {
    expect(sentence.span.begin >= end && !sentence.span.empty(), "sentences are in order and not empty");
    expect(sentence.segment < draft.segments.size(), "a sentence has a segment");
    expect(draft.segments[sentence.segment].span.covers(sentence.span), "a sentence lies in its segment");
    end = sentence.span.end;
  }
}

void check_as(std::string_view raw, InputForm form) {
  auto message = parse_message(raw, form);
  if (!message) {
    expect(!message.error().what.empty(), "a refusal says why");
    return;
  }
  const Draft draft = make_draft(*std::move(message));
  expect_sound(draft);
  CheckOptions options;
  options.show_all = options.every_language = options.automatic_too = true;
  const Verdict verdict = base_linter().check(draft, options);
  const LineIndex lines(raw);
  for (const Finding& finding : verdict.findings) {
    expect(finding.span.begin <= finding.span.end && finding.span.end <= draft.text.size(), "a finding lies in the text");
    expect(finding.raw.begin <= finding.raw.end && finding.raw.end <= raw.size(), "a finding lies in the input");
    const Place place = lines.place(finding.raw.begin);
    expect(place.line >= 1 && place.line <= lines.line_count() && place.column >= 1, "a finding has a place");
    expect(!finding.message.empty(), "a finding says something");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  check_as(raw, InputForm::detect);
  check_as(raw, InputForm::text);
  return 0;
}

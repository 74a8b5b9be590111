// SPDX-License-Identifier: MIT
// Decides which safe fixes the raw bytes can take, and puts them in.
#include "cli/fixing.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/line_index.h"
#include "text/words.h"

namespace replylint {
namespace {

struct Edit {
  RawSpan raw;
  std::string text;
};

bool contains_ignoring_case(std::string_view text, std::string_view word) {
  return !std::ranges::search(text, word, [](char a, char b) { return to_lower(a) == to_lower(b); }).empty();
}

// Why the whole message must not be touched, "" where it may be.
std::string_view find_obstacle(const Checked& checked) {
  if (!checked.draft.envelope.has_header) return {};
  if (contains_ignoring_case(checked.raw, "multipart/alternative")) return "the message holds its text twice, as plain text and as HTML";
  if (contains_ignoring_case(checked.raw, "multipart/signed")) return "the message is signed";
  return {};
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~' && c != '='); });
}

// Why one fix cannot be applied, "" where it can. In a message, another charset or a transfer encoding may be at work on
// these very bytes; words that read the same before decoding, replaced by ASCII without '=', are right in all of them.
std::string_view find_obstacle(const Checked& checked, const OfferedFix& fix, RawSpan raw) {
  const auto words = checked.draft.of(fix.span);
  if (raw.of(checked.raw) != words) return "the words are encoded in the file";
  const TextSpan around{fix.span.begin > 0 ? fix.span.begin - 1 : 0,
                        std::min(fix.span.end + 1, static_cast<std::uint32_t>(checked.draft.text.size()))};
  if (checked.draft.to_raw(around).of(checked.raw) != checked.draft.of(around)) return "the words are encoded in the file";
  if (checked.draft.envelope.has_header && !is_plain_ascii(fix.text)) return "the new words would have to be encoded";
  return {};
}

}  // namespace

Fixed apply_safe_fixes(const Checked& checked) {
  Fixed fixed{.text = std::string(checked.raw), .count = 0, .remarks = {}};
  const LineIndex lines(checked.raw);
  const auto whole = find_obstacle(checked);
  std::vector<Edit> edits;
  for (const auto& finding : checked.verdict.findings) {
    if (finding.ignored) continue;
    const auto found = std::ranges::find_if(finding.fixes, [](const OfferedFix& fix) { return fix.safe && fix.kind != FixKind::suggest; });
    if (found == finding.fixes.end()) continue;
    const auto raw = checked.draft.to_raw(found->span);
    auto obstacle = whole.empty() ? find_obstacle(checked, *found, raw) : whole;
    if (std::ranges::any_of(edits, [&](const Edit& edit) { return edit.raw.overlaps(raw) || edit.raw == raw; }))
      obstacle = "another fix is there";
    const auto place = lines.place(raw.begin);
    const auto what = obstacle.empty() ? std::string("fixed") : fmt::format("not fixed: {}", obstacle);
    fixed.remarks.push_back(fmt::format("{}:{}:{}: {} [{}]", checked.file, place.line, place.column, what, finding.rule));
    if (obstacle.empty()) edits.push_back({.raw = raw, .text = found->kind == FixKind::remove ? std::string{} : found->text});
  }
  // From the end, so that places before an edit stay where they are.
  std::ranges::sort(edits, std::ranges::greater{}, [](const Edit& edit) { return edit.raw.begin; });
  for (const auto& edit : edits) fixed.text.replace(edit.raw.begin, edit.raw.size(), edit.text);
  fixed.count = edits.size();
  return fixed;
}

}  // namespace replylint

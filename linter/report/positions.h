// SPDX-License-Identifier: MIT
// Where findings stand in the raw file, and the small words that several formats share.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"
#include "text/line_index.h"

namespace replylint {

/// Begin and end of a raw range as people count; the end is the place after the last character.
struct Places {
  Place begin, end;
};
[[nodiscard]] Places find_places(const LineIndex& lines, RawSpan raw);

/// Answers places in the file of a draft; the draft's bytes outlive it.
[[nodiscard]] LineIndex make_line_index(const Checked& checked);

/// Names a draft for people: the file, for a message of an mbox with the line that it begins at ("sent.mbox:120").
[[nodiscard]] std::string format_name(std::string_view file, const Origin& origin);

/// The finding's own words, canonical; empty where it marks a place rather than words.
[[nodiscard]] std::string_view words_of(const Checked& checked, const Finding& finding);

/// Findings that are neither shown nor ignored.
[[nodiscard]] std::size_t count_hidden(const Verdict& verdict);

/// "error", "warning", "note": the words that compilers' readers and SARIF know.
[[nodiscard]] std::string_view to_level(Severity severity);

/// What a fix would do, for people: "leave it out", "write instead: …".
[[nodiscard]] std::string format_fix(const OfferedFix& fix);

}  // namespace replylint

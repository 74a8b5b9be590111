// SPDX-License-Identifier: MIT
// Builds drafts from plain strings, and prints them, for the tests of this folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draft/draft.h"

namespace replylint::testing {

/// A message of body text alone, by `from` where it is given.
[[nodiscard]] inline Message make_message(std::string_view body, std::string_view subject = "", std::string_view from = "") {
  Message message;
  message.subject = make_identity(subject);
  message.body.text = make_identity(body, static_cast<std::uint32_t>(subject.size()));
  message.envelope.has_header = !subject.empty() || !from.empty();
  message.envelope.has_subject = !subject.empty();
  if (!from.empty()) message.envelope.from = Mailbox{std::string(from), ""};
  return message;
}

[[nodiscard]] inline Draft make_test_draft(std::string_view body, std::string_view subject = "", std::string_view from = "") {
  return make_draft(make_message(body, subject, from));
}

/// One line per segment: "quoted 2|text", white space collapsed.
[[nodiscard]] inline std::vector<std::string> list_segments(const Draft& draft) {
  std::vector<std::string> rows;
  for (const Segment& segment : draft.segments) {
    std::string row(to_string(segment.region));
    if (segment.quote_depth > 0) row += " " + std::to_string(segment.quote_depth);
    row += '|';
    bool gap = false;
    for (const char c : draft.of(segment.span)) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space && gap) row += ' ';
      if (!space) row += c;
      gap = space;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

using Rows = std::vector<std::string>;

}  // namespace replylint::testing

// SPDX-License-Identifier: MIT
// HTML -> the text that a person reads, with marks for what markup says of quotes, signatures and code.
#pragma once

#include <string>
#include <vector>

#include "draft/message.h"
#include "mail/parse.h"

namespace replylint {

/// Appends the text of `source` (UTF-8, lines ended by LF) to `to`, with its marks. HTML that is too big or too deeply
/// nested for a tree is read tag by tag, which is said in `problems`.
void append_html(const MappedText& source, const MailLimits& limits, Body& to, std::vector<std::string>& problems);

/// True if a tree parser would nest elements no deeper than about `limit`: start tags without end tags count, as the
/// cost of a tree is quadratic in them. Linear, and never below the depth that results by more than a small factor.
[[nodiscard]] bool nests_within(std::string_view html, std::size_t limit);

}  // namespace replylint

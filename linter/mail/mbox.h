// SPDX-License-Identifier: MIT
// Mbox: where the messages of one file begin, and what its quoting hides.
#pragma once

#include <cstddef>
#include <expected>
#include <string_view>

#include "mail/parse.h"

namespace replylint {

/// No envelope line is longer. Who looks through an mbox in pieces looks again from this many bytes before the end of a piece.
inline constexpr std::size_t longest_envelope_line = 1000;

/// True for the line before a message of an mbox: "From ", then, between other words, a weekday, a month, a time and a year. With or
/// without its line end.
[[nodiscard]] bool is_envelope_line(std::string_view line);

/// True if `bytes` begins with an envelope line; blank lines before it do not count. `bytes` need not be the whole file.
[[nodiscard]] bool begins_mbox(std::string_view bytes);

/// Where the first envelope line behind a blank line begins, at `from` + 1 or later; npos where there is none. With `last` false, `bytes`
/// goes on: a line that is not complete is none yet. Content-Length fields are not asked: what is no such line begins no message.
[[nodiscard]] std::size_t find_next_message(std::string_view bytes, std::size_t from, bool last);

/// Parses one message of an mbox, its envelope line in front. A ">" before "From " at the begin of a body line (">From ", ">>From ")
/// is taken off, unless a line beside ">From " is quoted and it may well be the other side's. Positions are offsets into `raw`.
[[nodiscard]] std::expected<Message, MailError> parse_mbox_message(std::string_view raw, const MailLimits& limits = {});

}  // namespace replylint

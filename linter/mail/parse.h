// SPDX-License-Identifier: MIT
// Raw bytes -> Message: header fields, MIME tree, transfer encodings, charsets, HTML.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "draft/message.h"

namespace replylint {

/// How to take the input.
enum class InputForm : std::uint8_t {
  detect,  ///< a message if it begins with header fields (or an mbox "From " line), else body text
  mail,    ///< an Internet message (RFC 5322)
  text,    ///< body text without header fields
};

/// Limits beyond which a message is refused rather than guessed at.
struct MailLimits {
  std::size_t message_bytes = 25U << 20U;
  std::size_t header_bytes = 1U << 20U;
  std::size_t header_line_bytes = 64U << 10U;
  std::size_t parts = 1000;
  std::size_t nesting = 50;
  std::size_t text_bytes = 4U << 20U;  ///< decoded text of the part that is read
  std::size_t html_bytes = 1U << 20U;
  std::size_t html_nesting = 256;
};

/// Why a message could not be checked, as one sentence for the person who sent it; never mail text.
struct MailError {
  std::string what;
};

/// Parses `raw`. Broken mail is read as far as a person's client would show it and said so in Message::problems; only
/// a limit gives an error. Never crashes or hangs on any bytes. Positions in the result are offsets into `raw`.
[[nodiscard]] std::expected<Message, MailError> parse_message(std::string_view raw, InputForm form = InputForm::detect,
                                                              const MailLimits& limits = {});

}  // namespace replylint

// SPDX-License-Identifier: MIT
// What tests of the mail floor ask of a parsed message.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "mail/parse.h"

namespace mail_testing {

inline replylint::Message parse(std::string_view raw, replylint::InputForm form = replylint::InputForm::mail) {
  auto message = replylint::parse_message(raw, form);
  if (!message) FAIL("refused: " + message.error().what);
  CHECK(message->body.text.map.text_size() == message->body.text.text.size());
  CHECK(message->subject.map.text_size() == message->subject.text.size());
  return std::move(*message);
}

/// The raw bytes that `words`, which must occur in `text`, were made from.
inline std::string raw_of(std::string_view raw, const replylint::MappedText& text, std::string_view words) {
  const std::size_t at = text.text.find(words);
  if (at == std::string::npos) return "(\"" + std::string(words) + "\" is not in: " + text.text + ")";
  const auto begin = static_cast<std::uint32_t>(at);
  return std::string(text.map.to_raw({begin, begin + static_cast<std::uint32_t>(words.size())}).of(raw));
}

/// `text` with every LF made CRLF.
inline std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace mail_testing

// SPDX-License-Identifier: MIT
// Signatures of rule sets, such as the program minisign makes and checks.
#pragma once

#include <array>
#include <expected>
#include <string>
#include <string_view>

#include "share/signature_keys.h"

namespace replylint {

/// What a .minisig file says; nothing of it is known to be true before verify().
struct Signature {
  bool hashed = true;  ///< signs the BLAKE2b-512 of the message ("ED"); else the message itself ("Ed")
  KeyId key{};
  std::array<unsigned char, 64> of_message{};
  std::string trusted_comment;
  std::array<unsigned char, 64> of_comment{};  ///< signs `of_message` and the comment
};
/// Reads a .minisig file of four lines, their ends LF or CRLF. The error is a whole sentence.
[[nodiscard]] std::expected<Signature, std::string> parse_signature(std::string_view text);

/// Nothing where `key` signed exactly these bytes and this trusted comment; else one sentence on what does not fit.
[[nodiscard]] std::expected<void, std::string> verify(std::string_view message, const Signature& signature, const PublicKey& key);

/// The text of a .minisig file for the message. A trusted comment with a line end or control character, or over 8,000 bytes, is an error.
[[nodiscard]] std::expected<std::string, std::string> sign(std::string_view message, std::string_view trusted_comment,
                                                           const SecretKey& key);

/// The value of one of the fields that a trusted comment consists of, "timestamp:1764245160\tfile:team.yaml"; "" where it is not there.
[[nodiscard]] std::string_view find_field(std::string_view trusted_comment, std::string_view name);

}  // namespace replylint

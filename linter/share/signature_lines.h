// SPDX-License-Identifier: MIT
// The lines that files of keys and signatures consist of: comments, and base64.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace replylint {

inline constexpr std::string_view untrusted_prefix = "untrusted comment: ";
inline constexpr std::string_view trusted_prefix = "trusted comment: ";

/// Before anything else of libsodium, as often as one likes.
void prepare_crypto();

/// Takes the first line off `text`, without its end, LF or CRLF. Nullopt where nothing is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

/// What a file of an untrusted comment and one line of base64 has in that line; nullopt where it is none.
[[nodiscard]] std::optional<std::string_view> find_key_line(std::string_view text);

/// True where `line` is the base64 of exactly as many bytes as `bytes` takes.
[[nodiscard]] bool decode_base64(std::string_view line, std::span<unsigned char> bytes);

/// So many characters, padding included, are the base64 of so many bytes.
[[nodiscard]] constexpr std::size_t count_base64(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

[[nodiscard]] std::string encode_base64(std::span<const unsigned char> bytes);

}  // namespace replylint

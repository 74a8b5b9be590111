// SPDX-License-Identifier: MIT
// Undoes transfer encodings and charsets, byte by byte accountable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/source_map.h"

namespace replylint {

/// RFC 2045 quoted-printable; `=` that introduces nothing stays as it is. With `in_word` the form of RFC 2047, where an
/// underscore is a blank.
[[nodiscard]] MappedText decode_quoted_printable(std::string_view raw, RawSpan within, bool in_word = false);

/// RFC 2045 base64. Bytes outside the alphabet are skipped; `complete` is cleared where the end is cut off. At most
/// `limit` bytes come out.
[[nodiscard]] MappedText decode_base64(std::string_view raw, RawSpan within, std::size_t limit, bool& complete);

/// True for well-formed UTF-8, ASCII included.
[[nodiscard]] bool is_utf8(std::string_view text);

/// `bytes` in `charset` (any case; may be empty) to UTF-8, each character mapped to its own bytes. What is not a
/// character of the charset becomes U+FFFD. An unknown charset is read as UTF-8, else as Windows-1252. Whatever was
/// guessed is said in `problems`.
[[nodiscard]] MappedText to_utf8(MappedText bytes, std::string_view charset, std::vector<std::string>& problems);

/// The charset that a byte-order mark at the front of `bytes` announces ("utf-8", "utf-16le", "utf-16be"), or "".
[[nodiscard]] std::string_view find_byte_order_mark(std::string_view bytes);

}  // namespace replylint

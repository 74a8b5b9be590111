// SPDX-License-Identifier: MIT
// Fills in the words of messages and fixes, and shortens quotations.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace replylint {

/// The text of {NAME}, or nothing where the name is not known.
using FindWord = std::function<std::optional<std::string>(std::string_view name)>;

/// `text` with every {NAME} filled in; an unknown name stays as it is.
[[nodiscard]] std::string format_words(std::string_view text, const FindWord& find_word);

/// `text` on one line, white space collapsed, cut at a word near `most` bytes with "..." behind.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t most = 90);

/// A number as people write it: "3", "0.25".
[[nodiscard]] std::string format_number(double number);

}  // namespace replylint

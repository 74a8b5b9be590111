// SPDX-License-Identifier: MIT
// Sets of characters as patterns write them: [a-z], \w, \p{Lu}, a dot.
#pragma once

#include <expected>
#include <optional>
#include <string_view>

#include "import/regex.h"

namespace replylint {

/// \d \w \s and their opposites, ASCII as in RE2; nullopt for another letter.
[[nodiscard]] std::optional<RegexNode> find_shorthand(char c);
/// `.`: anything, a line end only where `line_ends`.
[[nodiscard]] RegexNode make_any(bool line_ends);
/// \p{…} or \P{…} at `at`; moves it behind.
[[nodiscard]] std::expected<RegexNode, RegexError> parse_property(std::string_view pattern, std::size_t& at);
/// […] at `at`; moves it behind.
[[nodiscard]] std::expected<RegexNode, RegexError> parse_class(std::string_view pattern, std::size_t& at, bool folds);
/// The character of an escape at `at` (its backslash), moved behind it; nullopt where the escape is none of one character.
[[nodiscard]] std::optional<char32_t> parse_character_escape(std::string_view pattern, std::size_t& at);

/// False for control characters and what is no character: a rule file cannot hold them.
[[nodiscard]] bool is_writable(char32_t c);

/// The character as RE2 writes it outside and inside of a class.
[[nodiscard]] std::string to_re2_character(char32_t c);

/// How canonical text writes a character that it does not leave as it is.
[[nodiscard]] std::optional<std::string> find_canonical_form(char32_t c);

[[nodiscard]] bool contains(const RegexNode& set, char32_t c);

}  // namespace replylint

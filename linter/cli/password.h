// SPDX-License-Identifier: MIT
// Passwords and secret keys, read so that no copy of them stays behind.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "share/signature_keys.h"

namespace replylint {

/// A line of standard input, without its end; where that is a terminal, asked for with `prompt` on standard error and not shown.
/// A signal that ends the program ends it after the terminal shows input again.
[[nodiscard]] std::expected<SecretText, std::string> read_password(std::string_view prompt);

/// A password that is new: on a terminal it is asked for twice. It has at least one character.
[[nodiscard]] std::expected<SecretText, std::string> read_new_password();

/// The key of a file; its password is read where it has one. The error begins with the file's name.
[[nodiscard]] std::expected<SecretKey, std::string> load_secret_key(const std::string& file);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The words by which a person is called, and whether a line is just that person's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draft/message.h"

namespace replylint {

/// The lower-case words of a mailbox's name and of the local part of its address.
struct Names {
  std::vector<std::string> words;
  std::string initials;  ///< of the name, lower case
};
[[nodiscard]] Names make_names(const Mailbox& mailbox);

/// True if `line` holds only words of `names` or their initials ("Ana", "A. Berg", "AB").
[[nodiscard]] bool is_name_of(std::string_view line, const Names& names);

/// True if `line` could be a name by its shape alone: one to four words without digits, most with a capital.
[[nodiscard]] bool is_name_shaped(std::string_view line);

}  // namespace replylint

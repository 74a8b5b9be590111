// SPDX-License-Identifier: MIT
// How a message ends: closing formula, name, contact lines.
#pragma once

#include <cstddef>
#include <string>

#include "draft/lines.h"
#include "draft/names.h"

namespace replylint {

/// Line ranges [begin, end) of one block of lines; equal where there is none.
struct Closing {
  std::size_t sign_off_begin = 0;
  std::size_t sign_off_end = 0;
  std::size_t signature_begin = 0;
  std::size_t signature_end = 0;
  bool formula = false;     ///< the sign-off has a closing formula ("Best regards"), not a name alone
  bool known_name = false;  ///< the name is the sender's
  std::string name;         ///< as signed, "" where nobody signed
};

/// The closing of the lines [begin, end), all by one writer, whose names are `writer` where they are known. `whole`:
/// these lines are all that the writer says, so that "Thanks!" alone is a message and no closing.
[[nodiscard]] Closing find_closing(const Page& page, std::size_t begin, std::size_t end, const Names& writer, bool whole);

/// True for a line of a contact block: a phone number, an address, a link, a role with a bar.
[[nodiscard]] bool is_contact_line(std::string_view line);

}  // namespace replylint

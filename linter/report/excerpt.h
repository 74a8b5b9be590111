// SPDX-License-Identifier: MIT
// The line that a finding is about, as a person can read it, with the columns to underline.
#pragma once

#include <cstddef>
#include <string>

#include "report/report.h"

namespace replylint {

/// One line ready for a terminal: no control characters, tabs as blanks, cut to what surrounds the words.
struct Excerpt {
  std::string line;
  std::size_t column = 0;   ///< terminal columns before the words
  std::size_t columns = 1;  ///< terminal columns to underline, at least one
};

/// The line of the raw file where the words stand in it as they are read; else (base64, quoted-printable, HTML, another
/// charset) the line of the draft's text.
[[nodiscard]] Excerpt find_excerpt(const Checked& checked, TextSpan span, RawSpan raw);

}  // namespace replylint

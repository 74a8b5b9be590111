// SPDX-License-Identifier: MIT
// Reads a Vale style from disk: its rules, its vocabularies, and the files that it names.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "import/vale.h"

namespace replylint {

struct StyleChoice {
  std::string folder;                     ///< a style, or a folder of styles (Vale's StylesPath)
  std::string style;                      ///< which of several, "" where there is one
  std::vector<std::string> vocabularies;  ///< by name; none given: the only one there is
};

struct ReadStyle {
  ValeStyle style;
  std::vector<std::string> left_out;  ///< vocabularies that nobody chose
};

/// The error says what is wrong and what is accepted. Links to folders are not followed; at most 3,000 files of 1 MiB are read.
[[nodiscard]] std::expected<ReadStyle, std::string> read_style(const StyleChoice& choice);

}  // namespace replylint

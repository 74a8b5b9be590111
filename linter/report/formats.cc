// SPDX-License-Identifier: MIT
// The table of output formats.
#include "report/formats.h"

namespace replylint {

std::vector<Format> make_formats() {
  return {make_text_format(), make_json_format(), make_ndjson_format(), make_sarif_format(), make_gcc_format()};
}

std::optional<Format> find_format(std::string_view name) {
  for (const auto& format : make_formats()) {
    if (format.name == name) return format;
  }
  return {};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Parameters of media types that are cut into pieces or carry a charset (RFC 2231), or were encoded in other ways.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace replylint {

/// Names in lower case, values unquoted.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// `name*0=a; name*1*=%20b` -> `name=a b`; values come out in UTF-8. An extended value wins over a plain one.
[[nodiscard]] Parameters decode_parameters(const Parameters& written, std::vector<std::string>& problems);

}  // namespace replylint

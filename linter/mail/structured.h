// SPDX-License-Identifier: MIT
// Structured header values: media types, dispositions and their parameters, mailbox lists.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draft/message.h"

namespace replylint {

/// `text/plain; charset=utf-8`, or `attachment; filename=a.pdf` with an empty subtype.
struct MediaType {
  std::string type, subtype;  ///< lower case
  std::vector<std::pair<std::string, std::string>>
      parameters;  ///< names in lower case; values unquoted, RFC 2231 and 2047 decoded to UTF-8

  [[nodiscard]] std::string_view parameter(std::string_view name) const;
  [[nodiscard]] std::string full() const { return subtype.empty() ? type : type + "/" + subtype; }
};

/// Reads an unfolded value; whatever is broken is left out.
[[nodiscard]] MediaType parse_media_type(std::string_view value, std::vector<std::string>& problems);

/// The mailboxes of an unfolded address list, members of groups included; at most 10,000.
[[nodiscard]] std::vector<Mailbox> parse_mailboxes(std::string_view value, std::vector<std::string>& problems);

}  // namespace replylint

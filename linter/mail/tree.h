// SPDX-License-Identifier: MIT
// The MIME tree of a message.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "mail/fields.h"
#include "mail/structured.h"

namespace replylint {

/// A body part; the message itself is the root. A multipart whose parts cannot be found is a text/plain leaf.
struct Part {
  Header header;
  MediaType media;                ///< text/plain where nothing readable is said
  MediaType disposition;          ///< only `type` and parameters
  std::string transfer_encoding;  ///< lower case, "" for none
  std::string content_id;         ///< without angle brackets
  RawSpan body;                   ///< still encoded
  std::vector<Part> children;

  [[nodiscard]] bool is(std::string_view type, std::string_view subtype) const { return media.type == type && media.subtype == subtype; }
  [[nodiscard]] bool is_multipart(std::string_view subtype) const { return !children.empty() && media.subtype == subtype; }
  /// The decoded file name, "" for none.
  [[nodiscard]] std::string_view file_name() const;
};

/// The tree of the entity at `within`. Messages inside it are leaves. An error only beyond a limit.
[[nodiscard]] std::expected<Part, MailError> parse_tree(std::string_view raw, RawSpan within, const MailLimits& limits,
                                                        std::vector<std::string>& problems);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Chooses the body parts that a person reads and decodes them.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "mail/tree.h"

namespace replylint {

/// The text of one leaf in UTF-8 with LF line ends; HTML still as HTML. An error only beyond `limits.text_bytes`.
[[nodiscard]] std::expected<MappedText, MailError> decode_leaf(std::string_view raw, const Part& part, const MailLimits& limits,
                                                               std::vector<std::string>& problems);

/// The leaves that are read, in order.
[[nodiscard]] std::expected<std::vector<const Part*>, MailError> choose_parts(std::string_view raw, const Part& root,
                                                                              const MailLimits& limits, std::vector<std::string>& problems);

/// The text of the chosen leaves, one after another.
[[nodiscard]] std::expected<Body, MailError> read_body(std::string_view raw, const std::vector<const Part*>& chosen,
                                                       const MailLimits& limits, std::vector<std::string>& problems);

}  // namespace replylint

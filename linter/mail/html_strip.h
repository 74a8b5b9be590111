// SPDX-License-Identifier: MIT
// HTML read tag by tag in one pass, for what is too big or too deep for a tree.
#pragma once

#include <string_view>

#include "mail/html_writer.h"

namespace replylint {

/// Feeds the elements and the text of `html` to `writer`. Linear; memory bounded whatever the nesting.
void strip_html(std::string_view html, HtmlWriter& writer);

}  // namespace replylint

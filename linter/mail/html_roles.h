// SPDX-License-Identifier: MIT
// What an HTML element is to a reader of mail: its layout, and what mail clients mean by its class and id.
#pragma once

#include <cstdint>
#include <string_view>

namespace replylint {

/// An element as written: `name` in lower case and with static life time; attribute values as they are, "" for none.
struct HtmlElement {
  std::string_view name, classes, id, style, type;
  bool hidden = false;  ///< has the attribute `hidden`
};

enum class HtmlRole : std::uint8_t {
  inline_text,
  block,
  paragraph,
  line_break,
  list,
  ordered_list,
  item,
  row,
  cell,
  quote,
  code,
  preformatted,
  dropped
};

/// What a client says by class, id or style.
enum class HtmlHint : std::uint8_t {
  none,
  signature,
  attribution,       ///< Gmail's and Thunderbird's "On … wrote:"
  quote_container,   ///< holds an attribution and then a blockquote
  quote,             ///< a quote that is no blockquote (Yahoo)
  reply_head,        ///< Outlook's From/Sent/To block
  maybe_reply_head,  ///< a box with Outlook's line above it; a reply head if its text is one
  forward,           ///< a forwarded message with its head
  forward_head,      ///< the table of fields in it
  quoted_pre,        ///< preformatted text that is a mail, not code
};

[[nodiscard]] HtmlRole find_role(std::string_view name);
[[nodiscard]] HtmlHint find_hint(const HtmlElement& element);
[[nodiscard]] bool is_hidden(const HtmlElement& element);
[[nodiscard]] bool keeps_white_space(const HtmlElement& element);
/// Gmail's indent button makes a blockquote without a line at its left: the writer's own text.
[[nodiscard]] bool is_indentation(const HtmlElement& element);
/// Outlook's paragraphs have no space between them.
[[nodiscard]] bool has_margins(const HtmlElement& element);
/// Elements without content or end tag.
[[nodiscard]] bool is_void(std::string_view name);
/// The static copy of a known element name, "" for others.
[[nodiscard]] std::string_view find_known_name(std::string_view name);

}  // namespace replylint

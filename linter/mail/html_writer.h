// SPDX-License-Identifier: MIT
// Turns a walk over HTML elements into lines of text and marks, the way a mail client lays them out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draft/message.h"
#include "mail/html_roles.h"

namespace replylint {

/// Feed it elements and text in document order; every open() of an element that is not void needs its close().
class HtmlWriter {
 public:
  /// `source` and `to` must outlive the writer; text is appended to `to`.
  HtmlWriter(const MappedText& source, Body& to);

  /// An element begins at byte `at` of the source.
  void open(const HtmlElement& element, std::uint32_t at);
  void close();
  /// `bytes` are seen, made from `from` of the source.
  void text(std::string_view bytes, TextSpan from);
  /// Ends the walk: sorts marks and drops those that say nothing.
  void finish();

  [[nodiscard]] std::size_t depth() const { return frames_.size(); }
  [[nodiscard]] std::string_view name(std::size_t frame) const { return frames_[frame].name; }

 private:
  static constexpr std::size_t no_mark = static_cast<std::size_t>(-1);

  struct Frame {
    std::string_view name;
    HtmlRole role = HtmlRole::inline_text;
    HtmlHint hint = HtmlHint::none;
    bool hidden = false;
    bool keeps_white_space = false;
    bool ordered = false;
    std::uint32_t items = 0;
    std::uint32_t cells = 0;
    std::size_t mark = no_mark;
    std::uint32_t begin = 0;       ///< size of the text when the element began
    bool has_attribution = false;  ///< of a quote container: the line before the quote is marked
  };

  /// Breaks lines as the element asks; a paragraph without margins becomes a block.
  void lay_out(Frame& frame, const HtmlElement& element);
  void mark_element(Frame& frame);
  void begin_block(bool blank);
  void end_line(RawSpan raw);
  void put(std::string_view bytes, TextSpan from);
  void put_collapsed(std::string_view bytes, TextSpan from);
  void put_preserved(std::string_view bytes, TextSpan from);
  void put_visible(std::string_view bytes, TextSpan from);
  void put_list_mark();
  void open_mark(Frame& frame, MarkKind kind);
  void close_mark(const Frame& frame);
  void mark_attribution();
  void split_attribution(std::size_t mark);
  void mark_forward_head();
  [[nodiscard]] bool has_label_lines(TextSpan span, int wanted) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(to_.text.text.size()); }
  [[nodiscard]] RawSpan here() const;
  [[nodiscard]] bool hidden() const { return !frames_.empty() && frames_.back().hidden; }
  [[nodiscard]] bool keeps_white_space() const { return !frames_.empty() && frames_.back().keeps_white_space; }

  const MappedText& source_;
  Body& to_;
  std::uint32_t text_begin_;
  std::size_t first_mark_;
  std::vector<Frame> frames_;
  std::uint32_t at_ = 0;  ///< place in the source, for text that is made up
  bool margins_;          ///< paragraphs are set apart unless they say otherwise themselves
  bool line_has_content_ = false;
  bool wants_blank_ = false;       ///< a blank line before the next text
  std::optional<TextSpan> space_;  ///< white space that shows if text follows on the line
  std::string item_mark_;          ///< "- " or "1. ", written with the first text of its item
  unsigned quote_depth_ = 0;
};

}  // namespace replylint

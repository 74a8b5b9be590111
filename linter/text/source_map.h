// SPDX-License-Identifier: MIT
// Carries each byte of a derived text back to the raw bytes that it was made from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace replylint {

/// Text bytes -> raw bytes, in pieces sorted by text offset.
///
/// A piece is either *linear* (text byte i stands for raw byte i of the piece: both have one length) or a *unit* (the
/// whole piece stands for the whole raw range: an entity, an encoded word, a folded character; the raw range may be
/// empty for text that was made up, such as the line break of a block element).
class SourceMap {
 public:
  struct Piece {
    std::uint32_t text_begin = 0;
    std::uint32_t text_end = 0;
    std::uint32_t raw_begin = 0;
    std::uint32_t raw_end = 0;
    [[nodiscard]] bool linear() const { return text_end - text_begin == raw_end - raw_begin; }
  };

  /// Adds the next piece; `text_size` bytes of text stand for `raw`. Neighbouring linear pieces are joined.
  void append(std::uint32_t text_size, RawSpan raw);

  /// Adds a piece that is never cut: any part of its text stands for the whole of `raw`, even where both are of one
  /// length (a dash of three bytes that became "...").
  void append_unit(std::uint32_t text_size, RawSpan raw);

  /// The pieces of `from` that lie in `span`, moved to the end of this map.
  void append_from(const SourceMap& from, TextSpan span);

  void reserve(std::size_t pieces) { pieces_.reserve(pieces); }

  /// The raw bytes of a text range, widened to whole units. An empty range gives an empty raw range at its place.
  [[nodiscard]] RawSpan to_raw(TextSpan span) const;

  [[nodiscard]] std::uint32_t text_size() const { return pieces_.empty() ? 0 : pieces_.back().text_end; }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

/// A text together with its map to the raw bytes. Stages of decoding take one and return the next.
///
/// Invariant: `map.text_size() == text.size()`.
struct MappedText {
  std::string text;
  SourceMap map;

  /// Appends `bytes`, which stand for the raw range `raw`.
  void append(std::string_view bytes, RawSpan raw);
  /// Appends `bytes`, any part of which stands for the whole of `raw`.
  void append_unit(std::string_view bytes, RawSpan raw);
  /// Appends the range `span` of `from` unchanged, with its map.
  void append_from(const MappedText& from, TextSpan span);
  /// Appends `bytes` in place of the range `span` of `from`.
  void append_replaced(std::string_view bytes, const MappedText& from, TextSpan span);
};

/// A text whose bytes are the raw bytes from `raw_begin` on.
[[nodiscard]] MappedText make_identity(std::string_view bytes, std::uint32_t raw_begin = 0);

}  // namespace replylint

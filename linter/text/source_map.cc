// SPDX-License-Identifier: MIT
// Builds and asks source maps.
#include "text/source_map.h"

#include <algorithm>

namespace replylint {
namespace {

using Piece = SourceMap::Piece;

/// The first piece that ends after `offset`.
std::vector<Piece>::const_iterator find_piece(const std::vector<Piece>& pieces, std::uint32_t offset) {
  return std::upper_bound(pieces.begin(), pieces.end(), offset, [](std::uint32_t at, const Piece& piece) { return at < piece.text_end; });
}

}  // namespace

void SourceMap::append(std::uint32_t text_size, RawSpan raw) {
  if (text_size == 0) return;
  if (!pieces_.empty() && text_size == raw.size()) {
    Piece& last = pieces_.back();
    if (last.linear() && last.raw_end == raw.begin) {
      last.text_end += text_size;
      last.raw_end = raw.end;
      return;
    }
  }
  const std::uint32_t begin = this->text_size();
  pieces_.push_back({begin, begin + text_size, raw.begin, raw.end});
}

void SourceMap::append_unit(std::uint32_t text_size, RawSpan raw) {
  // A piece of equal lengths would read as linear; two pieces over the same raw range do not.
  if (text_size > 1 && text_size == raw.size()) {
    append(1, raw);
    --text_size;
  }
  append(text_size, raw);
}

void SourceMap::append_from(const SourceMap& from, TextSpan span) {
  for (auto piece = find_piece(from.pieces_, span.begin); piece != from.pieces_.end() && piece->text_begin < span.end; ++piece) {
    const std::uint32_t begin = std::max(piece->text_begin, span.begin);
    const std::uint32_t end = std::min(piece->text_end, span.end);
    if (piece->linear()) {
      const std::uint32_t raw_begin = piece->raw_begin + (begin - piece->text_begin);
      append(end - begin, {raw_begin, raw_begin + (end - begin)});
    } else {
      append_unit(end - begin, {piece->raw_begin, piece->raw_end});
    }
  }
}

RawSpan SourceMap::to_raw(TextSpan span) const {
  if (pieces_.empty()) return {};
  const auto first = find_piece(pieces_, span.begin);
  if (first == pieces_.end()) return {pieces_.back().raw_end, pieces_.back().raw_end};
  const std::uint32_t begin = first->linear() ? first->raw_begin + (span.begin - first->text_begin) : first->raw_begin;
  if (span.empty()) return {begin, begin};
  const auto found = find_piece(pieces_, span.end - 1);
  const auto last = found == pieces_.end() ? pieces_.end() - 1 : found;
  const std::uint32_t last_text = std::min(span.end, last->text_end);
  const std::uint32_t end = last->linear() ? last->raw_begin + (last_text - last->text_begin) : last->raw_end;
  // Pieces need not be in raw order (cells of a broken table): the range then lies between its ends, whichever comes first.
  return {std::min(begin, end), std::max(begin, end)};
}

void MappedText::append(std::string_view bytes, RawSpan raw) {
  text.append(bytes);
  map.append(static_cast<std::uint32_t>(bytes.size()), raw);
}

void MappedText::append_unit(std::string_view bytes, RawSpan raw) {
  text.append(bytes);
  map.append_unit(static_cast<std::uint32_t>(bytes.size()), raw);
}

void MappedText::append_from(const MappedText& from, TextSpan span) {
  text.append(span.of(from.text));
  map.append_from(from.map, span);
}

void MappedText::append_replaced(std::string_view bytes, const MappedText& from, TextSpan span) {
  append_unit(bytes, from.map.to_raw(span));
}

MappedText make_identity(std::string_view bytes, std::uint32_t raw_begin) {
  MappedText result;
  result.append(bytes, {raw_begin, raw_begin + static_cast<std::uint32_t>(bytes.size())});
  return result;
}

}  // namespace replylint

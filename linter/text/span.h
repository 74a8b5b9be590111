// SPDX-License-Identifier: MIT
// Byte ranges that remember which text they point into.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace replylint {

/// Tag of canonical text: what a person sees (see canonical.h).
struct TextSpace;
/// Tag of the bytes on disk or on standard input, exactly as received.
struct RawSpace;

/// A half-open byte range [begin, end) in one text. Spans of different texts do not mix.
template <class Space>
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin >= end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool covers(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// The bytes of the range; a range past the end of `text` is cut to it.
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const {
    const auto first = std::min<std::size_t>(begin, text.size());
    return text.substr(first, std::min<std::size_t>(end, text.size()) - first);
  }
  friend constexpr auto operator<=>(Span, Span) = default;
};

using TextSpan = Span<TextSpace>;
using RawSpan = Span<RawSpace>;

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Classes of bytes, and the way to the next byte of a text that is in one.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace replylint {

/// Bytes that something is to be done about: `constexpr ByteClass stops(".!?");`.
class ByteClass {
 public:
  explicit consteval ByteClass(std::string_view bytes, bool non_ascii = false) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
    for (std::size_t c = 0x80; c < has_.size(); ++c) has_[c] = has_[c] || non_ascii;
  }
  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  /// Where the next of them stands in `text` from `at` on, which lies in it or at its end; the end of the text where there is none.
  [[nodiscard]] constexpr std::uint32_t find(std::string_view text, std::uint32_t at) const {
    const char* const end = text.data() + text.size();
    const char* place = text.data() + at;
    while (place < end && !has(*place)) ++place;
    return static_cast<std::uint32_t>(place - text.data());
  }

 private:
  std::array<bool, 256> has_{};
};

/// Where the first byte beyond ASCII stands in `text` from `at` on; the end of the text where there is none.
[[nodiscard]] inline std::size_t find_non_ascii(std::string_view text, std::size_t at = 0) {
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Any bytes as an mbox: cut in one go and as they come give the same messages, and what is parsed of each lies in its bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fuzz/expect.h"
#include "mail/mbox.h"

namespace {

using namespace replylint;

std::vector<std::size_t> cut_whole(std::string_view bytes) {
  std::vector<std::size_t> begins{0};
  for (auto at = find_next_message(bytes, 0, true); at != std::string_view::npos; at = find_next_message(bytes, at, true))
    begins.push_back(at);
  return begins;
}

// As a reader does that has the bytes in pieces: what is not whole is looked at again.
std::vector<std::size_t> cut_in_pieces(std::string_view bytes, std::size_t piece) {
  constexpr std::size_t overlap = longest_envelope_line + 4;
  std::vector<std::size_t> begins{0};
  std::size_t from = 0;
  for (std::size_t size = 0;;) {
    size = std::min(size + piece, bytes.size());
    const bool last = size == bytes.size();
    const auto read = bytes.substr(0, size);
    for (auto at = find_next_message(read, from, last); at != std::string_view::npos; at = find_next_message(read, from, last)) {
      begins.push_back(at);
      from = at;
    }
    if (last) return begins;
    from = std::max(from, size - std::min(size, overlap));
  }
}

void expect_sound(const MappedText& text, std::string_view raw) {
  expect(text.map.text_size() == text.text.size(), "the map covers the text");
  for (const auto& piece : text.map.pieces())
    expect(piece.raw_begin <= piece.raw_end && piece.raw_end <= raw.size(), "pieces lie in the message");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto begins = cut_whole(bytes);
  for (const std::size_t piece : {1U, 7U, 1500U}) {
    if (size / piece < 5000) expect(cut_in_pieces(bytes, piece) == begins, "pieces do not matter");
  }
  static_cast<void>(begins_mbox(bytes));
  begins.push_back(size);
  for (std::size_t at = 0; at + 1 < begins.size(); ++at) {
    expect(begins[at] <= begins[at + 1], "messages are in order");
    const auto raw = bytes.substr(begins[at], begins[at + 1] - begins[at]);
    expect(at == 0 || is_envelope_line(raw.substr(0, raw.find('\n'))), "a message begins with its envelope line");
    const auto message = parse_mbox_message(raw);
    if (!message) continue;
    expect_sound(message->body.text, raw);
    expect_sound(message->subject, raw);
  }
  return 0;
}

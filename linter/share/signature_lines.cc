// SPDX-License-Identifier: MIT
// Splits files of keys and signatures into lines; base64 goes through libsodium, which takes the same time for all bytes.
#include "share/signature_lines.h"

#include <sodium.h>

namespace replylint {

void prepare_crypto() {
  // Where this fails, slower code is used, and libsodium ends the program rather than to go on without chance bytes.
  [[maybe_unused]] const int ready = sodium_init();
}

std::optional<std::string_view> take_line(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::string_view> find_key_line(std::string_view text) {
  const auto comment = take_line(text);
  const auto line = take_line(text);
  const bool ends = text.find_first_not_of("\r\n") == std::string_view::npos;
  return comment && comment->starts_with(untrusted_prefix) && line && ends ? line : std::nullopt;
}

bool decode_base64(std::string_view line, std::span<unsigned char> bytes) {
  std::size_t size = 0;
  const char* end = nullptr;
  return line.size() == count_base64(bytes.size()) &&
         sodium_base642bin(bytes.data(), bytes.size(), line.data(), line.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) ==
             0 &&
         size == bytes.size() && end == line.data() + line.size();
}

std::string encode_base64(std::span<const unsigned char> bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the closing zero
  return text;
}

}  // namespace replylint

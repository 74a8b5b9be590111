// SPDX-License-Identifier: MIT
// SHA-256 by libsodium.
#include "share/sha256.h"

#include <sodium.h>

#include <array>

#include "share/signature_lines.h"

namespace replylint {

std::string to_sha256(std::string_view text) {
  prepare_crypto();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const auto byte : hash) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Keys that rule sets are signed with, in the file formats of the program minisign.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace replylint {

/// Chance bytes that tell keys apart; both halves of a pair have the same.
using KeyId = std::array<unsigned char, 8>;
/// "3C56FC7F9ACF81E6", as minisign prints it.
[[nodiscard]] std::string to_string(const KeyId& id);

struct PublicKey {
  KeyId id{};
  std::array<unsigned char, 32> bytes{};
};
/// Takes the 56 characters of a key (RW…) alone, or a .pub file. The error completes a sentence: "… is not a public key: …".
[[nodiscard]] std::expected<PublicKey, std::string> parse_public_key(std::string_view text);
/// RW…
[[nodiscard]] std::string format_public_key(const PublicKey& key);
/// The text of a .pub file.
[[nodiscard]] std::string format_public_key_file(const PublicKey& key);

/// Text in memory that is never copied, and wiped when it goes.
class SecretText {
 public:
  explicit SecretText(std::size_t capacity) : bytes_(std::make_unique<char[]>(capacity)), capacity_(capacity) {}
  ~SecretText();
  SecretText(SecretText&& other) noexcept;
  SecretText& operator=(SecretText&& other) noexcept;
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;

  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
  /// Where more can be written; grow() then says how much was.
  [[nodiscard]] std::span<char> room() { return {bytes_.get() + size_, capacity_ - size_}; }
  void grow(std::size_t size) { size_ += size; }
  /// Adds what fits of `text`.
  void append(std::string_view text);

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

/// The half of a pair that signs. Wiped when it goes.
struct SecretKey {
  SecretKey() = default;
  ~SecretKey();
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;

  KeyId id{};
  std::array<unsigned char, 64> bytes{};
};

/// A new pair.
[[nodiscard]] SecretKey make_secret_key();
[[nodiscard]] PublicKey to_public_key(const SecretKey& key);

/// What deriving a key from a password costs those who guess at it; the same as minisign's own.
struct PasswordCost {
  std::uint64_t operations = 33554432;
  std::uint64_t memory = 1U << 30U;  ///< bytes
};

/// Whether reading the key of this file takes a password; or why it holds none ("is not a secret key: …").
[[nodiscard]] std::expected<bool, std::string> needs_password(std::string_view key_file);
/// The key of a .key file. `password` counts only where needs_password().
[[nodiscard]] std::expected<SecretKey, std::string> parse_secret_key(std::string_view key_file, std::string_view password);
/// The text of a .key file, encrypted unless the password is "". Where there is not enough memory for `cost`, half of it is
/// taken, down to 16 MiB; the error says that even this was not to be had.
[[nodiscard]] std::expected<SecretText, std::string> format_secret_key(const SecretKey& key, std::string_view password,
                                                                       PasswordCost cost = {});

}  // namespace replylint

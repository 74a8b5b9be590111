// SPDX-License-Identifier: MIT
// Reads, checks and makes signatures.
//
//   untrusted comment: …
//   base64 of: "ED" or "Ed"  key id 8  signature 64
//   trusted comment: …
//   base64 of: signature 64 of the first signature and the trusted comment
#include "share/signature.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <span>

#include "share/signature_lines.h"

namespace replylint {
namespace {

constexpr std::string_view hashed_algorithm = "ED";
constexpr std::string_view plain_algorithm = "Ed";
constexpr std::size_t max_untrusted_line = 1024;
constexpr std::size_t max_trusted_comment = 8000;
constexpr std::size_t signature_size = crypto_sign_BYTES;

const unsigned char* to_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::array<unsigned char, 64> make_hash(std::string_view message) {
  std::array<unsigned char, 64> hash{};
  crypto_generichash(hash.data(), hash.size(), to_bytes(message), message.size(), nullptr, 0);
  return hash;
}

/// What the second signature signs.
std::string join(std::span<const unsigned char> of_message, std::string_view trusted_comment) {
  std::string joined(reinterpret_cast<const char*>(of_message.data()), of_message.size());
  return joined += trusted_comment;
}

bool fits(std::span<const unsigned char> signature, std::string_view message, const PublicKey& key) {
  return crypto_sign_verify_detached(signature.data(), to_bytes(message), message.size(), key.bytes.data()) == 0;
}

void make_signature(std::span<unsigned char> signature, std::string_view message, const SecretKey& key) {
  crypto_sign_detached(signature.data(), nullptr, to_bytes(message), message.size(), key.bytes.data());
}

std::string_view view_of(const std::array<unsigned char, 64>& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

bool is_one_line(std::string_view comment) {
  return std::ranges::none_of(comment, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

std::unexpected<std::string> refuse(std::string_view what) { return std::unexpected("the signature is unreadable: " + std::string(what)); }

}  // namespace

std::expected<Signature, std::string> parse_signature(std::string_view text) {
  const auto untrusted = take_line(text);
  const auto first = take_line(text);
  auto comment = take_line(text);
  const auto second = take_line(text);
  if (!untrusted || !untrusted->starts_with(untrusted_prefix)) return refuse("its first line does not begin with “untrusted comment: ”");
  if (untrusted->size() > max_untrusted_line) return refuse("its first line is too long");
  std::array<unsigned char, 2 + std::tuple_size_v<KeyId> + signature_size> bytes{};
  if (!first || !decode_base64(*first, bytes))
    return refuse("its second line is not the base64 of " + std::to_string(bytes.size()) + " bytes");
  const std::string_view algorithm(reinterpret_cast<const char*>(bytes.data()), 2);
  if (algorithm != hashed_algorithm && algorithm != plain_algorithm) return refuse("it is of an algorithm that this program does not know");
  if (!comment || !comment->starts_with(trusted_prefix)) return refuse("its third line does not begin with “trusted comment: ”");
  comment->remove_prefix(trusted_prefix.size());
  if (comment->size() > max_trusted_comment) return refuse("its third line is too long");
  Signature signature;
  if (!second || !decode_base64(*second, signature.of_comment))
    return refuse("its fourth line is not the base64 of " + std::to_string(signature_size) + " bytes");
  if (text.find_first_not_of("\r\n") != std::string_view::npos) return refuse("it has more than four lines");
  signature.hashed = algorithm == hashed_algorithm;
  std::copy_n(bytes.begin() + 2, signature.key.size(), signature.key.begin());
  std::copy_n(bytes.begin() + 2 + signature.key.size(), signature_size, signature.of_message.begin());
  signature.trusted_comment = *comment;
  return signature;
}

std::expected<void, std::string> verify(std::string_view message, const Signature& signature, const PublicKey& key) {
  prepare_crypto();
  if (signature.key != key.id)
    return std::unexpected("it is signed with the key " + to_string(signature.key) + ", not with " + to_string(key.id));
  const auto hash = signature.hashed ? make_hash(message) : std::array<unsigned char, 64>{};
  if (!fits(signature.of_message, signature.hashed ? view_of(hash) : message, key))
    return std::unexpected(
        "the signature does not fit: the file was changed after it was signed, or the signature is of another file or key");
  if (!fits(signature.of_comment, join(signature.of_message, signature.trusted_comment), key))
    return std::unexpected("the trusted comment was changed after it was signed");
  return {};
}

std::expected<std::string, std::string> sign(std::string_view message, std::string_view trusted_comment, const SecretKey& key) {
  prepare_crypto();
  if (!is_one_line(trusted_comment)) return std::unexpected("a trusted comment has to be one line, without control characters");
  if (trusted_comment.size() > max_trusted_comment)
    return std::unexpected("a trusted comment has at most " + std::to_string(max_trusted_comment) + " bytes");
  std::array<unsigned char, 2 + std::tuple_size_v<KeyId> + signature_size> bytes{};
  std::memcpy(bytes.data(), hashed_algorithm.data(), hashed_algorithm.size());
  std::ranges::copy(key.id, bytes.begin() + 2);
  const auto of_message = std::span(bytes).last<signature_size>();
  make_signature(of_message, view_of(make_hash(message)), key);
  std::array<unsigned char, signature_size> of_comment{};
  make_signature(of_comment, join(of_message, trusted_comment), key);
  std::string text(untrusted_prefix);
  text += "signature from replylint, key " + to_string(key.id) + "\n" + encode_base64(bytes) + "\n";
  text += std::string(trusted_prefix) + std::string(trusted_comment) + "\n" + encode_base64(of_comment) + "\n";
  return text;
}

std::string_view find_field(std::string_view trusted_comment, std::string_view name) {
  while (!trusted_comment.empty()) {
    const auto end = trusted_comment.find('\t');
    const auto field = trusted_comment.substr(0, end);
    if (field.starts_with(name) && field.substr(name.size()).starts_with(':')) return field.substr(name.size() + 1);
    trusted_comment.remove_prefix(end == std::string_view::npos ? trusted_comment.size() : end + 1);
  }
  return {};
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Reads and writes key files.
//
//   .pub  comment line  base64 of: "Ed"  id 8  key 32
//   .key  comment line  base64 of: "Ed"  kind of encryption 2  "B2"  salt 32  operations u64  memory u64  id 8  key 64  sum 32
//
// The last three are encrypted: xor with what scrypt makes of the password. The sum is BLAKE2b of "Ed", id and key. Unencrypted
// keys have zeros as kind, salt, operations, memory and sum.
#include "share/signature_keys.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "share/signature_lines.h"

namespace replylint {
namespace {

constexpr std::string_view key_algorithm = "Ed";
constexpr std::string_view scrypt = "Sc";
constexpr std::string_view no_encryption{"\0\0", 2};
constexpr std::string_view sum_algorithm = "B2";
constexpr std::string_view key_comment = "minisign encrypted secret key";
constexpr PasswordCost most_cost;
constexpr PasswordCost least_cost{crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_MIN, crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_MIN};

/// Bytes that are wiped when they go.
template <std::size_t size>
struct Wiped {
  Wiped() = default;
  ~Wiped() { sodium_memzero(bytes.data(), size); }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  std::array<unsigned char, size> bytes{};
};

constexpr std::size_t id_size = std::tuple_size_v<KeyId>;
constexpr std::size_t key_size = crypto_sign_SECRETKEYBYTES;
constexpr std::size_t sum_size = 32;
constexpr std::size_t salt_size = crypto_pwhash_scryptsalsa208sha256_SALTBYTES;

// Where the parts of a .key file begin.
constexpr std::size_t encryption_at = 2;
constexpr std::size_t sum_algorithm_at = 4;
constexpr std::size_t salt_at = 6;
constexpr std::size_t operations_at = salt_at + salt_size;
constexpr std::size_t memory_at = operations_at + 8;
constexpr std::size_t id_at = memory_at + 8;
constexpr std::size_t key_at = id_at + id_size;
constexpr std::size_t sum_at = key_at + key_size;
constexpr std::size_t file_size = sum_at + sum_size;
constexpr std::size_t encrypted_size = file_size - id_at;

using KeyBytes = Wiped<file_size>;

bool has_at(std::span<const unsigned char> bytes, std::size_t offset, std::string_view text) {
  return std::memcmp(bytes.data() + offset, text.data(), text.size()) == 0;
}
void put_at(std::span<unsigned char> bytes, std::size_t offset, std::string_view text) {
  std::memcpy(bytes.data() + offset, text.data(), text.size());
}
std::uint64_t load_number(std::span<const unsigned char> bytes, std::size_t offset) {
  std::uint64_t number = 0;
  for (std::size_t i = 8; i-- > 0;) number = number << 8U | bytes[offset + i];
  return number;
}
void put_number(std::span<unsigned char> bytes, std::size_t offset, std::uint64_t number) {
  for (std::size_t i = 0; i < 8; ++i) bytes[offset + i] = static_cast<unsigned char>(number >> (8 * i) & 0xFFU);
}

/// BLAKE2b-256 of "Ed", id and key.
std::array<unsigned char, sum_size> make_sum(const KeyBytes& file) {
  std::array<unsigned char, sum_size> sum{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, sum.size());
  crypto_generichash_update(&state, file.bytes.data(), key_algorithm.size());
  crypto_generichash_update(&state, file.bytes.data() + id_at, id_size + key_size);
  crypto_generichash_final(&state, sum.data(), sum.size());
  sodium_memzero(&state, sizeof state);
  return sum;
}

/// Encrypts or decrypts; false where there is not enough memory.
bool apply_password(KeyBytes& file, std::string_view password) {
  Wiped<encrypted_size> stream;
  if (crypto_pwhash_scryptsalsa208sha256(stream.bytes.data(), stream.bytes.size(), password.data(), password.size(),
                                         file.bytes.data() + salt_at, load_number(file.bytes, operations_at),
                                         static_cast<std::size_t>(load_number(file.bytes, memory_at))) != 0)
    return false;
  for (std::size_t i = 0; i < encrypted_size; ++i)
    file.bytes[id_at + i] = static_cast<unsigned char>(file.bytes[id_at + i] ^ stream.bytes[i]);
  return true;
}

std::unexpected<std::string> refuse_secret(std::string_view why) { return std::unexpected("is not a secret key: " + std::string(why)); }

std::expected<void, std::string> read_key_file(std::string_view text, KeyBytes& file) {
  const auto line = find_key_line(text);
  if (!line) return refuse_secret("accepted is a comment line and a line of base64, as minisign and “replylint rules keygen” write them");
  if (!decode_base64(*line, file.bytes))
    return refuse_secret("its second line is not the base64 of " + std::to_string(file_size) + " bytes");
  if (!has_at(file.bytes, 0, key_algorithm) || !has_at(file.bytes, sum_algorithm_at, sum_algorithm))
    return refuse_secret("it is of an algorithm that this program does not know");
  if (!has_at(file.bytes, encryption_at, scrypt) && !has_at(file.bytes, encryption_at, no_encryption))
    return refuse_secret("it is encrypted in a way that this program does not know");
  return {};
}

bool is_encrypted(const KeyBytes& file) { return has_at(file.bytes, encryption_at, scrypt); }

/// The second half of an Ed25519 key follows from the first.
bool is_sound(const SecretKey& key) {
  Wiped<key_size> again;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_seed_keypair(open.data(), again.bytes.data(), key.bytes.data());
  return sodium_memcmp(again.bytes.data(), key.bytes.data(), key_size) == 0;
}

}  // namespace

std::string to_string(const KeyId& id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (auto byte = id.rbegin(); byte != id.rend(); ++byte) {
    text += digits[*byte >> 4U];
    text += digits[*byte & 15U];
  }
  return text;
}

std::expected<PublicKey, std::string> parse_public_key(std::string_view text) {
  std::array<unsigned char, 2 + id_size + crypto_sign_PUBLICKEYBYTES> bytes{};
  auto alone = text;
  while (alone.ends_with('\n') || alone.ends_with('\r')) alone.remove_suffix(1);
  const auto line = find_key_line(text).value_or(alone);
  if (!decode_base64(line, bytes))
    return std::unexpected("is not a public key: accepted are 56 characters of base64 that begin with RW, alone or below a comment line");
  if (!has_at(bytes, 0, key_algorithm))
    return std::unexpected("is not a public key: it is of an algorithm that this program does not know");
  PublicKey key;
  std::copy_n(bytes.begin() + 2, id_size, key.id.begin());
  std::copy_n(bytes.begin() + 2 + id_size, key.bytes.size(), key.bytes.begin());
  return key;
}

std::string format_public_key(const PublicKey& key) {
  std::array<unsigned char, 2 + id_size + crypto_sign_PUBLICKEYBYTES> bytes{};
  put_at(bytes, 0, key_algorithm);
  std::ranges::copy(key.id, bytes.begin() + 2);
  std::ranges::copy(key.bytes, bytes.begin() + 2 + id_size);
  return encode_base64(bytes);
}

std::string format_public_key_file(const PublicKey& key) {
  return std::string(untrusted_prefix) + "minisign public key " + to_string(key.id) + "\n" + format_public_key(key) + "\n";
}

SecretText::~SecretText() {
  if (bytes_) sodium_memzero(bytes_.get(), capacity_);
}
SecretText::SecretText(SecretText&& other) noexcept
    : bytes_(std::move(other.bytes_)), capacity_(std::exchange(other.capacity_, 0)), size_(std::exchange(other.size_, 0)) {}
SecretText& SecretText::operator=(SecretText&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(capacity_, other.capacity_);
  std::swap(size_, other.size_);
  return *this;
}

void SecretText::append(std::string_view text) {
  const auto size = text.copy(room().data(), room().size());
  grow(size);
}

SecretKey::~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }
SecretKey::SecretKey(SecretKey&& other) noexcept : id(other.id), bytes(other.bytes) { sodium_memzero(other.bytes.data(), bytes.size()); }
SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  std::swap(id, other.id);
  std::swap(bytes, other.bytes);
  return *this;
}

SecretKey make_secret_key() {
  SecretKey key;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  prepare_crypto();
  randombytes_buf(key.id.data(), key.id.size());
  crypto_sign_keypair(open.data(), key.bytes.data());
  return key;
}

PublicKey to_public_key(const SecretKey& key) {
  PublicKey open;
  open.id = key.id;
  crypto_sign_ed25519_sk_to_pk(open.bytes.data(), key.bytes.data());
  return open;
}

std::expected<bool, std::string> needs_password(std::string_view key_file) {
  KeyBytes file;
  if (const auto read = read_key_file(key_file, file); !read) return std::unexpected(read.error());
  return is_encrypted(file);
}

std::expected<SecretKey, std::string> parse_secret_key(std::string_view key_file, std::string_view password) {
  prepare_crypto();
  KeyBytes file;
  if (const auto read = read_key_file(key_file, file); !read) return std::unexpected(read.error());
  const bool encrypted = is_encrypted(file);
  if (encrypted) {
    const auto memory = load_number(file.bytes, memory_at);
    if (load_number(file.bytes, operations_at) > most_cost.operations || memory > most_cost.memory)
      return refuse_secret("its password asks for more work than minisign ever does");
    if (!apply_password(file, password))
      return std::unexpected("cannot be decrypted: that takes " + std::to_string(memory >> 20U) + " MiB of memory");
  }
  const auto sum = make_sum(file);
  const bool summed = sodium_memcmp(sum.data(), file.bytes.data() + sum_at, sum_size) == 0;
  const bool unsummed = !encrypted && sodium_is_zero(file.bytes.data() + sum_at, sum_size) == 1;
  SecretKey key;
  std::copy_n(file.bytes.begin() + id_at, id_size, key.id.begin());
  std::copy_n(file.bytes.begin() + key_at, key_size, key.bytes.begin());
  if ((summed || unsummed) && is_sound(key)) return key;
  if (encrypted) return std::unexpected("cannot be decrypted: the password is wrong, or the file is damaged");
  return refuse_secret("it is damaged");
}

std::expected<SecretText, std::string> format_secret_key(const SecretKey& key, std::string_view password, PasswordCost cost) {
  prepare_crypto();
  KeyBytes file;
  put_at(file.bytes, 0, key_algorithm);
  put_at(file.bytes, sum_algorithm_at, sum_algorithm);
  std::ranges::copy(key.id, file.bytes.begin() + id_at);
  std::ranges::copy(key.bytes, file.bytes.begin() + key_at);
  if (!password.empty()) {
    put_at(file.bytes, encryption_at, scrypt);
    std::ranges::copy(make_sum(file), file.bytes.begin() + sum_at);
    randombytes_buf(file.bytes.data() + salt_at, salt_size);
    for (bool done = false; !done;) {
      put_number(file.bytes, operations_at, cost.operations);
      put_number(file.bytes, memory_at, cost.memory);
      done = apply_password(file, password);
      cost = {cost.operations / 2, cost.memory / 2};
      if (!done && (cost.operations < least_cost.operations || cost.memory < least_cost.memory))
        return std::unexpected("there is not enough memory to encrypt the key");
    }
  }
  SecretText text(untrusted_prefix.size() + key_comment.size() + count_base64(file_size) + 3);
  for (const auto part : {untrusted_prefix, key_comment, std::string_view("\n")}) text.append(part);
  sodium_bin2base64(text.room().data(), text.room().size(), file.bytes.data(), file_size, sodium_base64_VARIANT_ORIGINAL);
  text.grow(count_base64(file_size));
  text.append("\n");
  return text;
}

}  // namespace replylint

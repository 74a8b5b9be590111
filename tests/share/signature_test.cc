// SPDX-License-Identifier: MIT
// Signatures and keys: what fits, and everything that must not; tests/cli/signing_test.py tries them against the program minisign.
#include "share/signature.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "share/signature_lines.h"

using namespace replylint;

namespace {

// Made by minisign 0.11 for these tests alone; the keys sign nothing else.
constexpr std::string_view their_public =
    "untrusted comment: minisign public key 3C56FC7F9ACF81E6\n"
    "RWTmgc+af/xWPKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99l\n";
constexpr std::string_view their_secret =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA5oHPmn/8VjxqSToKIaL9z6Dqt6QvK0ozEcV2exrstMmMsqIv"
    "McTGMKx6bfhpKMI3kc/5pCCpFugy6jFBVZ3v0t5HvJIMs99lAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

constexpr PasswordCost cheap{32768, 16777216};
constexpr std::string_view message = "replylint: 1\nname: team\nversion: 1\n";
constexpr std::string_view comment = "timestamp:1764245160\tfile:team.yaml\tname:team\tversion:1";

SecretKey load_secret(std::string_view file = their_secret, std::string_view password = "") {
  auto key = parse_secret_key(file, password);
  INFO((key ? "" : key.error()));
  REQUIRE(key);
  return std::move(*key);
}

std::string make_file(const SecretKey& key) {
  auto text = sign(message, comment, key);
  REQUIRE(text);
  return *text;
}

/// "" where the file of a signature fits.
std::string check(std::string_view file, std::string_view signed_text, const PublicKey& key) {
  const auto signature = parse_signature(file);
  if (!signature) return signature.error();
  const auto fits = verify(signed_text, *signature, key);
  return fits ? "" : fits.error();
}

std::vector<std::string> to_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (const auto line = take_line(text)) lines.emplace_back(*line);
  return lines;
}

std::string join(const std::vector<std::string>& lines, std::string_view end = "\n") {
  std::string text;
  for (const auto& line : lines) text += line + std::string(end);
  return text;
}

/// The base64 of one other byte.
std::string with_byte(std::string_view line, std::size_t offset, unsigned char flip) {
  std::vector<unsigned char> bytes(line.size() / 4 * 3 - static_cast<std::size_t>(std::ranges::count(line, '=')));
  REQUIRE(decode_base64(line, bytes));
  bytes[offset] ^= flip;
  return encode_base64(bytes);
}

}  // namespace

TEST_CASE("keys that minisign wrote are read, and written as it writes them") {
  const auto key = load_secret();
  const auto open = parse_public_key(their_public);
  REQUIRE(open);
  CHECK(to_public_key(key).bytes == open->bytes);
  CHECK(to_string(key.id) == "3C56FC7F9ACF81E6");
  CHECK(format_public_key_file(*open) == their_public);
  CHECK(parse_public_key(format_public_key(*open))->bytes == open->bytes);
  const auto again = format_secret_key(key, "");
  REQUIRE(again);
  CHECK(again->view() == their_secret);
  CHECK(needs_password(their_secret) == false);
}

TEST_CASE("a new key goes through its file, encrypted or not") {
  const auto key = make_secret_key();
  CHECK(make_secret_key().bytes != key.bytes);
  CHECK(make_secret_key().id != key.id);
  for (const std::string_view password : {"", "correct horse"}) {
    const auto file = format_secret_key(key, password, cheap);
    REQUIRE(file);
    CHECK(needs_password(file->view()) == !password.empty());
    const auto again = load_secret(file->view(), password);
    CHECK(again.bytes == key.bytes);
    CHECK(again.id == key.id);
  }
  const auto file = format_secret_key(key, "correct horse", cheap);
  REQUIRE(file);
  CHECK(format_secret_key(key, "correct horse", cheap)->view() != file->view());
  for (const std::string_view wrong : {"", "correct", "correct horse "}) {
    const auto refused = parse_secret_key(file->view(), wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == "cannot be decrypted: the password is wrong, or the file is damaged");
  }
}

TEST_CASE("every damaged byte of a secret key shows") {
  const auto lines = to_lines(their_secret);
  for (std::size_t offset = 0; offset < 158; ++offset) {
    // Salt and cost count only with a password.
    if (offset >= 6 && offset < 54) continue;
    // Nothing but a sum would show another id, and minisign writes none for keys without a password.
    if (offset >= 54 && offset < 62) continue;
    CAPTURE(offset);
    const auto key = parse_secret_key(join({lines[0], with_byte(lines[1], offset, 1)}), "");
    CHECK_FALSE(key);
  }
  const auto encrypted = format_secret_key(make_secret_key(), "x", cheap);
  REQUIRE(encrypted);
  const auto encrypted_lines = to_lines(encrypted->view());
  for (const std::size_t offset : {6U, 20U, 54U, 61U, 62U, 100U, 125U, 126U, 157U}) {
    CAPTURE(offset);
    CHECK_FALSE(parse_secret_key(join({encrypted_lines[0], with_byte(encrypted_lines[1], offset, 0x80)}), "x"));
  }
  const auto dear = parse_secret_key(join({encrypted_lines[0], with_byte(encrypted_lines[1], 45, 0x80)}), "x");
  REQUIRE_FALSE(dear);
  CHECK(dear.error() == "is not a secret key: its password asks for more work than minisign ever does");
}

TEST_CASE("what is no key") {
  const std::string open(their_public.substr(their_public.find('\n') + 1, 56));
  CHECK(parse_public_key(open + "\r\n"));
  CHECK(parse_public_key("untrusted comment: \r\n" + open + "\r\n\r\n"));
  for (const auto& text :
       {std::string(), std::string("RW"), open.substr(1), open + "A", open.substr(0, 55) + "!", open + "\n" + open, "comment: x\n" + open,
        std::string("untrusted comment: x\n"), std::string(their_secret), with_byte(open, 0, 1)}) {
    CAPTURE(text);
    CHECK_FALSE(parse_public_key(text));
  }
  for (const auto text :
       {std::string_view(), their_public, their_secret.substr(0, 200), std::string_view("untrusted comment: x\n%%%%\n")}) {
    CAPTURE(text);
    CHECK_FALSE(needs_password(text));
    CHECK_FALSE(parse_secret_key(text, ""));
  }
}

TEST_CASE("a signature fits its file and no other") {
  const auto key = load_secret();
  const auto open = to_public_key(key);
  const auto file = make_file(key);
  CHECK(check(file, message, open).empty());
  const auto signature = parse_signature(file);
  REQUIRE(signature);
  CHECK(signature->hashed);
  CHECK(signature->key == key.id);
  CHECK(signature->trusted_comment == comment);
  for (std::size_t i = 0; i < message.size(); ++i) {
    std::string changed(message);
    changed[i] ^= 1;
    CHECK(check(file, changed, open).starts_with("the signature does not fit"));
  }
  for (std::size_t size = 0; size < message.size(); ++size) CHECK_FALSE(check(file, message.substr(0, size), open).empty());
  CHECK_FALSE(check(file, std::string(message) + "\n", open).empty());
  CHECK(check(file, message, to_public_key(make_secret_key())).starts_with("it is signed with the key 3C56FC7F9ACF81E6, not with "));
  auto impostor = to_public_key(make_secret_key());
  impostor.id = key.id;
  CHECK(check(file, message, impostor).starts_with("the signature does not fit"));
}

TEST_CASE("every changed byte of a signature file shows") {
  const auto key = load_secret();
  const auto open = to_public_key(key);
  const auto lines = to_lines(make_file(key));
  REQUIRE(lines.size() == 4);
  for (std::size_t offset = 0; offset < 74; ++offset) {
    CAPTURE(offset);
    CHECK_FALSE(check(join({lines[0], with_byte(lines[1], offset, 0x20), lines[2], lines[3]}), message, open).empty());
  }
  for (std::size_t offset = 0; offset < 64; ++offset) {
    CAPTURE(offset);
    CHECK(check(join({lines[0], lines[1], lines[2], with_byte(lines[3], offset, 1)}), message, open) ==
          "the trusted comment was changed after it was signed");
  }
  auto rewritten = lines;
  rewritten[2].replace(rewritten[2].find("version:1"), 9, "version:2");
  CHECK(check(join(rewritten), message, open) == "the trusted comment was changed after it was signed");
  rewritten = lines;
  rewritten[2] += " ";
  CHECK_FALSE(check(join(rewritten), message, open).empty());
  rewritten = lines;
  rewritten[0] = "untrusted comment: anything";
  CHECK(check(join(rewritten), message, open).empty());
}

TEST_CASE("a signature of another file or key does not pass in parts either") {
  const auto key = load_secret();
  const auto open = to_public_key(key);
  const auto lines = to_lines(make_file(key));
  const auto other = sign("another file", comment, key);
  REQUIRE(other);
  CHECK(check(*other, message, open).starts_with("the signature does not fit"));
  const auto other_lines = to_lines(*other);
  CHECK(check(join({lines[0], lines[1], other_lines[2], other_lines[3]}), message, open) ==
        "the trusted comment was changed after it was signed");
  const auto stranger = make_file(make_secret_key());
  CHECK(check(stranger, message, open).starts_with("it is signed with the key "));
}

TEST_CASE("files of signatures: line ends, cuts and garbage") {
  const auto key = load_secret();
  const auto open = to_public_key(key);
  const auto file = make_file(key);
  const auto lines = to_lines(file);
  CHECK(check(join(lines, "\r\n"), message, open).empty());
  CHECK(check(file + "\r\n\n", message, open).empty());
  CHECK(check(file.substr(0, file.size() - 1), message, open).empty());
  for (std::size_t size = 0; size + 1 < file.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(check(file.substr(0, size), message, open).empty());
  }
  CHECK(check(file + "x\n", message, open) == "the signature is unreadable: it has more than four lines");
  CHECK(check(join({lines[0], "%%%", lines[2], lines[3]}), message, open) ==
        "the signature is unreadable: its second line is not the base64 of 74 bytes");
  CHECK(check(join({lines[0], lines[1], lines[2], lines[3] + "="}), message, open) ==
        "the signature is unreadable: its fourth line is not the base64 of 64 bytes");
  CHECK(check(join({lines[0], with_byte(lines[1], 1, 1), lines[2], lines[3]}), message, open) ==
        "the signature is unreadable: it is of an algorithm that this program does not know");
  CHECK(check(join({lines[0], lines[1], lines[2] + std::string(8000, 'x'), lines[3]}), message, open) ==
        "the signature is unreadable: its third line is too long");
  CHECK_FALSE(check(std::string(1U << 20U, '\n'), message, open).empty());
}

TEST_CASE("a trusted comment is one line of fields") {
  const auto key = load_secret();
  CHECK_FALSE(sign(message, "a\nb", key));
  CHECK_FALSE(sign(message, "a\x1B[0m", key));
  CHECK_FALSE(sign(message, std::string(8001, 'x'), key));
  CHECK(sign(message, std::string(8000, 'x'), key));
  CHECK(sign("", "", key));
  CHECK(find_field(comment, "timestamp") == "1764245160");
  CHECK(find_field(comment, "version") == "1");
  CHECK(find_field(comment, "vers").empty());
  CHECK(find_field("hashed\tname:", "name").empty());
  CHECK(find_field("", "name").empty());
}

TEST_CASE("secrets move without being copied") {
  SecretText text(5);
  text.append("secret");
  CHECK(text.view() == "secre");
  const auto* where = text.view().data();
  const SecretText moved(std::move(text));
  CHECK(moved.view().data() == where);
  auto key = load_secret();
  const auto id = key.id;
  const SecretKey taken(std::move(key));
  CHECK(taken.id == id);
  CHECK(key.bytes == std::array<unsigned char, 64>{});
}

// SPDX-License-Identifier: MIT
// Any bytes as what is shared: a rule set and one that it takes in, divided by a line of "====", packed; a signature; keys.
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/expect.h"
#include "fuzz/small_limits.h"
#include "ruleset/load.h"
#include "share/lock_file.h"
#include "share/pack.h"
#include "share/signature.h"

namespace {

using namespace replylint;
using testing::small_limits;

constexpr std::string_view divider = "====\n";

void try_packing(const std::string& text) {
  const auto cut = text.find(divider);
  const auto beside = cut == std::string::npos ? std::string() : text.substr(cut + divider.size());
  LoadInput input;
  input.files = {{"team.yaml", text.substr(0, cut)}};
  input.find_source = [&](std::string_view reference, std::string_view) -> std::expected<std::vector<RuleFile>, std::string> {
    return std::vector{RuleFile{std::string(reference), beside}};
  };
  input.engine_version = "0.1.0";
  input.limits = small_limits();
  const auto packed = pack_ruleset(input);
  if (!packed) {
    expect(!packed.error().empty(), "a refusal says why");
    return;
  }
  input.files = {{"packed.yaml", packed->text}};
  input.find_source = nullptr;
  input.fetched = true;
  expect(load_ruleset(input).has_value(), "what is packed stands alone");
}

void try_lock(std::string_view text) {
  const auto sets = parse_lock(text);
  if (!sets) return expect(!sets.error().empty(), "a refusal says why");
  const auto again = parse_lock(format_lock(*sets));
  expect(again && again->size() == sets->size(), "a lock reads back");
}

void try_keys(std::string_view text) {
  const auto signature = parse_signature(text);
  const auto key = to_public_key(make_secret_key());
  if (signature) expect(!verify(text, *signature, key), "nobody guesses a signature");
  if (const auto parsed = parse_public_key(text)) {
    const auto again = parse_public_key(format_public_key(*parsed));
    expect(again && again->id == parsed->id && again->bytes == parsed->bytes, "a key reads back");
  }
  // With a password reading takes seconds.
  if (needs_password(text) != false) return;
  const auto secret = parse_secret_key(text, "");
  if (!secret) return;
  const auto file = format_secret_key(*secret, "");
  expect(file.has_value(), "a key can be written");
  const auto again = parse_secret_key(file->view(), "");
  expect(again && again->bytes == secret->bytes, "a secret key reads back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try_packing(text);
  try_keys(text);
  try_lock(text);
  return 0;
}

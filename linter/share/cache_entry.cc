// SPDX-License-Identifier: MIT
// Lays an entry out and reads it back.
//
//   "RLCACHE\0"  program  set  sources u32 { path  files u32 { name  text } }  zeros up to a multiple of 8  table
//
// Numbers are little-endian, texts begin with their length (u32).
#include "share/cache_entry.h"

#include <algorithm>
#include <cstdint>

namespace replylint {
namespace {

constexpr std::string_view magic{"RLCACHE\0", 8};
constexpr std::size_t alignment = 8;

std::uint64_t to_hash(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;  // FNV-1a
  return hash;
}

void put_number(std::string& out, std::size_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFFU);
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

/// After the first thing that is not there, every number is 0 and every text empty.
struct Reader {
  std::string_view left;
  bool failed = false;

  std::string_view take(std::size_t size) {
    failed = failed || size > left.size();
    if (failed) return {};
    const auto taken = left.substr(0, size);
    left.remove_prefix(size);
    return taken;
  }
  std::uint32_t take_number() {
    std::uint32_t number = 0;
    unsigned shift = 0;
    for (const char c : take(sizeof number)) {
      number |= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << shift;
      shift += 8;
    }
    return number;
  }
  std::string_view take_text() { return take(take_number()); }
};

}  // namespace

bool operator==(const RuleSource& a, const RuleSource& b) {
  const auto same = [](const RuleFile& one, const RuleFile& other) { return one.name == other.name && one.text == other.text; };
  return a.path == b.path && std::ranges::equal(a.files, b.files, same);
}

std::string to_entry_name(const CacheKey& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto hash = to_hash(key.set, to_hash(key.program, 0xCBF29CE484222325U));
  std::string name;
  for (int shift = 60; shift >= 0; shift -= 4) name += digits[hash >> static_cast<unsigned>(shift) & 15U];
  return name;
}

std::string to_cache_entry(const CacheKey& key, std::span<const RuleSource> sources, std::string_view table) {
  std::string out(magic);
  put_text(out, key.program);
  put_text(out, key.set);
  put_number(out, sources.size());
  for (const auto& source : sources) {
    put_text(out, source.path);
    put_number(out, source.files.size());
    for (const auto& file : source.files) {
      put_text(out, file.name);
      put_text(out, file.text);
    }
  }
  out.resize((out.size() + alignment - 1) / alignment * alignment);
  out += table;
  return out;
}

std::optional<CacheEntry> parse_cache_entry(std::string_view bytes, const CacheKey& key) {
  Reader reader{bytes};
  if (reader.take(magic.size()) != magic || reader.take_text() != key.program || reader.take_text() != key.set) return std::nullopt;
  CacheEntry entry;
  // A count that lies ends with the bytes.
  for (auto count = reader.take_number(); count > 0 && !reader.failed; --count) {
    auto& source = entry.sources.emplace_back();
    source.path = reader.take_text();
    for (auto files = reader.take_number(); files > 0 && !reader.failed; --files) {
      auto& file = source.files.emplace_back();
      file.name = reader.take_text();
      file.text = reader.take_text();
    }
  }
  const auto filler = reader.take((alignment - (bytes.size() - reader.left.size()) % alignment) % alignment);
  if (reader.failed || entry.sources.empty() || filler.find_first_not_of('\0') != std::string_view::npos) return std::nullopt;
  entry.table = reader.left;
  return entry;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Charsets to UTF-8, one character at a time where a position is at stake.
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "mail/decode.h"
#include "text/byte_class.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// Length of the well-formed UTF-8 character at `at`, 0 where there is none (overlong forms and surrogates are none).
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    if (!follows(1) || !follows(2)) return 0;
    return (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ? 0 : 3;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    return (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F) ? 0 : 4;
  }
  return 0;
}

void append_utf8(std::string& to, unsigned c) {
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    to += {static_cast<char>(0xC0U | c >> 6U), static_cast<char>(0x80U | (c & 0x3FU))};
  } else if (c < 0x10000) {
    to += {static_cast<char>(0xE0U | c >> 12U), static_cast<char>(0x80U | (c >> 6U & 0x3FU)), static_cast<char>(0x80U | (c & 0x3FU))};
  } else {
    to += {static_cast<char>(0xF0U | c >> 18U), static_cast<char>(0x80U | (c >> 12U & 0x3FU)), static_cast<char>(0x80U | (c >> 6U & 0x3FU)),
           static_cast<char>(0x80U | (c & 0x3FU))};
  }
}

MappedText repair_utf8(const MappedText& bytes) {
  MappedText out;
  std::uint32_t copied = 0;
  const std::uint32_t size = narrow(bytes.text.size());
  for (std::uint32_t at = 0; at < size;) {
    const std::size_t length = utf8_length(bytes.text, at);
    if (length == 0) {
      out.append_from(bytes, {copied, at});
      out.append_replaced(replacement, bytes, {at, at + 1});
      copied = at + 1;
    }
    at += std::max<std::uint32_t>(1, narrow(length));
  }
  out.append_from(bytes, {copied, size});
  return out;
}

/// Windows-1252 as browsers read it, which is also how they read everything called ISO-8859-1.
MappedText from_windows_1252(const MappedText& bytes) {
  constexpr std::array<unsigned short, 32> high = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                                   0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                   0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  MappedText out;
  std::uint32_t copied = 0;
  const std::uint32_t size = narrow(bytes.text.size());
  std::string one;
  for (std::uint32_t at = 0; at < size; ++at) {
    const auto byte = static_cast<unsigned char>(bytes.text[at]);
    if (byte < 0x80) continue;
    out.append_from(bytes, {copied, at});
    one.clear();
    append_utf8(one, byte < 0xA0 ? high[byte - 0x80U] : byte);
    out.append_replaced(one, bytes, {at, at + 1});
    copied = at + 1;
  }
  out.append_from(bytes, {copied, size});
  return out;
}

MappedText from_utf16(const MappedText& bytes, bool big) {
  MappedText out;
  const std::uint32_t size = narrow(bytes.text.size());
  const auto unit = [&](std::uint32_t at) {
    const unsigned a = static_cast<unsigned char>(bytes.text[at]);
    const unsigned b = static_cast<unsigned char>(bytes.text[at + 1]);
    return big ? a << 8U | b : b << 8U | a;
  };
  std::string one;
  for (std::uint32_t at = 0; at + 1 < size;) {
    unsigned c = unit(at);
    std::uint32_t next = at + 2;
    if (c >= 0xD800 && c < 0xDC00 && next + 1 < size && unit(next) >= 0xDC00 && unit(next) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (unit(next) - 0xDC00);
      next += 2;
    }
    one.clear();
    append_utf8(one, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    if (c != 0xFEFF || at != 0) out.append_replaced(one, bytes, {at, next});
    at = next;
  }
  return out;
}

/// An open conversion; closed with the object.
class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  [[nodiscard]] bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Converts as little as possible from the front of `input`; what was read is taken off it. False: not a character.
  bool step(std::string_view& input, std::string& output) {
    std::array<char, 16> buffer{};
    output.clear();
    for (std::size_t room = 1; room <= buffer.size(); ++room) {
      char* in = const_cast<char*>(input.data());  // iconv does not write there
      std::size_t in_left = input.size();
      char* to = buffer.data();
      std::size_t to_left = room;
      const std::size_t result = iconv(handle_, &in, &in_left, &to, &to_left);
      const std::size_t read = input.size() - in_left;
      input.remove_prefix(read);
      output.append(buffer.data(), room - to_left);
      if (read > 0) return true;
      if (result == static_cast<std::size_t>(-1) && errno != E2BIG) return false;
    }
    return false;
  }

 private:
  iconv_t handle_;
};

/// In these a byte below 0x80 at the start of a character may be something other than ASCII.
bool has_ascii_bytes(std::string_view charset) {
  return !charset.starts_with("iso-2022") && !charset.starts_with("utf-") && !charset.starts_with("hz") && !charset.starts_with("ucs") &&
         !charset.starts_with("unicode") && charset.find("ebcdic") == std::string_view::npos && !charset.starts_with("ibm") &&
         !charset.starts_with("cp50") && !charset.starts_with("csiso2022");
}

/// Conversions of single bytes seen so far: text in an eight-bit charset asks iconv once per letter, not per byte.
using Memo = std::array<std::string, 128>;

MappedText from_charset(Converter& converter, std::string_view charset, const MappedText& bytes, bool& clean) {
  MappedText out;
  const bool ascii = has_ascii_bytes(charset);
  const std::uint32_t size = narrow(bytes.text.size());
  Memo memo;
  std::string one;
  for (std::uint32_t at = 0; at < size;) {
    const auto lead = static_cast<unsigned char>(bytes.text[at]);
    std::uint32_t next = at;
    if (ascii && lead < 0x80) {
      while (next < size && static_cast<unsigned char>(bytes.text[next]) < 0x80) ++next;
      out.append_from(bytes, {at, next});
    } else if (ascii && !memo[lead & 0x7FU].empty()) {
      next = at + 1;
      out.append_replaced(memo[lead & 0x7FU], bytes, {at, next});
    } else {
      // A look-ahead of 64 bytes holds any character with its shift sequences, and keeps iconv from rereading a long rest.
      std::string_view rest = std::string_view(bytes.text).substr(at, 64);
      const std::size_t before = rest.size();
      const bool good = converter.step(rest, one);
      next = at + (good ? narrow(before - rest.size()) : 1);
      clean = clean && good;
      if (good && ascii && next == at + 1) memo[lead & 0x7FU] = one;
      out.append_replaced(good ? std::string_view(one) : replacement, bytes, {at, next});
    }
    at = next;
  }
  return out;
}

/// The name that iconv knows a charset by; "" for names that could mean something else to it.
std::string to_iconv_name(std::string_view charset) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> other_names = {{{"ks_c_5601-1987", "cp949"},
                                                                                          {"ks_c_5601", "cp949"},
                                                                                          {"euc-kr", "cp949"},
                                                                                          {"gb2312", "gb18030"},
                                                                                          {"gbk", "gb18030"},
                                                                                          {"x-gbk", "gb18030"},
                                                                                          {"x-sjis", "cp932"},
                                                                                          {"shift_jis", "cp932"},
                                                                                          {"iso-8859-8-i", "iso-8859-8"},
                                                                                          {"x-mac-roman", "macintosh"},
                                                                                          {"iso-2022-jp", "iso-2022-jp-3"},
                                                                                          {"unicode-1-1-utf-7", "utf-7"}}};
  for (const auto& [name, other] : other_names)
    if (charset == name) return std::string(other);
  const bool plain = std::all_of(charset.begin(), charset.end(), [](char c) {
    return (is_word_byte(c) && static_cast<unsigned char>(c) < 0x80) || c == '-' || c == '.' || c == ':';
  });
  return plain && charset.size() < 40 ? std::string(charset) : "";
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Text whose charset is unnamed or unknown.
MappedText guess(MappedText bytes) { return is_utf8(bytes.text) ? std::move(bytes) : from_windows_1252(bytes); }

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = find_non_ascii(text); at < text.size(); at = find_non_ascii(text, at)) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string_view find_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  return "";
}

MappedText to_utf8(MappedText bytes, std::string_view charset, std::vector<std::string>& problems) {
  const std::string name = to_lower(charset);
  if (is_one_of(name, {"", "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "7bit", "8bit"})) {
    if (is_utf8(bytes.text)) return bytes;
    problems.emplace_back("the text has bytes beyond ASCII but names no charset for them; it was read as Windows-1252");
    return from_windows_1252(bytes);
  }
  if (is_one_of(name, {"utf-8", "utf8", "unicode", "utf-8n"})) {
    if (is_utf8(bytes.text)) return bytes;
    problems.emplace_back("the text says that it is UTF-8 but holds bytes that are not");
    return repair_utf8(bytes);
  }
  if (is_one_of(name, {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "cp-1252", "x-ansi"}))
    return from_windows_1252(bytes);
  if (name.starts_with("utf-16")) {
    const std::string_view mark = find_byte_order_mark(bytes.text);
    return from_utf16(bytes, mark.empty() ? name != "utf-16le" : mark == "utf-16be");
  }
  const std::string known = to_iconv_name(name);
  Converter converter(known.empty() ? std::string("-") : known);
  if (known.empty() || !converter.is_open()) {
    problems.emplace_back("the text names a charset that is not known here; it was read as UTF-8 or Windows-1252");
    return guess(std::move(bytes));
  }
  bool clean = true;
  MappedText text = from_charset(converter, name, bytes, clean);
  if (!clean) problems.emplace_back("the text holds bytes that are no characters of the charset that it names");
  return text;
}

}  // namespace replylint

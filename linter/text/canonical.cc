// SPDX-License-Identifier: MIT
// Folds line ends, typographic characters and Unicode forms, run by run, so that most text is copied in one piece.
#include "text/canonical.h"

#include <utf8proc.h>

#include <array>
#include <optional>
#include <utility>

#include "text/byte_class.h"

namespace replylint {
namespace {

/// Below this no character composes with its predecessor and each is NFC by itself.
constexpr char32_t first_combining = 0x300;
/// Longer runs of combining marks are cut (Unicode's stream-safe format allows 30), which keeps reordering linear.
constexpr int run_limit = 40;
/// A run in code points, each taken apart into four at most.
using Run = std::array<utf8proc_int32_t, std::size_t{4} * (run_limit + 2)>;

/// What no character is: stands for a byte that is not UTF-8.
constexpr char32_t no_character = 0xFFFFFFFF;

/// The character at the front of `bytes` and how many of them it takes; for a byte that is not UTF-8 `no_character`, 1.
std::pair<char32_t, std::uint32_t> decode(std::string_view bytes) {
  utf8proc_int32_t c = 0;
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()), static_cast<utf8proc_ssize_t>(bytes.size()), &c);
  if (size <= 0) return {no_character, 1};
  return {static_cast<char32_t>(c), static_cast<std::uint32_t>(size)};
}

/// True where the character may combine with, or change places with, one before it: marks, and the later letters of a
/// Hangul syllable.
bool joins_backward(char32_t c) {
  if ((c >= 0x1161 && c <= 0x1175) || (c >= 0x11A8 && c <= 0x11C2)) return true;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/// A run in Unicode normal form C; as it is where it is none.
std::string to_nfc(std::string_view run) {
  constexpr auto form = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  Run points;
  const auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(run.data());
  auto count = utf8proc_decompose(bytes, static_cast<utf8proc_ssize_t>(run.size()), points.data(), points.size(), form);
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(points.size())) return std::string(run);
  count = utf8proc_normalize_utf32(points.data(), count, form);
  std::string out;
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    std::array<utf8proc_uint8_t, 4> one;
    const auto size = utf8proc_encode_char(points[static_cast<std::size_t>(i)], one.data());
    out.append(reinterpret_cast<const char*>(one.data()), static_cast<std::size_t>(size));
  }
  return out;
}

/// What stands for the character in canonical text; nothing where it stays.
std::optional<std::string_view> find_fold(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case 0x02BC:
    case 0xFF07:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB:
    case 0xFF02:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return "-";
    case 0x2026:
      return "...";
    case 0x00A0:
    case 0x1680:
    case 0x2000:
    case 0x2001:
    case 0x2002:
    case 0x2003:
    case 0x2004:
    case 0x2005:
    case 0x2006:
    case 0x2007:
    case 0x2008:
    case 0x2009:
    case 0x200A:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return " ";
    case 0x00AD:
    case 0x034F:
    case 0x061C:
    case 0x180E:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x202A:
    case 0x202B:
    case 0x202C:
    case 0x202D:
    case 0x202E:
    case 0x2060:
    case 0x2061:
    case 0x2062:
    case 0x2063:
    case 0x2064:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
    case 0xFEFF:
      return "";
    case 0x0085:
    case 0x2028:
    case 0x2029:
      return "\n";
    default:
      return std::nullopt;
  }
}

class Folder {
 public:
  explicit Folder(const MappedText& from) : from_(from) {}

  MappedText fold() {
    static constexpr ByteClass folded("\r", true);
    out_.text.reserve(from_.text.size());
    while (at_ < size()) {
      if (at_ = folded.find(from_.text, at_); at_ == size()) break;
      if (from_.text[at_] == '\r') {
        fold_line_end();
      } else {
        fold_character();
      }
    }
    copy_until(size());
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(from_.text.size()); }

  [[nodiscard]] std::string_view rest(std::uint32_t at) const { return std::string_view(from_.text).substr(at); }

  void copy_until(std::uint32_t end) {
    if (copied_ < end) out_.append_from(from_, {copied_, end});
    copied_ = end;
  }

  void replace_until(std::uint32_t begin, std::uint32_t end, std::string_view bytes) {
    copy_until(begin);
    out_.append_replaced(bytes, from_, {begin, end});
    copied_ = end;
    at_ = end;
  }

  void fold_line_end() {
    const bool pair = at_ + 1 < size() && from_.text[at_ + 1] == '\n';
    replace_until(at_, at_ + (pair ? 2 : 1), "\n");
  }

  void fold_character() {
    const auto [c, length] = decode(rest(at_));
    const std::uint32_t next = at_ + length;
    if (c == no_character) return replace_until(at_, next, "\xEF\xBF\xBD");
    if (const auto fold = find_fold(c)) return replace_until(at_, next, *fold);
    if (c < first_combining) {
      at_ = next;
      return;
    }
    compose(c, next);
  }

  /// A run of characters that normalise together: `first` at `at_` (with an ASCII or Latin letter before it, which a
  /// combining mark may join) up to the next that starts afresh.
  void compose(char32_t first, std::uint32_t next) {
    std::uint32_t begin = at_;
    if (joins_backward(first)) {
      while (begin > copied_ && (static_cast<unsigned char>(from_.text[begin - 1]) & 0xC0U) == 0x80U) --begin;
      if (begin > copied_) --begin;
    }
    for (int i = 0; i < run_limit && next < size(); ++i) {
      const auto [c, length] = decode(rest(next));
      if (c == no_character || !joins_backward(c) || find_fold(c)) break;
      next += length;
    }
    const std::string_view before = TextSpan{begin, next}.of(from_.text);
    const std::string after = to_nfc(before);
    if (after != before) return replace_until(begin, next, after);
    at_ = next;
  }

  const MappedText& from_;
  MappedText out_;
  std::uint32_t at_ = 0;      ///< the next byte to look at
  std::uint32_t copied_ = 0;  ///< what lies before is in `out_`
};

bool needs_folding(std::string_view text) { return find_non_ascii(text) < text.size() || text.find('\r') != std::string_view::npos; }

}  // namespace

MappedText make_canonical(const MappedText& from) { return needs_folding(from.text) ? Folder(from).fold() : from; }

}  // namespace replylint

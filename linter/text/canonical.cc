// SPDX-License-Identifier: MIT
// Folds line ends, typographic characters and Unicode forms, run by run, so that most text is copied in one piece.
#include "text/canonical.h"

#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <optional>
#include <utility>

#include "text/byte_class.h"

namespace replylint {
namespace {

/// Below this no character composes with its predecessor and each is NFC by itself.
constexpr UChar32 first_combining = 0x300;
/// Longer runs of combining marks are cut (Unicode's stream-safe format allows 30), which keeps reordering linear.
constexpr int run_limit = 40;

/// What stands for the character in canonical text; nothing where it stays.
std::optional<std::string_view> find_fold(UChar32 c) {
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
  explicit Folder(const MappedText& from) : from_(from) {
    UErrorCode status = U_ZERO_ERROR;
    nfc_ = icu::Normalizer2::getNFCInstance(status);
  }

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

  /// The character at `at`, which is moved past it; negative where the byte is not UTF-8.
  [[nodiscard]] UChar32 decode(std::uint32_t& at) const {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(from_.text.data());
    const std::uint32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size(), c);
    if (c < 0) at = begin + 1;
    return c;
  }

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
    std::uint32_t next = at_;
    const UChar32 c = decode(next);
    if (c < 0) return replace_until(at_, next, "\xEF\xBF\xBD");
    if (const auto fold = find_fold(c)) return replace_until(at_, next, *fold);
    if (c < first_combining) {
      at_ = next;
      return;
    }
    compose(next);
  }

  /// A run of characters that normalise together: the one at `at_` (with an ASCII or Latin letter before it, which a
  /// combining mark may join) up to the next that starts afresh.
  void compose(std::uint32_t next) {
    std::uint32_t begin = at_;
    std::uint32_t probe = at_;
    if (!nfc_->hasBoundaryBefore(decode(probe))) {
      while (begin > copied_ && (static_cast<unsigned char>(from_.text[begin - 1]) & 0xC0U) == 0x80U) --begin;
      if (begin > copied_) --begin;
    }
    for (int i = 0; i < run_limit && next < size(); ++i) {
      probe = next;
      const UChar32 c = decode(probe);
      if (c < 0 || nfc_->hasBoundaryBefore(c) || find_fold(c)) break;
      next = probe;
    }
    const std::string_view before = TextSpan{begin, next}.of(from_.text);
    const auto utf16 = icu::UnicodeString::fromUTF8(icu::StringPiece(before.data(), static_cast<std::int32_t>(before.size())));
    UErrorCode status = U_ZERO_ERROR;
    if (nfc_->isNormalized(utf16, status)) {
      at_ = next;
      return;
    }
    std::string after;
    nfc_->normalize(utf16, status).toUTF8String(after);
    if (U_SUCCESS(status)) return replace_until(begin, next, after);
    at_ = next;
  }

  const MappedText& from_;
  const icu::Normalizer2* nfc_ = nullptr;
  MappedText out_;
  std::uint32_t at_ = 0;      ///< the next byte to look at
  std::uint32_t copied_ = 0;  ///< what lies before is in `out_`
};

bool needs_folding(std::string_view text) { return find_non_ascii(text) < text.size() || text.find('\r') != std::string_view::npos; }

}  // namespace

MappedText make_canonical(const MappedText& from) { return needs_folding(from.text) ? Folder(from).fold() : from; }

}  // namespace replylint

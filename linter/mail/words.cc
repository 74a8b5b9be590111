// SPDX-License-Identifier: MIT
// Decodes RFC 2047 encoded words; neighbours are joined before their charset is, as some writers cut inside a character.
#include "mail/words.h"

#include <optional>

#include "mail/decode.h"
#include "text/words.h"

namespace replylint {
namespace {

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// `=?charset?B?text?=`, in places of the raw message.
struct EncodedWord {
  std::string charset;
  bool base64 = false;
  RawSpan text;
  std::uint32_t end = 0;
};

bool is_fold_byte(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The end of a charset or of encoded text: the next `?`, which a blank must not precede. Some writers do put blanks
/// into Q text, so those are let through there.
std::size_t find_question_mark(std::string_view raw, std::size_t at, std::size_t end, bool blanks) {
  for (; at < end && raw[at] != '?'; ++at)
    if (raw[at] == '\n' || raw[at] == '\r' || (!blanks && is_fold_byte(raw[at]))) return end;
  return at;
}

std::optional<EncodedWord> parse_encoded_word(std::string_view raw, std::size_t at, std::size_t end) {
  constexpr std::size_t longest = 4096;
  end = std::min(end, at + longest);
  if (!raw.substr(at, end - at).starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = find_question_mark(raw, at + 2, end, false);
  if (charset_end + 3 >= end || charset_end == at + 2 || raw[charset_end + 2] != '?') return std::nullopt;
  const char encoding = to_lower(raw[charset_end + 1]);
  if (encoding != 'b' && encoding != 'q') return std::nullopt;
  const std::size_t text = charset_end + 3;
  std::size_t text_end = find_question_mark(raw, text, end, true);
  // Q text may hold a bare `?` where the writer was careless: only `?=` ends it.
  while (text_end + 1 < end && raw[text_end + 1] != '=') text_end = find_question_mark(raw, text_end + 1, end, true);
  if (text_end + 1 >= end) return std::nullopt;
  EncodedWord word;
  word.charset = std::string(raw.substr(at + 2, charset_end - at - 2));
  word.charset = word.charset.substr(0, word.charset.find('*'));  // a language tag (RFC 2231, 5)
  word.base64 = encoding == 'b';
  word.text = {narrow(text), narrow(text_end)};
  word.end = narrow(text_end + 2);
  return word;
}

class Decoder {
 public:
  Decoder(std::string_view raw, RawSpan value, std::vector<std::string>& problems)
      : raw_(raw), at_(value.begin), end_(value.end), problems_(problems) {}

  MappedText decode() {
    while (at_ < end_) {
      const auto word = raw_[at_] == '=' ? parse_encoded_word(raw_, at_, end_) : std::nullopt;
      if (word) {
        add_word(*word);
      } else {
        add_byte();
      }
    }
    flush_words();
    flush_plain(end_);
    return std::move(out_);
  }

 private:
  void add_word(const EncodedWord& word) {
    if (in_words_ && only_blank_since_word()) {
      plain_begin_ = at_;  // blanks between encoded words are not text
    } else {
      flush_words();
    }
    flush_plain(at_);
    if (!in_words_ || !equal_ignoring_case(charset_, word.charset)) flush_words();
    charset_ = word.charset;
    in_words_ = true;
    bool complete = true;
    const MappedText part =
        word.base64 ? decode_base64(raw_, word.text, word.text.size(), complete) : decode_quoted_printable(raw_, word.text, true);
    bytes_.append_from(part, {0, narrow(part.text.size())});
    at_ = word.end;
    plain_begin_ = word.end;
  }

  [[nodiscard]] bool only_blank_since_word() const {
    for (std::uint32_t i = plain_begin_; i < at_; ++i)
      if (!is_fold_byte(raw_[i])) return false;
    return true;
  }

  void add_byte() {
    if (in_words_ && !is_fold_byte(raw_[at_])) flush_words();
    ++at_;
  }

  void flush_words() {
    if (!in_words_) return;
    const MappedText text = to_utf8(std::move(bytes_), charset_, problems_);
    out_.append_from(text, {0, narrow(text.text.size())});
    bytes_ = {};
    in_words_ = false;
  }

  /// Text outside encoded words, without the line breaks of folding.
  void flush_plain(std::uint32_t end) {
    MappedText plain;
    std::uint32_t begin = plain_begin_;
    for (std::uint32_t i = plain_begin_; i <= end; ++i) {
      if (i < end && raw_[i] != '\r' && raw_[i] != '\n' && raw_[i] != '\0') continue;
      plain.append(raw_.substr(begin, i - begin), {begin, i});
      begin = i + 1;
    }
    plain_begin_ = end;
    if (plain.text.empty()) return;
    const MappedText text = to_utf8(std::move(plain), "", problems_);
    out_.append_from(text, {0, narrow(text.text.size())});
  }

  std::string_view raw_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::uint32_t plain_begin_ = at_;
  bool in_words_ = false;
  std::string charset_;
  MappedText bytes_;  ///< the decoded bytes of a run of encoded words of one charset
  MappedText out_;
  std::vector<std::string>& problems_;
};

}  // namespace

MappedText decode_words(std::string_view raw, RawSpan value, std::vector<std::string>& problems) {
  return Decoder(raw, value, problems).decode();
}

std::string decode_words(std::string_view value, std::vector<std::string>& problems) {
  if (value.find("=?") == std::string_view::npos && is_utf8(value)) return std::string(value);
  return decode_words(value, {0, narrow(value.size())}, problems).text;
}

}  // namespace replylint

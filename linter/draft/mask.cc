// SPDX-License-Identifier: MIT
// Finds links, addresses, inline code and repeated quotations in one pass each.
#include "draft/mask.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/byte_class.h"
#include "text/words.h"

namespace replylint {
namespace {

[[nodiscard]] bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] bool is_link_byte(char c) {
  static constexpr ByteClass others(" \t\n\v\f\r<>\"`{}|\\^");
  return !others.has(c);
}
[[nodiscard]] bool is_local_byte(char c) {
  static constexpr ByteClass signs(".!#$%&*+/=?^_~-");
  return is_letter(c) || is_digit(c) || signs.has(c);
}
[[nodiscard]] bool is_domain_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

class Masker {
 public:
  Masker(std::string_view text, std::vector<TextSpan>& masked) : text_(text), masked_(masked) {}

  void mask_links() {
    static constexpr ByteClass marks(":wW@`");
    for (std::uint32_t at = marks.find(text_, 0); at < text_.size();) {
      std::uint32_t end = at;
      if (text_[at] == '@') {
        end = mask_address(at);
      } else if (text_[at] == '`') {
        end = mask_code(at);
      } else {
        end = mask_link(at);
      }
      if (end > at) last_ = end;
      at = marks.find(text_, std::max(at + 1, end));
    }
  }

 private:
  // "https://…" from its colon, "mailto:…", "www.…"; returns the end of the link, or `at`.
  std::uint32_t mask_link(std::uint32_t at) {
    std::uint32_t begin = at;
    if (text_[at] == ':') {
      if (!text_.substr(at).starts_with("://")) return mask_mailto(at);
      constexpr std::uint32_t longest_scheme = 16;
      while (begin > last_ && at - begin < longest_scheme && (is_letter(text_[begin - 1]) || text_[begin - 1] == '+')) --begin;
      if (begin == at) return at;
    } else if (!starts_with_ignoring_case(text_.substr(at), "www.") || (at > 0 && is_word_byte(text_[at - 1]))) {
      return at;
    }
    return add_link(begin, at);
  }

  std::uint32_t mask_mailto(std::uint32_t at) {
    constexpr std::string_view scheme = "mailto";
    if (at < last_ + scheme.size() || !equal_ignoring_case(text_.substr(at - scheme.size(), scheme.size()), scheme)) return at;
    return add_link(at - static_cast<std::uint32_t>(scheme.size()), at);
  }

  std::uint32_t add_link(std::uint32_t begin, std::uint32_t from) {
    std::uint32_t end = from;
    std::uint32_t open = 0;
    while (end < text_.size() && is_link_byte(text_[end])) {
      if (text_[end] == '(') ++open;
      if (text_[end] == ')' && open == 0) break;
      if (text_[end] == ')') --open;
      ++end;
    }
    while (end > from && std::string_view(".,;:!?'*_]").find(text_[end - 1]) != std::string_view::npos) --end;
    constexpr std::uint32_t shortest = 6;
    if (end < begin + shortest || text_.substr(from, end - from) == "://") return from;
    masked_.push_back({begin, end});
    return end;
  }

  // An address or a message id, from its '@'.
  std::uint32_t mask_address(std::uint32_t at) {
    constexpr std::uint32_t longest_local = 120;
    std::uint32_t begin = at;
    while (begin > last_ && at - begin < longest_local && is_local_byte(text_[begin - 1])) --begin;
    std::uint32_t end = at + 1;
    while (end < text_.size() && is_domain_byte(text_[end])) ++end;
    while (end > at + 1 && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
    if (begin == at || end < at + 3 || text_.substr(at + 1, end - at - 1).find('.') == std::string_view::npos) return at;
    masked_.push_back({begin, end});
    return end;
  }

  // `strict=false`, within one line.
  std::uint32_t mask_code(std::uint32_t at) {
    constexpr std::uint32_t longest = 120;
    for (std::uint32_t end = at + 1; end < text_.size() && end - at <= longest && text_[end] != '\n'; ++end) {
      if (text_[end] != '`') continue;
      if (end > at + 1) masked_.push_back({at, end + 1});
      return end + 1;
    }
    return at;
  }

  std::string_view text_;
  std::vector<TextSpan>& masked_;
  std::uint32_t last_ = 0;  // end of the latest find: nothing reaches back over it
};

// Words separated by one space each, lower case: "Is  THIS\nbroken" -> "is this broken".
void append_folded(std::string& folded, std::string_view text) {
  bool gap = !folded.empty();
  for (const char c : text) {
    if (is_space(c)) {
      gap = true;
      continue;
    }
    if (gap && !folded.empty() && folded.back() != ' ') folded += ' ';
    gap = false;
    folded += to_lower(c);
  }
}

// Knuth, Morris and Pratt: linear on any input.
[[nodiscard]] bool contains(std::string_view text, std::string_view wanted) {
  std::vector<std::size_t> border(wanted.size() + 1, 0);
  for (std::size_t i = 1, length = 0; i < wanted.size();) {
    if (wanted[i] == wanted[length]) {
      border[++i] = ++length;
    } else if (length > 0) {
      length = border[length];
    } else {
      border[++i] = 0;
    }
  }
  std::size_t length = 0;
  for (const char c : text) {
    while (length > 0 && wanted[length] != c) length = border[length];
    if (wanted[length] == c && ++length == wanted.size()) return true;
  }
  return false;
}

// Quotations in the sender's words that repeat the other side's.
class QuotationFinder {
 public:
  QuotationFinder(std::string_view text, std::span<const Segment> segments) : text_(text), segments_(segments) {
    quotes_ = std::ranges::any_of(segments, [](const Segment& segment) { return segment.region == Region::quoted; });
  }

  void find(TextSpan within, std::vector<TextSpan>& masked) {
    if (!quotes_) return;
    static constexpr ByteClass marks("\"'");
    const std::string_view text = text_.substr(0, within.end);
    for (std::uint32_t at = marks.find(text, within.begin); at < within.end && tries_ < most_tries; at = marks.find(text, at + 1)) {
      if (at > within.begin && is_word_byte(text_[at - 1])) continue;
      const std::uint32_t end = find_close(at, within.end);
      if (end == 0) continue;
      masked.push_back({at, end});
      at = end - 1;
    }
  }

 private:
  // The end of the quotation that opens at `at`, if the other side wrote it, else 0.
  [[nodiscard]] std::uint32_t find_close(std::uint32_t at, std::uint32_t limit) {
    constexpr std::uint32_t longest = 500;
    constexpr int most_closes = 4;
    int closes = 0;
    for (std::uint32_t end = at + 1; end < limit && end - at <= longest && closes < most_closes; ++end) {
      if (text_[end] != text_[at] || (end + 1 < limit && is_word_byte(text_[end + 1]))) continue;
      ++closes;
      if (is_theirs(text_.substr(at + 1, end - at - 1))) return end + 1;
    }
    return 0;
  }

  [[nodiscard]] bool is_theirs(std::string_view quotation) {
    if (count_words(quotation) < 2) return false;
    std::string wanted;
    append_folded(wanted, trim(quotation));
    while (!wanted.empty() && std::string_view(".,!?;: ").find(wanted.back()) != std::string_view::npos) wanted.pop_back();
    if (wanted.empty()) return false;
    if (tries_++ == 0) fold_quotes();
    return contains(folded_, wanted);
  }

  // Most drafts quote nothing inside a line, so that this is not needed.
  void fold_quotes() {
    constexpr std::size_t most_bytes = 256UL * 1024;
    for (const Segment& segment : segments_) {
      if (segment.region != Region::quoted || folded_.size() > most_bytes) continue;
      append_folded(folded_, segment.span.of(text_).substr(0, most_bytes));
    }
  }

  static constexpr int most_tries = 64;
  std::string_view text_;
  std::span<const Segment> segments_;
  bool quotes_ = false;
  std::string folded_;  // what the other side wrote, once it is needed
  int tries_ = 0;
};

}  // namespace

std::vector<TextSpan> find_masked(std::string_view text, std::span<const Segment> segments, std::span<const TextSpan> known) {
  std::vector<TextSpan> masked(known.begin(), known.end());
  Masker(text, masked).mask_links();
  QuotationFinder quotations(text, segments);
  for (const Segment& segment : segments) {
    if (segment.region == Region::authored || segment.region == Region::greeting) quotations.find(segment.span, masked);
  }
  std::ranges::sort(masked);
  std::vector<TextSpan> merged;
  for (const TextSpan span : masked) {
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

}  // namespace replylint

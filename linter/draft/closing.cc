// SPDX-License-Identifier: MIT
// Finds sign-offs from the end of a block: contact lines, a name, a closing formula.
#include "draft/closing.h"

#include <algorithm>
#include <array>
#include <vector>

#include "draft/closing_words.h"
#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// "- Ana", "--Ana", "/Ana", "~ Ana" -> "Ana".
[[nodiscard]] std::string_view strip_dash(std::string_view line) {
  std::string_view name = trim(line);
  const std::size_t before = name.size();
  while (!name.empty() && (name.front() == '-' || name.front() == '~' || name.front() == '/')) name.remove_prefix(1);
  return name.size() == before || before - name.size() > 3 ? std::string_view() : trim(name);
}

[[nodiscard]] bool ends_sentence(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')')) line.remove_suffix(1);
  return line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with(':');
}

[[nodiscard]] bool is_postscript(std::string_view line) {
  line = trim(line);
  return starts_with_ignoring_case(line, "ps:") || starts_with_ignoring_case(line, "ps ") || starts_with_ignoring_case(line, "p.s") ||
         starts_with_ignoring_case(line, "pps") || starts_with_ignoring_case(line, "ps.") || starts_with_ignoring_case(line, "ps,") ||
         starts_with_ignoring_case(line, "p.p.s");
}

// A line that may stand below a closing formula.
[[nodiscard]] bool is_tail_line(std::string_view line) {
  line = trim(line);
  if (line.size() > 160) return false;
  if (line.size() <= 80 && !(ends_sentence(line) && count_words(line) >= 5)) return true;
  return is_contact_line(line) || is_phone_footer(line) || is_formula(line);
}

// A name below a formula: short, no digits, no address.
[[nodiscard]] bool is_signed_name(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 48 || line.find_first_of("@|/:?!<>=0123456789") != std::string_view::npos) return false;
  const std::size_t words = count_words(line);
  return words >= 1 && words <= 5 && !is_contact_line(line);
}

// "Thanks, Tom", "Best - Ana": the formula and the name on one line.
struct OneLine {
  bool found = false;
  std::string_view name;
};
[[nodiscard]] OneLine split_one_line(std::string_view line, const Names& writer) {
  line = trim(line);
  if (line.size() > 60) return {};
  if (const auto from = line.find(" from "); from < line.size() && is_formula(line.substr(0, from)) && count_words(line) <= 8) {
    return {true, strip_end(trim(line.substr(from + 6)))};
  }
  // "LG Tobias", "xo Jolene"
  for (std::size_t gap = line.find(' '); gap < line.size(); gap = line.find(' ', gap + 1)) {
    if (is_formula(line.substr(0, gap)) && is_name_of(line.substr(gap), writer)) return {true, strip_end(trim(line.substr(gap)))};
  }
  const auto mark = line.find_first_of(",-!./");
  for (std::size_t at = mark; at < line.size(); at = line.find_first_of(",-!./", at + 1)) {
    if (!is_formula(line.substr(0, at))) continue;
    std::string_view name = trim(line.substr(at + 1));
    while (!name.empty() && (name.front() == '-' || name.front() == '/')) name.remove_prefix(1);
    name = strip_end(trim(name));
    if (is_name_of(name, writer)) return {true, name};
    if (writer.words.empty() && is_name_shaped(name) && count_words(name) <= 2) return {true, name};
  }
  return {};
}

// "For the committee", "On behalf of the board".
[[nodiscard]] bool is_speaking_for(std::string_view line) {
  return (starts_with_ignoring_case(line, "for the ") || starts_with_ignoring_case(line, "on behalf of ")) && count_words(line) <= 6 &&
         is_word_byte(line.back());
}

// One-word replies that a capital makes look like a name.
[[nodiscard]] bool is_answer_word(std::string_view word) {
  static constexpr WordSet answers("attached", "happy", "merry", "see", "congrats", "cool", "wow", "awesome", "excellent", "regarding",
                                   "best", "cheers", "thanks", "thank", "hello", "hi", "interesting", "ditto", "amen", "indeed", "nope",
                                   "yep", "yeah", "bingo", "easter", "christmas", "done", "agreed", "noted", "fixed", "merged", "applied",
                                   "acked", "yes", "no", "ok", "okay", "sure", "great", "perfect", "understood", "correct", "exactly",
                                   "right", "congratulations", "sorry", "please", "welcome", "true", "good", "nice", "confirmed", "enjoy",
                                   "lol", "fyi", "hth", "danke", "merci", "gracias", "ja", "nein", "oui", "non");
  return answers.contains(word);
}

class ClosingFinder {
 public:
  ClosingFinder(const Page& page, std::size_t begin, std::size_t end, const Names& writer, bool whole) : page_(page), writer_(writer) {
    constexpr std::size_t most_lines = 24;
    for (std::size_t i = end; i > begin && lines_.size() < most_lines; --i) {
      if (!page.lines[i - 1].blank()) lines_.push_back(i - 1);
    }
    std::ranges::reverse(lines_);
    whole_block_ = lines_.empty() || (whole && page.find_text(begin) == lines_.front());
  }

  Closing find() {
    cut_postscript();
    find_tail();
    if (!find_formula() && !find_one_line() && !find_bare_name()) find_contact_block();
    return closing_;
  }

 private:
  [[nodiscard]] std::string_view of(std::size_t at) const { return page_.trimmed(lines_[at]); }
  [[nodiscard]] bool after_blank(std::size_t at) const { return lines_[at] == 0 || page_.lines[lines_[at] - 1].blank(); }

  // "PS: …" and what follows is the sender's text again.
  void cut_postscript() {
    for (std::size_t at = lines_.size(); at > 1; --at) {
      if (after_blank(at - 1) && is_postscript(of(at - 1))) lines_.resize(at - 1);
    }
  }

  void find_tail() {
    tail_ = lines_.size();
    while (tail_ > 0 && is_tail_line(of(tail_ - 1))) --tail_;
  }

  bool find_formula() {
    std::size_t found = lines_.size();
    constexpr std::size_t most_below = 14;
    for (std::size_t at = lines_.size(); at > tail_ && lines_.size() - at <= most_below; --at) {
      const bool speaks_for = at < lines_.size() && is_speaking_for(of(at - 1)) && is_name_shaped(of(at));
      if (!is_formula(of(at - 1)) && !speaks_for) continue;
      const bool lone = at == lines_.size();
      // The last line "Thank you." alone is a sentence; "Thanks" and "Cheers!" close.
      if (lone && of(at - 1).ends_with('.') && !of(at - 1).ends_with("..")) continue;
      if (!lone && of(at - 1).ends_with('.') && !is_signed_name(of(at))) continue;
      // "Later" and "Best" are words too: something must follow them or a blank line stand above.
      if (lone && !after_blank(at - 1) && count_words(of(at - 1)) < 2 && ends_sentence(of(at - 1))) continue;
      found = at - 1;
      break;
    }
    if (found == lines_.size()) return false;
    if (found == 0 && whole_block_ && lines_.size() == 1) return false;  // the whole reply is "Thanks!"
    std::size_t begin = found;
    while (begin > tail_ && begin > 1 && is_formula(of(begin - 1))) --begin;
    closing_.formula = true;
    closing_.sign_off_begin = lines_[begin];
    std::size_t next = found + 1;
    if (next < lines_.size()) {
      const std::string_view dashed = strip_dash(of(next));
      const std::string_view name = dashed.empty() ? of(next) : dashed;
      if (is_signed_name(name) && !is_phone_footer(name)) set_name(name), ++next;
    }
    close(next);
    return true;
  }

  bool find_one_line() {
    for (std::size_t at = lines_.size(); at > tail_ || (at == tail_ && at > 0); --at) {
      const OneLine line = split_one_line(of(at - 1), writer_);
      if (!line.found) continue;
      if (at == 1 && whole_block_ && !is_name_of(line.name, writer_)) return false;
      closing_.formula = true;
      closing_.sign_off_begin = lines_[at - 1];
      set_name(line.name);
      close(at);
      return true;
    }
    return false;
  }

  // "Ana", "- Ana" or "Ana Berg" as the last line, or above contact lines.
  bool find_bare_name() {
    for (std::size_t at = tail_; at < lines_.size(); ++at) {
      if (lines_.size() - at > 10) continue;
      const std::string_view dashed = strip_dash(of(at));
      const std::string_view name = dashed.empty() ? of(at) : dashed;
      const bool first_of_all = at == 0 && whole_block_;
      if (first_of_all || !is_bare_name(at, name, !dashed.empty())) continue;
      set_name(name);
      const bool closes = at > 0 && ((closing_.known_name && is_formula_shaped(at - 1)) || closes_with_comma(at));
      closing_.formula = closes;
      closing_.sign_off_begin = lines_[closes ? at - 1 : at];
      close(at + 1);
      return true;
    }
    return false;
  }

  // Above the writer's name even words that we do not know close: "Have a good one,", "See you on Saturday".
  [[nodiscard]] bool is_formula_shaped(std::size_t at) const {
    const std::string_view line = of(at);
    if (!after_blank(at) || (at == 0 && whole_block_) || line.size() > 60 || is_contact_line(line)) return false;
    if (line.ends_with(',')) return count_words(line) <= 8;
    const bool adjacent = lines_[at] + 1 == lines_[at + 1];
    return adjacent && count_words(line) <= 5 && is_word_byte(line.back()) && is_word_byte(line.front());
  }

  [[nodiscard]] bool is_bare_name(std::size_t at, std::string_view name, bool dashed) const {
    const std::size_t below = lines_.size() - at - 1;
    if (is_name_of(name, writer_)) return below == 0 || after_blank(at) || all_contact_below(at);
    if (dashed && below == 0) return is_name_shaped(name) && count_words(name) <= 3 && (after_blank(at) || !trim(of(at)).starts_with("- "));
    if (below > 1) return false;
    // "Percy, box office", "Jo at Good Coffee": the writer's name begins the last line.
    if (below == 0 && after_blank(at) && !ends_sentence(name) && count_words(name) <= 10 &&
        is_name_of(name.substr(0, find_name_end(name)), writer_))
      return true;
    const bool closed = closes_with_comma(at);
    if (!(closed || after_blank(at)) || !is_word_byte(name.back()) || !is_capitalised_name(name)) return false;
    if (closed) return true;
    // A name that the header does not know, after text that has come to its end; below it at most a role.
    if (at == 0 || !(ends_sentence(of(at - 1)) || is_smiley_end(of(at - 1)))) return writer_.words.empty() && below == 0 && at > 0;
    return below == 0 || (lines_[at] + 1 == lines_[at + 1] && is_word_byte(of(at + 1).back()) && count_words(of(at + 1)) <= 6);
  }

  [[nodiscard]] static std::size_t find_name_end(std::string_view line) {
    return std::min({line.find(','), line.find(" at "), line.find(" ("), line.find(" - "), line.size()});
  }

  [[nodiscard]] static bool is_smiley_end(std::string_view line) {
    return !line.empty() && !is_word_byte(line.back()) && line.back() != ',' && line.back() != ';';
  }

  // All words with a capital, none of them a word of answers or of grammar: "Shelley", "School Office".
  [[nodiscard]] static bool is_capitalised_name(std::string_view name) {
    if (!is_name_shaped(name) || is_formula(name) || count_words(name) > 3) return false;
    for (const TextSpan span : find_words(name, {0, static_cast<std::uint32_t>(name.size())})) {
      const std::string_view word = span.of(name);
      const std::string lower = to_lower(word);
      if (lower[0] == word[0] && (static_cast<unsigned char>(word[0]) & 0x80U) == 0) return false;
      if (is_function_word(lower) || is_answer_word(lower)) return false;
    }
    return true;
  }

  // "Fingers crossed," above the name.
  [[nodiscard]] bool closes_with_comma(std::size_t at) const {
    return at > 0 && at + 1 == lines_.size() && of(at - 1).ends_with(',') && is_formula_shaped(at - 1);
  }

  [[nodiscard]] bool all_contact_below(std::size_t at) const {
    for (std::size_t i = at + 1; i < lines_.size(); ++i) {
      if (is_contact_line(of(i))) return true;
    }
    return false;
  }

  // Name, role, company, phone as a last paragraph, without any closing formula.
  void find_contact_block() {
    std::size_t first = lines_.size();
    while (first > tail_ && (first == lines_.size() || lines_[first] == lines_[first - 1] + 1)) --first;
    if (lines_.size() - first < 3 || (first == 0 && whole_block_) || !after_blank(first)) return;
    std::size_t contacts = 0;
    for (std::size_t at = first; at < lines_.size(); ++at) contacts += is_contact_line(of(at)) ? 1U : 0U;
    if (contacts == 0 || !is_name_shaped(of(first)) || of(first).ends_with(',')) return;
    for (std::size_t at = first; at < lines_.size(); ++at) {
      if (of(at).starts_with("- ") || of(at).starts_with("* ") || (ends_sentence(of(at)) && !is_contact_line(of(at)))) return;
    }
    closing_.name = std::string(of(first));
    closing_.signature_begin = lines_[first];
    closing_.signature_end = lines_.back() + 1;
  }

  void set_name(std::string_view name) {
    closing_.name = std::string(strip_end(trim(name)));
    closing_.known_name = is_name_of(closing_.name, writer_);
  }

  // The sign-off ends before entry `next`; the rest of the block is the signature.
  void close(std::size_t next) {
    closing_.sign_off_end = lines_[next - 1] + 1;
    if (next < lines_.size()) {
      closing_.signature_begin = lines_[next];
      closing_.signature_end = lines_.back() + 1;
    }
  }

  const Page& page_;
  const Names& writer_;
  std::vector<std::size_t> lines_;  // the last lines that are not blank
  bool whole_block_ = false;        // there is nothing above them
  std::size_t tail_ = 0;            // the lowest position from which all lines may stand in a closing
  Closing closing_;
};

constexpr PhraseSet web_starts("www.");

// Seven digits and more, with nothing between them but the marks that stand in phone numbers.
[[nodiscard]] bool has_phone_number(std::string_view line) {
  std::size_t digits = 0;
  std::size_t run = 0;
  std::size_t longest_run = 0;
  for (const char c : line) {
    if (c >= '0' && c <= '9') {
      ++digits;
      longest_run = std::max(longest_run, ++run);
    } else if (std::string_view(" +-()./").find(c) == std::string_view::npos) {
      run = 0;
    }
  }
  return longest_run >= 7 && digits <= 40;
}

}  // namespace

bool is_contact_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 160) return false;
  if (line.ends_with(',')) return false;
  const std::size_t words = count_words(line);
  if (words > 12 || (words > 5 && ends_sentence(line))) return false;
  const auto at = line.find('@');
  const bool address = at != std::string_view::npos && at > 0 && line.find('.', at) != std::string_view::npos;
  return address || line.find("://") != std::string_view::npos || line.find(" | ") != std::string_view::npos || has_phone_number(line) ||
         web_starts.occurs(line);
}

Closing find_closing(const Page& page, std::size_t begin, std::size_t end, const Names& writer, bool whole) {
  return ClosingFinder(page, begin, end, writer, whole).find();
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Finds sign-offs from the end of a block: contact lines, a name, a closing formula.
#include "draft/closing.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/words.h"

namespace replylint {
namespace {

// ASCII letters in lower case, without punctuation at the end.
constexpr auto formulas = std::to_array<std::string_view>({
    "best",
    "best regards",
    "best wishes",
    "all best",
    "kind regards",
    "kindest regards",
    "warm regards",
    "warmest regards",
    "regards",
    "with regards",
    "many thanks",
    "thanks",
    "thank you",
    "thank you again",
    "thanks again",
    "many thanks again",
    "thanks in advance",
    "many thanks in advance",
    "thank you in advance",
    "thanks so much",
    "thank you so much",
    "thanks a lot",
    "thanks very much",
    "thank you very much",
    "thanks a million",
    "thanks and regards",
    "thanks and best regards",
    "thanks & regards",
    "thanks and kind regards",
    "with thanks",
    "with many thanks",
    "with best regards",
    "with kind regards",
    "with best wishes",
    "with warm regards",
    "with warmest regards",
    "with kindest regards",
    "with apologies",
    "all the best",
    "all the very best",
    "cheers",
    "sincerely",
    "sincerely yours",
    "yours",
    "yours sincerely",
    "yours truly",
    "yours faithfully",
    "yours respectfully",
    "very truly yours",
    "respectfully",
    "respectfully yours",
    "cordially",
    "take care",
    "love",
    "lots of love",
    "much love",
    "xoxo",
    "talk soon",
    "speak soon",
    "see you soon",
    "until then",
    "thx",
    "tia",
    "rgds",
    "br",
    "kr",
    "ta",
    "warmly",
    "with appreciation",
    "gratefully",
    "with gratitude",
    "good wishes",
    "have a great day",
    "have a nice day",
    "have a good day",
    "have a great weekend",
    "have a nice weekend",
    "have a good weekend",
    "hth",
    "hope this helps",
    "hope that helps",
    "best to you",
    "with respect",
    "peace",
    "later",
    "bye",
    "bye for now",
    "in haste",
    "ciao",
    "kindly",
    "warmest wishes",
    "with sympathy",
    "with deepest sympathy",
    "with sincere apologies",
    "apologies again",
    "sorry again",
    "with love",
    "fondly",
    "faithfully",
    "truly yours",
    "yours in haste",
    "mit freundlichen gr\u00fc\u00dfen",
    "mit freundlichen gr\u00fcssen",
    "mit freundlichen gruessen",
    "mit freundlichem gru\u00df",
    "mit besten gr\u00fc\u00dfen",
    "mit besten gr\u00fcssen",
    "freundliche gr\u00fc\u00dfe",
    "freundliche gr\u00fcsse",
    "freundlicher gru\u00df",
    "viele gr\u00fc\u00dfe",
    "viele gr\u00fcsse",
    "beste gr\u00fc\u00dfe",
    "beste gr\u00fcsse",
    "liebe gr\u00fc\u00dfe",
    "liebe gr\u00fcsse",
    "lieben gru\u00df",
    "herzliche gr\u00fc\u00dfe",
    "herzliche gr\u00fcsse",
    "sch\u00f6ne gr\u00fc\u00dfe",
    "sch\u00f6nen gru\u00df",
    "gr\u00fc\u00dfe",
    "gr\u00fcsse",
    "gru\u00df",
    "gruss",
    "mfg",
    "lg",
    "vg",
    "danke",
    "vielen dank",
    "besten dank",
    "hochachtungsvoll",
    "bis dann",
    "bis bald",
    "danke und gru\u00df",
    "vielen dank und viele gr\u00fc\u00dfe",
    "cordialement",
    "bien cordialement",
    "tr\u00e8s cordialement",
    "bien \u00e0 vous",
    "bien \u00e0 toi",
    "amicalement",
    "sinc\u00e8res salutations",
    "salutations",
    "meilleures salutations",
    "salutations distingu\u00e9es",
    "respectueusement",
    "merci",
    "merci d'avance",
    "merci beaucoup",
    "bonne journ\u00e9e",
    "bises",
    "\u00e0 bient\u00f4t",
    "saludos",
    "un saludo",
    "saludos cordiales",
    "un cordial saludo",
    "atentamente",
    "cordialmente",
    "un abrazo",
    "abrazos",
    "gracias",
    "muchas gracias",
    "cordiali saluti",
    "distinti saluti",
    "saluti",
    "un saluto",
    "un caro saluto",
    "cari saluti",
    "grazie",
    "grazie mille",
    "a presto",
    "met vriendelijke groet",
    "met vriendelijke groeten",
    "vriendelijke groet",
    "vriendelijke groeten",
    "hartelijke groet",
    "hartelijke groeten",
    "groet",
    "groeten",
    "groetjes",
    "mvg",
    "bedankt",
    "alvast bedankt",
    "met hartelijke groet",
    "atenciosamente",
    "cumprimentos",
    "com os melhores cumprimentos",
    "melhores cumprimentos",
    "abra\u00e7os",
    "abra\u00e7o",
    "um abra\u00e7o",
    "obrigado",
    "obrigada",
    "att",
    "cordialmente",
    "pozdrawiam",
    "pozdrawiam serdecznie",
    "serdecznie pozdrawiam",
    "z powa\u017caniem",
    "dzi\u0119kuj\u0119",
    "z wyrazami szacunku",
    "med v\u00e4nliga h\u00e4lsningar",
    "med v\u00e4nlig h\u00e4lsning",
    "v\u00e4nliga h\u00e4lsningar",
    "mvh",
    "h\u00e4lsningar",
    "tack",
    "hilsen",
    "med vennlig hilsen",
    "vennlig hilsen",
    "med venlig hilsen",
    "venlig hilsen",
    "takk",
    "tak",
    "yst\u00e4v\u00e4llisin terveisin",
    "terveisin",
    "terveisin",
    "kiitos",
    "s pozdravem",
    "d\u011bkuji",
    "sayg\u0131lar\u0131mla",
    "sayg\u0131lar",
    "iyi \u00e7al\u0131\u015fmalar",
    "\u0441 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c",
    "\u0421 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c",
    "\u0421\u043f\u0430\u0441\u0438\u0431\u043e",
    "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3044\u305f\u3057\u307e\u3059",
    "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3057\u307e\u3059",
    "\u4ee5\u4e0a",
    "\u656c\u5177",
    "\u6b64\u81f4",
    "\u8c22\u8c22",
    "\u795d\u597d",
});

constexpr auto phone_footers = std::to_array<std::string_view>({
    "sent from my ",
    "sent from mobile",
    "sent from outlook",
    "sent from mail for",
    "sent from yahoo mail",
    "sent from proton",
    "sent with proton",
    "sent via ",
    "sent on the go",
    "sent using ",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "von unterwegs gesendet",
    "holen sie sich outlook",
    "envoy\u00e9 de mon ",
    "envoy\u00e9 depuis ",
    "envoy\u00e9 \u00e0 partir de ",
    "t\u00e9l\u00e9charger outlook",
    "enviado desde mi ",
    "enviado desde ",
    "obtener outlook",
    "enviado do meu ",
    "enviado de meu ",
    "enviado a partir do",
    "inviato da ",
    "inviato dal ",
    "verzonden vanaf ",
    "verzonden met ",
    "verstuurd vanaf ",
    "wys\u0142ane z ",
    "wys\u0142ano z ",
    "skickat fr\u00e5n ",
    "sendt fra ",
    "l\u00e4hetetty ",
    "odesl\u00e1no z ",
    "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e \u0441 ",
    "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e \u0438\u0437 ",
    "\u53d1\u81ea\u6211\u7684",
    "\u4ece\u6211\u7684",
    "\u5f9e\u6211\u7684",
});

[[nodiscard]] std::string_view strip_end(std::string_view text) {
  while (!text.empty() && (is_space(text.back()) || std::string_view(",.!;:-").find(text.back()) != std::string_view::npos))
    text.remove_suffix(1);
  return text;
}

[[nodiscard]] bool is_formula(std::string_view text) {
  constexpr std::size_t longest = 60;
  text = strip_end(trim(text));
  if (text.empty() || text.size() > longest) return false;
  return std::ranges::find(formulas, std::string_view(to_lower(text))) != formulas.end();
}

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

[[nodiscard]] std::size_t count_words(std::string_view line) {
  return find_words(line, {0, static_cast<std::uint32_t>(line.size())}).size();
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
  if (is_contact_line(line) || is_phone_footer(line)) return line.size() <= 160;
  if (line.size() > 80) return false;
  return !(ends_sentence(line) && count_words(line) >= 5);
}

// A name below a formula: short, no digits, no address.
[[nodiscard]] bool is_signed_name(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 48 || line.find_first_of("@|/:?!<>=0123456789") != std::string_view::npos) return false;
  return count_words(line) >= 1 && count_words(line) <= 5 && !is_contact_line(line);
}

// "Thanks, Tom", "Best - Ana": the formula and the name on one line.
struct OneLine {
  bool found = false;
  std::string_view name;
};
[[nodiscard]] OneLine split_one_line(std::string_view line, const Names& writer) {
  line = trim(line);
  if (line.size() > 60) return {};
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

class ClosingFinder {
 public:
  ClosingFinder(const Page& page, std::size_t begin, std::size_t end, const Names& writer) : page_(page), writer_(writer) {
    constexpr std::size_t most_lines = 24;
    for (std::size_t i = end; i > begin && lines_.size() < most_lines; --i) {
      if (!page.lines[i - 1].blank()) lines_.push_back(i - 1);
    }
    std::ranges::reverse(lines_);
    whole_block_ = lines_.empty() || page.find_text(begin) == lines_.front();
  }

  Closing find() {
    cut_postscript();
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

  // The lowest position from which all lines may stand in a closing.
  [[nodiscard]] std::size_t find_tail() const {
    std::size_t first = lines_.size();
    while (first > 0 && is_tail_line(of(first - 1))) --first;
    return first;
  }

  bool find_formula() {
    const std::size_t tail = find_tail();
    std::size_t found = lines_.size();
    constexpr std::size_t most_below = 14;
    for (std::size_t at = lines_.size(); at > tail && lines_.size() - at <= most_below; --at) {
      if (!is_formula(of(at - 1))) continue;
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
    while (begin > tail && begin > 1 && is_formula(of(begin - 1))) --begin;
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
    const std::size_t tail = find_tail();
    for (std::size_t at = lines_.size(); at > tail || (at == tail && at > 0); --at) {
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
    const std::size_t tail = find_tail();
    for (std::size_t at = std::max<std::size_t>(tail, 0); at < lines_.size(); ++at) {
      if (lines_.size() - at > 10) continue;
      const std::string_view dashed = strip_dash(of(at));
      const std::string_view name = dashed.empty() ? of(at) : dashed;
      const bool first_of_all = at == 0 && whole_block_;
      if (first_of_all || !is_bare_name(at, name, !dashed.empty())) continue;
      closing_.sign_off_begin = lines_[at];
      set_name(name);
      close(at + 1);
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_bare_name(std::size_t at, std::string_view name, bool dashed) const {
    const bool last = at + 1 == lines_.size();
    if (is_name_of(name, writer_)) return last || after_blank(at) || all_contact_below(at);
    if (dashed && last) return is_name_shaped(name) && count_words(name) <= 3 && (after_blank(at) || !trim(of(at)).starts_with("- "));
    // Nobody told us the sender's name: a capitalised word or two on a line of its own at the very end.
    if (!writer_.words.empty() || !last || !after_blank(at) || ends_sentence(name)) return false;
    return is_name_shaped(name) && count_words(name) <= 2 && !is_formula(name) && !is_function_word(to_lower(name));
  }

  [[nodiscard]] bool all_contact_below(std::size_t at) const {
    for (std::size_t i = at + 1; i < lines_.size(); ++i) {
      if (is_contact_line(of(i))) return true;
    }
    return false;
  }

  // Name, role, company, phone as a last paragraph, without any closing formula.
  void find_contact_block() {
    const std::size_t tail = find_tail();
    std::size_t first = lines_.size();
    while (first > tail && (first == lines_.size() || lines_[first] == lines_[first - 1] + 1)) --first;
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
  Closing closing_;
};

}  // namespace

bool is_phone_footer(std::string_view line) {
  line = trim(line);
  constexpr std::size_t longest = 100;
  if (line.size() > longest) return false;
  while (!line.empty() && (line.front() == '*' || line.front() == '[' || line.front() == '(')) line.remove_prefix(1);
  const std::string lower = to_lower(line);
  for (const std::string_view footer : phone_footers) {
    if (!lower.starts_with(footer)) continue;
    // "Von meinem Urlaub …" is prose.
    if (footer == "von meinem " && lower.find("gesendet") == std::string::npos) return false;
    if ((footer == "sent via " || footer == "sent using ") && count_words(line) > 6) return false;
    return true;
  }
  return lower.ends_with("\u304b\u3089\u9001\u4fe1") || lower.ends_with("\u306b\u9001\u4fe1");
}

bool is_contact_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 160) return false;
  const std::string lower = to_lower(line);
  const auto at = lower.find('@');
  const bool address = at != std::string::npos && at > 0 && lower.find('.', at) != std::string::npos;
  const bool link = lower.find("://") != std::string::npos || lower.find("www.") != std::string::npos;
  const auto digits = std::ranges::count_if(lower, [](char c) { return c >= '0' && c <= '9'; });
  std::size_t run = 0;
  std::size_t longest_run = 0;  // of digits with the marks that stand in phone numbers
  std::size_t run_digits = 0;
  for (const char c : lower) {
    const bool digit = c >= '0' && c <= '9';
    if (digit || c == ' ' || c == '+' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/') {
      ++run;
      run_digits += digit ? 1U : 0U;
      longest_run = std::max(longest_run, run_digits);
    } else {
      run = run_digits = 0;
    }
  }
  const bool phone = longest_run >= 7 && digits <= 40;
  if (count_words(line) > 12 || (ends_sentence(line) && count_words(line) > 5)) return false;
  return (address || link || phone || line.find(" | ") != std::string_view::npos) && !(line.ends_with(','));
}

Closing find_closing(const Page& page, std::size_t begin, std::size_t end, const Names& writer) {
  return ClosingFinder(page, begin, end, writer).find();
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Closing formulas and phone footers of many languages.
#include "draft/closing_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// ASCII letters in lower case, without punctuation at the end.
constexpr WordSet formulas(
    "best", "best regards", "best wishes", "all best", "kind regards", "kindest regards", "warm regards", "warmest regards", "regards",
    "with regards", "many thanks", "thanks", "thank you", "thank you again", "thanks again", "many thanks again", "thanks in advance",
    "many thanks in advance", "thank you in advance", "thanks so much", "thank you so much", "thanks a lot", "thanks very much",
    "thank you very much", "thanks a million", "thanks and regards", "thanks and best regards", "thanks & regards",
    "thanks and kind regards", "with thanks", "with many thanks", "with best regards", "with kind regards", "with best wishes",
    "with warm regards", "with warmest regards", "with kindest regards", "with apologies", "all the best", "all the very best", "cheers",
    "sincerely", "sincerely yours", "yours", "yours sincerely", "yours truly", "yours faithfully", "yours respectfully", "very truly yours",
    "respectfully", "respectfully yours", "cordially", "take care", "love", "lots of love", "much love", "xoxo", "x", "xx", "xxx", "xo",
    "warm wishes", "all good wishes", "amiti\u00e9s", "talk soon", "speak soon", "see you soon", "until then", "thx", "tia", "rgds", "br",
    "kr", "ta", "warmly", "with appreciation", "gratefully", "with gratitude", "good wishes", "have a great day", "have a nice day",
    "have a good day", "have a great weekend", "have a nice weekend", "have a good weekend", "hth", "hope this helps", "hope that helps",
    "best to you", "with respect", "peace", "later", "bye", "bye for now", "in haste", "ciao", "kindly", "warmest wishes", "with sympathy",
    "with deepest sympathy", "with sincere apologies", "apologies again", "sorry again", "with love", "fondly", "faithfully", "truly yours",
    "yours in haste", "mit freundlichen gr\u00fc\u00dfen", "mit freundlichen gr\u00fcssen", "mit freundlichen gruessen",
    "mit freundlichem gru\u00df", "mit besten gr\u00fc\u00dfen", "mit besten gr\u00fcssen", "freundliche gr\u00fc\u00dfe",
    "freundliche gr\u00fcsse", "freundlicher gru\u00df", "viele gr\u00fc\u00dfe", "viele gr\u00fcsse", "beste gr\u00fc\u00dfe",
    "beste gr\u00fcsse", "liebe gr\u00fc\u00dfe", "liebe gr\u00fcsse", "lieben gru\u00df", "herzliche gr\u00fc\u00dfe",
    "herzliche gr\u00fcsse", "sch\u00f6ne gr\u00fc\u00dfe", "sch\u00f6nen gru\u00df", "gr\u00fc\u00dfe", "gr\u00fcsse", "gru\u00df",
    "gruss", "mfg", "lg", "vg", "danke", "vielen dank", "besten dank", "hochachtungsvoll", "bis dann", "bis bald", "danke und gru\u00df",
    "vielen dank und viele gr\u00fc\u00dfe", "cordialement", "bien cordialement", "tr\u00e8s cordialement", "bien \u00e0 vous",
    "bien \u00e0 toi", "amicalement", "sinc\u00e8res salutations", "salutations", "meilleures salutations", "salutations distingu\u00e9es",
    "respectueusement", "merci", "merci d'avance", "merci beaucoup", "bonne journ\u00e9e", "bises", "\u00e0 bient\u00f4t", "saludos",
    "un saludo", "saludos cordiales", "un cordial saludo", "atentamente", "cordialmente", "un abrazo", "abrazos", "gracias",
    "muchas gracias", "cordiali saluti", "distinti saluti", "saluti", "un saluto", "un caro saluto", "cari saluti", "grazie",
    "grazie mille", "a presto", "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
    "hartelijke groet", "hartelijke groeten", "groet", "groeten", "groetjes", "mvg", "bedankt", "alvast bedankt", "met hartelijke groet",
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "abra\u00e7os", "abra\u00e7o",
    "um abra\u00e7o", "obrigado", "obrigada", "att", "atte", "fingers crossed", "cordialmente", "pozdrawiam", "pozdrawiam serdecznie",
    "serdecznie pozdrawiam", "z powa\u017caniem", "dzi\u0119kuj\u0119", "z wyrazami szacunku", "med v\u00e4nliga h\u00e4lsningar",
    "med v\u00e4nlig h\u00e4lsning", "v\u00e4nliga h\u00e4lsningar", "mvh", "h\u00e4lsningar", "tack", "hilsen", "med vennlig hilsen",
    "vennlig hilsen", "med venlig hilsen", "venlig hilsen", "takk", "tak", "yst\u00e4v\u00e4llisin terveisin", "terveisin", "terveisin",
    "kiitos", "s pozdravem", "d\u011bkuji", "sayg\u0131lar\u0131mla", "sayg\u0131lar", "iyi \u00e7al\u0131\u015fmalar",
    "\u0441 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c", "\u0421 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c",
    "\u0421\u043f\u0430\u0441\u0438\u0431\u043e", "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3044\u305f\u3057\u307e\u3059",
    "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3057\u307e\u3059", "\u4ee5\u4e0a", "\u656c\u5177", "\u6b64\u81f4", "\u8c22\u8c22",
    "\u795d\u597d");

constexpr PhraseSet phone_footers("sent from my ", "sent from mobile", "sent from outlook", "sent from mail for", "sent from yahoo mail",
                                  "sent from proton", "sent with proton", "sent via ", "sent on the go", "sent using ", "get outlook for ",
                                  "von meinem ", "gesendet von ", "gesendet mit ", "von unterwegs gesendet", "holen sie sich outlook",
                                  "envoy\u00e9 de mon ", "envoy\u00e9 depuis ", "envoy\u00e9 \u00e0 partir de ",
                                  "t\u00e9l\u00e9charger outlook", "enviado desde mi ", "enviado desde ", "obtener outlook",
                                  "enviado do meu ", "enviado de meu ", "enviado a partir do", "inviato da ", "inviato dal ",
                                  "verzonden vanaf ", "verzonden met ", "verstuurd vanaf ", "wys\u0142ane z ", "wys\u0142ano z ",
                                  "skickat fr\u00e5n ", "sendt fra ", "l\u00e4hetetty ", "odesl\u00e1no z ",
                                  "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e \u0441 ",
                                  "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e \u0438\u0437 ", "\u53d1\u81ea\u6211\u7684",
                                  "\u4ece\u6211\u7684", "\u5f9e\u6211\u7684");

// Whole sentences that close French letters.
constexpr PhraseSet long_formulas("veuillez agr\u00e9er", "je vous prie d'agr\u00e9er", "veuillez recevoir", "recevez, ",
                                  "nous vous prions d'agr\u00e9er");

}  // namespace

std::string_view strip_end(std::string_view text) {
  while (!text.empty()) {
    if (is_space(text.back()) || std::string_view(",.!;:-").find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with("\u3002") || text.ends_with("\uFF0C") || text.ends_with("\uFF01") || text.ends_with("\u3001")) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

bool is_formula(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t longest_sentence = 160;
  text = strip_end(trim(text));
  if (text.empty() || text.size() > longest_sentence) return false;
  const bool short_enough = text.size() <= longest;
  // "Lots of love from" and the names on the next line.
  if (ends_with_ignoring_case(text, " from")) text.remove_suffix(5);
  if (starts_with_ignoring_case(text, "have a ") && count_words(text) <= 7) return true;
  return long_formulas.begins(text) || (short_enough && formulas.contains(text));
}

bool is_phone_footer(std::string_view line) {
  line = trim(line);
  constexpr std::size_t longest = 100;
  if (line.size() > longest) return false;
  while (!line.empty() && (line.front() == '*' || line.front() == '[' || line.front() == '(')) line.remove_prefix(1);
  bool found = line.ends_with("\u304b\u3089\u9001\u4fe1") || line.ends_with("\u306b\u9001\u4fe1");
  (void)phone_footers.find_start(line, [&](std::string_view footer) {
    // "Von meinem Urlaub …" is prose.
    if (footer == "von meinem ") {
      found = to_lower(line).find("gesendet") != std::string::npos;
    } else {
      found = !(footer == "sent via " || footer == "sent using ") || count_words(line) <= 6;
    }
    return true;
  });
  return found;
}

}  // namespace replylint

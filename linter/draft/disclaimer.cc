// SPDX-License-Identifier: MIT
// Counts the set phrases of legal text in a paragraph.
#include "draft/disclaimer.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/words.h"

namespace replylint {
namespace {

// One is enough: nobody writes these by hand.
constexpr auto openings = std::to_array<std::string_view>({"confidentiality notice",
                                                           "confidentiality note",
                                                           "legal disclaimer",
                                                           "disclaimer:",
                                                           "legal notice:",
                                                           "privileged and confidential",
                                                           "private and confidential:",
                                                           "please consider the environment before",
                                                           "think before you print",
                                                           "consider the environment before printing",
                                                           "save paper",
                                                           "important notice:",
                                                           "any views expressed",
                                                           "the views expressed",
                                                           "views expressed in",
                                                           "this e-mail does not create",
                                                           "this email does not create",
                                                           "vertraulichkeitshinweis",
                                                           "haftungsausschluss",
                                                           "avis de confidentialit\u00e9",
                                                           "aviso legal",
                                                           "aviso de confidencialidad",
                                                           "clausola di riservatezza",
                                                           "vertrouwelijkheid"});
// Two of these make a paragraph legal text.
constexpr auto phrases = std::to_array<std::string_view>({"this e-mail",
                                                          "this email",
                                                          "this message",
                                                          "this communication",
                                                          "this transmission",
                                                          "any attachment",
                                                          "its attachments",
                                                          "any files transmitted",
                                                          "confidential",
                                                          "privileged",
                                                          "intended recipient",
                                                          "intended only for",
                                                          "intended solely",
                                                          "solely for the use",
                                                          "individual or entity",
                                                          "received this",
                                                          "in error",
                                                          "notify the sender",
                                                          "delete it",
                                                          "delete this",
                                                          "unauthori",
                                                          "disclosure",
                                                          "dissemination",
                                                          "strictly prohibited",
                                                          "virus",
                                                          "liability",
                                                          "registered in",
                                                          "registered office",
                                                          "views expressed",
                                                          "do not necessarily",
                                                          "diese e-mail",
                                                          "diese nachricht",
                                                          "vertraulich",
                                                          "rechtlich gesch\u00fctzt",
                                                          "irrt\u00fcmlich",
                                                          "adressat",
                                                          "bestimmten empf\u00e4nger",
                                                          "informieren sie",
                                                          "vernichten sie",
                                                          "unbefugte",
                                                          "weitergabe",
                                                          "ce message",
                                                          "pi\u00e8ces jointes",
                                                          "confidentiel",
                                                          "destinataire",
                                                          "par erreur",
                                                          "exp\u00e9diteur",
                                                          "este mensaje",
                                                          "este correo",
                                                          "archivos adjuntos",
                                                          "confidencial",
                                                          "destinatario",
                                                          "por error",
                                                          "remitente",
                                                          "questo messaggio",
                                                          "questa e-mail",
                                                          "riservat",
                                                          "per errore",
                                                          "mittente",
                                                          "dit bericht",
                                                          "deze e-mail",
                                                          "bijlagen",
                                                          "vertrouwelijk",
                                                          "geadresseerde",
                                                          "abusievelijk",
                                                          "afzender",
                                                          "esta mensagem",
                                                          "este e-mail",
                                                          "destinat\u00e1rio",
                                                          "por engano",
                                                          "ta wiadomo\u015b\u0107",
                                                          "poufn",
                                                          "adresat"});

[[nodiscard]] bool is_opening(std::string_view line) {
  std::string_view text = trim(line);
  while (!text.empty() && !is_word_byte(text.front())) text.remove_prefix(1);
  const std::string lower = to_lower(text.substr(0, 200));
  return std::ranges::any_of(openings, [&](std::string_view opening) { return lower.starts_with(opening); });
}

}  // namespace

std::size_t find_disclaimer(const Page& page, std::size_t begin, std::size_t end) {
  constexpr std::size_t judged_bytes = 1500;
  constexpr std::size_t least_words = 12;
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (page.lines[i].region != page.lines[begin].region) return end;
    if (is_opening(page.of(page.lines[i]))) return i;
    if (text.size() < judged_bytes) text += to_lower(page.of(page.lines[i]).substr(0, judged_bytes)) + ' ';
  }
  const auto hits = std::ranges::count_if(phrases, [&](std::string_view phrase) { return text.find(phrase) != std::string::npos; });
  const auto words = find_words(text, {0, static_cast<std::uint32_t>(text.size())}).size();
  // A person who writes of a confidential message in error still says "I" or "you … please".
  const bool personal = text.find("i'm ") != std::string::npos || text.starts_with("i ") || text.find(" i ") != std::string::npos ||
                        text.find(" my ") != std::string::npos;
  const auto needed = personal ? 5 : 3;
  return words >= least_words && hits >= needed ? begin : end;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Counts the set phrases of legal text in a paragraph.
#include "draft/disclaimer.h"

#include <string>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

// One is enough: nobody writes these by hand.
constexpr PhraseSet openings("confidentiality notice", "confidentiality note", "legal disclaimer",
                             "disclaimer:", "legal notice:", "privileged and confidential",
                             "private and confidential:", "please consider the environment before", "think before you print",
                             "consider the environment before printing", "save paper", "important notice:", "any views expressed",
                             "the views expressed", "views expressed in", "this e-mail does not create", "this email does not create",
                             "vertraulichkeitshinweis", "haftungsausschluss", "avis de confidentialit\u00e9", "aviso legal",
                             "aviso de confidencialidad", "clausola di riservatezza", "vertrouwelijkheid");
// Two of these make a paragraph legal text.
constexpr PhraseSet phrases("this e-mail", "this email", "this message", "this communication", "this transmission", "any attachment",
                            "its attachments", "any files transmitted", "confidential", "privileged", "intended recipient",
                            "intended only for", "intended solely", "solely for the use", "individual or entity", "received this",
                            "in error", "notify the sender", "delete it", "delete this", "unauthori", "disclosure", "dissemination",
                            "strictly prohibited", "virus", "liability", "registered in", "registered office", "views expressed",
                            "do not necessarily", "diese e-mail", "diese nachricht", "vertraulich", "rechtlich gesch\u00fctzt",
                            "irrt\u00fcmlich", "adressat", "bestimmten empf\u00e4nger", "informieren sie", "vernichten sie", "unbefugte",
                            "weitergabe", "ce message", "pi\u00e8ces jointes", "confidentiel", "destinataire", "par erreur",
                            "exp\u00e9diteur", "este mensaje", "este correo", "archivos adjuntos", "confidencial", "destinatario",
                            "por error", "remitente", "questo messaggio", "questa e-mail", "riservat", "per errore", "mittente",
                            "dit bericht", "deze e-mail", "bijlagen", "vertrouwelijk", "geadresseerde", "abusievelijk", "afzender",
                            "esta mensagem", "este e-mail", "destinat\u00e1rio", "por engano", "ta wiadomo\u015b\u0107", "poufn",
                            "adresat");

[[nodiscard]] bool is_opening(std::string_view line) {
  while (!line.empty() && !is_word_byte(line.front())) line.remove_prefix(1);
  return openings.begins(line);
}

// A person who writes of a confidential message in error still says "I" or "you … please".
[[nodiscard]] bool is_personal(const std::string& lower) {
  return lower.find("i'm ") != std::string::npos || lower.starts_with("i ") || lower.find(" i ") != std::string::npos ||
         lower.find(" my ") != std::string::npos;
}

}  // namespace

std::size_t find_disclaimer(const Page& page, std::size_t begin, std::size_t end) {
  constexpr std::size_t judged_bytes = 1500;
  constexpr std::size_t least_words = 12;
  constexpr std::size_t least_phrases = 3;
  constexpr std::size_t least_personal_phrases = 5;
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (page.lines[i].region != page.lines[begin].region) return end;
    const std::string_view line = page.of(page.lines[i]);
    if (is_opening(line)) return i;
    if (text.size() < judged_bytes) text.append(line.substr(0, judged_bytes)).append(" ");
  }
  const std::size_t hits = phrases.count(text);
  if (hits < least_phrases || count_words(text) < least_words) return end;
  return hits >= least_personal_phrases || !is_personal(to_lower(text)) ? begin : end;
}

}  // namespace replylint

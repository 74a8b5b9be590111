// SPDX-License-Identifier: MIT
// Subject prefixes in the languages of mail clients.
#include "draft/subject.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr WordSet reply_prefixes("re", "aw", "antw", "antwort", "sv", "rif", "r", "res", "odp", "rép", "vs", "ynt", "vá", "atb", "回复",
                                 "回覆", "答复", "返信", "отв", "ha");
constexpr WordSet forward_prefixes("fwd", "fw", "wg", "tr", "i", "enc", "rv", "doorst", "pd", "vb", "vl", "vidarebefordrat",
                                   "weiterleitung", "转发", "轉寄", "転送", "пересл", "továbbítás", "ilt");
constexpr PhraseSet automatic_starts("automatic reply", "auto reply", "autoreply", "auto-reply", "automatic response", "auto response",
                                     "out of office", "out of the office", "ooo:", "automatische antwort", "abwesenheitsnotiz",
                                     "abwesenheit:", "réponse automatique", "respuesta automática", "risposta automatica",
                                     "resposta automática", "automatisch antwoord", "automatyczna odpowiedź", "autosvar", "自動応答",
                                     "自动回复", "undeliverable:", "undelivered mail", "delivery status notification",
                                     "mail delivery failed", "unzustellbar:");

// "[list] Re: log" -> "Re: log".
[[nodiscard]] std::string_view skip_list_tags(std::string_view subject) {
  subject = trim(subject);
  while (subject.starts_with('[')) {
    const auto end = subject.find(']');
    if (end > 60) break;
    subject = trim(subject.substr(end + 1));
  }
  return subject;
}

}  // namespace

SubjectPrefix parse_subject_prefix(std::string_view subject) {
  SubjectPrefix prefix;
  subject = skip_list_tags(subject);
  prefix.automatic = automatic_starts.begins(subject);
  constexpr std::size_t longest_prefix = 24;
  const std::string_view head = subject.substr(0, longest_prefix);
  const std::size_t colon = std::min(head.find(':'), head.find("\uFF1A"));
  if (colon == std::string_view::npos) return prefix;
  std::string_view word = trim(head.substr(0, colon));
  // "Re[2]:", "Re(3):", "Re^2:"
  word = trim(word.substr(0, word.find_first_of("[(^")));
  prefix.reply = reply_prefixes.contains(word);
  prefix.forward = forward_prefixes.contains(word);
  return prefix;
}

}  // namespace replylint

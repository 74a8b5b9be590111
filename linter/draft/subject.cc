// SPDX-License-Identifier: MIT
// Subject prefixes in the languages of mail clients.
#include "draft/subject.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/words.h"

namespace replylint {
namespace {

constexpr auto reply_prefixes =
    std::to_array<std::string_view>({"re", "aw",  "antw", "antwort", "sv",   "rif",  "r",    "res",  "odp", "rép",
                                     "vs", "ynt", "vá",   "atb",     "回复", "回覆", "答复", "返信", "отв", "ha"});
constexpr auto forward_prefixes =
    std::to_array<std::string_view>({"fwd", "fw", "wg", "tr", "i", "enc", "rv", "doorst", "pd", "vb", "vl", "vidarebefordrat",
                                     "weiterleitung", "转发", "轉寄", "転送", "пересл", "továbbítás", "ilt"});
constexpr auto automatic_starts = std::to_array<std::string_view>({"automatic reply",
                                                                   "auto reply",
                                                                   "autoreply",
                                                                   "auto-reply",
                                                                   "automatic response",
                                                                   "auto response",
                                                                   "out of office",
                                                                   "out of the office",
                                                                   "ooo:",
                                                                   "automatische antwort",
                                                                   "abwesenheitsnotiz",
                                                                   "abwesenheit:",
                                                                   "réponse automatique",
                                                                   "respuesta automática",
                                                                   "risposta automatica",
                                                                   "resposta automática",
                                                                   "automatisch antwoord",
                                                                   "automatyczna odpowiedź",
                                                                   "autosvar",
                                                                   "自動応答",
                                                                   "自动回复",
                                                                   "undeliverable:",
                                                                   "undelivered mail",
                                                                   "delivery status notification",
                                                                   "mail delivery failed",
                                                                   "unzustellbar:"});

template <std::size_t n>
[[nodiscard]] bool is_in(const std::array<std::string_view, n>& table, std::string_view word) {
  return std::ranges::find(table, word) != table.end();
}

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
  const std::string lower = to_lower(subject.substr(0, 80));
  prefix.automatic = std::ranges::any_of(automatic_starts, [&](std::string_view start) { return lower.starts_with(start); });
  constexpr std::size_t longest_prefix = 24;
  std::size_t colon = lower.substr(0, longest_prefix).find(':');
  if (const auto wide = lower.substr(0, longest_prefix).find("\uFF1A"); wide < colon) colon = wide;
  if (colon == std::string::npos) return prefix;
  std::string_view word = trim(std::string_view(lower).substr(0, colon));
  // "Re[2]:", "Re(3):", "Re^2:"
  word = trim(word.substr(0, word.find_first_of("[(^")));
  prefix.reply = is_in(reply_prefixes, word);
  prefix.forward = is_in(forward_prefixes, word);
  return prefix;
}

}  // namespace replylint

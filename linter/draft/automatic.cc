// SPDX-License-Identifier: MIT
// Looks for the declarations of automatic answers in the subject and the first words.
#include "draft/automatic.h"

#include <algorithm>
#include <array>

#include "draft/subject.h"
#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr PhraseSet declarations("this is an automated reply", "this is an automated response", "this is an automated message",
                                 "this is an automatic reply", "this is an automatic response", "this is an automatically generated",
                                 "this message was generated automatically", "this message was automatically generated",
                                 "this is an auto-reply", "this is an autoreply", "this is an auto-generated", "this is an auto generated",
                                 "automatisch generierte nachricht", "automatisch erzeugte", "dies ist eine automatische antwort",
                                 "ceci est une r\u00e9ponse automatique", "este es un mensaje autom\u00e1tico",
                                 "esta es una respuesta autom\u00e1tica", "questo \u00e8 un messaggio automatico", "dit is een automatisch",
                                 "to jest automatyczna odpowied\u017a");
constexpr PhraseSet absences("out of the office", "out of office", "on annual leave", "on vacation", "on holiday", "on parental leave",
                             "on leave", "nicht im b\u00fcro", "im urlaub", "absent du bureau", "fuera de la oficina", "fuori ufficio");
constexpr PhraseSet returns("until", "will return", "returning", "back on", "return on", " bis ", "zur\u00fcck", "jusqu'au", "de retour",
                            "hasta", "fino al");
constexpr PhraseSet stand_ins("in urgent cases", "for urgent matters", "if your matter is urgent", "if your request is urgent",
                              "limited access to email", "limited access to e-mail", "no access to email", "on my return", "upon my return",
                              "when i return", "for anything urgent", "in dringenden f\u00e4llen", "nicht weitergeleitet",
                              "en cas d'urgence", "en caso de urgencia", "in caso di urgenza", "not be forwarded");

}  // namespace

std::optional<std::string> find_automatic(std::string_view subject, std::string_view authored) {
  if (parse_subject_prefix(subject).automatic) return "the subject begins as automatic answers do";
  constexpr std::size_t declared_bytes = 250;
  constexpr std::size_t absence_bytes = 700;
  if (declarations.occurs(authored.substr(0, declared_bytes))) return "the text says that it is automatic";
  // A person on leave may answer too; all three signs in a short message are a vacation notice.
  if (authored.size() > absence_bytes) return std::nullopt;
  if (absences.occurs(authored) && returns.occurs(authored) && stand_ins.occurs(authored)) return "the text is a vacation notice";
  return std::nullopt;
}

}  // namespace replylint

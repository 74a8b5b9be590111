// SPDX-License-Identifier: MIT
// The facts that the engine computes itself: their names and types, in one table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace replylint {

enum class FactType : std::uint8_t { yes_no, number, share };

/// Index into builtin_facts; rule sets' own facts follow after the last.
enum class BuiltinFact : std::uint32_t {
  reply,
  forward,
  automatic,
  internal,
  external,
  mailing_list,
  new_recipient_domain,
  recipients,
  attachments,
  thread_depth,
  contacts,
  words,
  sentences,
  paragraphs,
  longest_sentence,
  longest_paragraph,
  reading_grade,
  capitals,
  exclamations,
  asks,
  quoted_questions,
  unanswered_questions,
  unanswered_when,
  unanswered_amount,
  unanswered_who,
  unanswered_where,
  unanswered_why,
  unanswered_yes_no,
  unanswered_deed,
  unanswered_open,
  insisted_yes_no,
  skipped_questions,
  untouched_questions,
  most_open,
  talked_around,
  unanswered_share,
  quoted_words,
  greeting,
  closing,
  greeting_name_wrong,
  mentions_attachment,
  placeholder,
  subject_empty,
  echo,
  days_since,
  hour,
  weekday,
  count,
};

struct BuiltinFactInfo {
  std::string_view name;
  FactType type;
  std::string_view meaning;  ///< one line for `replylint facts` and error messages
};

inline constexpr std::array<BuiltinFactInfo, static_cast<std::size_t>(BuiltinFact::count)> builtin_facts{{
    {"reply", FactType::yes_no, "answers another message"},
    {"forward", FactType::yes_no, "passes a message on"},
    {"automatic", FactType::yes_no, "written by a machine"},
    {"internal", FactType::yes_no, "all recipients are colleagues"},
    {"external", FactType::yes_no, "some recipient is known not to be a colleague"},
    {"mailing-list", FactType::yes_no, "goes to a mailing list"},
    {"new-recipient-domain", FactType::yes_no, "a recipient's domain does not stand in the quoted thread"},
    {"recipients", FactType::number, "addresses in To, Cc and Bcc"},
    {"attachments", FactType::number, "attached files, without images shown in the text"},
    {"thread-depth", FactType::number, "messages quoted below one another"},
    {"contacts", FactType::number, "how often they say they have written or called about it"},
    {"words", FactType::number, "words of authored text"},
    {"sentences", FactType::number, "sentences of authored text"},
    {"paragraphs", FactType::number, "paragraphs of authored text"},
    {"longest-sentence", FactType::number, "words in the longest authored sentence"},
    {"longest-paragraph", FactType::number, "words in the longest authored paragraph"},
    {"reading-grade", FactType::number, "Flesch-Kincaid grade of authored text"},
    {"capitals", FactType::share, "share of authored words in capitals"},
    {"exclamations", FactType::number, "exclamation marks in authored text"},
    {"asks", FactType::number, "questions in the reply"},
    {"quoted-questions", FactType::number, "questions in the message replied to"},
    {"unanswered-questions", FactType::number, "questions of theirs that the reply neither answers nor defers"},
    {"unanswered-when", FactType::number, "questions for a time without one"},
    {"unanswered-amount", FactType::number, "questions for a number or a price without one"},
    {"unanswered-who", FactType::number, "questions for a person without one"},
    {"unanswered-where", FactType::number, "questions for a place without one"},
    {"unanswered-why", FactType::number, "questions for a reason without one"},
    {"unanswered-yes-no", FactType::number, "yes-or-no questions without a yes, a no or their topic"},
    {"unanswered-deed", FactType::number, "requests to do something that are neither done, promised nor refused"},
    {"unanswered-open", FactType::number, "questions of other kinds that the reply does not take up"},
    {"insisted-yes-no", FactType::number, "questions for a plain yes or no without one"},
    {"skipped-questions", FactType::number, "questions with a topic of their own, of which the reply takes up nothing"},
    {"untouched-questions", FactType::number, "questions of theirs with neither their topic nor their kind of answer in the reply"},
    {"most-open", FactType::share, "how likely nobody has answered their question that is most likely open"},
    {"talked-around", FactType::number, "questions whose topic the reply takes up without what was asked for"},
    {"unanswered-share", FactType::share, "share of their questions that the reply neither answers nor defers"},
    {"quoted-words", FactType::number, "words of the message replied to"},
    {"greeting", FactType::yes_no, "begins with a greeting"},
    {"closing", FactType::yes_no, "ends with a closing line or a name"},
    {"greeting-name-wrong", FactType::yes_no, "greets by a name that is not theirs"},
    {"mentions-attachment", FactType::yes_no, "says that something is attached"},
    {"placeholder", FactType::yes_no, "an unfilled template field is left"},
    {"subject-empty", FactType::yes_no, "the subject field is there and empty"},
    {"echo", FactType::share, "share of their content words that the reply takes up"},
    {"days-since", FactType::number, "days from the quoted message to the reply's date"},
    {"hour", FactType::number, "hour of day of the reply, 0 to 23"},
    {"weekday", FactType::number, "weekday of the reply, 1 Monday to 7 Sunday"},
}};

}  // namespace replylint

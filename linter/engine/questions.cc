// SPDX-License-Identifier: MIT
// Finds questions and pairs them with the reply by topic words, shape and place.
#include "engine/questions.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "text/words.h"

namespace replylint {
namespace {

using Stems = std::unordered_set<std::string>;

// Words that every exchange is full of: taking one up answers nothing.
constexpr std::array<std::string_view, 34> worn_words{
    "know",  "tell",  "let",   "want",  "need", "think",  "make",     "thing",  "time",  "way",   "help",  "possible",
    "thank", "sorri", "pleas", "email", "mail", "messag", "question", "answer", "reply", "hello", "still", "work",
    "get",   "give",  "send",  "look",  "say",  "see",    "happen",   "mean",   "ask",   "would"};

Stems find_stems(const DraftReading& reading, std::uint32_t sentence) {
  Stems out;
  for (const auto span : reading.words(sentence)) {
    const std::string word = to_lower(span.of(reading.draft().text));
    if (is_function_word(word) || word.size() < 3) continue;
    std::string stem = to_stem(word);
    if (std::ranges::find(worn_words, stem) == worn_words.end()) out.insert(std::move(stem));
  }
  return out;
}

/// Requests ("could you resend it?") ask for a deed, which is answered by doing it or by saying no.
QuestionShape find_shape(const DraftReading& reading, std::uint32_t sentence) {
  static constexpr std::array<std::string_view, 24> auxiliaries{"do",    "does",  "did", "is",    "are",    "was",   "were",    "has",
                                                                "have",  "had",   "can", "could", "will",   "would", "should",  "may",
                                                                "might", "shall", "am",  "isn't", "aren't", "any",   "doesn't", "ok"};
  const std::string text = to_lower(reading.draft().sentences[sentence].span.of(reading.draft().text));
  const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
  if (has("how much") || has("how many") || has("what price") || has("it cost")) return QuestionShape::amount;
  if (has("when ") || has("when's") || has("what time") || has("what date") || has("what day") || has("which day") || has("how long") ||
      has("how soon")) {
    return QuestionShape::time;
  }
  const bool tells =
      has("tell me") || has("tell us") || has("let me know") || has("let us know") || has("explain") || has("confirm") || has("advise");
  const bool asks_for_deed = has("can you") || has("could you") || has("would you") || has("will you") || has("can't you") ||
                             has("please") || has("can we") || has("could we") || has("any chance") || has("can someone") ||
                             has("could someone");
  if (asks_for_deed && !tells) return QuestionShape::request;
  for (const auto word : reading.words(sentence)) {
    // "Hi Ana, is it …": the first verb or question word decides.
    const std::string lower = to_lower(word.of(reading.draft().text));
    if (std::ranges::find(auxiliaries, lower) != auxiliaries.end()) return QuestionShape::yes_no;
    if (lower.starts_with("wh") || lower.starts_with("how")) return QuestionShape::open;
  }
  return QuestionShape::open;
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The reply's own sentences, and what they say as a whole.
struct Answer {
  std::vector<std::uint32_t> sentences;
  Stems stems;
  bool yes_no = false;
  bool digits = false;
  bool time = false;
  bool acts = false;       ///< something was or will be done
  bool instructs = false;  ///< it says how to do something
  bool refuses = false;    ///< or will not be
  bool reasons = false;
  bool defers = false;
};

Answer find_answer(const DraftReading& reading) {
  static constexpr std::array<std::string_view, 16> verdicts{"yes",           "no",      "yeah",       "yep",       "nope",       "sure",
                                                             "correct",       "exactly", "absolutely", "certainly", "definitely", "indeed",
                                                             "unfortunately", "afraid",  "right",      "neither"};
  Answer out;
  const AreaSet own = to_set(Area::authored);
  out.sentences = reading.sentences(own);
  for (const auto sentence : out.sentences) {
    out.stems.merge(find_stems(reading, sentence));
    const auto text = reading.draft().sentences[sentence].span.of(reading.draft().text);
    out.digits = out.digits || has_digit(text);
    const auto& words = reading.words(sentence);
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i) {
      out.yes_no = out.yes_no || std::ranges::find(verdicts, to_lower(words[i].of(reading.draft().text))) != verdicts.end();
    }
  }
  const auto says = [&](std::string_view list) { return !reading.find_list_matches(list, own).empty(); };
  out.time = says("time");
  out.acts = says("action") || says("done");
  out.instructs = says("instruction");
  out.refuses = says("refusal") || says("bare-no");
  out.reasons = says("cause");
  out.defers = says("deferral");
  return out;
}

/// The authored segment that follows the question's quote directly, as in interleaved replies.
bool answered_below(const DraftReading& reading, std::uint32_t sentence) {
  const auto& draft = reading.draft();
  if (draft.layout != Layout::interleaved) return false;
  // The next sentence of the thread after the question must not come before the answer.
  for (std::uint32_t next = sentence + 1; next < draft.sentences.size(); ++next) {
    if ((reading.areas(next) & to_set(Area::authored)) != 0) return true;
    if (draft.sentences[next].segment != draft.sentences[sentence].segment) return false;
  }
  return false;
}

/// The share of the question's topic that the reply takes up, 0 where the question has no topic of its own.
double find_echo(const Stems& topic, const Stems& reply) {
  if (topic.empty()) return 0;
  const auto shared = std::ranges::count_if(topic, [&](const std::string& stem) { return reply.contains(stem); });
  return static_cast<double>(shared) / static_cast<double>(topic.size());
}

/// The reply says the kind of thing that was asked for.
bool has_shape(const Question& question, const Answer& answer, bool alone) {
  // Who says what will be done and when has read the question; what is left open then is rarely told by words alone.
  if (answer.acts && answer.time) return true;
  switch (question.shape) {
    case QuestionShape::time:
      return answer.time;
    case QuestionShape::amount:
      return answer.digits;
    case QuestionShape::request:
      return answer.acts || answer.refuses || answer.yes_no || answer.instructs;
    case QuestionShape::yes_no:
      return (answer.yes_no || answer.refuses) && (alone || question.echo > 0);
    case QuestionShape::open:
      return (answer.reasons && alone) || answer.instructs;
  }
  return false;
}

}  // namespace

std::vector<Question> find_questions(const DraftReading& reading, AreaSet in) {
  std::vector<std::uint32_t> embedded;
  for (const auto& match : reading.find_list_matches("embedded-question", in)) embedded.push_back(match.sentence);
  std::vector<std::uint32_t> rhetorical;
  for (const auto& match : reading.find_list_matches("rhetorical-question", in)) rhetorical.push_back(match.sentence);
  const auto holds = [](const std::vector<std::uint32_t>& sentences, std::uint32_t sentence) {
    return std::ranges::find(sentences, sentence) != sentences.end();
  };
  std::vector<Question> out;
  for (const auto sentence : reading.sentences(in)) {
    const auto text = reading.draft().sentences[sentence].span.of(reading.draft().text);
    const auto last = text.find_last_not_of("\"')* \n");
    const bool marked = last != std::string_view::npos && text[last] == '?';
    if ((!marked && !holds(embedded, sentence)) || holds(rhetorical, sentence)) continue;
    // "Really?" and "Why?" alone ask for nothing that could be told from the reply.
    if (reading.words(sentence).size() < 3) continue;
    Question question;
    question.span = reading.draft().sentences[sentence].span;
    question.sentence = sentence;
    question.shape = find_shape(reading, sentence);
    out.push_back(question);
  }
  return out;
}

void find_answers(std::vector<Question>& questions, const DraftReading& reading) {
  if (questions.empty()) return;
  const Answer answer = find_answer(reading);
  const bool alone = questions.size() == 1;
  for (auto& question : questions) {
    const Stems topic = find_stems(reading, question.sentence);
    question.topic_words = static_cast<std::uint32_t>(topic.size());
    question.echo = find_echo(topic, answer.stems);
    question.answered = topic.empty() || question.echo >= 0.5 || answer.defers || answered_below(reading, question.sentence) ||
                        has_shape(question, answer, alone);
  }
}

}  // namespace replylint

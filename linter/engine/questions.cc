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

Stems find_stems(const Reading& reading, std::uint32_t sentence) {
  Stems out;
  for (const auto span : reading.words(sentence)) {
    const std::string word = to_lower(span.of(reading.draft().text));
    if (is_function_word(word) || word.size() < 3) continue;
    std::string stem = to_stem(word);
    if (std::ranges::find(worn_words, stem) == worn_words.end()) out.insert(std::move(stem));
  }
  return out;
}

std::string first_word(const Reading& reading, std::uint32_t sentence) {
  const auto& words = reading.words(sentence);
  return words.empty() ? std::string() : to_lower(words.front().of(reading.draft().text));
}

/// What a question asks for, told by its first words.
enum class Shape { open, yes_no, time, amount };

Shape find_shape(const Reading& reading, std::uint32_t sentence) {
  static constexpr std::array<std::string_view, 30> auxiliaries{
      "do",  "does",  "did",   "is", "are",   "was",    "were",  "has",   "have",    "had",    "can",   "could", "will", "would", "should",
      "may", "might", "shall", "am", "isn't", "aren't", "can't", "don't", "doesn't", "didn't", "won't", "any",   "so",   "or",    "ok"};
  const std::string text = to_lower(reading.draft().sentences[sentence].span.of(reading.draft().text));
  const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
  if (has("how much") || has("how many") || has("what price") || has("what does it cost") || has("what would it cost"))
    return Shape::amount;
  if (has("when ") || has("what time") || has("what date") || has("which day") || has("how long") || has("how soon") || has("by when"))
    return Shape::time;
  if (std::ranges::find(auxiliaries, first_word(reading, sentence)) != auxiliaries.end()) return Shape::yes_no;
  return Shape::open;
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
  std::vector<std::uint32_t> deferrals;
};

Answer find_answer(const Reading& reading) {
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
  out.time = !reading.find_list_matches("time", own).empty();
  for (const auto& match : reading.find_list_matches("deferral", own)) out.deferrals.push_back(match.sentence);
  return out;
}

/// The authored segment that follows the question's quote directly, as in interleaved replies.
bool answered_below(const Reading& reading, std::uint32_t sentence) {
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

}  // namespace

std::vector<Question> find_questions(const Reading& reading, AreaSet in) {
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
    out.push_back({reading.draft().sentences[sentence].span, sentence, false});
  }
  return out;
}

void find_answers(std::vector<Question>& questions, const Reading& reading) {
  if (questions.empty()) return;
  const Answer answer = find_answer(reading);
  std::size_t yes_no_questions = 0;
  for (const auto& question : questions) yes_no_questions += find_shape(reading, question.sentence) == Shape::yes_no ? 1U : 0U;
  for (auto& question : questions) {
    const Stems topic = find_stems(reading, question.sentence);
    const double echo = find_echo(topic, answer.stems);
    const Shape shape = find_shape(reading, question.sentence);
    question.answered = answered_below(reading, question.sentence) || !answer.deferrals.empty() || topic.empty() || echo >= 0.5 ||
                        (shape == Shape::yes_no && answer.yes_no && (yes_no_questions == 1 || echo > 0)) ||
                        (shape == Shape::time && answer.time) || (shape == Shape::amount && answer.digits);
  }
}

}  // namespace replylint

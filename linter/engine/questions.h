// SPDX-License-Identifier: MIT
// Questions of the other side, and whether the reply takes them up.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/reading.h"

namespace replylint {

/// What a question asks for, told by its words.
enum class QuestionShape : std::uint8_t {
  open,    ///< what, which, any news
  yes_no,  ///< is it, whether
  time,    ///< when, how long
  amount,  ///< how much, how many
  who,
  where,
  why,
  how,
  deed,  ///< asks the reader to do something: "could you resend it?"
};

/// A word that carries the topic of a question.
struct TopicWord {
  std::uint32_t stem = 0;             ///< in the reading's WordBook
  double weight = 1;                  ///< less for words that every exchange is full of, and for words of the sentence before
  std::vector<std::uint32_t> groups;  ///< groups of words of the same meaning that it belongs to
};

/// A question asked in the message. A sentence may hold several.
struct Question {
  TextSpan span;  ///< within one sentence
  std::uint32_t sentence = 0;
  QuestionShape shape = QuestionShape::open;
  bool insists = false;  ///< asks for a plain yes or no
  bool vague = false;    ///< has hardly a topic of its own: "And how long?", "What happens now?"
  bool rich = false;     ///< has words of its own that hardly another question has
  bool told = false;     ///< asked as a request to be told: "let me know whether …"
  std::vector<TopicWord> topic;
  double echo = 0;          ///< share of the topic's weight that the reply takes up
  double closest = 0;       ///< the same in the one sentence of the reply that is closest to it
  bool shaped = false;      ///< the kind of thing that was asked for stands next to a word of the topic
  bool shaped_far = false;  ///< it stands somewhere in the reply
  bool touched = false;     ///< the reply takes up one of its own words
  bool deferred = false;
  bool answered = false;
  bool skipped = false;        ///< has a rich topic, of which the reply takes up nothing, and the reply puts nothing off
  bool untouched = false;      ///< neither its topic nor what it asks for stands anywhere in the reply
  double openness = 0;         ///< how likely it is that nobody has answered it, from 0 to 1
  bool talked_around = false;  ///< the reply takes up its topic and leaves out what was asked for
};

/// The questions of `in`: with a question mark, asked outright without one, or as a request to be told ("let me know
/// whether"). Rhetorical questions, courtesies ("how are you?") and small print are left out. Not more than a hundred.
[[nodiscard]] std::vector<Question> find_questions(const DraftReading& reading, AreaSet in);

/// Marks the questions that the reply answers or defers: it stands right below the question, or has the shape that was
/// asked for (a time, a number, a yes …) beside a word of the topic, or says when the answer will come.
void find_answers(std::vector<Question>& questions, const DraftReading& reading);

}  // namespace replylint

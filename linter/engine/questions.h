// SPDX-License-Identifier: MIT
// Questions of the other side, and whether the reply takes them up.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/reading.h"

namespace replylint {

/// What a question asks for, told by its words.
enum class QuestionShape : std::uint8_t {
  open,  ///< why, how, what, who, where …
  yes_no,
  time,     ///< when, how long
  amount,   ///< how much, how many
  request,  ///< asks the reader to do something: "could you resend it?"
};

/// A question asked in the message.
struct Question {
  TextSpan span;
  std::uint32_t sentence = 0;
  QuestionShape shape = QuestionShape::open;
  std::uint32_t topic_words = 0;  ///< words that carry its topic
  double echo = 0;                ///< share of them that the reply takes up
  bool answered = false;
};

/// Sentences of `in` that ask something: with a question mark, or as a request to be told ("let me know whether").
/// Rhetorical questions and courtesies ("how are you?") are left out.
[[nodiscard]] std::vector<Question> find_questions(const DraftReading& reading, AreaSet in);

/// Marks the questions that the reply answers or defers: it stands right below the question, takes up its topic, has
/// the shape that was asked for (yes or no, a time, a number …), or says when the answer will come.
void find_answers(std::vector<Question>& questions, const DraftReading& reading);

}  // namespace replylint

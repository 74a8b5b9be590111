// SPDX-License-Identifier: MIT
// Pairs questions with the reply by topic words, shape and place.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "engine/questions.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_sentences = 400;
// A word of the same meaning is weaker evidence than the word itself.
constexpr double same_meaning = 0.7;

constexpr std::array<std::string_view, 14> pronouns{"it",      "it's",    "it'll", "that",  "that's", "this", "they",
                                                    "they're", "they'll", "these", "those", "he",     "she",  "both"};

using Signs = std::uint32_t;
enum Sign : Signs {
  says_when = 1U << 0U,
  says_amount = 1U << 1U,
  says_who = 1U << 2U,
  says_where = 1U << 3U,
  says_why = 1U << 4U,
  says_yes = 1U << 5U,
  says_deed = 1U << 6U,
  says_how = 1U << 7U,
  says_deferral = 1U << 8U,
  says_nothing = 1U << 9U,  ///< thanks, or passes it on
  says_no = 1U << 10U,
  asks_back = 1U << 11U,
  says_step = 1U << 13U,
  says_verdict = 1U << 12U,  ///< yes or no, in so many words
  says_all = 1U << 14U,      ///< "yes to both"
};
constexpr std::array<std::pair<std::string_view, Sign>, 15> sign_lists{{{"answers-when", says_when},
                                                                        {"answers-amount", says_amount},
                                                                        {"answers-who", says_who},
                                                                        {"answers-where", says_where},
                                                                        {"answers-why", says_why},
                                                                        {"answers-yes", says_yes},
                                                                        {"answers-deed", says_deed},
                                                                        {"answers-how", says_how},
                                                                        {"deferral", says_deferral},
                                                                        {"no-deed", says_nothing},
                                                                        {"refusal", says_no},
                                                                        {"bare-no", says_no},
                                                                        {"answers-verdict", says_verdict},
                                                                        {"answers-all", says_all},
                                                                        {"answers-step", says_step}}};

/// One sentence of the reply.
struct Statement {
  std::uint32_t sentence = 0;
  Signs signs = 0;
  bool points_back = false;          ///< begins with "it", "that", "they": goes on with what was spoken of
  std::vector<std::uint32_t> stems;  ///< sorted
  std::vector<std::uint32_t> groups;
};

std::vector<Statement> find_statements(const DraftReading& reading) {
  const AreaSet own = to_set(Area::authored);
  auto& book = reading.book();
  std::vector<Statement> out;
  for (const auto sentence : reading.sentences(own)) {
    if (out.size() >= most_sentences) break;
    Statement statement{sentence, 0, false, {}, {}};
    const auto words = reading.words(sentence);
    statement.points_back = !words.empty() && std::ranges::find(pronouns, book.text(words.front().lower)) != pronouns.end();
    for (const auto& word : words) {
      if (!book.is_function(word.lower)) statement.stems.push_back(book.stem(word.lower));
    }
    std::ranges::sort(statement.stems);
    const auto text = reading.draft().sentences[sentence].span.of(reading.draft().text);
    if (text.ends_with('?')) statement.signs |= asks_back;
    out.push_back(std::move(statement));
  }
  const auto find = [&](std::uint32_t sentence) {
    const auto found = std::ranges::lower_bound(out, sentence, {}, &Statement::sentence);
    return found != out.end() && found->sentence == sentence ? &*found : nullptr;
  };
  for (const auto& [list, sign] : sign_lists) {
    for (const auto& match : reading.find_list_matches(list, own)) {
      if (auto* statement = find(match.sentence)) statement->signs |= sign;
    }
  }
  for (const auto& match : reading.find_list_matches("same-meaning", own)) {
    if (auto* statement = find(match.sentence)) statement->groups.push_back(match.phrase);
  }
  return out;
}

/// The signs that answer a question of this shape.
Signs find_wanted(QuestionShape shape) {
  switch (shape) {
    case QuestionShape::time:
      return says_when;
    case QuestionShape::amount:
      return says_amount;
    case QuestionShape::who:
      return says_who;
    case QuestionShape::where:
      return says_where;
    case QuestionShape::why:
      return says_why;
    case QuestionShape::how:
      return says_how | says_no;
    case QuestionShape::yes_no:
      return says_yes | says_no;
    case QuestionShape::deed:
      return says_deed | says_yes | says_no;
    case QuestionShape::open:
      return says_how | says_deed | says_no;
  }
  return 0;
}

bool has_stem(const Statement& statement, std::uint32_t stem) { return std::ranges::binary_search(statement.stems, stem); }

double weigh_hit(const TopicWord& word, const Statement& statement) {
  if (has_stem(statement, word.stem)) return word.weight;
  const bool same = std::ranges::any_of(
      word.groups, [&](std::uint32_t group) { return std::ranges::find(statement.groups, group) != statement.groups.end(); });
  return same ? word.weight * same_meaning : 0;
}

/// Own words stand right below the question, as in interleaved replies; a sentence or two of theirs may come between.
bool answered_below(const DraftReading& reading, std::uint32_t sentence) {
  constexpr std::uint32_t most_between = 2;
  const auto& draft = reading.draft();
  if (draft.layout != Layout::interleaved) return false;
  const auto last = std::min<std::size_t>(draft.sentences.size(), std::size_t{sentence} + most_between + 2);
  for (std::uint32_t next = sentence + 1; next < last; ++next) {
    if ((reading.areas(next) & to_set(Area::authored)) != 0) return true;
    if (draft.sentences[next].segment != draft.sentences[sentence].segment) return false;
  }
  return false;
}

class Pairing {
 public:
  Pairing(const DraftReading& reading, const std::vector<Question>& questions)
      : reading_(reading),
        statements_(find_statements(reading)),
        alone_(questions.size() == 1),
        brief_(statements_.size() <= questions.size()),
        asked_(questions.size()),
        owners_(find_owners(questions)),
        uses_(count_uses(reading)) {
    const auto plain = std::ranges::count(questions, QuestionShape::yes_no, &Question::shape);
    const auto verdicts = std::ranges::count_if(statements_, [](const Statement& statement) { return is_verdict(statement.signs); });
    defers_ = std::ranges::any_of(statements_, [](const Statement& statement) { return (statement.signs & says_deferral) != 0; });
    const bool all = std::ranges::any_of(statements_, [](const Statement& statement) { return (statement.signs & says_all) != 0; });
    verdict_for_each_ = all || (verdicts > 0 && verdicts >= plain);
  }

  void find(Question& question, std::size_t index) const {
    measure(question);
    question.answered = decide(question);
    question.openness = find_openness(question, index);
    if (question.answered) return;
    question.skipped = question.rich && !question.touched && !defers_;
    question.untouched = !question.shaped_far && question.echo < little_echo;
    question.talked_around = question.echo >= some_echo;
  }

 private:
  struct Use {
    std::uint32_t sentences = 0;
    std::uint32_t last = 0;  ///< number, from 1, of the last one
  };
  static constexpr auto nobody = static_cast<std::size_t>(-1);
  static constexpr double own_weight = 0.9;
  static constexpr double least_hit = 0.65;
  static constexpr double little_echo = 0.2;
  static constexpr double some_echo = 0.3;
  static constexpr double much_echo = 0.5;

  static bool is_verdict(Signs signs) { return (signs & says_verdict) != 0 && (signs & (asks_back | says_nothing)) == 0; }

  /// True where the sentence says the kind of thing that the question asks for.
  static bool has_shape(const Question& question, Signs signs) {
    if ((signs & asks_back) != 0) return false;
    const bool counted = question.shape == QuestionShape::time || question.shape == QuestionShape::amount;
    if (!counted && (signs & says_nothing) != 0) return false;
    // "What happens now?" is answered by whatever will be done, and when.
    const Signs wanted = find_wanted(question.shape);
    const bool broad = question.vague && (question.shape == QuestionShape::open || question.shape == QuestionShape::how);
    return (signs & (broad ? says_step | says_when : wanted)) != 0;
  }

  void measure(Question& question) const {
    double total = 0;
    for (const auto& word : question.topic) total += word.weight;
    std::vector<double> hits(statements_.size());
    std::vector<double> best(question.topic.size());
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      for (std::size_t k = 0; k < question.topic.size(); ++k) {
        const double hit = weigh_hit(question.topic[k], statements_[i]);
        hits[i] += hit;
        best[k] = std::max(best[k], hit);
      }
    }
    double sum = 0;
    for (std::size_t k = 0; k < best.size(); ++k) {
      sum += best[k];
      if (question.topic[k].weight >= 1 && best[k] > 0) question.touched = true;
    }
    question.echo = total > 0 ? sum / total : 0;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (total > 0) question.closest = std::max(question.closest, hits[i] / total);
      const double around = hits[i] + (i > 0 ? hits[i - 1] / 2 : 0) + (i + 1 < hits.size() ? hits[i + 1] / 2 : 0);
      const auto signs = statements_[i].signs;
      if ((signs & says_deferral) != 0 && (alone_ || question.vague || around >= least_hit)) question.deferred = true;
      if (!has_shape(question, signs)) continue;
      question.shaped_far = true;
      const bool bound = brief_ || (alone_ && statements_[i].points_back);
      if (bound || question.vague || around >= least_hit) question.shaped = true;
    }
  }

  /// For each sentence of the reply the question that it is closest to; `nobody` where it is close to none.
  [[nodiscard]] std::vector<std::size_t> find_owners(const std::vector<Question>& questions) const {
    std::vector<std::size_t> owners(statements_.size(), nobody);
    std::vector<double> best(statements_.size(), least_hit - 0.01);
    for (std::size_t k = 0; k < questions.size(); ++k) {
      for (std::size_t i = 0; i < statements_.size(); ++i) {
        double hit = 0;
        for (const auto& word : questions[k].topic) hit += weigh_hit(word, statements_[i]);
        if (hit <= best[i]) continue;
        best[i] = hit;
        owners[i] = k;
      }
    }
    return owners;
  }

  /// In how many sentences of their message each word stands.
  static std::vector<Use> count_uses(const DraftReading& reading) {
    auto& book = reading.book();
    std::vector<Use> uses;
    for (const auto sentence : reading.sentences(to_set(Area::quoted))) {
      for (const auto& word : reading.words(sentence)) {
        const auto stem = book.stem(word.lower);
        if (stem >= uses.size()) uses.resize(book.size());
        if (std::exchange(uses[stem].last, sentence + 1) != sentence + 1) ++uses[stem].sentences;
      }
    }
    return uses;
  }

  /// Signs of an answer and of its absence, weighed. The weights are those of a logistic regression over labelled drafts, in
  /// which the question of each draft that is most likely open stood for the draft.
  [[nodiscard]] double find_openness(const Question& question, std::size_t index) const {
    double total = 0;
    double same = 0;
    double own = 0;  // a word that stands in this question only, taken up; less where in a word of the same meaning
    for (const auto& word : question.topic) {
      if (word.weight < own_weight && !question.vague) continue;
      double hit = 0;
      bool is_same = false;
      for (const auto& statement : statements_) {
        hit = std::max(hit, weigh_hit(word, statement));
        is_same = is_same || has_stem(statement, word.stem);
      }
      total += word.weight;
      same += is_same ? word.weight : 0;
      if (word.stem >= uses_.size() || uses_[word.stem].sentences <= 1) own = std::max(own, hit / word.weight);
    }
    // Its kind of answer stands in a sentence that is about no other question.
    bool spare = false;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      spare = spare || ((owners_[i] == nobody || owners_[i] == index) && has_shape(question, statements_[i].signs));
    }
    const auto is = [](bool holds) { return holds ? 1.0 : 0.0; };
    constexpr double most_words = 4;
    double sum = 0.34;
    sum -= 1.32 * own;
    sum -= 1.22 * (total > 0 ? same / total : 0);
    sum -= 0.9 * question.closest;
    sum -= 0.87 * is(spare);
    sum -= 0.32 * is(question.shaped);
    sum -= 0.42 * is(verdict_for_each_ && question.shape == QuestionShape::yes_no);
    sum -= 0.73 * is(answered_below(reading_, question.sentence));
    sum -= 0.36 * is(defers_);
    sum -= 0.5 * is(question.answered);
    sum -= 0.24 * std::log1p(static_cast<double>(statements_.size()));
    sum += 0.47 * std::min(total, most_words) / most_words;
    sum += 1.0 * is(question.told);
    sum += 0.94 * is(question.insists);
    sum += 0.46 * is(asked_ == 1);
    sum += 0.68 * is(asked_ > 1 && index + 1 == asked_);
    sum -= 0.35 * is(question.vague);
    sum += weigh_shape(question.shape);
    return 1 / (1 + std::exp(-sum));
  }

  static double weigh_shape(QuestionShape shape) {
    switch (shape) {
      case QuestionShape::who:
        return 1.61;
      case QuestionShape::time:
        return 0.41;
      case QuestionShape::how:
        return 0.32;
      case QuestionShape::open:
        return -0.5;
      case QuestionShape::why:
        return -0.7;
      default:
        return 0;
    }
  }

  [[nodiscard]] bool decide(const Question& question) const {
    if (question.deferred || question.shaped || answered_below(reading_, question.sentence)) return true;
    switch (question.shape) {
      case QuestionShape::time:
      case QuestionShape::amount:
      case QuestionShape::who:
      case QuestionShape::where:
      case QuestionShape::why:
      case QuestionShape::deed:
        return false;
      case QuestionShape::yes_no:
        return verdict_for_each_ || (!question.insists && question.closest >= much_echo);
      case QuestionShape::how:
      case QuestionShape::open:
        return question.echo >= much_echo;
    }
    return true;
  }

  const DraftReading& reading_;
  std::vector<Statement> statements_;
  bool alone_;
  bool brief_;  ///< not more sentences than questions: each is likely an answer
  std::size_t asked_;
  std::vector<std::size_t> owners_;
  std::vector<Use> uses_;  ///< by stem
  bool verdict_for_each_ = false;
  bool defers_ = false;
};

}  // namespace

void find_answers(std::vector<Question>& questions, const DraftReading& reading) {
  if (questions.empty()) return;
  const Pairing pairing(reading, questions);
  for (std::size_t i = 0; i < questions.size(); ++i) pairing.find(questions[i], i);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Finds questions: cuts sentences into what each part asks, tells the shape of the answer wanted and the words of the topic.
#include "engine/questions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/worn_stems.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_questions = 100;
// Of one sentence and of one question; a sentence of ten thousand words is no question.
constexpr std::size_t most_told = 16;
constexpr std::size_t most_topic_words = 40;
// A topic weaker than this borrows from what stands before it: "And how long?"
constexpr double least_topic = 1;
constexpr std::ptrdiff_t rich_topic = 2;  // words
constexpr double worn_weight = 0.3;
constexpr double context_weight = 0.4;

template <std::size_t size>
bool has(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 22> question_words{"what",   "when",   "where",  "who",     "whom",    "whose",    "why",   "how",
                                                          "which",  "what's", "when's", "where's", "who's",   "why's",    "how's", "whats",
                                                          "wheres", "whos",   "whens",  "hows",    "whether", "whichever"};
constexpr std::array<std::string_view, 44> auxiliaries{
    "do",     "does",    "did",    "is",      "are",    "was",   "were",     "has",   "have",     "had",       "can",
    "could",  "will",    "would",  "should",  "may",    "might", "shall",    "am",    "isn't",    "aren't",    "wasn't",
    "don't",  "doesn't", "didn't", "haven't", "hasn't", "can't", "couldn't", "won't", "wouldn't", "shouldn't", "must",
    "cannot", "dont",    "doesnt", "didnt",   "isnt",   "cant",  "wont",     "u",     "r",        "weren't",   "hadn't"};
// What stands behind an auxiliary where it asks.
constexpr auto subjects = std::to_array<std::string_view>(
    {"i",        "you",      "we",  "he",  "she",  "it",        "they",   "there", "this",       "that",     "these",  "those",   "the",
     "my",       "your",     "our", "his", "her",  "their",     "its",    "a",     "an",         "any",      "anyone", "anybody", "someone",
     "somebody", "anything", "one", "all", "some", "something", "either", "both",  "everything", "everyone", "u",      "ye"});
// "Have a look" asks nothing.
constexpr std::array<std::string_view, 6> things{"a", "an", "any", "some", "one", "all"};
constexpr std::array<std::string_view, 9> joints{"and", "but", "so", "also", "then", "please", "plus", "because", "as"};

constexpr std::array<std::string_view, 5> greetings{"hi", "hello", "hey", "dear", "morning"};
// After a comma they begin a remark: "Could you look again, I have never been late."
constexpr auto remarks = std::to_array<std::string_view>(
    {"i",   "we",   "he", "she", "it", "they",    "you",   "i'm", "i've", "we're", "we've", "he's",    "she's",  "it's",   "they're",
     "i'd", "we'd", "my", "our", "as", "because", "since", "so",  "this", "that",  "there", "there's", "that's", "thanks", "thank"});

struct Word {
  std::string_view lower;
  std::uint32_t number;  ///< in the reading's WordBook
  TextSpan span;
};

/// One sentence of the message, with what is asked for in it.
class Asked {
 public:
  Asked(const DraftReading& reading, std::uint32_t sentence)
      : text_(reading.draft().text), span_(reading.draft().sentences[sentence].span) {
    const auto words = reading.words(sentence);
    words_.reserve(words.size());
    for (const auto& [span, number] : words) words_.push_back({span.of(reading.lower(sentence)), number, reading.to_draft(span, sentence)});
    marked_ = ends_with_mark(reading.own_text(span_));  // the mark in a web address asks nothing
    front_ = find_front();
  }

  [[nodiscard]] bool marked() const { return marked_; }
  [[nodiscard]] std::size_t front() const { return front_; }
  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  /// Index of the first word at or after `offset`.
  [[nodiscard]] std::size_t find_word(std::uint32_t offset) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(words_, offset, {}, [](const Word& word) { return word.span.begin; }) -
                                    words_.begin());
  }

  /// A question ends at its mark, also where the sentence runs on.
  [[nodiscard]] std::size_t find_end(std::size_t first, std::size_t last) const {
    for (auto i = first + 1; i < last; ++i) {
      const auto gap = between(i);
      if (gap.find('?') != std::string_view::npos) return i;
      const bool remark =
          (gap.find_first_of(",;:") != std::string_view::npos && has(remarks, words_[i].lower)) || words_[i].lower == "because";
      if (remark && i > first + 2) return i;
    }
    return last;
  }

  /// Where its questions begin. `told`: the ends of requests to be told ("let me know"), after which the order of words is a statement's.
  [[nodiscard]] std::vector<std::size_t> find_starts(const std::vector<Match>& told) const {
    std::vector<std::size_t> starts;
    std::size_t told_at = words_.size();
    for (const auto& match : told) {
      const auto at = find_word(match.span.begin);
      told_at = std::min(told_at, at);
      starts.push_back(at);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (begins(i, i > told_at, !starts.empty())) starts.push_back(i);
    }
    std::ranges::sort(starts);
    const auto twice = std::ranges::unique(starts);
    starts.erase(twice.begin(), twice.end());
    // "Could you please tell me when": the request and the word that follows it are one question.
    std::vector<std::size_t> merged;
    for (const auto start : starts) {
      const bool same = !merged.empty() && std::ranges::any_of(told, [&](const Match& match) {
        const auto end = find_word(match.span.end);
        return find_word(match.span.begin) <= merged.back() + 3 && merged.back() <= start && start <= end + 2 && merged.back() <= end;
      });
      if (!same) merged.push_back(start);
    }
    drop_clause(merged, told_at);
    return merged;
  }

 private:
  static bool ends_with_mark(std::string_view text) {
    if (text.find('?') == std::string_view::npos) return false;
    const auto last = text.find_last_not_of("\"')*!:(;-_ \n\r\t");
    return last != std::string_view::npos && (text[last] == '?' || text.substr(0, last + 1).find('?') > (text.size() / 3));
  }

  [[nodiscard]] std::string_view between(std::size_t i) const {
    return std::string_view(text_).substr(words_[i - 1].span.end, words_[i].span.begin - words_[i - 1].span.end);
  }

  [[nodiscard]] bool begins(std::size_t i, bool told, bool listed) const {
    const auto& word = words_[i].lower;
    const bool asks = has(question_words, word) || (told && word == "if");
    const bool turned = has(auxiliaries, word) && i + 1 < words_.size() && has(subjects, words_[i + 1].lower) &&
                        !(word == "have" && has(things, words_[i + 1].lower));
    // "…, and is Friday all right?"
    const bool named = !turned && marked_ && i > front_ && has(auxiliaries, word) && i + 1 < words_.size() && names_subject(i + 1) &&
                       (words_[i - 1].lower == "and" || words_[i - 1].lower == "or");
    if (named) return true;
    if (!asks && !turned && word != "any") return false;
    if (i == front_) return true;
    if (word == "any" || i < front_) return false;
    const auto gap = between(i);
    const bool stop = gap.find_first_of(";:-.?!()\n*") != std::string_view::npos || gap.find("\xe2\x80") != std::string_view::npos;
    const bool joint = has(joints, words_[i - 1].lower) || (i == front_ + 1 && !turned);
    if (stop || joint) return true;
    if (gap.find(',') == std::string_view::npos) return false;
    if (turned) return true;
    const bool relative = word == "which" || word.starts_with("who") || word == "where" || word == "when";
    // Where something was asked already, a list goes on ("…, who has the key"); after a name it tells of somebody.
    if ((told || (listed && marked_)) && relative && word != "which" && !names_subject(i - 1)) return true;
    const bool verb_next = i + 1 < words_.size() && has(auxiliaries, words_[i + 1].lower);
    const bool turned_next =
        i + 3 < words_.size() && has(auxiliaries, words_[i + 2].lower) && has(subjects, words_[i + 3].lower);  // "which job is it"
    return !relative || (marked_ && (word == "which" ? turned_next : verb_next));
  }

  /// A name, a day or a number.
  [[nodiscard]] bool names_subject(std::size_t i) const {
    const char initial = text_[words_[i].span.begin];
    return (initial >= 'A' && initial <= 'Z') || (initial >= '0' && initial <= '9');
  }

  /// The first word after a greeting or a name called: "Hi Eva, …".
  [[nodiscard]] std::size_t find_front() const {
    if (words_.size() < 2) return 0;
    const std::size_t most = has(greetings, words_[0].lower) ? 5 : 2;
    const char initial = text_[words_[0].span.begin];
    if (most == 2 && (initial < 'A' || initial > 'Z')) return 0;
    for (std::size_t i = 1; i < std::min(most, words_.size()); ++i) {
      if (between(i).find_first_of(",!.") != std::string_view::npos) return i;
    }
    return 0;
  }

  /// "When I press start, does it …": the first clause asks nothing.
  void drop_clause(std::vector<std::size_t>& starts, std::size_t told_at) const {
    if (starts.size() < 2 || starts.front() >= told_at) return;
    const auto first = starts.front();
    if (!has(question_words, words_[first].lower) || first + 1 >= words_.size()) return;
    const auto& next = words_[first + 1].lower;
    const auto& word = words_[first].lower;
    const bool clause =
        (word == "when" || word == "where" || word == "what" || word == "which" || word == "whichever") && has(subjects, next);
    if (clause && has(auxiliaries, words_[starts[1]].lower)) starts.erase(starts.begin());
  }

  const std::string& text_;
  TextSpan span_;
  std::vector<Word> words_;
  bool marked_ = false;
  std::size_t front_ = 0;
};

/// Matches of a list, by sentence.
class ListMatches {
 public:
  ListMatches(const DraftReading& reading, std::string_view list, AreaSet in) : matches_(reading.find_list_matches(list, in)) {}
  /// Those that begin in `span`.
  [[nodiscard]] std::vector<Match> in(TextSpan span) const {
    const auto first = std::ranges::lower_bound(matches_, span.begin, {}, [](const Match& match) { return match.span.begin; });
    const auto last = std::ranges::lower_bound(first, matches_.end(), span.end, {}, [](const Match& match) { return match.span.begin; });
    return {first, last};
  }
  [[nodiscard]] bool any_in(TextSpan span) const { return !in(span).empty(); }

 private:
  std::vector<Match> matches_;
};

/// What the words of one question ask for; none where they only announce or round off.
class ShapeFinder {
 public:
  ShapeFinder(const std::vector<Word>& words, std::size_t first, std::size_t last, std::optional<std::size_t> told_end, bool marked)
      : words_(words), first_(first), last_(last), told_end_(told_end), marked_(marked) {}

  [[nodiscard]] std::optional<QuestionShape> find(bool deed) const {
    if (says_any({"yes or no", "or not", "straight answer", "plain answer", "simple answer", "simple yes"})) return QuestionShape::yes_no;
    std::size_t from = first_;
    if (!told_end_ && words_[first_].lower == "if") return QuestionShape::yes_no;  // goes on from "let me know"
    if (told_end_) {
      // The list's phrase may end before or on the question word.
      from = *told_end_ > first_ ? std::max(first_, *told_end_ - 1) : first_;
      while (from < last_ && !asks(from) && from < *told_end_ + 3) ++from;
      if (from >= last_ || !asks(from)) return find_told(*told_end_);
    } else {
      while (from < last_ && !asks(from) && !has(auxiliaries, words_[from].lower)) ++from;
      if (from >= last_) return find_by_noun().value_or(QuestionShape::open);
    }
    const auto& word = words_[from].lower;
    if (word.starts_with("wh") || word.starts_with("how")) {
      if (const auto shape = find_wh(from)) return shape;
    }
    if (says_any({"what time", "what date", "what day", "which day", "which date", "any idea when", "idea when", "know when", "say when",
                  "when you"}) &&
        !told_end_) {
      return QuestionShape::time;
    }
    if (deed && !told_end_) return QuestionShape::deed;
    return QuestionShape::yes_no;
  }

 private:
  [[nodiscard]] bool asks(std::size_t i) const { return has(question_words, words_[i].lower) || (told_end_ && words_[i].lower == "if"); }

  [[nodiscard]] std::optional<QuestionShape> find_wh(std::size_t at) const {
    const auto& word = words_[at].lower;
    const std::string_view next = at + 1 < last_ ? words_[at + 1].lower : std::string_view();
    if (word == "whether") return QuestionShape::yes_no;
    if (word.starts_with("when")) return QuestionShape::time;
    if (word.starts_with("why")) return QuestionShape::why;
    if (word.starts_with("who")) return QuestionShape::who;
    if (word.starts_with("where"))
      return says_any({"where are we", "where do we stand", "where we are", "where things"}) ? QuestionShape::open : QuestionShape::where;
    if (word.starts_with("how")) {
      if (next == "much" || next == "many") return QuestionShape::amount;
      if (next == "long" || next == "soon" || next == "often" || next == "late" || next == "early") return QuestionShape::time;
      if (next == "far" || next == "big" || next == "old" || next == "large" || next == "high" || next == "wide")
        return QuestionShape::amount;
      if (next == "come" || says_any({"how could", "how did", "how can it", "how can this", "how has"})) return QuestionShape::why;
      return QuestionShape::how;
    }
    static constexpr std::array<std::string_view, 14> moments{"time",  "date",     "day",  "days",  "dates", "week",      "month",
                                                              "times", "deadline", "year", "hours", "hour",  "timeframe", "timeline"};
    if (has(moments, next)) return QuestionShape::time;
    if (says_any({"went wrong", "what happened", "has happened", "reason"})) return QuestionShape::why;
    if (const auto shape = find_by_noun(at + 1)) return shape;
    return QuestionShape::open;
  }

  /// "Could you confirm that …", "I need a date": no question word follows.
  [[nodiscard]] std::optional<QuestionShape> find_told(std::size_t end) const {
    static constexpr std::array<std::string_view, 4> checks{"confirm", "check", "clarify", "verify"};
    if (words_[first_].lower == "if" || words_[first_].lower == "whether") return QuestionShape::yes_no;  // "if there is any help"
    for (auto i = first_; i < std::min(end, last_); ++i) {
      if (has(checks, words_[i].lower)) return QuestionShape::yes_no;
      if (words_[i].lower == "explain") return QuestionShape::why;
    }
    const auto shape = find_by_noun();
    return shape || !marked_ ? shape : QuestionShape::open;
  }

  /// "the date", "what is the price": told by the noun near the front.
  [[nodiscard]] std::optional<QuestionShape> find_by_noun(std::size_t from = 0) const {
    static constexpr std::array<std::string_view, 11> times{"date", "timeline", "timescale", "timeframe", "eta",  "deadline",
                                                            "day",  "schedule", "lead",      "time",      "dates"};
    static constexpr std::array<std::string_view, 14> sums{"price", "cost",  "costs",  "fee",    "fees",   "charge", "rate",
                                                           "rates", "total", "figure", "prices", "amount", "salary", "sum"};
    for (auto i = std::max(first_, from); i < std::min(last_, std::max(first_, from) + (told_end_ ? 8U : 5U)); ++i) {
      const auto& word = words_[i].lower;
      if (has(times, word)) return QuestionShape::time;
      if (has(sums, word)) return QuestionShape::amount;
      if (word == "reason" || word == "explanation") return QuestionShape::why;
      if (word == "name") return QuestionShape::who;
      if (word == "address") return QuestionShape::where;
      if (word == "idea" || word == "news" || word == "word" || word == "update" || word == "chance" || word == "answer")
        return QuestionShape::open;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool says_any(std::initializer_list<std::string_view> phrases) const {
    if (joined_.empty()) {
      for (auto i = first_; i < last_; ++i) joined_.append(words_[i].lower).push_back(' ');
    }
    return std::ranges::any_of(phrases, [&](std::string_view phrase) { return joined_.find(phrase) != std::string::npos; });
  }

  const std::vector<Word>& words_;
  std::size_t first_;
  std::size_t last_;
  std::optional<std::size_t> told_end_;
  bool marked_;
  mutable std::string joined_;
};

class QuestionFinder {
 public:
  QuestionFinder(const DraftReading& reading, AreaSet in)
      : reading_(reading),
        told_(reading, "embedded-question", in),
        unmarked_(reading, "unmarked-question", in),
        rhetorical_(reading, "rhetorical-question", in),
        boiler_(reading, "boiler-question", in),
        deeds_(reading, "asks-deed", in),
        states_(reading, "asks-state", in),
        same_(reading, "same-meaning", in),
        in_(in) {}

  std::vector<Question> find() {
    std::optional<std::uint32_t> before;
    for (const auto sentence : reading_.sentences(in_)) {
      if (out_.size() >= most_questions) break;
      read(sentence, before);
      before = sentence;
    }
    return std::move(out_);
  }

 private:
  void read(std::uint32_t sentence, std::optional<std::uint32_t> before) {
    const auto span = reading_.draft().sentences[sentence].span;
    auto told = told_.in(span);
    if (told.size() > most_told) told.resize(most_told);
    const Asked asked(reading_, sentence);
    if (!asked.marked() && told.empty() && !unmarked_.any_in(span)) return;
    if (asked.words().empty() || boiler_.any_in(span)) return;
    auto starts = asked.find_starts(told);
    if (starts.empty()) {
      if (!asked.marked()) return;
      starts.push_back(asked.front());
    }
    for (std::size_t i = 0; i < starts.size() && out_.size() < most_questions; ++i) {
      const auto last = asked.find_end(starts[i], i + 1 < starts.size() ? starts[i + 1] : asked.words().size());
      add(asked, sentence, before, starts[i], last, i > 0);
    }
  }

  void add(const Asked& asked, std::uint32_t sentence, std::optional<std::uint32_t> before, std::size_t first, std::size_t last,
           bool further) {
    const auto& words = asked.words();
    const auto whole = reading_.draft().sentences[sentence].span;
    Question question;
    question.sentence = sentence;
    question.span = {first == 0 ? whole.begin : words[first].span.begin, last == words.size() ? whole.end : words[last - 1].span.end};
    if (rhetorical_.any_in(question.span)) return;
    const auto told = told_.in(question.span);
    std::optional<std::size_t> told_end;
    if (!told.empty()) told_end = asked.find_word(told.front().span.end);
    const auto shape =
        ShapeFinder(words, first, last, told_end, asked.marked()).find(deeds_.any_in(question.span) && !states_.any_in(question.span));
    if (!shape) return;
    question.shape = *shape;
    // "Really?" and "Why?" alone ask for nothing that could be told from the reply; "When?" does.
    const bool short_one = last - first < 3;
    if (short_one && *shape != QuestionShape::time && *shape != QuestionShape::amount && *shape != QuestionShape::who) return;
    const auto text = question.span.of(reading_.draft().text);
    const std::string lower = to_lower(text);
    question.insists = lower.find("yes or no") != std::string::npos || lower.find("or not?") != std::string::npos ||
                       lower.find("straight answer") != std::string::npos;
    add_topic(question.topic, words, first, last, 1);
    double sum = 0;
    for (const auto& word : question.topic) sum += word.weight;
    question.vague = sum < least_topic;
    question.rich = std::ranges::count_if(question.topic, [](const TopicWord& word) { return word.weight >= 1; }) >= rich_topic;
    question.told = !told.empty();
    if (question.vague) {
      if (first > 0) add_topic(question.topic, words, 0, first, context_weight);
      if (!further && before) {
        const Asked context(reading_, *before);
        add_topic(question.topic, context.words(), 0, context.words().size(), context_weight);
      }
    }
    out_.push_back(std::move(question));
  }

  void add_topic(std::vector<TopicWord>& out, const std::vector<Word>& words, std::size_t first, std::size_t last, double weight) {
    last = std::min(last, first + most_topic_words);
    if (first >= last) return;
    auto& book = reading_.book();
    const auto same = same_.in({words[first].span.begin, words[last - 1].span.end});
    for (auto i = first; i < last; ++i) {
      const auto& word = words[i];
      if (book.is_function(word.number) || word.lower.size() < 2 || has(question_words, word.lower)) continue;
      TopicWord topic{book.stem(word.number), weight, {}};
      if (is_worn_stem(book.text(topic.stem))) topic.weight *= worn_weight;
      if (std::ranges::find(out, topic.stem, &TopicWord::stem) != out.end()) continue;
      for (const auto& match : same) {
        if (match.span.begin <= word.span.begin && word.span.end <= match.span.end) topic.groups.push_back(match.phrase);
      }
      out.push_back(std::move(topic));
    }
  }

  const DraftReading& reading_;
  ListMatches told_;
  ListMatches unmarked_;
  ListMatches rhetorical_;
  ListMatches boiler_;
  ListMatches deeds_;
  ListMatches states_;
  ListMatches same_;
  AreaSet in_;
  std::vector<Question> out_;
};

}  // namespace

std::vector<Question> find_questions(const DraftReading& reading, AreaSet in) { return QuestionFinder(reading, in).find(); }

}  // namespace replylint

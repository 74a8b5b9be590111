// SPDX-License-Identifier: MIT
// Computes the built-in facts of one draft.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_set>

#include "engine/facts.h"
#include "engine/names.h"
#include "engine/questions.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr AreaSet authored = to_set(Area::authored);
constexpr AreaSet quoted = to_set(Area::quoted);

void keep_each_once(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  const auto repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());
}

class Finder {
 public:
  Finder(const DraftReading& reading, const CheckOptions& options) : reading_(reading), draft_(reading.draft()), options_(options) {}

  BuiltinFacts find() {
    find_kind();
    find_people();
    find_sizes();
    find_style();
    find_exchange();
    find_slips();
    find_time();
    return std::move(facts_);
  }

 private:
  FactValue& fact(BuiltinFact which) { return facts_[static_cast<std::size_t>(which)]; }
  void put(BuiltinFact which, double value) { fact(which).value = value; }
  void put(BuiltinFact which, bool value) { fact(which).value = value ? 1 : 0; }
  void put(BuiltinFact which, std::vector<TextSpan> evidence) {
    fact(which).value = static_cast<double>(evidence.size());
    fact(which).evidence = std::move(evidence);
  }

  void find_kind() {
    put(BuiltinFact::reply, draft_.reply);
    put(BuiltinFact::forward, draft_.forward);
    put(BuiltinFact::automatic, draft_.envelope.automatic != Automatic::no);
    std::uint8_t depth = 0;
    std::vector<TextSpan> greetings;
    std::vector<TextSpan> closings;
    for (const auto& segment : draft_.segments) {
      depth = std::max(depth, segment.quote_depth);
      if (segment.region == Region::greeting) greetings.push_back(segment.span);
      if (segment.region == Region::sign_off) closings.push_back(segment.span);
    }
    put(BuiltinFact::thread_depth, static_cast<double>(depth));
    put(BuiltinFact::greeting, !greetings.empty() || !draft_.greeting_name.empty());
    fact(BuiltinFact::greeting).evidence = greetings;
    put(BuiltinFact::closing, !closings.empty());
    fact(BuiltinFact::closing).evidence = closings;
  }

  void find_people() {
    const auto& envelope = draft_.envelope;
    std::vector<std::string> domains;
    for (const auto* list : {&envelope.to, &envelope.cc, &envelope.bcc}) {
      for (const auto& mailbox : *list) domains.push_back(to_domain(mailbox.address));
    }
    put(BuiltinFact::recipients, static_cast<double>(domains.size()));
    const auto& colleagues = reading_.set().internal;
    const auto is_internal = [&](const std::string& domain) {
      return std::ranges::any_of(
          colleagues, [&](const std::string& own) { return equal_ignoring_case(domain, own) || domain.ends_with("." + to_lower(own)); });
    };
    put(BuiltinFact::internal, !domains.empty() && !colleagues.empty() && std::ranges::all_of(domains, is_internal));
    put(BuiltinFact::external, !domains.empty() && !colleagues.empty() && !std::ranges::all_of(domains, is_internal));
    bool to_list = envelope.mailing_list;
    for (const auto* list : {&envelope.to, &envelope.cc}) {
      to_list = to_list || std::ranges::any_of(*list, [](const Mailbox& mailbox) { return names_list(mailbox.address); });
    }
    put(BuiltinFact::mailing_list, to_list);
    find_new_domain(domains);
    const auto attached = std::ranges::count_if(envelope.attachments, [](const Attachment& file) { return !file.inline_image; });
    put(BuiltinFact::attachments, static_cast<double>(attached));
  }

  /// A domain is new where the quoted thread names addresses, none of them in it.
  void find_new_domain(const std::vector<std::string>& domains) {
    std::unordered_set<std::string> known;
    for (const auto& segment : draft_.segments) {
      if (segment.region != Region::attribution && segment.region != Region::quoted) continue;
      const auto text = draft_.of(segment.span);
      for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        auto end = at + 1;
        while (end < text.size() &&
               (is_word_byte(text[end]) || text[end] == '-' || (text[end] == '.' && end + 1 < text.size() && is_word_byte(text[end + 1]))))
          ++end;
        known.insert(to_lower(text.substr(at + 1, end - at - 1)));
      }
    }
    if (draft_.envelope.from) known.insert(to_domain(draft_.envelope.from->address));
    put(BuiltinFact::new_recipient_domain,
        known.size() > 1 && std::ranges::any_of(domains, [&](const auto& domain) { return !known.contains(domain); }));
  }

  void find_sizes() {
    double words = 0;
    double sentences = 0;
    double syllables = 0;
    double longest = 0;
    TextSpan longest_span{};
    std::vector<std::pair<std::uint32_t, double>> paragraphs;
    for (const auto sentence : reading_.sentences(authored)) {
      const auto found = reading_.words(sentence);
      const auto count = static_cast<double>(found.size());
      words += count;
      sentences += count > 0 ? 1 : 0;
      const auto text = reading_.lower(sentence);
      for (const auto& word : found) syllables += count_syllables(word.span.of(text));
      if (count > longest) {
        longest = count;
        longest_span = draft_.sentences[sentence].span;
      }
      const auto paragraph = draft_.sentences[sentence].paragraph;
      if (paragraphs.empty() || paragraphs.back().first != paragraph) paragraphs.emplace_back(paragraph, 0);
      paragraphs.back().second += count;
    }
    double longest_paragraph = 0;
    for (const auto& [index, count] : paragraphs) longest_paragraph = std::max(longest_paragraph, count);
    put(BuiltinFact::words, words);
    put(BuiltinFact::sentences, sentences);
    put(BuiltinFact::paragraphs, static_cast<double>(paragraphs.size()));
    put(BuiltinFact::longest_paragraph, longest_paragraph);
    put(BuiltinFact::longest_sentence, longest);
    if (longest > 0) fact(BuiltinFact::longest_sentence).evidence = {longest_span};
    // Flesch-Kincaid grade level, Kincaid et al. 1975.
    const double grade = words > 0 && sentences > 0 ? 0.39 * words / sentences + 11.8 * syllables / words - 15.59 : 0;
    put(BuiltinFact::reading_grade, std::max(0.0, std::round(grade * 10) / 10));
    put(BuiltinFact::quoted_words, static_cast<double>(reading_.count_words(quoted)));
  }

  /// Groups of vowels, a silent final e left out: within a few per cent of a dictionary on running text.
  static double count_syllables(std::string_view word) {
    double count = 0;
    bool in_group = false;
    for (const char c : word) {
      const bool vowel = std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos;
      if (vowel && !in_group) ++count;
      in_group = vowel;
    }
    if (count > 1 && (word.ends_with('e') || word.ends_with('E')) && !word.ends_with("le")) --count;
    return std::max(1.0, count);
  }

  void find_style() {
    double shouted = 0;
    double words = 0;
    std::vector<TextSpan> exclamations;
    for (const auto sentence : reading_.sentences(authored)) {
      const auto text = draft_.of(draft_.sentences[sentence].span);
      for (const auto& [span, lower] : reading_.words(sentence)) {
        const auto word = span.of(text);
        if (word.size() < 2) continue;
        ++words;
        const bool shouts = word.size() >= 4 && std::ranges::all_of(word, [](char c) { return (c >= 'A' && c <= 'Z') || c == '\''; });
        if (!shouts) continue;
        ++shouted;
        fact(BuiltinFact::capitals).evidence.push_back(reading_.to_draft(span, sentence));
      }
      const auto span = draft_.sentences[sentence].span;
      for (auto i = span.begin; i < span.end; ++i) {
        if (draft_.text[i] == '!') exclamations.push_back({i, i + 1});
      }
    }
    put(BuiltinFact::capitals, words > 0 ? shouted / words : 0);
    put(BuiltinFact::exclamations, std::move(exclamations));
  }

  void find_exchange() {
    const auto put_where = [&](BuiltinFact which, const std::vector<Question>& questions, auto&& holds) {
      std::vector<TextSpan> spans;
      for (const auto& question : questions) {
        if (holds(question)) spans.push_back(question.span);
      }
      put(which, std::move(spans));
    };
    const auto any = [](const Question&) { return true; };
    put_where(BuiltinFact::asks, find_questions(reading_, authored), any);
    auto theirs = find_questions(reading_, quoted);
    find_answers(theirs, reading_);
    put_where(BuiltinFact::quoted_questions, theirs, any);
    if (const auto open = std::ranges::max_element(theirs, {}, &Question::openness); open != theirs.end()) {
      put(BuiltinFact::most_open, open->openness);
      fact(BuiltinFact::most_open).evidence.push_back(open->span);
    }
    std::erase_if(theirs, &Question::answered);
    put_where(BuiltinFact::unanswered_questions, theirs, any);
    const auto put_shape = [&](BuiltinFact which, std::initializer_list<QuestionShape> shapes) {
      put_where(which, theirs, [&](const Question& question) { return std::ranges::find(shapes, question.shape) != shapes.end(); });
    };
    put_shape(BuiltinFact::unanswered_when, {QuestionShape::time});
    put_shape(BuiltinFact::unanswered_amount, {QuestionShape::amount});
    put_shape(BuiltinFact::unanswered_who, {QuestionShape::who});
    put_shape(BuiltinFact::unanswered_where, {QuestionShape::where});
    put_shape(BuiltinFact::unanswered_why, {QuestionShape::why});
    put_shape(BuiltinFact::unanswered_yes_no, {QuestionShape::yes_no});
    put_shape(BuiltinFact::unanswered_deed, {QuestionShape::deed});
    put_shape(BuiltinFact::unanswered_open, {QuestionShape::open, QuestionShape::how});
    put_where(BuiltinFact::insisted_yes_no, theirs, [](const Question& question) { return question.insists; });
    put_where(BuiltinFact::skipped_questions, theirs, [](const Question& question) { return question.skipped; });
    put_where(BuiltinFact::untouched_questions, theirs, [](const Question& question) { return question.untouched; });
    put_where(BuiltinFact::talked_around, theirs, [](const Question& question) { return question.talked_around; });
    if (const double asked = fact(BuiltinFact::quoted_questions).value; asked > 0) {
      put(BuiltinFact::unanswered_share, fact(BuiltinFact::unanswered_questions).value / asked);
    }
    find_echo();
    find_contacts();
  }

  void find_echo() {
    auto& book = reading_.book();
    std::vector<std::uint32_t> own;
    for (const auto sentence : reading_.sentences(authored)) {
      for (const auto& word : reading_.words(sentence)) own.push_back(book.stem(word.lower));
    }
    std::vector<std::uint32_t> theirs;
    for (const auto sentence : reading_.sentences(quoted)) {
      for (const auto& word : reading_.words(sentence)) {
        if (const auto topic = book.topic(word.lower); topic != 0) theirs.push_back(topic);
      }
    }
    keep_each_once(own);
    keep_each_once(theirs);
    const auto shared = std::ranges::count_if(theirs, [&](std::uint32_t stem) { return std::ranges::binary_search(own, stem); });
    put(BuiltinFact::echo, theirs.empty() ? 0 : static_cast<double>(shared) / static_cast<double>(theirs.size()));
  }

  /// "the third time", "wrote twice", "4 emails": the largest number said; once where it is only said that they wrote before.
  void find_contacts() {
    double most = 0;
    for (const auto& match : reading_.find_list_matches("repeated-contact", quoted)) {
      most = std::max(most, std::max(2.0, find_number(match.span)));
      fact(BuiltinFact::contacts).evidence.push_back(match.span);
    }
    put(BuiltinFact::contacts, most);
  }

  [[nodiscard]] double find_number(TextSpan span) const {
    static constexpr std::array<std::array<std::string_view, 4>, 8> numbers{{{"first", "1st", "once", "one"},
                                                                             {"second", "2nd", "twice", "two"},
                                                                             {"third", "3rd", "thrice", "three"},
                                                                             {"fourth", "4th", "four", "four"},
                                                                             {"fifth", "5th", "five", "five"},
                                                                             {"sixth", "6th", "six", "six"},
                                                                             {"seventh", "7th", "seven", "seven"},
                                                                             {"eighth", "8th", "eight", "eight"}}};
    for (const auto word_span : find_words(draft_.text, span)) {
      const std::string word = to_lower(word_span.of(draft_.text));
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (std::ranges::find(numbers[i], word) != numbers[i].end()) return static_cast<double>(i + 1);
      }
      double value = 0;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
      if (error == std::errc() && end == word.data() + word.size() && word.size() <= 2) return value;
    }
    return 0;
  }

  void find_slips() {
    const auto to_spans = [](const std::vector<Match>& matches) {
      std::vector<TextSpan> spans;
      for (const auto& match : matches) spans.push_back(match.span);
      return spans;
    };
    put(BuiltinFact::mentions_attachment, to_spans(reading_.find_list_matches("attachment-mention", authored)));
    const AreaSet own = authored | to_set(Area::subject) | to_set(Area::greeting) | to_set(Area::closing) | to_set(Area::signature);
    put(BuiltinFact::placeholder, to_spans(reading_.find_list_matches("placeholder-mark", own)));
    for (const auto which : {BuiltinFact::mentions_attachment, BuiltinFact::placeholder}) fact(which).value = fact(which).value > 0 ? 1 : 0;
    const bool subject_text = std::ranges::any_of(draft_.segments, [&](const Segment& segment) {
      return segment.region == Region::subject && !trim(draft_.of(segment.span)).empty();
    });
    put(BuiltinFact::subject_empty, draft_.envelope.has_subject && !subject_text);
    if (greets_wrong_name(draft_)) {
      put(BuiltinFact::greeting_name_wrong, true);
      fact(BuiltinFact::greeting_name_wrong).evidence = find_greeting_name();
    }
  }

  [[nodiscard]] std::vector<TextSpan> find_greeting_name() const {
    const auto at = draft_.text.find(draft_.greeting_name, draft_.text.find('\n') + 1);
    if (at == std::string::npos) return {};
    return {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + draft_.greeting_name.size())}};
  }

  void find_time() {
    const auto date = draft_.envelope.date ? draft_.envelope.date : options_.now;
    if (!date) return;
    const std::int64_t zone = draft_.envelope.date ? draft_.envelope.date_zone.value_or(0) : options_.now_zone;
    const std::int64_t local = *date + zone * 60;
    const std::int64_t day = local >= 0 ? local / 86400 : (local - 86399) / 86400;
    const std::int64_t hour = (local - day * 86400) / 3600;
    put(BuiltinFact::hour, static_cast<double>(hour));
    put(BuiltinFact::weekday, static_cast<double>(((day + 3) % 7 + 7) % 7 + 1));  // 1970-01-01 was a Thursday
    if (draft_.quoted_date) put(BuiltinFact::days_since, std::floor(static_cast<double>(*date - *draft_.quoted_date) / 86400.0));
  }

  const DraftReading& reading_;
  const Draft& draft_;
  const CheckOptions& options_;
  BuiltinFacts facts_{};
};

}  // namespace

BuiltinFacts find_builtin_facts(const DraftReading& reading, const CheckOptions& options) { return Finder(reading, options).find(); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Phrase notation -> tree: a recursive descent over bytes, with named lists expanded in place.
#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/phrase_tree.h"
#include "text/words.h"

namespace replylint {
namespace {

using Kind = PhraseNode::Kind;

constexpr int nesting_limit = 20;
constexpr int list_depth_limit = 8;
constexpr std::size_t node_limit = 20000;

PhraseNode make_node(Kind kind, std::string text = {}) {
  PhraseNode node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

PhraseNode make_words(std::initializer_list<std::string_view> words) {
  if (words.size() == 1) return make_node(Kind::word, std::string(*words.begin()));
  PhraseNode either = make_node(Kind::alternatives);
  for (const auto word : words) either.children.push_back(make_node(Kind::word, std::string(word)));
  return either;
}

/// "'ll" -> will; what an apostrophe ending stands for, spelled out. Empty: the ending is no contraction.
std::vector<PhraseNode> to_long_form(std::string_view ending) {
  std::vector<PhraseNode> out;
  if (ending == "'ll") out.push_back(make_words({"will"}));
  if (ending == "'re") out.push_back(make_words({"are"}));
  if (ending == "'ve") out.push_back(make_words({"have"}));
  if (ending == "'m") out.push_back(make_words({"am"}));
  if (ending == "'d") out.push_back(make_words({"had", "would"}));
  if (ending == "'s") out.push_back(make_words({"is", "has"}));
  return out;
}

/// Words after which 's is a verb; after all others it is a possessive and stays.
bool takes_verb_s(std::string_view word) {
  static constexpr std::array<std::string_view, 14> words{"it",  "that", "there", "here", "what", "who",        "where",
                                                          "how", "he",   "she",   "this", "when", "everything", "nothing"};
  return std::ranges::find(words, word) != words.end();
}

class Parser {
 public:
  Parser(std::string_view source, const FindList& find_list, std::vector<std::string>& lists)
      : source_(source), find_list_(find_list), lists_(lists) {}

  std::expected<PhraseNode, PhraseError> parse() {
    PhraseNode root = parse_sequence(0);
    if (error_.what.empty() && at_ < source_.size()) fail(std::string("“") + source_[at_] + "” closes no bracket");
    if (!error_.what.empty()) return std::unexpected(error_);
    return root;
  }

 private:
  void fail(std::string what) {
    if (error_.what.empty()) error_ = {at_, std::move(what)};
    at_ = source_.size();
  }
  [[nodiscard]] bool done() const { return at_ >= source_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }

  PhraseNode parse_sequence(int depth) {
    PhraseNode sequence = make_node(Kind::sequence);
    bool spaced = true;
    while (!done()) {
      const char c = peek();
      if (c == '|' || c == ')' || c == ']') break;
      if (is_space(c)) {
        spaced = true;
        ++at_;
        continue;
      }
      const std::size_t before = sequence.children.size();
      parse_item(sequence.children, spaced, depth);
      if (before < sequence.children.size() && !spaced) sequence.children[before].glued = glues();
      spaced = false;
      if (++nodes_ > node_limit) fail("the phrase is too large once its lists are filled in");
    }
    return sequence;
  }

  /// A spelled-out contraction ("(I|we)'ll") is a word of its own though it was written without a blank.
  bool glues() { return !std::exchange(spelled_out_, false); }

  void parse_item(std::vector<PhraseNode>& out, bool spaced, int depth) {
    const char c = peek();
    if (c == '(' || c == '[') return parse_group(out, depth);
    if (c == '^') return single(out, Kind::start);
    if (c == '$' && is_name_start(peek(1))) return parse_list(out);
    if (c == '$') return single(out, Kind::end);
    if (c == '.' && peek(1) == '.') return parse_gap(out);
    if (c == '/' && spaced && at_ + 1 < source_.size() && !is_space(peek(1))) {
      if (const auto end = find_raw_end(); end != std::string_view::npos) return parse_raw(out, end);
    }
    if (is_word_byte(c) || c == '*' || c == '\'') return parse_word(out, spaced);
    if (c == '?' && !spaced && makes_no_option(out)) {
      return fail(
          "“?” makes a bracket optional, as in “(word)?” or “($list)?”; a question mark itself stands after a blank, as in “word ?”");
    }
    out.push_back(make_node(Kind::mark, std::string(1, c)));
    ++at_;
  }

  /// "refunds?", "$list?": a reader would take the word for optional, and the mark would be asked for instead.
  [[nodiscard]] static bool makes_no_option(const std::vector<PhraseNode>& before) {
    if (before.empty()) return false;
    const Kind kind = before.back().kind;
    return kind == Kind::word || kind == Kind::any_word || kind == Kind::alternatives;
  }

  void single(std::vector<PhraseNode>& out, Kind kind) {
    out.push_back(make_node(kind));
    ++at_;
  }

  void parse_group(std::vector<PhraseNode>& out, int depth) {
    if (depth >= nesting_limit) return fail("brackets are nested too deeply");
    const std::size_t opened = at_;
    const bool square = peek() == '[';
    const char close = square ? ']' : ')';
    ++at_;
    PhraseNode group = make_node(Kind::alternatives);
    group.captures = true;
    for (;;) {
      group.children.push_back(parse_sequence(depth + 1));
      if (!error_.what.empty()) return;
      if (peek() == '|') {
        ++at_;
        continue;
      }
      break;
    }
    if (peek() != close) {
      at_ = opened;
      return fail(std::string("“") + source_[opened] + "” is never closed by “" + close + "”");
    }
    ++at_;
    // An alternative that says nothing ("(the|)") makes the group optional.
    const auto empties = std::erase_if(group.children, [](const PhraseNode& child) { return child.children.empty(); });
    if (group.children.empty()) {
      at_ = opened;
      return fail("an empty bracket");
    }
    const bool optional = peek() == '?' || empties > 0;
    if (peek() == '?') ++at_;
    if (!optional) return out.push_back(std::move(group));
    PhraseNode maybe = make_node(Kind::optional);
    maybe.children.push_back(std::move(group));
    out.push_back(std::move(maybe));
  }

  [[nodiscard]] static bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  void parse_list(std::vector<PhraseNode>& out) {
    const std::size_t begin = ++at_;
    while (!done() && (is_word_byte(peek()) || (peek() == '-' && is_word_byte(peek(1))))) ++at_;
    const std::string name(source_.substr(begin, at_ - begin));
    const auto* alternatives = find_list_ ? find_list_(name) : nullptr;
    if (alternatives == nullptr) {
      at_ = begin - 1;
      return fail("no phrase list is called “" + name + "”");
    }
    if (std::ranges::find(open_lists_, name) != open_lists_.end()) {
      at_ = begin - 1;
      return fail("the phrase list “" + name + "” contains itself");
    }
    if (open_lists_.size() >= list_depth_limit) return fail("phrase lists are nested too deeply");
    if (std::ranges::find(lists_, name) == lists_.end()) lists_.push_back(name);
    PhraseNode group = make_node(Kind::alternatives);
    group.captures = true;
    open_lists_.push_back(name);
    for (const auto& alternative : *alternatives) {
      // Parsed with this parser's state, so that cycles and size count over the whole phrase.
      const auto outer = std::exchange(source_, alternative);
      const auto outer_at = std::exchange(at_, 0);
      group.children.push_back(parse_sequence(1));
      if (error_.what.empty() && !done()) fail("a bracket too many");
      source_ = outer;
      at_ = outer_at;
      if (!error_.what.empty()) {
        error_ = {begin - 1, "in the phrase list “" + name + "”: " + error_.what};
        at_ = source_.size();
        return;
      }
    }
    open_lists_.pop_back();
    out.push_back(std::move(group));
  }

  void parse_gap(std::vector<PhraseNode>& out) {
    PhraseNode gap = make_node(Kind::gap);
    at_ += 2;
    if (peek() >= '0' && peek() <= '9') {
      const std::size_t digits = at_;
      unsigned most = 0;
      while (peek() >= '0' && peek() <= '9' && most < 1000) most = most * 10 + static_cast<unsigned>(source_[at_++] - '0');
      if (peek() != '.' || peek(1) != '.' || most == 0 || most > 50) {
        at_ = digits;
        return fail("a gap is written “..” or “..4..”, with 1 to 50 words");
      }
      at_ += 2;
      gap.words = static_cast<std::uint16_t>(most);
    }
    while (peek() == '.') ++at_;
    out.push_back(std::move(gap));
  }

  /// The closing slash of raw RE2: unescaped, and followed by the end, white space or a bracket.
  [[nodiscard]] std::size_t find_raw_end() const {
    for (std::size_t i = at_ + 1; i < source_.size(); ++i) {
      if (source_[i] == '\\') {
        ++i;
      } else if (source_[i] == '/') {
        const char next = i + 1 < source_.size() ? source_[i + 1] : ' ';
        if (is_space(next) || next == ')' || next == '|' || next == ']') return i;
      }
    }
    return std::string_view::npos;
  }

  void parse_raw(std::vector<PhraseNode>& out, std::size_t end) {
    out.push_back(make_node(Kind::raw, std::string(source_.substr(at_ + 1, end - at_ - 1))));
    at_ = end + 1;
  }

  void parse_word(std::vector<PhraseNode>& out, bool spaced) {
    const std::size_t begin = at_;
    const auto inner = [&](char c) { return (c == '\'' || c == '-') && (is_word_byte(peek(1)) || peek(1) == '*'); };
    while (!done() && (is_word_byte(peek()) || peek() == '*' || inner(peek()) || (at_ == begin && peek() == '\''))) ++at_;
    // A dash or apostrophe before a gap or bracket was not part of the word.
    std::string text = to_lower(source_.substr(begin, at_ - begin));
    if (text == "*") return out.push_back(make_node(Kind::any_word));
    if (text == "'") return out.push_back(make_node(Kind::mark, "'"));
    if (!spaced && !out.empty() && text.front() == '\'') {
      auto spelled = to_long_form(text);
      if (text == "'t") spelled.push_back(make_node(Kind::word, "not"));
      if (!spelled.empty()) {
        spelled_out_ = true;
        return std::ranges::move(spelled, std::back_inserter(out)), void();
      }
    }
    add_word(out, std::move(text));
  }

  /// Adds a word, its contraction spelled out: "don't" -> do not, "you're" -> you are.
  static void add_word(std::vector<PhraseNode>& out, std::string text) {
    if (text == "cannot" || text == "can't" || text == "cant") return add_not(out, "can");
    if (text == "won't") return add_not(out, "will");
    if (text == "shan't") return add_not(out, "shall");
    if (text == "let's") {
      out.push_back(make_node(Kind::word, "let"));
      return out.push_back(make_node(Kind::word, "us"));
    }
    if (text.size() > 3 && text.ends_with("n't") && takes_contracted_not(std::string_view(text).substr(0, text.size() - 3))) {
      return add_not(out, text.substr(0, text.size() - 3));
    }
    if (const auto apostrophe = text.rfind('\''); apostrophe != std::string::npos && apostrophe > 0) {
      const std::string_view ending = std::string_view(text).substr(apostrophe);
      const std::string_view stem = std::string_view(text).substr(0, apostrophe);
      auto spelled = to_long_form(ending);
      if (!spelled.empty() && (ending != "'s" || takes_verb_s(stem))) {
        out.push_back(make_node(Kind::word, std::string(stem)));
        std::ranges::move(spelled, std::back_inserter(out));
        return;
      }
    }
    PhraseNode word = make_node(Kind::word);
    word.open_start = text.front() == '*';
    word.open_end = text.size() > 1 && text.back() == '*';
    std::erase(text, '*');
    word.text = std::move(text);
    out.push_back(std::move(word));
  }

  static void add_not(std::vector<PhraseNode>& out, std::string verb) {
    out.push_back(make_node(Kind::word, std::move(verb)));
    out.push_back(make_node(Kind::word, "not"));
  }

  std::string_view source_;
  const FindList& find_list_;
  std::vector<std::string>& lists_;
  std::vector<std::string> open_lists_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  bool spelled_out_ = false;
  PhraseError error_;
};

}  // namespace

bool makes_one_word(const PhraseNode& left, const PhraseNode& right) {
  const auto wordy = [](const PhraseNode& node) {
    return node.kind == Kind::word || node.kind == Kind::alternatives || node.kind == Kind::optional;
  };
  return right.glued && wordy(left) && wordy(right);
}

bool takes_contracted_not(std::string_view word) { return std::ranges::find(contracting_verbs, word) != contracting_verbs.end(); }

std::string_view to_contracted(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> forms{{{"are", "'re"},
                                                                                       {"is", "'s"},
                                                                                       {"has", "'s"},
                                                                                       {"have", "'ve"},
                                                                                       {"had", "'d"},
                                                                                       {"would", "'d"},
                                                                                       {"will", "'ll"},
                                                                                       {"am", "'m"},
                                                                                       {"us", "'s"}}};
  const auto found = std::ranges::find(forms, word, &std::pair<std::string_view, std::string_view>::first);
  return found == forms.end() ? std::string_view() : found->second;
}

std::expected<PhraseNode, PhraseError> parse_phrase_tree(std::string_view source, const FindList& find_list,
                                                         std::vector<std::string>& lists) {
  return Parser(source, find_list, lists).parse();
}

}  // namespace replylint

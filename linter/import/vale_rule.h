// SPDX-License-Identifier: MIT
// One Vale rule while it is translated: its keys, what all checks have in common, and what was lost.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/made_rule.h"
#include "import/regex.h"
#include "import/vale.h"

namespace replylint {

/// What the rules of one style share.
struct StyleContext {
  std::string style, family;
  std::vector<std::string> accepted;  ///< patterns of the vocabularies' accept.txt
  FindStyleFile find_file;
  std::set<std::string, std::less<>> ids;  ///< given so far
};

/// A pattern of a Vale rule and where it stands.
struct Token {
  RegexNode tree;
  YamlPlace place;
  std::string source;
};

/// Where a rule looks, and in which stretch it counts.
struct Scope {
  bool subject = false;       ///< only at the subject
  bool also_subject = false;  ///< at text and subject
  std::string per = "paragraph";
};

class ValeRule {
 public:
  /// `root` is a mapping; `name` is the file's, without its ending, folders with dots.
  ValeRule(const Node& root, std::string name, StyleContext& context, ImportedRule& report);

  /// Notes that a part of the rule is not taken.
  void lose(YamlPlace place, std::string what);
  void lose(const Node& node, std::string what) { lose(node.place, std::move(what)); }
  /// The same of a key: “key”: what. At the beginning of the rule where the key is not there.
  void lose_key(std::string_view key, std::string_view what);
  /// Says of each key that the check does not know that it is left out.
  void check_keys(std::span<const std::string_view> known);

  [[nodiscard]] const Node* find(std::string_view key) const { return root_.find(key); }
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] bool is_on(std::string_view key, bool otherwise = false) const;
  [[nodiscard]] std::optional<double> number(std::string_view key);
  /// The texts of a list, or the one text that stands in its place; blank ones left out, other kinds lost.
  [[nodiscard]] std::vector<const Node*> texts(std::string_view key);

  /// Parses a pattern; nullopt and a loss where it cannot be said.
  [[nodiscard]] std::optional<RegexNode> parse(const Node& node, std::string_view pattern, bool folds);
  /// The tokens of a list as word-bounded patterns, or bare ones.
  [[nodiscard]] std::vector<Token> parse_tokens(std::string_view key, bool folds, bool bounded);
  /// The phrase of a token; nullopt and a loss where the rule language refuses it.
  [[nodiscard]] std::optional<MadePhrase> make_phrase(const Token& token);
  [[nodiscard]] std::vector<MadePhrase> make_phrases(const std::vector<Token>& tokens);
  /// Takes exceptions (of the rule, and of the vocabulary where `vocabulary`) out of tokens where their texts can be listed; for
  /// other tokens gives phrases for `unless`, and says that these reach further.
  [[nodiscard]] std::vector<std::string> except(std::vector<Token>& tokens, bool vocabulary);

  /// Sentences with a word that except() gave phrases for: good examples, if the rule would find the word itself.
  [[nodiscard]] std::vector<MadeExample> make_excused(bool subject) const;

  /// Where the rule looks; nullopt and a loss where mail has no such place.
  [[nodiscard]] std::optional<Scope> read_scope();

  /// A rule with id, severity, reason and source; `part` tells several rules made of one apart.
  [[nodiscard]] MadeRule make_rule(const Scope& scope, std::string_view part = {});
  /// The rule's message, each %s filled in with the next of `words`, the last of them repeated.
  [[nodiscard]] std::string format_message(std::span<const std::string> words) const;
  /// Takes over `action` where it is replace, with texts of its own, or remove.
  void add_action(MadeRule& rule);

  [[nodiscard]] const StyleContext& context() const { return context_; }
  void add(MadeRule rule) { made_.push_back(std::move(rule)); }
  [[nodiscard]] std::vector<MadeRule> take() { return std::move(made_); }
  /// A name for a fact of this rule's: "acme-terms-2".
  [[nodiscard]] std::string make_fact_name(std::size_t number) const;

 private:
  struct Exceptions {
    std::vector<Token> tokens;
    std::vector<std::optional<std::vector<std::string>>> texts;  ///< of each token, where they can be listed
    std::set<std::string, std::less<>> words;                    ///< all of them
    std::size_t longest = 0;
    bool listed = true;
  };
  const Exceptions& read_exceptions(bool vocabulary);
  std::vector<std::string> make_exception_phrases(const Exceptions& exceptions, const std::vector<bool>& met);

  const Node& root_;
  std::string name_;
  StyleContext& context_;
  ImportedRule& report_;
  std::vector<MadeRule> made_;
  std::optional<Exceptions> exceptions_;
  std::vector<std::string> excused_;  ///< texts of the first exceptions that became phrases
};

/// "ComplexWords" -> "complex-words"; "" where no letter or digit of ASCII is in it.
[[nodiscard]] std::string to_kebab(std::string_view name, std::size_t longest = 60);

/// Braces would be placeholders in a message or fix.
[[nodiscard]] std::string to_plain_words(std::string_view text);

// The checks. Each gives its rules to `rule.add` and its losses to `rule.lose`.
void import_existence(ValeRule& rule);
void import_substitution(ValeRule& rule);
void import_occurrence(ValeRule& rule);
void import_repetition(ValeRule& rule);
void import_consistency(ValeRule& rule);
void import_conditional(ValeRule& rule);
void import_capitalization(ValeRule& rule);
void import_metric(ValeRule& rule);
void import_readability(ValeRule& rule);
void import_spelling(ValeRule& rule);
void import_sequence(ValeRule& rule);
void import_script(ValeRule& rule);

/// One entry of a substitution: what to find and what to write instead.
struct Swap {
  Token token;
  std::string replacement;
};
/// A rule for each different replacement.
void add_swaps(ValeRule& rule, std::vector<Swap> swaps, const Scope& scope, bool folds);

}  // namespace replylint

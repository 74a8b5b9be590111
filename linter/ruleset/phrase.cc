// SPDX-License-Identifier: MIT
// Compiles one phrase: tree, pattern, atoms, and the checks that only RE2 can make.
#include "ruleset/phrase.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "ruleset/phrase_tree.h"
#include "ruleset/program.h"
#include "text/words.h"

namespace replylint {
namespace {

bool needs_unicode(const PhraseNode& node) {
  const bool beyond_ascii = std::ranges::any_of(node.text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool escapes =
      node.kind == PhraseNode::Kind::raw && (node.text.find("\\p") != std::string::npos || node.text.find("\\P") != std::string::npos ||
                                             node.text.find("\\x{") != std::string::npos);
  return beyond_ascii || escapes || std::ranges::any_of(node.children, needs_unicode);
}

/// What is wrong with a phrase that reaches too far; "" for nothing.
std::string find_excess(const PhraseNode& tree) {
  const auto reach = find_reach(tree);
  if (const auto run = find_optional_run(tree); run.words > phrase_optional_words || run.lists > phrase_optional_lists) {
    return std::to_string(slow_optional_lists) + " or more lists in a row that may be left out, as in (a|b)? (c|d)? (e)?, may be " +
           std::to_string(phrase_optional_lists) + " with " + std::to_string(phrase_optional_words) + " words together; these are " +
           std::to_string(run.lists) + " with " + std::to_string(run.words);
  }
  if (reach.gap_words > phrase_gap_limit) {
    return "the gaps of a phrase may span " + std::to_string(phrase_gap_limit) + " words together; these span " +
           std::to_string(reach.gap_words);
  }
  if (reach.rounds > phrase_round_limit) {
    return "counted repeats, as in x{0,20}, may add up to " + std::to_string(phrase_round_limit) + " in a phrase; these add up to " +
           std::to_string(reach.rounds);
  }
  return "";
}

}  // namespace

std::expected<Phrase, PhraseError> parse_phrase(std::string_view source, bool cased, const FindList& find_list) {
  Phrase phrase;
  phrase.source = source;
  phrase.cased = cased;
  if (trim(source).empty()) return std::unexpected(PhraseError{0, "an empty phrase matches everything"});
  auto tree = parse_phrase_tree(source, find_list, phrase.lists);
  if (!tree) return std::unexpected(tree.error());
  phrase.unicode = needs_unicode(*tree);
  if (cased) {
    // The tree folds case; what the writer wrote is taken as it stands.
    phrase.pattern = "\\b" + RE2::QuoteMeta(re2::StringPiece(source.data(), source.size())) + "\\b";
  } else {
    phrase.pattern = "(?i)" + format_pattern(*tree);
    phrase.atoms = find_atoms(*tree);
    phrase.clauses = find_clauses(*tree);
  }
  phrase.pattern_bytes = phrase.pattern.size();
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  options.set_encoding(phrase.unicode ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1);
  const RE2 program(phrase.pattern, options);
  if (!program.ok()) return std::unexpected(PhraseError{0, "not a pattern that can be matched: " + program.error()});
  if (auto error = find_excess(*tree); !error.empty()) return std::unexpected(PhraseError{0, std::move(error)});
  if (program.ProgramSize() > phrase_program_limit)
    return std::unexpected(PhraseError{0, "the phrase is too large to match quickly; split it"});
  if (RE2::PartialMatch("", program) && RE2::FullMatch("", program)) {
    return std::unexpected(PhraseError{0, "the phrase matches the empty text, so it would match everywhere"});
  }
  phrase.program = make_program(phrase.pattern, phrase.unicode);
  phrase.groups = static_cast<std::uint8_t>(std::min(program.NumberOfCapturingGroups(), 20));
  return phrase;
}

}  // namespace replylint

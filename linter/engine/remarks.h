// SPDX-License-Identifier: MIT
// What could be better about the rules of a set that loads and does what its examples say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/linter.h"

namespace replylint {

struct Remark {
  std::string_view name;  ///< what kind it is: "needless-unless"
  std::string subject;    ///< the rule's id, or "$list", or the name of a fact or of what is tuned
  SourcePlace place;      ///< of the subject
  std::string phrase;     ///< the phrase of the rule that it is about, as written, "" for none
  std::string what;
};

/// Mistakes: an `unless` that no example needs, a phrase that another one always implies, a `when` that can never hold, a phrase
/// without a word to look for first, two rules that no example tells apart (the later one is named). Of the rules that `only` names.
[[nodiscard]] std::vector<Remark> find_remarks(const Linter& linter, std::string_view only = {});

/// The same and what is worth a thought: rules that find the same words or are never shown, phrases that a list has already, messages
/// without the words that they are about, rules without a fix, lists and facts that nothing uses, tuning that changes nothing, rules in
/// the file of another family. Of the whole chain of sets; places tell whose they are.
[[nodiscard]] std::vector<Remark> find_all_remarks(const Linter& linter);

}  // namespace replylint

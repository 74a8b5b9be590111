// SPDX-License-Identifier: MIT
// What the engine itself looks for by name in a rule set, whether a rule names it or not.
#pragma once

#include <array>
#include <string_view>

namespace replylint {

/// Phrase lists of built-in facts and of questions and answers.
inline constexpr std::array<std::string_view, 25> known_lists{"answers-all",
                                                              "answers-amount",
                                                              "answers-deed",
                                                              "answers-how",
                                                              "answers-step",
                                                              "answers-verdict",
                                                              "answers-when",
                                                              "answers-where",
                                                              "answers-who",
                                                              "answers-why",
                                                              "answers-yes",
                                                              "asks-deed",
                                                              "asks-state",
                                                              "attachment-mention",
                                                              "bare-no",
                                                              "boiler-question",
                                                              "deferral",
                                                              "embedded-question",
                                                              "no-deed",
                                                              "placeholder-mark",
                                                              "refusal",
                                                              "repeated-contact",
                                                              "rhetorical-question",
                                                              "same-meaning",
                                                              "unmarked-question"};

/// The fact that says whether a friend is written to.
inline constexpr std::string_view familiar_fact = "familiar";

}  // namespace replylint

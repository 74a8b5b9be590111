// SPDX-License-Identifier: MIT
// Every key that a rule file may hold, by the mapping that it stands in, and the words that keys take; `rules schema` tells editors the
// same.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace replylint::keys {

using namespace std::string_view_literals;

inline constexpr std::array head{"replylint"sv, "name"sv, "version"sv, "language"sv, "needs"sv,   "extends"sv, "lock"sv, "tune"sv,
                                 "internal"sv,  "hold"sv, "expires"sv, "next-key"sv, "phrases"sv, "facts"sv,   "rules"sv};
/// Of the further files of a directory.
inline constexpr std::array part{"phrases"sv, "facts"sv, "rules"sv};
inline constexpr std::array rule{"id"sv,      "severity"sv, "stage"sv, "message"sv, "why"sv,    "source"sv, "in"sv,  "when"sv, "flag"sv,
                                 "require"sv, "order"sv,    "limit"sv, "weigh"sv,   "unless"sv, "fix"sv,    "bad"sv, "good"sv};
inline constexpr std::array verbs{"flag"sv, "require"sv, "order"sv, "limit"sv, "weigh"sv};
inline constexpr std::array fact{"in"sv, "any"sv, "all"sv, "count"sv, "unless"sv, "when"sv, "weigh"sv, "echo"sv, "strength"sv};
inline constexpr std::array limit{"of"sv, "measure"sv, "max"sv, "min"sv, "per"sv, "per-words"sv, "from-words"sv};
inline constexpr std::array order{"first"sv, "then"sv};
inline constexpr std::array weigh{"signs"sv, "from"sv, "per"sv};
inline constexpr std::array fix{"suggest"sv, "replace"sv, "delete"sv, "insert"sv, "at"sv, "safe"sv};
inline constexpr std::array example{"t"sv, "q"sv, "s"sv, "facts"sv};
inline constexpr std::array phrase{"cased"sv};
inline constexpr std::array list_change{"add"sv};
inline constexpr std::array extends{"url"sv, "key"sv, "mirrors"sv};
/// Words of `stage`.
inline constexpr std::array stage_words{"active"sv, "observe"sv};
inline constexpr std::array lock{"rules"sv, "allow"sv};
inline constexpr std::array tune{"severity"sv, "because"sv, "max"sv, "min"sv, "per-words"sv, "from-words"sv, "off"sv, "stage"sv};

// Words that stand as values.
inline constexpr std::array hold_words{"error"sv, "warning"sv, "never"sv};
inline constexpr std::array allow_words{"tune"sv};
inline constexpr std::array tune_words{"off"sv, "suggestion"sv, "warning"sv, "error"sv};
inline constexpr std::array limit_stretches{"message"sv, "paragraph"sv, "sentence"sv};
inline constexpr std::array weigh_stretches{"message"sv, "sentence"sv};
inline constexpr std::array fix_kinds{"suggest"sv, "replace"sv, "delete"sv, "insert"sv};
inline constexpr std::array insert_places{"after-greeting"sv, "start"sv, "end"sv, "before-closing"sv};
/// In braces in messages and fixes, besides {1}, {2} … and the names of facts.
inline constexpr std::array placeholders{"match"sv, "evidence"sv, "count"sv, "words"sv};

inline constexpr std::size_t least_examples = 3;  ///< bad ones, and good ones
inline constexpr std::size_t most_signs = 60;     ///< of one weigh

}  // namespace replylint::keys

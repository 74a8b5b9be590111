// SPDX-License-Identifier: MIT
// Every key that a rule file may hold, by the mapping that it stands in; rules/schema describes the same keys to editors.
#pragma once

#include <array>
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
inline constexpr std::array extends{"url"sv, "key"sv};
inline constexpr std::array lock{"rules"sv, "allow"sv};
inline constexpr std::array tune{"severity"sv, "because"sv, "max"sv, "min"sv, "per-words"sv, "from-words"sv, "off"sv, "stage"sv};

}  // namespace replylint::keys

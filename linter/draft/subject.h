// SPDX-License-Identifier: MIT
// What the prefix of a subject says: reply, forward, automatic answer.
#pragma once

#include <string_view>

namespace replylint {

struct SubjectPrefix {
  bool reply = false;      ///< the outermost prefix is a reply prefix ("Re:", "AW:", "SV:")
  bool forward = false;    ///< the outermost prefix is a forward prefix ("Fwd:", "WG:")
  bool automatic = false;  ///< it begins as automatic answers do ("Automatic reply:", "Out of Office")
};
[[nodiscard]] SubjectPrefix parse_subject_prefix(std::string_view subject);

}  // namespace replylint

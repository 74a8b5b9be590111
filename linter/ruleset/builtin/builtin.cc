// SPDX-License-Identifier: MIT
// Gives the bytes that base.S includes.
#include "ruleset/builtin/builtin.h"

extern "C" {
extern const char replylint_base_begin[];
extern const char replylint_base_end[];
}

namespace replylint {

std::string_view builtin_table() { return {replylint_base_begin, static_cast<std::size_t>(replylint_base_end - replylint_base_begin)}; }

}  // namespace replylint

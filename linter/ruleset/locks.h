// SPDX-License-Identifier: MIT
// What the locks of earlier sets forbid to later ones: locked rules, and the lists and facts that carry them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ruleset/loading.h"

namespace replylint {

/// The lists and facts that locked rules rest on, with who locks them (Loading::name_locker).
struct Guarded {
  std::map<std::string, std::string, std::less<>> lists;          ///< may not change
  std::map<std::string, std::string, std::less<>> growing_lists;  ///< may only be added to
  std::map<std::uint32_t, std::string> facts;                     ///< may not be replaced; fact indices
};

/// The strictest lock on a rule; nullptr where it is free.
[[nodiscard]] const Lock* find_lock(const RuleSet& set, std::string_view id);
[[nodiscard]] Guarded find_guarded(const Loading& load);
/// Why a list may not be changed (`adds`: only added to); empty where it may.
[[nodiscard]] std::optional<std::string> find_list_refusal(const Guarded& guarded, std::string_view name, bool adds);

}  // namespace replylint

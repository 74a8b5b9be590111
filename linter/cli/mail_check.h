// SPDX-License-Identifier: MIT
// All mail of a folder or file, checked by one linter: what eval and `rules noise` count on.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <string>

#include "engine/linter.h"
#include "report/report.h"

namespace replylint {

/// Checks what `name` holds (see MailSource) on all processors and hands each message to `use`, in order. What cannot be read is said on
/// standard error; gives how many those were, or why there is no mail at all.
[[nodiscard]] std::expected<std::size_t, std::string> check_mail(const std::string& name, const Linter& linter, const CheckOptions& options,
                                                                 const std::function<void(const Checked&)>& use);

}  // namespace replylint

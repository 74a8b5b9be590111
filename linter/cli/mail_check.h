// SPDX-License-Identifier: MIT
// All mail of a folder or file, checked by one linter or several: what eval, `rules noise` and `rules diff` count on.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <span>
#include <string>

#include "engine/linter.h"
#include "report/report.h"

namespace replylint {

/// Checks what `name` holds (see MailSource) on all processors and hands each message to `use`, in order. What cannot be read is said on
/// standard error; gives how many those were, or why there is no mail at all.
[[nodiscard]] std::expected<std::size_t, std::string> check_mail(const std::string& name, const Linter& linter, const CheckOptions& options,
                                                                 const std::function<void(const Checked&)>& use);

/// The same with several linters, at least one, each of which gives a verdict; Checked has that of the first.
[[nodiscard]] std::expected<std::size_t, std::string> check_mail(const std::string& name, std::span<const Linter* const> linters,
                                                                 const CheckOptions& options,
                                                                 const std::function<void(const Checked&, std::span<const Verdict>)>& use);

}  // namespace replylint

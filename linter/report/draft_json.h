// SPDX-License-Identifier: MIT
// The JSON object of one draft, as README.md beside this file describes it: what json and ndjson both print.
#pragma once

#include <string>

#include "report/report.h"

namespace replylint {

/// How JSON is laid out.
enum class Layered : bool { one_line, indented };

/// The object of a checked draft; valid UTF-8, no line end behind it.
[[nodiscard]] std::string format_draft_json(const Checked& checked, const ReportOptions& options, Layered layered);

/// The object of a draft that could not be checked: `error` says why.
[[nodiscard]] std::string format_unread_json(const Unread& unread, Layered layered);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// One download over HTTPS, or out of a file.
#pragma once

#include <expected>
#include <string>

#include "share/sync/options.h"
#include "share/sync/settings.h"

namespace replylint::sync {

struct Download {
  bool unchanged = false;  ///< what is known still holds; there is no body
  std::string body;
  std::string etag;
  std::string last_modified;
};

/// Fetches one URL. Each redirect is a request of its own: what belongs to one host never reaches another. The error is a reason.
[[nodiscard]] std::expected<Download, std::string> download(const std::string& url, const Options& options, const Settings& settings);

/// Before the first download, once.
[[nodiscard]] bool prepare_downloads();

}  // namespace replylint::sync

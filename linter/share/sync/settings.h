// SPDX-License-Identifier: MIT
// sync.yaml: what a user's downloads need besides the URL. Never a part of a rule set.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace replylint::sync {

struct HostSettings {
  std::string host;   ///< "rules.acme.example", with ":PORT" where that is not 443
  std::string token;  ///< what the token file holds
  std::string cert;   ///< files
  std::string key;
  std::string cacert;
};

struct Settings {
  std::string cacert;
  long connect_seconds = 10;
  long stall_seconds = 20;
  long total_seconds = 120;
  std::vector<HostSettings> hosts;

  /// Nullptr where nothing is said of it. `host` is in small letters.
  [[nodiscard]] const HostSettings* find(std::string_view host) const;
};

/// Those of the user; the defaults where there is no file. The error begins with the file's name.
[[nodiscard]] std::expected<Settings, std::string> load_settings();

}  // namespace replylint::sync

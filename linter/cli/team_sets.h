// SPDX-License-Identifier: MIT
// Fetched sets where rules are loaded: found in the store, held to the lock file, and out of date one day.
#pragma once

#include <ctime>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/configuration.h"
#include "ruleset/load.h"
#include "share/cache_entry.h"
#include "share/lock_file.h"
#include "share/store.h"

namespace replylint {

/// $XDG_DATA_HOME/replylint/sets, else ~/.local/share/replylint/sets.
[[nodiscard]] SetStore make_store();

/// Where the lock of a configuration, a file or folder, is or would be.
[[nodiscard]] std::string to_lock_path(const std::string& configuration);
/// The lock of a configuration; none where it has none. The error names the file.
[[nodiscard]] std::expected<std::optional<std::vector<LockedSet>>, std::string> load_lock(const std::string& configuration);

/// The configuration whose lock is in force: of those with a replylint.lock beside them the one that lies highest; "" for none.
[[nodiscard]] std::string find_lock_holder(const Configurations& configurations);
/// True where a configuration's lock speaks for a set: the configuration leads to it.
[[nodiscard]] bool is_held(const FetchedSet& set, const std::string& holder);

/// The sets that URLs of configurations stand for, out of the store: signatures are checked, nothing is fetched.
class TeamSets {
 public:
  /// All that is looked at is added to `sources`, which has to stay.
  TeamSets(Configurations configurations, std::vector<RuleSource>& sources)
      : configurations_(std::move(configurations)), sources_(sources) {}

  /// As FindFetched: the error is one sentence that begins with the URL and says what to run.
  [[nodiscard]] std::expected<std::vector<RuleFile>, std::string> find(const FetchedSet& set);

 private:
  void read_lock();

  Configurations configurations_;
  std::string holder_;
  std::vector<RuleSource>& sources_;
  std::optional<std::expected<std::optional<std::vector<LockedSet>>, std::string>> lock_;  // read for the first URL
};

/// "the rules “acme” expire in 5 days (2027-03-01); …" of each set that is, or soon will be, out of date on the day of `now`.
[[nodiscard]] std::vector<std::string> format_expiries(const RuleSet& set, std::time_t now);
/// Says them as warnings; none of those in `told` again.
void say_expiries(const RuleSet& set, std::vector<std::string>* told = nullptr);

}  // namespace replylint

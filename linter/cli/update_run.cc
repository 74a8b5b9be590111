// SPDX-License-Identifier: MIT
// An update from end to end: fetch what the configuration names, try it, put into use what passes.
//
// The loader itself says which sets there are: each URL that it comes across, in the configuration or in a set just fetched, is
// fetched then and there. Each new version is then tried alone, examples and all, and all of them together under the configuration;
// where that fails, one after the other, so that one bad set does not keep the others from being updated.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <deque>

#include "cli/files.h"
#include "cli/rules_sharing.h"
#include "cli/rules_source.h"
#include "cli/rules_update.h"
#include "cli/set_fetch.h"
#include "share/sha256.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr int most_races = 20;

using Lines = std::vector<std::string>;

/// The first of several errors, and how many more there are.
std::string shorten(const Lines& lines) {
  return lines.size() == 1 ? lines.front() : fmt::format("{} (and {} more)", lines.front(), lines.size() - 1);
}

class Update {
 public:
  /// `holder`: the configuration that the lock lies or would lie beside.
  Update(const UpdateChoice& choice, std::string holder, std::optional<std::vector<LockedSet>> lock)
      : choice_(choice), holder_(std::move(holder)), lock_(std::move(lock)) {}

  int run();

 private:
  std::expected<std::vector<RuleFile>, std::string> find(const FetchedSet& entry);
  SetFetch& fetch(const FetchedSet& entry);
  void try_alone(SetFetch& fetch);
  void try_new();
  void try_together();
  void choose();
  [[nodiscard]] bool is_wanted(const SetFetch& fetch) const { return std::ranges::find(wanted_, &fetch) != wanted_.end(); }
  [[nodiscard]] Lines load();
  void put(SetFetch& fetch);
  void tell(const SetFetch& fetch);
  void tell_update(const SetFetch& fetch, std::string_view verb);
  bool write_lock();
  void print(std::string_view line) {
    if (!choice_.quiet) out_ += std::string(line) + "\n";
  }

  const UpdateChoice& choice_;
  const std::string holder_;
  const std::optional<std::vector<LockedSet>> lock_;  ///< that has to be kept to
  SetStore store_ = make_store();
  std::deque<SetFetch> fetches_;         ///< in the order in which they were come across; they stay where they are
  std::vector<const SetFetch*> wanted_;  ///< whose candidates count, where `choosing_`; else all do
  bool choosing_ = false;
  std::size_t tried_ = 0;  ///< so many of them
  std::size_t updated_ = 0;
  std::size_t failed_ = 0;
  Lines expiries_;  ///< of what has been loaded last
  std::string out_;
};

SetFetch& Update::fetch(const FetchedSet& entry) {
  const auto known = std::ranges::find_if(fetches_, [&](const SetFetch& each) { return each.entry.url == entry.url; });
  if (known != fetches_.end()) return *known;
  const bool held = lock_ && is_held(entry, holder_);
  const auto* locked = held ? find_locked(*lock_, entry.url) : nullptr;
  if (!held || locked != nullptr) return fetches_.emplace_back(fetch_set(store_, entry, locked));
  auto& refused = fetches_.emplace_back();
  refused.entry = entry;
  refused.refusal = fmt::format("{}: is not in {}; run: replylint rules update --lock", entry.url, lock_file_name);
  return refused;
}

std::expected<std::vector<RuleFile>, std::string> Update::find(const FetchedSet& entry) {
  const auto& found = fetch(entry);
  if (found.entry.key != entry.key)
    return std::unexpected(fmt::format("{}: is extended with another key as well, {}", entry.url, found.entry.key));
  const bool wanted = !choosing_ || !found.stored || is_wanted(found);
  if (found.candidate && wanted) return std::vector<RuleFile>{{entry.url, found.candidate->set.text}};
  if (found.stored) return std::vector<RuleFile>{{entry.url, found.stored->known.set.text}};
  return std::unexpected(found.refusal.empty() ? entry.url + ": is not there" : found.refusal);
}

/// What is wrong with the configuration on what find() gives; nothing where all is well.
Lines Update::load() {
  const auto set = load_rules_with(choice_.configurations, [this](const FetchedSet& entry) { return find(entry); });
  if (!set) return set.error();
  expiries_ = format_expiries(*set, std::time(nullptr));
  return {};
}

void Update::try_alone(SetFetch& fetch) {
  if (!fetch.candidate) return;
  const auto builtin = load_builtin();
  const auto refuse = [&](std::string why) {
    fetch.refusal = fmt::format("{}: version {} is not used: {}", fetch.entry.url, fetch.candidate->offer.trusted.identity.version, why);
    fetch.candidate.reset();
  };
  if (!builtin) return refuse(builtin.error());
  const auto set = load_ruleset({.files = {{fetch.entry.url, fetch.candidate->set.text}},
                                 .builtin = &*builtin,
                                 .find_source = {},
                                 .find_fetched = [this](const FetchedSet& entry) { return find(entry); },
                                 .engine_version = REPLYLINT_VERSION,
                                 .fetched = true,
                                 .limits = {}});
  if (!set) {
    Lines lines;
    for (const auto& error : set.error()) lines.push_back(to_string(error));
    return refuse("it does not load: " + shorten(lines));
  }
  if (const auto objections = find_objections(*set); !objections.empty()) refuse("an example fails: " + shorten(objections));
}

/// Trying one may bring up others, which it extends.
void Update::try_new() {
  for (; tried_ < fetches_.size(); ++tried_) try_alone(fetches_[tried_]);
}

void Update::try_together() {
  if (load().empty()) return;
  choosing_ = true;
  const auto errors = load();
  try_new();
  if (errors.empty()) {
    choose();
  } else if (std::ranges::all_of(fetches_, [](const SetFetch& fetch) { return fetch.refusal.empty(); })) {
    // It does not load with what is in use either, so nothing can be broken; and only with the new sets can the reader mend it.
    for (const auto& error : errors) say(error);
    ++failed_;
  }
  choosing_ = false;
}

/// Takes one candidate after the other, as long as the configuration loads with those taken.
void Update::choose() {
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < fetches_.size(); ++i) {
      auto& fetch = fetches_[i];
      if (!fetch.candidate || is_wanted(fetch)) continue;
      wanted_.push_back(&fetch);
      const auto errors = load();
      try_new();
      if (errors.empty()) {
        more = true;
        fetch.refusal.clear();
        continue;
      }
      wanted_.pop_back();
      fetch.refusal = fmt::format("{}: version {} is not used: with it your configuration does not load: {}", fetch.entry.url,
                                  fetch.candidate->offer.trusted.identity.version, shorten(errors));
    }
  }
  for (auto& fetch : fetches_) {
    if (!is_wanted(fetch)) fetch.candidate.reset();
  }
}

void Update::put(SetFetch& fetch) {
  for (int race = 0; fetch.candidate && race < most_races; ++race) {
    const auto& [set, offer, record, use] = *fetch.candidate;
    const auto done = store_.put(fetch.entry.url, offer.trusted, {set, offer.links}, format_record(record), fetch.seen, use);
    if (!done) {
      fetch.refusal = fmt::format("{}: cannot be stored: {}", fetch.entry.url, done.error());
      return fetch.candidate.reset();
    }
    if (*done) return;
    judge_again(store_, fetch);
  }
}

void Update::tell_update(const SetFetch& fetch, std::string_view verb) {
  const auto& offered = fetch.candidate->offer.trusted;
  const auto before = fetch.trusted ? " (was " + fetch.trusted->identity.version + ")" : std::string();
  print(fmt::format("{} {}{}: {} from {}", offered.identity.name, offered.identity.version, before, verb,
                    to_printable(fetch.candidate->record.mirror)));
  if (format_public_key(offered.key) == fetch.entry.key || fetch.locked != nullptr) return;
  print(fmt::format("{}: the key has changed, as an earlier version said it would; put “key: {}” into the configuration",
                    offered.identity.name, format_public_key(offered.key)));
}

void Update::tell(const SetFetch& fetch) {
  if (!fetch.refusal.empty()) {
    ++failed_;
    const auto stays = fetch.trusted ? fmt::format("; version {} stays in use", fetch.trusted->identity.version) : std::string();
    return say(to_printable(fetch.refusal) + stays);
  }
  if (fetch.candidate) {
    ++updated_;
    return tell_update(fetch, choice_.check ? "can be had" : "updated");
  }
  print(fmt::format("{} {}: {}", fetch.trusted->identity.name, fetch.trusted->identity.version,
                    fetch.locked == nullptr ? "nothing new" : fmt::format("held to it by {}", lock_file_name)));
}

/// True where the file is another one now.
bool Update::write_lock() {
  std::vector<LockedSet> sets;
  for (const auto& fetch : fetches_) {
    if (!is_held(fetch.entry, holder_)) continue;
    const auto* trusted = fetch.candidate ? &fetch.candidate->offer.trusted : fetch.trusted ? &*fetch.trusted : nullptr;
    if (trusted == nullptr) {
      say(fmt::format("{}: not written: {} could not be had", lock_file_name, fetch.entry.url));
      return false;
    }
    const auto& text = fetch.candidate ? fetch.candidate->set.text : fetch.stored->known.set.text;
    sets.push_back({fetch.entry.url, trusted->identity.version, to_sha256(text), format_public_key(trusted->key)});
  }
  const auto path = to_lock_path(holder_);
  const auto text = format_lock(std::move(sets));
  const auto before = read_regular_file(path, text.size());
  if (before && before->whole && before->text == text) return false;
  const FileText file{path, text};
  if (const auto written = write_files({&file, 1}); !written) {
    say(written.error());
    ++failed_;
    return false;
  }
  print(path + ": written");
  return true;
}

int Update::run() {
  const auto errors = load();
  if (fetches_.empty()) {
    for (const auto& error : errors) say(error);
    if (errors.empty()) print("nothing to update: no rule set is extended by its URL");
    if (!errors.empty()) return exit_not_updated;
  }
  try_new();
  // Where nothing was refused, what has just been loaded is what will be in use.
  if (!errors.empty() || std::ranges::any_of(fetches_, [](const SetFetch& fetch) { return !fetch.refusal.empty(); })) try_together();
  for (auto& fetch : fetches_) {
    if (!choice_.check) put(fetch);
    tell(fetch);
  }
  for (const auto& line : expiries_) say(line);
  bool locked = false;
  if (choice_.lock && !choice_.check && !fetches_.empty()) locked = write_lock();
  if (const auto written = write_output(out_); !written) say_unwritten(written.error());
  if (failed_ > 0) return updated_ > 0 ? exit_partly : exit_not_updated;
  return updated_ > 0 || locked ? exit_updated : exit_nothing_new;
}

/// Where a lock is written if there is none: beside the project's configuration, else the user's own, else the machine's.
std::string find_lock_place(const Configurations& configurations) {
  const auto found = std::ranges::find_if(configurations, [](const std::string& each) { return each != system_configuration; });
  if (found != configurations.end()) return *found;
  return configurations.empty() ? std::string() : configurations.front();
}

}  // namespace

int update_rules(const UpdateChoice& choice) {
  const auto fail = [](std::string_view why) {
    say(why);
    return exit_not_updated;
  };
  auto holder = find_lock_holder(choice.configurations);
  if (holder.empty()) holder = find_lock_place(choice.configurations);
  std::optional<std::vector<LockedSet>> lock;
  if (!holder.empty() && !choice.lock) {
    auto loaded = load_lock(holder);
    if (!loaded) return fail(loaded.error());
    lock = std::move(*loaded);
  }
  if (choice.locked && !lock)
    return fail(fmt::format("--locked: there is no {}; “replylint rules update --lock” writes it", to_lock_path(holder)));
  return Update(choice, std::move(holder), std::move(lock)).run();
}

}  // namespace replylint

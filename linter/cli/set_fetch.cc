// SPDX-License-Identifier: MIT
// Downloads a set and its signature from one mirror after the other, and believes neither.
#include "cli/set_fetch.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "cli/rules_sharing.h"
#include "cli/sync_run.h"
#include "ruleset/version.h"
#include "share/sha256.h"

namespace replylint {
namespace {

constexpr std::size_t longest_signature_file = 16384;

/// "https://a.example/team.yaml?x=1" -> "https://a.example/team.yaml.minisig?x=1"
std::string to_signature_url(const std::string& url) {
  auto signature = url;
  return signature.insert(std::min(url.find_first_of("?#"), url.size()), signature_ending);
}

std::string format_now() {
  const auto now = std::time(nullptr);
  struct tm parts {};
  if (::gmtime_r(&now, &parts) == nullptr) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

SourceRecord make_record(const SetFetch& fetch, const SyncOutcome& got, const TrustedSet& trusted) {
  return {.url = fetch.entry.url,
          .mirror = got.url,
          .etag = got.etag,
          .last_modified = got.last_modified,
          .fetched_at = format_now(),
          .sha256 = to_sha256(got.body),
          .key = to_string(trusted.key.id),
          .version = trusted.identity.version,
          .expires = trusted.identity.expires};
}

/// What is stored, if the key leads to it. A damaged or foreign folder is as good as none: putting something there says more.
void find_stored(const SetStore& store, SetFetch& fetch, const PublicKey& pinned) {
  const auto& [entry, locked] = std::tie(fetch.entry, fetch.locked);
  fetch.seen = store.find_folder_in_use(entry.url);
  auto found = locked == nullptr ? store.find_current(entry.url) : store.find_version(entry.url, locked->version, locked->sha256);
  if (!found || !*found) return;
  auto trusted =
      locked == nullptr ? find_trust((*found)->known.set, (*found)->known.links, pinned) : check_locked((*found)->known.set, *locked);
  if (!trusted) return;
  fetch.stored = std::move(**found);
  fetch.trusted = std::move(*trusted);
}

std::expected<Offer, std::string> judge(const SetFetch& fetch, const SignedSet& offered, const PublicKey& pinned) {
  if (fetch.locked == nullptr) return judge_offer(offered, fetch.stored ? &fetch.stored->known : nullptr, pinned);
  auto trusted = check_locked(offered, *fetch.locked);
  if (!trusted)
    return std::unexpected(
        fmt::format("{} holds it to version {}, and this is not that: {}", lock_file_name, fetch.locked->version, trusted.error()));
  return Offer{std::move(*trusted), true, {}};
}

/// A locked version is put beside a newer one that is in use elsewhere.
SetStore::Use choose_use(const SetStore& store, const SetFetch& fetch, const TrustedSet& offered) {
  if (fetch.locked == nullptr || fetch.seen.empty()) return SetStore::Use::now;
  const auto current = store.find_current(fetch.entry.url);
  if (!current || !*current) return SetStore::Use::now;
  const auto identity = parse_identity((*current)->known.set.text);
  if (!identity) return SetStore::Use::now;
  const auto newer = compare_versions(*parse_version(offered.identity.version), *parse_version(identity->version)) > 0;
  return newer ? SetStore::Use::now : SetStore::Use::beside;
}

std::expected<std::string, std::string> fetch_signature(const std::string& set_url) {
  auto got =
      run_sync({.urls = {to_signature_url(set_url)}, .known_url = {}, .etag = {}, .last_modified = {}, .limit = longest_signature_file});
  if (!got) return std::unexpected(got.error());
  if (got->result != SyncResult::fetched) return std::unexpected(join(got->failures));
  return std::move(got->body);
}

/// One mirror's set and signature; nothing where it says that what is stored still holds.
std::expected<void, std::string> take(const SetStore& store, SetFetch& fetch, SyncOutcome got, const PublicKey& pinned) {
  auto signature = fetch_signature(got.url);
  if (!signature) return std::unexpected(signature.error());
  SignedSet offered{got.body, std::move(*signature)};
  auto offer = judge(fetch, offered, pinned);
  if (!offer) return std::unexpected(fmt::format("{}: {}", got.url, offer.error()));
  auto record = make_record(fetch, got, offer->trusted);
  if (offer->newer) {
    const auto use = choose_use(store, fetch, offer->trusted);
    fetch.candidate = Candidate{std::move(offered), std::move(*offer), std::move(record), use};
    return {};
  }
  const auto known = parse_record(fetch.stored->record);
  if (known.etag != record.etag || known.last_modified != record.last_modified || known.mirror != record.mirror)
    store.put_record(fetch.entry.url, format_record(record), fetch.seen);
  return {};
}

SyncRequest make_request(const SetFetch& fetch, std::vector<std::string> urls, bool whatever) {
  SyncRequest request{.urls = std::move(urls), .known_url = {}, .etag = {}, .last_modified = {}, .limit = LoadLimits{}.file_bytes};
  if (whatever || !fetch.stored || fetch.locked != nullptr) return request;
  auto known = parse_record(fetch.stored->record);
  if (known.sha256 != to_sha256(fetch.stored->known.set.text)) return request;
  request.known_url = std::move(known.mirror);
  request.etag = std::move(known.etag);
  request.last_modified = std::move(known.last_modified);
  return request;
}

void ask_mirrors(const SetStore& store, SetFetch& fetch, const PublicKey& pinned) {
  std::vector<std::string> urls{fetch.entry.url};
  urls.insert(urls.end(), fetch.entry.mirrors.begin(), fetch.entry.mirrors.end());
  std::vector<std::string> failures;
  bool whatever = false;
  while (!urls.empty()) {
    auto got = run_sync(make_request(fetch, urls, whatever));
    if (!got) {
      failures.push_back(std::move(got.error()));
      break;
    }
    std::ranges::move(got->failures, std::back_inserter(failures));
    if (got->result == SyncResult::unchanged) {
      if (whatever || !fetch.stored) {
        failures.push_back(fmt::format("{}: answers that nothing has changed, which was not asked", got->url));
        break;
      }
      // Many servers tell files apart by their size and second of change alone, which a new version may share with the one before.
      const auto signature = fetch_signature(got->url);
      whatever = signature && *signature != fetch.stored->known.set.signature;
      if (!whatever) return;
      continue;
    }
    if (got->result == SyncResult::failed) break;
    const auto url = got->url;
    const auto taken = take(store, fetch, std::move(*got), pinned);
    if (taken) return;
    failures.push_back(taken.error());
    urls.erase(urls.begin(), std::next(std::ranges::find(urls, url)));
  }
  fetch.refusal = join(failures);
}

}  // namespace

SetFetch fetch_set(const SetStore& store, const FetchedSet& entry, const LockedSet* locked) {
  SetFetch fetch{.entry = entry, .locked = locked, .seen = {}, .stored = {}, .trusted = {}, .candidate = {}, .refusal = {}};
  const auto pinned = parse_public_key(entry.key);
  if (!pinned) {
    fetch.refusal = fmt::format("{}: the key in the configuration {}", entry.url, pinned.error());
    return fetch;
  }
  find_stored(store, fetch, *pinned);
  if (locked == nullptr || !fetch.stored) ask_mirrors(store, fetch, *pinned);
  return fetch;
}

void judge_again(const SetStore& store, SetFetch& fetch) {
  const auto pinned = parse_public_key(fetch.entry.key);
  fetch.stored.reset();
  fetch.trusted.reset();
  find_stored(store, fetch, *pinned);
  if (fetch.locked != nullptr && fetch.stored) return fetch.candidate.reset();
  auto offer = judge(fetch, fetch.candidate->set, *pinned);
  if (!offer) fetch.refusal = fmt::format("{}: {}", fetch.entry.url, offer.error());
  if (!offer || !offer->newer) return fetch.candidate.reset();
  fetch.candidate->offer = std::move(*offer);
  fetch.candidate->use = choose_use(store, fetch, fetch.candidate->offer.trusted);
}

}  // namespace replylint

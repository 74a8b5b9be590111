// SPDX-License-Identifier: MIT
// One fetched set during an update: what is stored, and what is offered instead.
#pragma once

#include <optional>
#include <string>

#include "cli/team_sets.h"
#include "share/source_record.h"

namespace replylint {

/// A version that may take the place of the one in use, once its rules have been tried.
struct Candidate {
  SignedSet set;
  Offer offer;
  SourceRecord record;
  SetStore::Use use = SetStore::Use::now;
};

struct SetFetch {
  FetchedSet entry;
  const LockedSet* locked = nullptr;  ///< what it has to be; null: the newest
  std::string seen;                   ///< find_folder_in_use, before anything was looked at
  std::optional<StoredSet> stored;    ///< that the key leads to
  std::optional<TrustedSet> trusted;  ///< who that is
  std::optional<Candidate> candidate;
  std::string refusal;  ///< why there is nothing new, where something went wrong; one sentence
};

/// Looks into the store, then asks the URL and its mirrors in turn, until one gives a set that may be used, or says that nothing is new.
/// A `locked` set that is stored is not asked for.
[[nodiscard]] SetFetch fetch_set(const SetStore& store, const FetchedSet& entry, const LockedSet* locked);

/// What is in use is looked at again, as another update may have been quicker, and the candidate judged by it; it goes, or is
/// refused, where it is no longer newer.
void judge_again(const SetStore& store, SetFetch& fetch);

}  // namespace replylint

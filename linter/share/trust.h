// SPDX-License-Identifier: MIT
// Which fetched sets are believed: signatures, the keys that follow one another, versions that never go back.
//
// A configuration pins one public key. A set that this key signed may name the next key; the version after it may be signed by
// that one, and name a further key in turn. Once a set of the next key is in use, those of earlier keys are no longer
// accepted: whoever finds an old key on an old disk can do nothing with it. The pinned key still leads to the set, because the
// store keeps, of each set that handed over to another key, the bytes and the signature (`links`, oldest first). Nothing about
// keys is stored that is not signed itself: at each load the way from the pinned key to the set is gone anew, so that a store that somebody
// has written to can be out of date but not false.
//
// Somebody who installs anew after a rotation has no links: for him the new key has to be pinned. Where a set in use is not one that
// the pinned key leads to, because the key in the configuration was changed, the pinned key decides alone, as if there were none.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "share/lock_file.h"
#include "share/signature.h"

namespace replylint {

/// The exact bytes of a set and of its .minisig file.
struct SignedSet {
  std::string text;
  std::string signature;
};

/// What a set says about itself; nothing else of it is looked at, and nothing is known to be true before the signature is checked.
struct SetIdentity {
  std::string name;
  std::string version;
  std::string next_key;  ///< "" for none
  std::string expires;   ///< "2027-03-01", "" for never
};
/// The error completes a sentence: "… has no readable head".
[[nodiscard]] std::expected<SetIdentity, std::string> parse_identity(std::string_view text);

/// A set that a trusted key has signed.
struct TrustedSet {
  PublicKey key;  ///< that signed it
  SetIdentity identity;
};

/// No longer way from the pinned key to a set is gone.
inline constexpr std::size_t most_links = 8;

/// Goes the way from the pinned key over the links to the set. The error is one sentence.
[[nodiscard]] std::expected<TrustedSet, std::string> find_trust(const SignedSet& set, std::span<const SignedSet> links,
                                                                const PublicKey& pinned);

/// The set of exactly the bytes, version and key that a lock names, whatever key is pinned.
[[nodiscard]] std::expected<TrustedSet, std::string> check_locked(const SignedSet& set, const LockedSet& locked);

/// A set in use, with its links.
struct KnownSet {
  SignedSet set;
  std::vector<SignedSet> links;
};

/// What is to be done with a set that is offered where another one, or none (null), is in use.
struct Offer {
  TrustedSet trusted;
  bool newer = false;            ///< else it is what is in use already
  std::vector<SignedSet> links;  ///< that go with it
};
/// Refused, with one sentence on why: another key, another name, an older version, the same version with other bytes.
[[nodiscard]] std::expected<Offer, std::string> judge_offer(const SignedSet& offered, const KnownSet* known, const PublicKey& pinned);

}  // namespace replylint

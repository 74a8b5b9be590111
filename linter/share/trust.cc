// SPDX-License-Identifier: MIT
// Goes from key to key, and compares what is offered with what is in use.
#include "share/trust.h"

#include <algorithm>
#include <optional>

#include "ruleset/version.h"
#include "ruleset/yaml.h"
#include "share/sha256.h"

namespace replylint {
namespace {

std::string quote(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string text_of(const Node& head, std::string_view key) {
  const auto* node = head.find(key);
  return node != nullptr && node->kind == NodeKind::scalar ? node->text : std::string();
}

std::expected<TrustedSet, std::string> check(const SignedSet& set, const PublicKey& key) {
  const auto signature = parse_signature(set.signature);
  if (!signature) return std::unexpected(signature.error());
  if (auto fits = verify(set.text, *signature, key); !fits) return std::unexpected(std::move(fits.error()));
  auto identity = parse_identity(set.text);
  if (!identity) return std::unexpected("it " + identity.error());
  return TrustedSet{key, std::move(*identity)};
}

std::optional<KeyId> find_signer(const SignedSet& set) {
  const auto signature = parse_signature(set.signature);
  return signature ? std::optional(signature->key) : std::nullopt;
}

/// Signed by the key of what is in use, or by the one that this names as the next.
std::expected<TrustedSet, std::string> check_successor(const SignedSet& offered, const TrustedSet& current) {
  const auto next = current.identity.next_key.empty() ? std::unexpected(std::string()) : parse_public_key(current.identity.next_key);
  const auto signer = find_signer(offered);
  if (next && signer == next->id) return check(offered, *next);
  if (!signer || signer == current.key.id) return check(offered, current.key);
  return std::unexpected("it is signed with the key " + to_string(*signer) + "; accepted: " + to_string(current.key.id) +
                         ", the key of the version in use" + (next ? ", and " + to_string(next->id) + ", which that version names" : ""));
}

std::expected<void, std::string> compare(const SetIdentity& offered, const SetIdentity& current, bool same_bytes) {
  if (offered.name != current.name)
    return std::unexpected("it is the set " + quote(offered.name) + "; the one in use from there is " + quote(current.name));
  const auto version = parse_version(offered.version);
  const auto in_use = parse_version(current.version);
  if (!version || !in_use) return std::unexpected("its version " + quote(offered.version) + " is not readable");
  const auto order = compare_versions(*version, *in_use);
  if (order < 0) return std::unexpected("it is version " + offered.version + ", older than " + current.version + ", which is in use");
  if (order == 0 && !same_bytes)
    return std::unexpected("it is version " + offered.version +
                           ", as is the one in use, but other bytes; whoever makes it has to give it a higher version");
  return {};
}

}  // namespace

std::expected<SetIdentity, std::string> parse_identity(std::string_view text) {
  const auto documents = parse_yaml(text);
  if (!documents) return std::unexpected("is unreadable: " + documents.error().what);
  const auto& head = documents->front();
  SetIdentity identity{text_of(head, "name"), text_of(head, "version"), text_of(head, "next-key"), text_of(head, "expires")};
  if (identity.name.empty()) return std::unexpected("has no “name”");
  if (!parse_version(identity.version)) return std::unexpected("has no “version” that is one");
  return identity;
}

std::expected<TrustedSet, std::string> find_trust(const SignedSet& set, std::span<const SignedSet> links, const PublicKey& pinned) {
  if (find_signer(set) == pinned.id || links.size() > most_links) return check(set, pinned);
  auto begin = std::ranges::find_if(links, [&](const SignedSet& link) { return find_signer(link) == pinned.id; });
  PublicKey key = pinned;
  for (; begin != links.end(); ++begin) {
    const auto link = check(*begin, key);
    if (!link) return std::unexpected(link.error());
    const auto next = parse_public_key(link->identity.next_key);
    if (!next) return std::unexpected("a version before it names no next key");
    key = *next;
  }
  return check(set, key);
}

std::expected<TrustedSet, std::string> check_locked(const SignedSet& set, const LockedSet& locked) {
  if (to_sha256(set.text) != locked.sha256) return std::unexpected("its bytes are not those of version " + locked.version);
  const auto key = parse_public_key(locked.key);
  if (!key) return std::unexpected("the key in the lock " + key.error());
  auto trusted = check(set, *key);
  if (trusted && trusted->identity.version != locked.version) return std::unexpected("it is version " + trusted->identity.version);
  return trusted;
}

std::expected<Offer, std::string> judge_offer(const SignedSet& offered, const KnownSet* known, const PublicKey& pinned) {
  const auto current = known == nullptr ? std::unexpected(std::string()) : find_trust(known->set, known->links, pinned);
  auto trusted = current ? check_successor(offered, *current) : check(offered, pinned);
  if (!trusted) return std::unexpected(std::move(trusted.error()));
  if (!current) return Offer{std::move(*trusted), true, {}};
  const bool same_bytes = offered.text == known->set.text;
  if (auto good = compare(trusted->identity, current->identity, same_bytes); !good) return std::unexpected(std::move(good.error()));
  Offer offer{std::move(*trusted), !same_bytes, known->links};
  if (offer.trusted.key.bytes != current->key.bytes) offer.links.push_back(known->set);
  if (offer.links.size() > most_links)
    return std::unexpected("the key has changed " + std::to_string(offer.links.size()) + " times; put its newest, " +
                           format_public_key(offer.trusted.key) + ", into the configuration");
  return offer;
}

}  // namespace replylint

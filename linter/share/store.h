// SPDX-License-Identifier: MIT
// Fetched sets on disk: one folder for each URL, in it whole versions, and which of them is in use.
//
//   support-3fa1c0de9b7a2245/            a readable word, and a hash of the URL
//     lock                               held while something is changed
//     current -> 2026.11.2-9f86d081884c  swapped by renaming another link over it
//     2026.11.1-…/                       the one before
//     2026.11.2-9f86d081884c/            its version and the first digits of its SHA-256
//       set.yaml  set.yaml.minisig  source.json  link-1.yaml  link-1.yaml.minisig …
//
// A version appears whole, or not at all: it is written into a folder with another name, synced and renamed. Whatever a killed
// run left is swept by the next one that changes something. Folders and files that are not this user's, or that others may
// write to, are never used.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "share/trust.h"

namespace replylint {

struct StoredSet {
  std::string path;    ///< of its set.yaml; through `current` where it is the one in use
  std::string folder;  ///< "2026.11.2-9f86d081884c"
  KnownSet known;
  std::string record;  ///< source.json
};

class SetStore {
 public:
  /// `folder` need not be there; "" for a store that is empty and stays so.
  explicit SetStore(std::string folder) : folder_(std::move(folder)) {}

  /// The set of a URL that is in use; none where none was ever put there. The error, one sentence, is about what must not or cannot be
  /// read.
  [[nodiscard]] std::expected<std::optional<StoredSet>, std::string> find_current(std::string_view url) const;
  /// The same of one version, in use or not.
  [[nodiscard]] std::expected<std::optional<StoredSet>, std::string> find_version(std::string_view url, std::string_view version,
                                                                                  std::string_view sha256) const;
  /// The folder of the version in use, be it whole or damaged; "" for none.
  [[nodiscard]] std::string find_folder_in_use(std::string_view url) const;
  /// Where find_version would find it.
  [[nodiscard]] std::string path_of(std::string_view url, std::string_view version, std::string_view sha256) const;
  /// Where find_current would.
  [[nodiscard]] std::string path_of(std::string_view url) const;

  enum class Use : std::uint8_t { now, beside };  ///< beside: as a version that can be found, while the one in use stays
  /// Puts a version there and, `now`, into use. False, and nothing is done, where the one in use is no longer `seen` (what
  /// find_folder_in_use said before it was looked at). The one before stays, earlier ones go. The error is one sentence.
  [[nodiscard]] std::expected<bool, std::string> put(std::string_view url, const TrustedSet& trusted, const KnownSet& set,
                                                     std::string_view record, std::string_view seen, Use use) const;
  /// Replaces source.json of the version in use, if that is still `seen`. Nothing is said where it fails: it only spares a download.
  void put_record(std::string_view url, std::string_view record, std::string_view seen) const;

 private:
  std::string folder_;
};

}  // namespace replylint

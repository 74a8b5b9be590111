// SPDX-License-Identifier: MIT
// Reads and writes whole versions, relative to an open folder.
#include "share/version_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "share/open_file.h"
#include "share/own_folder.h"

namespace replylint {
namespace {

constexpr std::string_view signature_end = ".minisig";
constexpr const char* record_name = "source.json";
constexpr std::size_t longest_set = 1U << 20U;
constexpr std::size_t longest_other = 1U << 14U;

std::string reason() { return std::strerror(errno); }

std::string link_name(std::size_t index) { return "link-" + std::to_string(index + 1) + ".yaml"; }

/// None where it is not there.
std::expected<std::optional<std::string>, std::string> read_own(int folder, const std::string& name, std::size_t limit) {
  const OpenFile file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file && errno == ENOENT) return std::nullopt;
  struct stat about {};
  if (!file || ::fstat(file.number(), &about) != 0) return std::unexpected(name + ": " + reason());
  if (!S_ISREG(about.st_mode) || !is_own_and_closed(file))
    return std::unexpected(name + ": not used: it is somebody else's, or others may write to it");
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size > limit) return std::unexpected(name + ": larger than " + std::to_string(limit) + " bytes");
  std::string text(size, '\0');
  std::size_t read = 0;
  while (read < size) {
    const auto got = ::read(file.number(), text.data() + read, size - read);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::unexpected(name + ": cannot be read whole");
    read += static_cast<std::size_t>(got);
  }
  return text;
}

std::expected<std::optional<SignedSet>, std::string> read_signed(int folder, const std::string& name) {
  auto text = read_own(folder, name, longest_set);
  if (!text) return std::unexpected(std::move(text.error()));
  if (!*text) return std::nullopt;
  auto signature = read_own(folder, name + std::string(signature_end), longest_other);
  if (!signature) return std::unexpected(std::move(signature.error()));
  return SignedSet{std::move(**text), std::move(*signature).value_or("")};
}

bool write_file(int folder, const std::string& name, std::string_view text) {
  OpenFile file(::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  return file && write_all(file.number(), text) && ::fsync(file.number()) == 0 && file.close();
}

bool write_signed(int folder, const std::string& name, const SignedSet& set) {
  return write_file(folder, name, set.text) && write_file(folder, name + std::string(signature_end), set.signature);
}

bool write_files(int folder, const KnownSet& set, std::string_view record) {
  bool good = write_signed(folder, version_set_name, set.set);
  for (std::size_t i = 0; good && i < set.links.size(); ++i) good = write_signed(folder, link_name(i), set.links[i]);
  return good && write_file(folder, record_name, record) && ::fsync(folder) == 0;
}

/// A folder without further folders in it.
void remove_folder(int folder, const std::string& name) {
  OpenFile opened(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  DIR* listing = opened ? ::fdopendir(opened.number()) : nullptr;
  if (listing == nullptr) return;
  const int number = opened.release();
  while (const auto* found = ::readdir(listing)) ::unlinkat(number, found->d_name, 0);
  ::closedir(listing);
  ::unlinkat(folder, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

std::expected<VersionFiles, std::string> read_version(int folder, const std::string& name) {
  const OpenFile opened(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!opened) return std::unexpected(name + ": " + reason());
  if (!is_own_and_closed(opened)) return std::unexpected(name + ": not used: it is somebody else's, or others may write to it");
  auto set = read_signed(opened.number(), version_set_name);
  if (!set) return std::unexpected(std::move(set.error()));
  if (!*set) return std::unexpected(std::string(version_set_name) + ": " + std::strerror(ENOENT));
  VersionFiles files{{std::move(**set), {}}, {}};
  for (std::size_t i = 0; i < most_links; ++i) {
    auto link = read_signed(opened.number(), link_name(i));
    if (!link) return std::unexpected(std::move(link.error()));
    if (!*link) break;
    files.known.links.push_back(std::move(**link));
  }
  auto record = read_own(opened.number(), record_name, longest_other);
  if (!record) return std::unexpected(std::move(record.error()));
  files.record = std::move(*record).value_or("");
  return files;
}

std::expected<void, std::string> write_version(int folder, const std::string& name, const KnownSet& set, std::string_view record) {
  const auto beside = make_unfinished_name();
  if (::mkdirat(folder, beside.c_str(), S_IRWXU) != 0) return std::unexpected(reason());
  const auto fail = [&] {
    auto why = reason();
    remove_folder(folder, beside);
    return std::unexpected(std::move(why));
  };
  {
    const OpenFile opened(::openat(folder, beside.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!opened || !write_files(opened.number(), set, record)) return fail();
  }
  if (::renameat(folder, beside.c_str(), folder, name.c_str()) != 0) {
    if (errno != ENOTEMPTY && errno != EEXIST) return fail();
    // A version of the same name can only be a damaged one, or the same bytes: whoever is about to read it tries again.
    const auto old = make_unfinished_name();
    if (::renameat(folder, name.c_str(), folder, old.c_str()) != 0 || ::renameat(folder, beside.c_str(), folder, name.c_str()) != 0)
      return fail();
    remove_folder(folder, old);
  }
  if (::fsync(folder) != 0) return std::unexpected(reason());
  return {};
}

void replace_record(int folder, std::string_view name, std::string_view record) {
  const OpenFile opened(::openat(folder, std::string(name).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  const auto beside = make_unfinished_name();
  if (!opened) return;
  if (!write_file(opened.number(), beside, record) || ::renameat(opened.number(), beside.c_str(), opened.number(), record_name) != 0)
    ::unlinkat(opened.number(), beside.c_str(), 0);
}

}  // namespace replylint

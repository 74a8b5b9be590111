// SPDX-License-Identifier: MIT
// POSIX calls with short reads, interrupts and failures dealt with.
#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "share/open_file.h"

namespace replylint {
namespace {

std::string reason() { return std::strerror(errno); }

// The size of a regular file and one byte more, which shows its end; of others enough to begin with.
std::size_t find_room(int file) {
  struct stat about {};
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) return 1U << 16U;
  return static_cast<std::size_t>(about.st_size) + 1;
}

std::expected<Bytes, std::string> read_all(int file, std::size_t limit) {
  Bytes bytes;
  const auto first = find_room(file);
  std::size_t size = 0;
  while (true) {
    if (size > limit) {
      bytes.whole = false;
      break;
    }
    if (size == bytes.text.size()) bytes.text.resize(size + std::min(std::max(size, first), limit + 1 - size));
    const auto room = bytes.text.size() - size;
    const auto got = ::read(file, bytes.text.data() + size, room);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(reason());
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.text.resize(size);
  return bytes;
}

std::expected<int, std::string> open_to_read(const std::string& name, int flags) {
  OpenFile file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | flags));
  if (file.number() < 0) return std::unexpected(reason());
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return std::unexpected(reason());
  if (S_ISDIR(about.st_mode)) return std::unexpected("is a folder");
  if ((flags & O_NONBLOCK) != 0 && !S_ISREG(about.st_mode)) return std::unexpected("is not a regular file");
  return file.release();
}

std::expected<Bytes, std::string> open_and_read(const std::string& name, std::size_t limit, int flags) {
  const auto opened = open_to_read(name, flags);
  if (!opened) return std::unexpected(opened.error());
  const OpenFile file(*opened);
  return read_all(file.number(), limit);
}

mode_t find_umask() {
  const auto mask = ::umask(0);
  ::umask(mask);
  return mask;
}

// A new name in a folder lasts only once the folder is synced; some file systems cannot do that.
void sync_folder(const std::string& file) {
  const auto folder = std::filesystem::path(file).parent_path();
  const OpenFile opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened) static_cast<void>(::fsync(opened.number()));
}

/// A file written beside the one whose place it is to take; removed where it never gets there.
class Replacement {
 public:
  static std::expected<Replacement, std::string> write(const std::string& name, std::string_view text) {
    std::error_code failure;
    auto target = std::filesystem::canonical(name, failure).string();
    struct stat about {};
    if (failure == std::errc::no_such_file_or_directory && ::lstat(name.c_str(), &about) != 0) {
      target = name;
      about.st_mode = 0666U & ~find_umask();
    } else if (failure) {
      return std::unexpected(failure.message());
    } else if (::stat(target.c_str(), &about) != 0) {
      return std::unexpected(reason());
    }
    Replacement made(target + ".XXXXXX", target);
    OpenFile file(::mkostemp(made.beside_.data(), O_CLOEXEC));
    if (!file) {
      auto why = reason();
      made.beside_.clear();
      return std::unexpected(std::move(why));
    }
    const bool written = ::fchmod(file.number(), about.st_mode & 07777U) == 0 && write_all(file.number(), text) &&
                         ::fsync(file.number()) == 0 && file.close();
    if (!written) return std::unexpected(reason());
    return made;
  }
  ~Replacement() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
  }
  Replacement(Replacement&& other) noexcept : beside_(std::exchange(other.beside_, {})), target_(std::move(other.target_)) {}
  Replacement& operator=(Replacement&&) = delete;
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  std::expected<void, std::string> put() {
    if (::rename(beside_.c_str(), target_.c_str()) != 0) return std::unexpected(reason());
    beside_.clear();
    sync_folder(target_);
    return {};
  }

 private:
  Replacement(std::string beside, std::string target) : beside_(std::move(beside)), target_(std::move(target)) {}
  std::string beside_;  ///< "" once there is nothing to remove
  std::string target_;
};

}  // namespace

std::expected<Bytes, std::string> read_bytes(const std::string& name, std::size_t limit) {
  return name == standard_input ? read_all(STDIN_FILENO, limit) : open_and_read(name, limit, 0);
}

std::expected<Bytes, std::string> read_regular_file(const std::string& name, std::size_t limit) {
  return open_and_read(name, limit, O_NONBLOCK);
}

std::expected<ByteStream, std::string> ByteStream::open(const std::string& name) {
  if (name == standard_input) return ByteStream(STDIN_FILENO);
  const auto opened = open_to_read(name, 0);
  if (!opened) return std::unexpected(opened.error());
  return ByteStream(*opened);
}

ByteStream::~ByteStream() {
  if (file_ > STDERR_FILENO) ::close(file_);
}

ByteStream::ByteStream(ByteStream&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

ByteStream& ByteStream::operator=(ByteStream&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

std::expected<std::size_t, std::string> ByteStream::read(std::string& bytes, std::size_t most) {
  const auto size = bytes.size();
  ssize_t got = 0;
  // Memory that is not read into is not even touched.
  bytes.resize_and_overwrite(size + most, [&](char* data, std::size_t) {
    do {
      got = ::read(file_, data + size, most);
    } while (got < 0 && errno == EINTR);
    return size + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  });
  if (got < 0) return std::unexpected(reason());
  return static_cast<std::size_t>(got);
}

std::expected<void, std::string> write_output(std::string_view text) {
  if (!write_all(STDOUT_FILENO, text)) return std::unexpected(reason());
  return {};
}

void say_unwritten(std::string_view why) {
  if (why != std::strerror(EPIPE)) say("standard output: " + std::string(why));
}

void say(std::string_view text) {
  std::string line = "replylint: ";
  line += text;
  line += '\n';
  static_cast<void>(write_all(STDERR_FILENO, line));
}

void write_error(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

std::expected<void, std::string> copy_rest() {
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(reason());
    if (got == 0) return {};
    if (!write_all(STDOUT_FILENO, std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return std::unexpected(reason());
  }
}

std::expected<void, std::string> replace_file(const std::string& name, std::string_view text) {
  std::error_code failure;
  static_cast<void>(std::filesystem::canonical(name, failure));
  if (failure) return std::unexpected(failure.message());
  auto written = Replacement::write(name, text);
  if (!written) return std::unexpected(std::move(written.error()));
  return written->put();
}

std::expected<void, std::string> write_files(std::span<const FileText> files) {
  std::vector<Replacement> replacements;
  const auto fail = [](const FileText& file, const std::string& why) { return std::unexpected(file.name + ": " + why); };
  for (const auto& file : files) {
    auto written = Replacement::write(file.name, file.text);
    if (!written) return fail(file, written.error());
    replacements.push_back(std::move(*written));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto put = replacements[i].put(); !put) return fail(files[i], put.error());
  }
  return {};
}

std::expected<void, std::string> make_file(const std::string& name, std::string_view text, unsigned permissions) {
  OpenFile file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions));
  if (!file) return std::unexpected(reason());
  if (write_all(file.number(), text) && ::fsync(file.number()) == 0 && file.close()) {
    sync_folder(name);
    return {};
  }
  auto why = reason();
  ::unlink(name.c_str());
  return std::unexpected(std::move(why));
}

std::expected<void, std::string> put_file(const std::string& name, std::string_view text) {
  struct stat about {};
  if (::stat(name.c_str(), &about) != 0 || S_ISREG(about.st_mode)) {
    auto written = Replacement::write(name, text);
    return written ? written->put() : std::unexpected(std::move(written.error()));
  }
  OpenFile file(::open(name.c_str(), O_WRONLY | O_CLOEXEC));
  if (file && write_all(file.number(), text) && file.close()) return {};
  return std::unexpected(reason());
}

std::string to_absolute(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const auto path = fs::absolute(name, failure);
  return (fs::path(name).lexically_normal() == name ? path.lexically_normal() : path).string();
}

bool is_folder(const std::string& name) {
  std::error_code failure;
  return std::filesystem::is_directory(name, failure);
}

void prepare_streams() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one; the wrong direction makes every use an error.
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

}  // namespace replylint

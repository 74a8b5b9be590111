// SPDX-License-Identifier: MIT
// Bytes in and out: whole files, standard input and output, with every error said.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace replylint {

/// The name that stands for standard input.
inline constexpr std::string_view standard_input = "-";

/// Bytes read, at most one more than the limit asked for; `whole` is false where the limit was passed.
struct Bytes {
  std::string text;
  bool whole = true;
};

/// Reads a file, or standard input for "-", up to `limit` bytes and one more. Any bytes; pipes are read to their end.
/// The error is the system's reason ("No such file or directory"), without the name.
[[nodiscard]] std::expected<Bytes, std::string> read_bytes(const std::string& name, std::size_t limit);

/// As read_bytes, for regular files only: a pipe or device is an error, so that looking for a file never waits.
[[nodiscard]] std::expected<Bytes, std::string> read_regular_file(const std::string& name, std::size_t limit);

/// A file or standard input that is read piece by piece. Closes its file.
class ByteStream {
 public:
  /// Opens a file, or takes standard input for "-"; the error is the system's reason.
  [[nodiscard]] static std::expected<ByteStream, std::string> open(const std::string& name);
  ~ByteStream();
  ByteStream(ByteStream&& other) noexcept;
  ByteStream& operator=(ByteStream&& other) noexcept;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  /// Appends what comes next to `bytes`, at most `most` bytes; how many came, 0 at the end.
  [[nodiscard]] std::expected<std::size_t, std::string> read(std::string& bytes, std::size_t most);

 private:
  explicit ByteStream(int file) : file_(file) {}
  int file_;
};

/// Writes all of `text` to standard output; the error is the system's reason.
[[nodiscard]] std::expected<void, std::string> write_output(std::string_view text);
/// Says why standard output could not be written; nothing where its reader has seen enough (`| head`).
void say_unwritten(std::string_view why);
/// Writes a line to standard error, "replylint: " in front; nobody can be told where that fails.
void say(std::string_view text);
/// Writes all of `text` to standard error as it is.
void write_error(std::string_view text);

/// Copies what is left of standard input to standard output.
[[nodiscard]] std::expected<void, std::string> copy_rest();

/// Replaces the file by `text`: written beside it, synced, renamed over it, its permissions kept. A symbolic link stays one.
[[nodiscard]] std::expected<void, std::string> replace_file(const std::string& name, std::string_view text);

struct FileText {
  std::string name;
  std::string_view text;
};
/// Replaces or makes files in this way; none is touched before all are written beside. The error begins with the name of the file.
[[nodiscard]] std::expected<void, std::string> write_files(std::span<const FileText> files);
/// Makes a file that must not be there yet, with these permissions as far as the umask allows. What is left where it fails is
/// removed.
[[nodiscard]] std::expected<void, std::string> make_file(const std::string& name, std::string_view text, unsigned permissions);
/// The same, where the file may be missing: it is made then. Pipes and devices are written to.
[[nodiscard]] std::expected<void, std::string> put_file(const std::string& name, std::string_view text);

/// One name for one file from whatever folder the program is run, but for names with needless parts: those are left as they are,
/// because "link/.." need not be the folder that holds the link.
[[nodiscard]] std::string to_absolute(const std::string& name);
[[nodiscard]] bool is_folder(const std::string& name);

/// Makes closed standard streams fail when used instead of letting the next opened file take their place, and makes writing to a
/// closed pipe or beyond the largest file allowed an error instead of the end of the program.
void prepare_streams();

}  // namespace replylint

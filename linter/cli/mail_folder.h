// SPDX-License-Identifier: MIT
// Finds the mail below a folder: .eml files, Maildirs, and files that may be an mbox.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace replylint {

/// A file below a folder, or a folder that could not be read.
struct FoundFile {
  std::string name;
  bool message = false;  ///< it holds one message; otherwise it may be an mbox, which its first bytes tell
  std::string error;     ///< the system's reason, "" where there is none
};

/// Walks a folder and those below it, in the order of names (bytes), depth first. What is hidden (a dot in front) is passed over, but for
/// the subfolders of a Maildir (.Sent); so are symbolic links, whatever is no regular file, and the `tmp` of a Maildir. Of a Maildir (a
/// folder with `cur`, and `new` or `tmp`) the files of `cur` and `new` are its messages, and no other file is.
class MailFolder {
 public:
  explicit MailFolder(const std::string& folder);
  /// The next file, none at the end.
  [[nodiscard]] std::optional<FoundFile> next();

 private:
  struct Entry {
    std::string name;
    bool folder = false;
    bool message = false;
  };
  struct Level {
    std::string folder;
    std::vector<Entry> entries;
    std::size_t at = 0;
  };
  void enter(const std::string& folder, bool messages);

  std::vector<Level> levels_;
  std::optional<FoundFile> failure_;  // of the folder entered last
};

}  // namespace replylint

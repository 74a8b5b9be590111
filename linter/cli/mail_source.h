// SPDX-License-Identifier: MIT
// The messages of what the command line names - files, mboxes, Maildirs, folders, standard input - in batches.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/mail_folder.h"
#include "cli/mbox_stream.h"
#include "draft/draft.h"
#include "mail/parse.h"

namespace replylint {

/// How to take what is named.
struct MailForm {
  InputForm form = InputForm::detect;  ///< of one message
  bool mbox = false;                   ///< every file is an mbox; else only one that begins like one, and only with InputForm::detect
};

/// Gives messages in the order in which they are named; folders as MailFolder walks them. Memory is that of a batch, and of the names in
/// one folder. Not for several threads at once; its batches are.
class MailSource {
 public:
  MailSource(std::vector<std::string> names, MailForm form) : names_(std::move(names)), form_(form) {}
  /// The next messages and what could not be read among them; none at the end.
  [[nodiscard]] std::optional<MailBatch> next();
  /// True if nothing comes any more.
  [[nodiscard]] bool at_end() const { return !mbox_ && !folder_ && at_ == names_.size(); }

 private:
  struct Walk {
    std::string name;
    MailFolder files;
    bool any = false;
  };
  void open(const std::string& name, MailBatch& batch);
  bool open_file(const std::string& name, bool only_mbox, MailBatch& batch);
  void walk(MailBatch& batch);

  std::vector<std::string> names_;
  MailForm form_;
  std::size_t at_ = 0;
  std::optional<Walk> folder_;
  std::optional<MboxStream> mbox_;
};

/// The bytes of one message of a batch; `buffer` holds those of a file that is read only now. The error is one sentence without mail text,
/// for a compressed file as well.
[[nodiscard]] std::expected<std::string_view, std::string> load_message(const MailBatch& batch, const MailEntry& entry, InputForm form,
                                                                        std::string& buffer);
/// Parses and cuts it.
[[nodiscard]] std::expected<Draft, std::string> to_draft(std::string_view raw, const MailEntry& entry, InputForm form);

}  // namespace replylint

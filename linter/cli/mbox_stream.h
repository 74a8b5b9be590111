// SPDX-License-Identifier: MIT
// An mbox, cut into messages as it is read.
#pragma once

#include <cstddef>
#include <string>

#include "cli/files.h"
#include "cli/mail_batch.h"

namespace replylint {

/// Cuts an mbox at its envelope lines (mail/mbox.h). Holds the message that is being read, never more than the limit of one.
class MboxStream {
 public:
  /// `begin`: what was read of the stream already.
  MboxStream(std::string file, ByteStream stream, std::string begin);
  /// Appends whole messages until the batch has enough, at least one; false once the stream is at its end or cannot be read further, which
  /// is an entry.
  [[nodiscard]] bool fill(MailBatch& batch);

 private:
  void finish(MailBatch& batch, std::size_t begin, std::size_t end);
  void drop(MailBatch& batch, std::size_t begin);

  std::string file_;
  ByteStream stream_;
  std::string held_;       // begins with the message that is not whole yet
  std::string failure_;    // why the stream could not be read to its end
  Origin next_;            // of that message; while it is dropped: of what is left of it
  bool dropping_ = false;  // it is larger than the limit and has been refused
  bool ended_ = false;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Opens what is named, tells an mbox from a message, and fills batches.
#include "cli/mail_source.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "cli/checking.h"
#include "cli/files.h"
#include "mail/mbox.h"

namespace replylint {
namespace {

constexpr std::size_t first_bytes = 64U << 10U;

struct Compression {
  std::string_view magic, name, program;
};
constexpr std::array<Compression, 5> compressions = {{{"\x1F\x8B\x08", "gzip", "gzip -dc"},
                                                      {"\xFD\x37zXZ", "xz", "xz -dc"},
                                                      {"BZh91AY&SY", "bzip2", "bzip2 -dc"},
                                                      {"\x28\xB5\x2F\xFD", "zstd", "zstd -dc"},
                                                      {"PK\x03\x04", "zip", "unzip -p"}}};

// Why bytes are no mail, "" where they may be some.
std::string find_compression(std::string_view bytes, const std::string& file) {
  for (const auto& [magic, name, program] : compressions) {
    if (bytes.starts_with(magic))
      return fmt::format("compressed ({}), which is not read; try: {} {} | replylint check", name, program,
                         file == standard_input ? "< FILE" : file);
  }
  return {};
}

}  // namespace

std::optional<MailBatch> MailSource::next() {
  MailBatch batch;
  while (!batch.full() && !at_end()) {
    if (mbox_) {
      if (mbox_->fill(batch)) break;
      mbox_.reset();
    } else if (folder_) {
      walk(batch);
    } else {
      open(names_[at_++], batch);
    }
  }
  if (batch.entries.empty()) return {};
  return batch;
}

void MailSource::open(const std::string& name, MailBatch& batch) {
  if (name != standard_input && is_folder(name)) {
    folder_ = Walk{.name = name, .files = MailFolder(name), .any = false};
  } else {
    open_file(name, false, batch);
  }
}

// The next file of the folder; at its end, an error where it had none.
void MailSource::walk(MailBatch& batch) {
  auto found = folder_->files.next();
  if (!found) {
    if (!folder_->any) batch.refuse(folder_->name, "no mail in this folder: neither .eml files, nor a Maildir, nor an mbox");
    folder_.reset();
  } else if (!found->error.empty()) {
    folder_->any = true;
    batch.refuse(std::move(found->name), std::move(found->error));
  } else if (found->message) {
    folder_->any = true;
    batch.entries.push_back({.file = std::move(found->name), .origin = {}, .begin = 0, .end = 0, .to_read = true, .error = {}});
  } else if (open_file(found->name, true, batch)) {
    folder_->any = true;
  }
}

// Reads a small file, or gets ready to read an mbox. False where it is left out for not being one.
bool MailSource::open_file(const std::string& name, bool only_mbox, MailBatch& batch) {
  const auto refuse = [&](std::string why) {
    batch.refuse(name, std::move(why));
    return true;
  };
  auto stream = ByteStream::open(name);
  if (!stream) return refuse(std::move(stream.error()));
  const auto begin = batch.bytes.size();
  const auto read_to = [&](std::size_t size) -> std::expected<void, std::string> {
    while (batch.bytes.size() - begin < size) {
      const auto got = stream->read(batch.bytes, first_bytes);
      if (!got) return std::unexpected(got.error());
      if (*got == 0) break;
    }
    return {};
  };
  // Enough for a few blank lines and an envelope line.
  auto read = read_to(2 * longest_envelope_line);
  const auto bytes = [&] { return std::string_view(batch.bytes).substr(begin); };
  const bool may_be_mbox = form_.mbox || form_.form == InputForm::detect;
  if (read && may_be_mbox && begins_mbox(bytes())) {
    auto first = std::string(bytes());
    batch.bytes.resize(begin);
    mbox_.emplace(name, std::move(*stream), std::move(first));
    return true;
  }
  const auto limit = MailLimits{}.message_bytes;
  if (read && !only_mbox && !form_.mbox) read = read_to(limit + 1);
  const auto end = batch.bytes.size();
  if (read && end - begin <= limit && !only_mbox && !form_.mbox) {
    batch.entries.push_back({.file = name, .origin = {}, .begin = begin, .end = end, .to_read = false, .error = {}});
    return true;
  }
  batch.bytes.resize(begin);
  if (!read) return refuse(std::move(read.error()));
  if (only_mbox) return false;
  return refuse(form_.mbox ? "not an mbox: its first line is not \"From ADDRESS WEEKDAY MONTH DAY TIME YEAR\"" : format_too_large());
}

std::expected<std::string_view, std::string> load_message(const MailBatch& batch, const MailEntry& entry, InputForm form,
                                                          std::string& buffer) {
  if (!entry.error.empty()) return std::unexpected(entry.error);
  auto raw = std::string_view(batch.bytes).substr(entry.begin, entry.end - entry.begin);
  if (entry.to_read) {
    auto read = read_draft(entry.file);
    if (!read) return std::unexpected(std::move(read.error()));
    buffer = std::move(*read);
    raw = buffer;
  }
  if (form == InputForm::detect) {
    if (auto compression = find_compression(raw, entry.file); !compression.empty()) return std::unexpected(std::move(compression));
  }
  return raw;
}

std::expected<Draft, std::string> to_draft(std::string_view raw, const MailEntry& entry, InputForm form) {
  if (entry.origin.message == 0) return to_draft(raw, form);
  auto message = parse_mbox_message(raw);
  if (!message) return std::unexpected(std::move(message.error().what));
  return make_draft(std::move(*message));
}

}  // namespace replylint

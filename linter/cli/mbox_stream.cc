// SPDX-License-Identifier: MIT
// Reads an mbox piece by piece; a message is copied only where a batch ends in the middle of it.
#include "cli/mbox_stream.h"

#include <algorithm>
#include <limits>

#include "cli/checking.h"
#include "mail/mbox.h"
#include "text/line_index.h"

namespace replylint {
namespace {

constexpr std::size_t piece_bytes = MailBatch::most_bytes;
// What may be the begin of an envelope line, with the blank line before it.
constexpr std::size_t overlap = longest_envelope_line + 4;

void advance(Origin& origin, std::string_view bytes) {
  constexpr std::uint64_t last_line = std::numeric_limits<std::uint32_t>::max();
  origin.line = static_cast<std::uint32_t>(std::min(last_line, origin.line + std::uint64_t{count_line_ends(bytes)}));
  origin.offset += bytes.size();
}

}  // namespace

MboxStream::MboxStream(std::string file, ByteStream stream, std::string begin)
    : file_(std::move(file)), stream_(std::move(stream)), held_(std::move(begin)) {
  const auto blank = std::min(held_.find_first_not_of("\r\n"), held_.size());
  advance(next_, std::string_view(held_).substr(0, blank));
  held_.erase(0, blank);
  next_.message = 1;
}

void MboxStream::finish(MailBatch& batch, std::size_t begin, std::size_t end) {
  if (end - begin > MailLimits{}.message_bytes) {
    batch.refuse(file_, format_too_large(), next_);
  } else if (!dropping_) {
    batch.entries.push_back({.file = file_, .origin = next_, .begin = begin, .end = end, .to_read = false, .error = {}});
  }
  dropping_ = false;
  advance(next_, std::string_view(batch.bytes).substr(begin, end - begin));
  ++next_.message;
}

// Gives up all of a message but what may be the begin of the next one.
void MboxStream::drop(MailBatch& batch, std::size_t begin) {
  if (!dropping_) batch.refuse(file_, format_too_large(), next_);
  dropping_ = true;
  auto end = batch.bytes.size() - overlap;
  // Not between the two bytes of a line end, which would count twice.
  if (batch.bytes[end - 1] == '\r') --end;
  advance(next_, std::string_view(batch.bytes).substr(begin, end - begin));
  batch.bytes.erase(begin, end - begin);
}

bool MboxStream::fill(MailBatch& batch) {
  const auto limit = MailLimits{}.message_bytes;
  auto& bytes = batch.bytes;
  auto begin = bytes.size();
  bytes += held_;
  held_.clear();
  auto from = begin;
  while (true) {
    for (auto next = find_next_message(bytes, from, ended_); next != std::string::npos; next = find_next_message(bytes, from, ended_)) {
      finish(batch, begin, next);
      begin = from = next;
    }
    if (ended_) {
      if (begin < bytes.size()) finish(batch, begin, bytes.size());
      if (!failure_.empty()) batch.refuse(file_, failure_);
      return false;
    }
    if (batch.full() && !batch.entries.empty()) break;
    if (bytes.size() - begin > (dropping_ ? piece_bytes : limit)) drop(batch, begin);
    from = std::max(begin, bytes.size() - std::min(bytes.size(), overlap));
    const auto got = stream_.read(bytes, piece_bytes);
    ended_ = !got || *got == 0;
    if (!got) failure_ = got.error();
  }
  held_.assign(bytes, begin);
  bytes.resize(begin);
  return true;
}

}  // namespace replylint

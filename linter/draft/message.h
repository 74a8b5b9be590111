// SPDX-License-Identifier: MIT
// What a mail parser (or an editor's plain text) hands to the draft floor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/source_map.h"

namespace replylint {

/// A mailbox of RFC 5322, decoded to UTF-8: `name` may be empty; `address` is as written, without angle brackets.
struct Mailbox {
  std::string name;
  std::string address;
};

/// A body part that is not the text that a person reads.
struct Attachment {
  std::string name;           ///< decoded file name, may be empty
  std::string media_type;     ///< lower case, "application/pdf"
  bool inline_image = false;  ///< an image that the HTML text shows by cid:
};

/// Why a message is not one that a person wrote for this reader.
enum class Automatic : std::uint8_t { no, auto_reply, delivery_report, calendar, newsletter };

/// One `X-Replylint: ignore RULE -- reason` header field.
struct Ignore {
  std::string rule;    ///< a rule id or a family with ".*"
  std::string reason;  ///< may be empty
  RawSpan raw;         ///< the whole field with its line end
};

/// The header fields that facts need. All strings are decoded UTF-8.
struct Envelope {
  bool has_header = false;  ///< false: the input was body text only, nothing is known of subject, recipients, dates
  std::optional<Mailbox> from;
  std::vector<Mailbox> to, cc, bcc;
  std::optional<std::int64_t> date;       ///< seconds since 1970-01-01 UTC
  std::optional<std::int32_t> date_zone;  ///< minutes east of UTC, as written
  bool in_reply_to = false;               ///< In-Reply-To or References is present and not empty
  std::uint32_t references = 0;           ///< message ids in References
  bool has_subject = false;               ///< the Subject field is present
  Automatic automatic = Automatic::no;
  std::string automatic_because;  ///< the header field or media type that said so, for people
  bool mailing_list = false;      ///< header fields of a mailing list are there
  std::vector<Attachment> attachments;
  std::vector<Ignore> ignores;
};

/// What markup says about a stretch of body text.
enum class MarkKind : std::uint8_t {
  quote,        ///< inside a quoting element; `quote_depth` says how deep (>= 1)
  attribution,  ///< the line(s) that introduce a quote ("On … wrote:")
  signature,    ///< inside an element that a client marks as signature
  code,         ///< pre, code, samp
  forwarded,    ///< the head of a forwarded message
  reply_head,   ///< Outlook's From/Sent/To block; all that follows is the quoted message
};

struct Mark {
  MarkKind kind = MarkKind::quote;
  std::uint8_t quote_depth = 0;
  TextSpan span;  ///< in Body::text
};

/// The text that a person reads, decoded to UTF-8, lines separated by LF; `>` prefixes are still there.
struct Body {
  MappedText text;
  std::vector<Mark> marks;  ///< from HTML only, sorted by begin; spans may nest
};

/// One message, parsed: the input of make_draft.
struct Message {
  Envelope envelope;
  MappedText subject;
  Body body;
  std::vector<std::string> problems;  ///< what was broken or skipped, for --verbose: plain sentences without mail text
};

}  // namespace replylint

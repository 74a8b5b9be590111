// SPDX-License-Identifier: MIT
// Draft: one reply, cut into the parts that rules speak of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draft/message.h"
#include "text/source_map.h"
#include "text/span.h"

namespace replylint {

/// What a stretch of the message is. Every byte of Draft::text that is not white space lies in exactly one segment.
enum class Region : std::uint8_t {
  subject,
  greeting,     ///< a line that only greets ("Hi Eva,")
  authored,     ///< what the sender wrote
  sign_off,     ///< "Best regards, Ana": the closing line and the name under it
  signature,    ///< after "-- ", or a contact block without it; phone footers ("Sent from my iPhone")
  disclaimer,   ///< legal small print
  attribution,  ///< "On Monday Eva wrote:", Outlook's header block, "Original Message" lines
  quoted,       ///< the message replied to; Segment::quote_depth >= 1
  forwarded,    ///< a forwarded message, its head included
  code,         ///< code blocks, patches, log excerpts in authored text
};
[[nodiscard]] std::string_view to_string(Region region);

struct Segment {
  Region region = Region::authored;
  std::uint8_t quote_depth = 0;  ///< 0: not quoted; 1: the latest message replied to; 2 and more: older ones
  TextSpan span;
};

struct Sentence {
  TextSpan span;
  std::uint32_t segment = 0;    ///< index into Draft::segments
  std::uint32_t paragraph = 0;  ///< counted through the whole draft
};

/// How the reply is laid out; for people and statistics, rules see regions only.
enum class Layout : std::uint8_t { new_message, top_posted, bottom_posted, interleaved, forward };
[[nodiscard]] std::string_view to_string(Layout layout);

/// One reply, ready to be checked. A value: it owns its text and refers to nothing outside.
struct Draft {
  std::string text;                 ///< canonical: the subject, a line feed, then the body with quote prefixes removed
  SourceMap map;                    ///< text -> raw bytes
  std::vector<Segment> segments;    ///< in order, not overlapping
  std::vector<Sentence> sentences;  ///< in order, each inside one segment
  std::vector<TextSpan> masked;     ///< URLs, addresses, words quoted from the other side: nobody's own words; in order
  Envelope envelope;
  Layout layout = Layout::new_message;
  bool reply = false;                       ///< answers another message (quote, In-Reply-To, or a reply prefix in the subject)
  bool forward = false;                     ///< passes a message on
  std::string language;                     ///< of the authored text, BCP 47, "" where it cannot be told
  std::string greeting_name;                ///< whom the greeting names ("Eva", "Ms Lind"), "" where it names nobody
  std::string quoted_from;                  ///< name or address in the attribution of the latest quoted message
  std::string quoted_signature;             ///< the name under the latest quoted message
  std::optional<std::int64_t> quoted_date;  ///< when the latest quoted message was sent, seconds since 1970 UTC, from its attribution
  std::vector<std::string> problems;        ///< from Message::problems

  [[nodiscard]] std::string_view of(TextSpan span) const { return span.of(text); }
  [[nodiscard]] RawSpan to_raw(TextSpan span) const { return map.to_raw(span); }
  /// Index of the sentence that holds `offset`, or of the next one; sentences.size() where there is none.
  [[nodiscard]] std::size_t find_sentence(std::uint32_t offset) const;
};

/// Cuts one parsed message into a Draft. Linear time; never fails: what is not recognised is authored text.
[[nodiscard]] Draft make_draft(Message message);

}  // namespace replylint

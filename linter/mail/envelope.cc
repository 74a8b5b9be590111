// SPDX-License-Identifier: MIT
// Reads recipients, dates, attachments and ignores.
#include "mail/envelope.h"

#include <algorithm>
#include <cstring>

#include "mail/automatic.h"
#include "mail/body.h"
#include "mail/date.h"
#include "text/words.h"

namespace replylint {
namespace {

class EnvelopeReader {
 public:
  EnvelopeReader(std::string_view raw, const Part& root, const std::vector<const Part*>& chosen, const MailLimits& limits,
                 std::vector<std::string>& problems)
      : raw_(raw), root_(root), chosen_(chosen), limits_(limits), problems_(problems) {}

  Envelope read() {
    for (const Field& field : root_.header.fields) read_field(field);
    collect_attachments(root_, false);
    find_automatic(raw_, root_, envelope_);
    return std::move(envelope_);
  }

 private:
  void read_field(const Field& field) {
    const auto is = [&](std::string_view name) { return equal_ignoring_case(field.name, name); };
    if (is("From")) {
      auto mailboxes = parse_mailboxes(unfold(raw_, field), problems_);
      if (!envelope_.from && !mailboxes.empty()) envelope_.from = std::move(mailboxes.front());
    } else if (is("To")) {
      add_mailboxes(field, envelope_.to);
    } else if (is("Cc")) {
      add_mailboxes(field, envelope_.cc);
    } else if (is("Bcc")) {
      add_mailboxes(field, envelope_.bcc);
    } else if (is("Date")) {
      read_date(field);
    } else if (is("Subject")) {
      envelope_.has_subject = true;
    } else if (is("In-Reply-To")) {
      envelope_.in_reply_to = envelope_.in_reply_to || !unfold(raw_, field).empty();
    } else if (is("References")) {
      const std::string ids = unfold(raw_, field);
      envelope_.references += static_cast<std::uint32_t>(std::count(ids.begin(), ids.end(), '<'));
      envelope_.in_reply_to = envelope_.in_reply_to || !ids.empty();
    } else if (is("X-Replylint")) {
      read_ignore(field);
    }
  }

  void add_mailboxes(const Field& field, std::vector<Mailbox>& to) {
    for (Mailbox& mailbox : parse_mailboxes(unfold(raw_, field), problems_)) to.push_back(std::move(mailbox));
  }

  void read_date(const Field& field) {
    const auto date = parse_date(unfold(raw_, field));
    if (!date) {
      problems_.emplace_back("the date of the message cannot be read");
    } else if (!envelope_.date) {
      envelope_.date = date->seconds;
      envelope_.date_zone = date->zone_minutes;
    }
  }

  /// "ignore tone.shouting -- quoting a log file"
  void read_ignore(const Field& field) {
    const std::string value = unfold(raw_, field);
    std::string_view rest = value;
    if (!starts_with_ignoring_case(rest, "ignore") || rest.size() < 7 || !is_space(rest[6])) return;
    rest = trim(rest.substr(7));
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    Ignore ignore{std::string(rest.substr(0, end)), {}, field.raw};
    std::string_view reason = trim(rest.substr(end));
    if (reason.starts_with("--")) reason = trim(reason.substr(2));
    ignore.reason = std::string(reason);
    if (!ignore.rule.empty()) envelope_.ignores.push_back(std::move(ignore));
  }

  /// In multipart/alternative, texts that are not chosen are other forms of the one that is.
  void collect_attachments(const Part& part, bool alternative, bool related = false) {
    for (const Part& child : part.children)
      collect_attachments(child, part.media.subtype == "alternative" || (alternative && part.media.subtype == "related"),
                          part.media.subtype == "related");
    if (!part.children.empty() || is_machinery(part, alternative)) return;
    if (std::find(chosen_.begin(), chosen_.end(), &part) != chosen_.end()) return;
    if (&part == &root_ && part.media.type == "text" && !is_file(part)) return;
    Attachment attachment{std::string(part.file_name()), part.media.full(), false};
    if (part.media.type == "image" && !part.content_id.empty() && part.disposition.type != "attachment")
      attachment.inline_image = related || is_shown(part.content_id);
    envelope_.attachments.push_back(std::move(attachment));
  }

  static bool is_file(const Part& part) { return part.disposition.type == "attachment" || !part.file_name().empty(); }

  /// Parts that programs read: signatures, reports, other forms of the text.
  static bool is_machinery(const Part& part, bool alternative) {
    const auto& type = part.media.type;
    const auto& subtype = part.media.subtype;
    if (type == "application" &&
        (subtype == "pgp-signature" || subtype == "pgp-encrypted" || subtype == "pkcs7-signature" || subtype == "x-pkcs7-signature"))
      return true;
    if (type == "message" && subtype != "rfc822") return true;
    if (subtype == "rfc822-headers") return true;
    return type == "text" && alternative && part.disposition.type != "attachment";
  }

  /// True if the HTML shows the image `content_id`.
  bool is_shown(const std::string& content_id) {
    if (!html_) {
      html_.emplace();
      for_each_html(root_);
    }
    // Enough for six hundred images in a long newsletter; what is beyond is an attachment.
    constexpr std::size_t most_searched_bytes = 64U << 20U;
    if (searched_bytes_ > most_searched_bytes) return false;
    searched_bytes_ += html_->size();
    // memmem is linear also in HTML that repeats itself, which find() is not.
    const std::string link = "cid:" + content_id;
    return memmem(html_->data(), html_->size(), link.data(), link.size()) != nullptr;
  }

  void for_each_html(const Part& part) {
    for (const Part& child : part.children) for_each_html(child);
    if (!part.is("text", "html") || html_->size() > limits_.text_bytes) return;
    std::vector<std::string> unsaid;
    if (const auto text = decode_leaf(raw_, part, limits_, unsaid)) *html_ += text->text;
  }

  std::string_view raw_;
  const Part& root_;
  const std::vector<const Part*>& chosen_;
  const MailLimits& limits_;
  std::vector<std::string>& problems_;
  std::optional<std::string> html_;  ///< all HTML of the message, once it is needed
  std::size_t searched_bytes_ = 0;   ///< of it, counted once for each image looked for
  Envelope envelope_;
};

}  // namespace

Envelope read_envelope(std::string_view raw, const Part& root, const std::vector<const Part*>& chosen, const MailLimits& limits,
                       std::vector<std::string>& problems) {
  return EnvelopeReader(raw, root, chosen, limits, problems).read();
}

}  // namespace replylint

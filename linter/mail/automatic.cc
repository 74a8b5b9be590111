// SPDX-License-Identifier: MIT
// The header fields by which automatic mail gives itself away, surest first.
#include "mail/automatic.h"

#include <algorithm>

#include "text/words.h"

namespace replylint {
namespace {

class AutomaticSigns {
 public:
  AutomaticSigns(std::string_view raw, const Part& root, Envelope& envelope) : raw_(raw), root_(root), envelope_(envelope) {}

  void find() {
    envelope_.mailing_list = people_post() || value("Precedence") == "list";
    if (find_by_media_type() || find_by_sender() || find_by_auto_fields()) return;
    find_by_list_fields();
  }

 private:
  [[nodiscard]] std::string value(std::string_view name) const {
    const Field* field = find_field(root_.header, name);
    return field == nullptr ? std::string() : to_lower(unfold(raw_, *field));
  }
  [[nodiscard]] bool has(std::string_view name) const { return find_field(root_.header, name) != nullptr; }

  bool say(Automatic what, std::string because) {
    envelope_.automatic = what;
    envelope_.automatic_because = std::move(because);
    return true;
  }

  bool find_by_media_type() {
    if (root_.media.type == "multipart" && root_.media.subtype == "report")
      return say(Automatic::delivery_report, "Content-Type: multipart/report");
    if (has_calendar(root_)) return say(Automatic::calendar, "Content-Type: text/calendar");
    return false;
  }

  /// An invitation is a text/calendar part that a client shows in place of the text; an attached one is just a file.
  static bool has_calendar(const Part& part) {
    if (part.is("text", "calendar")) return part.disposition.type != "attachment";
    const bool first_only = part.media.subtype == "mixed" && !part.children.empty();
    if (first_only) return part.children.front().is_multipart("alternative") && has_calendar(part.children.front());
    return part.is_multipart("alternative") &&
           std::any_of(part.children.begin(), part.children.end(), [](const Part& child) { return has_calendar(child); });
  }

  bool find_by_sender() {
    const Field* path = find_field(root_.header, "Return-Path");
    if (path != nullptr && unfold(raw_, *path) == "<>") return say(Automatic::delivery_report, "Return-Path: <>");
    if (envelope_.from && starts_with_ignoring_case(envelope_.from->address, "mailer-daemon"))
      return say(Automatic::delivery_report, "From: MAILER-DAEMON");
    return false;
  }

  bool find_by_auto_fields() {
    const std::string submitted = value("Auto-Submitted");
    if (!submitted.empty() && submitted.substr(0, submitted.find_first_of("; \t(")) != "no")
      return say(Automatic::auto_reply, "Auto-Submitted: " + submitted.substr(0, submitted.find_first_of("; \t(")));
    for (const std::string_view name : {"X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder"})
      if (has(name) && value(name) != "no") return say(Automatic::auto_reply, std::string(name));
    const std::string precedence = value("Precedence");
    if (precedence == "auto_reply" || precedence == "auto-reply") return say(Automatic::auto_reply, "Precedence: " + precedence);
    return false;
  }

  [[nodiscard]] bool people_post() const {
    const std::string post = value("List-Post");
    return (!post.empty() && post != "no") || has("Mailing-List") || has("X-Mailing-List") || has("X-BeenThere") || has("X-Loop") ||
           value("Sender").find("owner-") != std::string::npos || (has("List-Id") && !has("List-Unsubscribe"));
  }

  /// A mailing list forwards what people write; its posts tell how to post. A newsletter only tells how to leave.
  void find_by_list_fields() {
    const std::string precedence = value("Precedence");
    const bool personal = envelope_.in_reply_to || starts_with_ignoring_case(value("Subject"), "re:");
    if (people_post() || personal) return;
    if (has("List-Unsubscribe")) {
      say(Automatic::newsletter, "List-Unsubscribe");
    } else if (precedence == "bulk" || precedence == "junk") {
      say(Automatic::newsletter, "Precedence: " + precedence);
    }
  }

  std::string_view raw_;
  const Part& root_;
  Envelope& envelope_;
};

}  // namespace

void find_automatic(std::string_view raw, const Part& root, Envelope& envelope) { AutomaticSigns(raw, root, envelope).find(); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// multipart/alternative and its kin: what a client would show.
#include "mail/body.h"

#include <algorithm>
#include <array>

#include "mail/decode.h"
#include "mail/html.h"
#include "mail/plain.h"
#include "text/words.h"

namespace replylint {
namespace {

using Chosen = std::expected<std::vector<const Part*>, MailError>;

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

bool is_attachment(const Part& part) { return part.disposition.type == "attachment"; }
bool is_html(const Part& part) { return part.is("text", "html"); }

bool is_readable_text(const Part& part) {
  constexpr std::array<std::string_view, 5> subtypes = {"plain", "html", "markdown", "x-markdown", "enriched"};
  return part.media.type == "text" && std::find(subtypes.begin(), subtypes.end(), part.media.subtype) != subtypes.end();
}

/// What some programs put into the plain text of an HTML mail: nothing, or advice to get another program.
bool is_stub(std::string_view text) {
  constexpr std::size_t longest_stub = 400;
  text = trim(text);
  if (text.empty()) return true;
  if (text.size() > longest_stub) return false;
  const std::string lower = to_lower(text);
  if (lower.find("html") == std::string::npos) return false;
  constexpr auto phrases = std::to_array<std::string_view>(
      {"not support", "does not display", "cannot display", "can't display", "unable to display", "view this", "view the",
       "html-compatible", "html compatible", "html enabled", "html-enabled", "in html format", "html version", "html only", "html-only",
       "kein html", "nicht unterst", "pas en charge"});
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return lower.find(phrase) != std::string::npos; });
}

class Chooser {
 public:
  Chooser(std::string_view raw, const MailLimits& limits, std::vector<std::string>& problems)
      : raw_(raw), limits_(limits), problems_(problems) {}

  Chosen choose(const Part& part) {
    if (part.children.empty()) return choose_leaf(part);
    if (part.media.subtype == "alternative") return choose_alternative(part);
    if (part.media.subtype == "related") return choose_related(part);
    if (part.media.subtype == "signed" || part.media.subtype == "report") return choose(part.children.front());
    if (part.media.subtype == "encrypted") {
      problems_.emplace_back("the message is encrypted; its text cannot be read");
      return {};
    }
    return choose_mixed(part);
  }

 private:
  static Chosen choose_leaf(const Part& part) {
    if (is_readable_text(part) && !is_attachment(part)) return std::vector<const Part*>{&part};
    return {};
  }

  /// A later text with a file name (a patch, a log) is shown by some clients but not what was written.
  Chosen choose_mixed(const Part& part) {
    std::vector<const Part*> all;
    for (const Part& child : part.children) {
      Chosen chosen = choose(child);
      if (!chosen) return chosen;
      for (const Part* leaf : *chosen)
        if (all.empty() || leaf->file_name().empty()) all.push_back(leaf);
    }
    return all;
  }

  Chosen choose_related(const Part& part) {
    std::string_view start = part.media.parameter("start");
    if (start.starts_with('<') && start.ends_with('>')) start = start.substr(1, start.size() - 2);
    for (const Part& child : part.children)
      if (!start.empty() && child.content_id == start) return choose(child);
    return choose(part.children.front());
  }

  Chosen choose_alternative(const Part& part) {
    std::vector<const Part*> plain, html, other;
    for (const Part& child : part.children) {
      Chosen chosen = choose(child);
      if (!chosen) return chosen;
      if (chosen->empty()) continue;
      const bool any_html = std::any_of(chosen->begin(), chosen->end(), [](const Part* leaf) { return is_html(*leaf); });
      std::vector<const Part*>& kind = any_html ? html : chosen->front()->media.subtype == "plain" ? plain : other;
      if (kind.empty()) kind = std::move(*chosen);
    }
    if (html.empty()) return plain.empty() ? other : plain;
    if (plain.empty()) return html;
    for (const Part* leaf : plain) {
      std::vector<std::string> unsaid;  // said when the part is read, if it is
      auto text = decode_leaf(raw_, *leaf, limits_, unsaid);
      if (!text) return std::unexpected(std::move(text.error()));
      if (!is_stub(text->text)) return plain;
    }
    return html;
  }

  std::string_view raw_;
  const MailLimits& limits_;
  std::vector<std::string>& problems_;
};

std::expected<MappedText, MailError> undo_transfer_encoding(std::string_view raw, const Part& part, const MailLimits& limits,
                                                            std::vector<std::string>& problems) {
  const auto& encoding = part.transfer_encoding;
  MappedText bytes;
  if (encoding == "base64") {
    bool complete = true;
    bytes = decode_base64(raw, part.body, limits.text_bytes + 1, complete);
    if (!complete) problems.emplace_back("the base64 text is cut off");
  } else if (part.body.size() / 3 > limits.text_bytes || (encoding != "quoted-printable" && part.body.size() > limits.text_bytes)) {
    bytes.text.resize(limits.text_bytes + 1);
  } else if (encoding == "quoted-printable") {
    bytes = decode_quoted_printable(raw, part.body);
  } else {
    if (!encoding.empty() && encoding != "7bit" && encoding != "8bit" && encoding != "binary")
      problems.emplace_back("the text has a transfer encoding that is not known here; it was read as it stands");
    bytes = make_identity(part.body.of(raw), part.body.begin);
  }
  if (bytes.text.size() <= limits.text_bytes) return bytes;
  return std::unexpected(
      MailError{"the text of the message is longer than " + std::to_string(limits.text_bytes) + " bytes, which is too long to be checked"});
}

/// The charset that HTML names in a meta element near its front.
std::string find_meta_charset(std::string_view html) {
  constexpr std::size_t front = 2048;
  const std::string lower = to_lower(html.substr(0, front));
  const std::size_t found = lower.find("charset=");
  if (found == std::string::npos) return "";
  std::size_t begin = found + 8;
  while (begin < lower.size() && (lower[begin] == '"' || lower[begin] == '\'' || lower[begin] == ' ')) ++begin;
  std::size_t end = begin;
  while (end < lower.size() && (is_word_byte(lower[end]) || lower[end] == '-')) ++end;
  const std::string name = lower.substr(begin, end - begin);
  // A page that was readable so far is not in UTF-16, whatever it says.
  return name.starts_with("utf-16") ? "utf-8" : name;
}

void append_part(MappedText text, const Part& part, const MailLimits& limits, Body& body, std::vector<std::string>& problems) {
  if (!body.text.text.empty() && !body.text.text.ends_with('\n')) {
    const RawSpan at{part.body.begin, part.body.begin};
    body.text.append("\n", at);
  }
  if (is_html(part)) return append_html(text, limits, body, problems);
  if (equal_ignoring_case(part.media.parameter("format"), "flowed"))
    text = unfold_flowed(text, equal_ignoring_case(part.media.parameter("delsp"), "yes"));
  if (body.text.text.empty()) {
    body.text = std::move(text);
  } else {
    body.text.append_from(text, {0, narrow(text.text.size())});
  }
}

}  // namespace

std::expected<MappedText, MailError> decode_leaf(std::string_view raw, const Part& part, const MailLimits& limits,
                                                 std::vector<std::string>& problems) {
  auto bytes = undo_transfer_encoding(raw, part, limits, problems);
  if (!bytes) return bytes;
  std::string charset(part.media.parameter("charset"));
  if (charset.empty() && is_html(part)) charset = find_meta_charset(bytes->text);
  return normalise_lines(to_utf8(std::move(*bytes), charset, problems));
}

Chosen choose_parts(std::string_view raw, const Part& root, const MailLimits& limits, std::vector<std::string>& problems) {
  // A message that is a text and nothing else is read even where it calls itself an attachment.
  if (root.children.empty() && is_readable_text(root)) return std::vector<const Part*>{&root};
  Chosen chosen = Chooser(raw, limits, problems).choose(root);
  if (chosen && chosen->empty()) problems.emplace_back("the message has no text that can be read");
  return chosen;
}

std::expected<Body, MailError> read_body(std::string_view raw, const std::vector<const Part*>& chosen, const MailLimits& limits,
                                         std::vector<std::string>& problems) {
  Body body;
  std::size_t total = 0;
  for (const Part* part : chosen) {
    auto text = decode_leaf(raw, *part, limits, problems);
    if (!text) return std::unexpected(std::move(text.error()));
    total += text->text.size();
    if (total > limits.text_bytes)
      return std::unexpected(MailError{"the texts of the message are longer than " + std::to_string(limits.text_bytes) +
                                       " bytes together, which is too long to be checked"});
    append_part(std::move(*text), *part, limits, body, problems);
  }
  return body;
}

}  // namespace replylint

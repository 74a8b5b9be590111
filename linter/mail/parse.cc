// SPDX-License-Identifier: MIT
// The way from raw bytes to a Message, stage by stage.
#include "mail/parse.h"

#include <algorithm>

#include "mail/body.h"
#include "mail/decode.h"
#include "mail/envelope.h"
#include "mail/fields.h"
#include "mail/plain.h"
#include "mail/tree.h"
#include "mail/words.h"

namespace replylint {
namespace {

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// What was said twice is said once.
void drop_repeats(std::vector<std::string>& problems) {
  std::vector<std::string> once;
  for (std::string& problem : problems)
    if (std::find(once.begin(), once.end(), problem) == once.end()) once.push_back(std::move(problem));
  problems = std::move(once);
}

std::expected<Message, MailError> parse_text(std::string_view raw, const MailLimits& limits) {
  const std::string_view charset = find_byte_order_mark(raw);
  if (raw.size() > limits.text_bytes)
    return std::unexpected(
        MailError{"the text is " + std::to_string(raw.size()) + " bytes long; the limit is " + std::to_string(limits.text_bytes)});
  Message message;
  const std::size_t mark = charset == "utf-8" ? 3 : 0;
  message.body.text = normalise_lines(to_utf8(make_identity(raw.substr(mark), narrow(mark)), charset, message.problems));
  return message;
}

/// The first Subject; the text is trimmed of nothing, so that its places stay those of the field.
MappedText read_subject(std::string_view raw, const Header& header, std::vector<std::string>& problems) {
  const Field* field = find_field(header, "Subject");
  return field == nullptr ? MappedText() : decode_words(raw, field->value, problems);
}

std::expected<Message, MailError> parse_mail(std::string_view raw, const MailLimits& limits) {
  std::uint32_t begin = raw.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  begin += mbox_line_length(raw.substr(begin));
  Message message;
  const auto tree = parse_tree(raw, {begin, narrow(raw.size())}, limits, message.problems);
  if (!tree) return std::unexpected(tree.error());
  const auto chosen = choose_parts(raw, *tree, limits, message.problems);
  if (!chosen) return std::unexpected(chosen.error());
  auto body = read_body(raw, *chosen, limits, message.problems);
  if (!body) return std::unexpected(body.error());
  message.body = std::move(*body);
  message.envelope = read_envelope(raw, *tree, *chosen, limits, message.problems);
  message.envelope.has_header = !tree->header.fields.empty();
  message.subject = read_subject(raw, tree->header, message.problems);
  drop_repeats(message.problems);
  return message;
}

}  // namespace

std::expected<Message, MailError> parse_message(std::string_view raw, InputForm form, const MailLimits& limits) {
  if (raw.size() > limits.message_bytes)
    return std::unexpected(
        MailError{"the message is " + std::to_string(raw.size()) + " bytes long; the limit is " + std::to_string(limits.message_bytes)});
  const std::string_view without_mark = raw.starts_with("\xEF\xBB\xBF") ? raw.substr(3) : raw;
  const bool is_mail = form == InputForm::mail || (form == InputForm::detect && begins_with_header(without_mark));
  return is_mail ? parse_mail(raw, limits) : parse_text(raw, limits);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Batches through the linter, verdicts kept until it is their turn.
#include "cli/mail_check.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "cli/files.h"
#include "cli/in_order.h"
#include "cli/mail_source.h"

namespace replylint {
namespace {

struct CheckedEntry {
  std::string buffer;
  Draft draft;
  std::vector<Verdict> verdicts;  // one a linter
};

struct CheckedBatch {
  MailBatch batch;
  std::vector<std::expected<CheckedEntry, std::string>> entries;
};

std::expected<CheckedEntry, std::string> check(const MailBatch& batch, const MailEntry& entry, std::vector<CheckSession>& sessions,
                                               const CheckOptions& options) {
  CheckedEntry checked;
  const auto raw = load_message(batch, entry, InputForm::detect, checked.buffer);
  if (!raw) return std::unexpected(raw.error());
  auto draft = to_draft(*raw, entry, InputForm::detect);
  if (!draft) return std::unexpected(std::move(draft.error()));
  checked.draft = std::move(*draft);
  for (auto& session : sessions) checked.verdicts.push_back(session.check(checked.draft, options));
  return checked;
}

}  // namespace

std::expected<std::size_t, std::string> check_mail(const std::string& name, const Linter& linter, const CheckOptions& options,
                                                   const std::function<void(const Checked&)>& use) {
  return check_mail(name, std::array{&linter}, options, [&](const Checked& checked, std::span<const Verdict>) { use(checked); });
}

std::expected<std::size_t, std::string> check_mail(const std::string& name, std::span<const Linter* const> linters,
                                                   const CheckOptions& options,
                                                   const std::function<void(const Checked&, std::span<const Verdict>)>& use) {
  MailSource source({name}, {});
  std::size_t messages = 0;
  std::size_t unread = 0;
  const auto work = [&](MailBatch& batch) {
    CheckedBatch checked;
    std::vector<CheckSession> sessions;
    for (const auto* linter : linters) sessions.emplace_back(*linter);
    for (const auto& entry : batch.entries) checked.entries.push_back(check(batch, entry, sessions, options));
    checked.batch = std::move(batch);
    return checked;
  };
  const auto deliver = [&](const CheckedBatch& checked) {
    for (std::size_t at = 0; at < checked.entries.size(); ++at) {
      const auto& entry = checked.batch.entries[at];
      const auto& found = checked.entries[at];
      if (!found) {
        ++unread;
        say(fmt::format("{}: {}", entry.file, found.error()));
        continue;
      }
      ++messages;
      // Bytes may have moved with what holds them; places in them have not.
      const auto raw = entry.to_read ? std::string_view(found->buffer)
                                     : std::string_view(checked.batch.bytes).substr(entry.begin, entry.end - entry.begin);
      use({.file = entry.file, .raw = raw, .draft = found->draft, .verdict = found->verdicts.front(), .origin = entry.origin},
          found->verdicts);
    }
    return true;
  };
  run_in_order(
      count_processors(), [&] { return source.next(); }, work, deliver);
  if (messages == 0) return std::unexpected(fmt::format("{}: no mail that could be read", name));
  return unread;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// The way from bytes to a draft, and from options to a linter.
#include "cli/checking.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/team_sets.h"
#include "mail/fields.h"

namespace replylint {

std::expected<Draft, std::string> to_draft(std::string_view raw, InputForm form) {
  auto message = parse_message(raw, form);
  if (!message) return std::unexpected(std::move(message.error().what));
  return make_draft(std::move(*message));
}

std::string format_too_large() { return fmt::format("larger than {} MiB, the limit for a message", MailLimits{}.message_bytes >> 20U); }

std::expected<std::string, std::string> read_draft(const std::string& name) {
  const auto limit = MailLimits{}.message_bytes;
  auto bytes = read_bytes(name, limit);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  if (!bytes->whole) return std::unexpected(format_too_large());
  return std::move(bytes->text);
}

std::expected<Draft, std::string> load_draft(const std::string& file) {
  const auto raw = read_draft(file);
  auto draft = raw ? to_draft(*raw, InputForm::detect) : std::unexpected(raw.error());
  if (!draft) return std::unexpected(fmt::format("{}: {}", file, draft.error()));
  return draft;
}

std::string find_message_id(std::string_view raw) {
  const auto begin = mbox_line_length(raw);
  if (!begins_with_header(raw.substr(begin))) return {};
  const auto header = parse_header(raw, {begin, static_cast<std::uint32_t>(raw.size())}, MailLimits{});
  const auto* field = header ? find_field(*header, "Message-ID") : nullptr;
  return field == nullptr ? std::string{} : unfold(raw, *field);
}

CheckOptions make_check_options() {
  CheckOptions options;
  options.tell_facts = false;
  const auto now = ::time(nullptr);
  struct tm local {};
  if (::localtime_r(&now, &local) != nullptr) {
    options.now = now;
    options.now_zone = static_cast<std::int32_t>(local.tm_gmtoff / 60);
  }
  return options;
}

void add_rules_options(CLI::App& app) {
  app.add_option("--rules")->description("check with this rule set (a file or folder) and no other")->type_name("FILE");
  app.add_flag("--no-config")->description("use the built-in rules only, whatever replylint.yaml there is");
}

void add_linter_options(CLI::App& app) {
  add_rules_options(app);
  app.add_flag("--no-cache")->description("read your rule files anew, and keep nothing of them");
}

RulesChoice read_rules_choice(const CLI::App& parsed) {
  const auto* no_cache = parsed.get_option_no_throw("--no-cache");
  return {.file = option_text(parsed, "--rules"),
          .configuration = !option_given(parsed, "--no-config"),
          .cache = no_cache == nullptr || no_cache->count() == 0};
}

void add_input_option(CLI::App& app) {
  add_choice(app, "--input", "a mail with header fields, body text only, or find out (default: auto)", {"auto", "mail", "text"});
}

InputForm read_input_form(const CLI::App& parsed) {
  const auto form = option_text(parsed, "--input", "auto");
  if (form == "mail") return InputForm::mail;
  return form == "text" ? InputForm::text : InputForm::detect;
}

const LinterShelf::Entry& LinterShelf::find(const std::string& draft) {
  const auto slash = draft.rfind('/');
  const auto folder = slash == std::string::npos ? std::string_view{} : std::string_view(draft).substr(0, slash + 1);
  if (of_folder_ == nullptr || folder != folder_) {
    of_folder_ = &find_in(draft);
    folder_ = folder;
  }
  return *of_folder_;
}

const LinterShelf::Entry& LinterShelf::find_in(const std::string& draft) {
  auto configurations = find_configurations(draft, choice_);
  const auto found = std::ranges::find(entries_, configurations, [](const auto& entry) { return entry->configurations; });
  if (found != entries_.end()) return **found;
  auto entry = std::make_unique<Entry>();
  if (auto loaded = load_linter(configurations, choice_)) {
    entry->linter = &entry->loaded.emplace(std::move(*loaded)).linter;
    say_expiries(entry->linter->rules(), &told_);
  } else {
    entry->errors = std::move(loaded.error());
  }
  entry->configurations = std::move(configurations);
  return *entries_.emplace_back(std::move(entry));
}

}  // namespace replylint

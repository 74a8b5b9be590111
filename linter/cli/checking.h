// SPDX-License-Identifier: MIT
// Bytes -> Draft, and the options that every command which checks drafts has.
#pragma once

#include <CLI/CLI.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/rules_source.h"
#include "draft/draft.h"
#include "engine/linter.h"
#include "mail/parse.h"

namespace replylint {

/// Parses and cuts one draft; the error is one sentence, without mail text.
[[nodiscard]] std::expected<Draft, std::string> to_draft(std::string_view raw, InputForm form);

/// "larger than 25 MiB, the limit for a message"
[[nodiscard]] std::string format_too_large();

/// Reads a file or "-" within the limit of a message.
[[nodiscard]] std::expected<std::string, std::string> read_draft(const std::string& name);

/// Both: the draft of a mail file; the error names the file.
[[nodiscard]] std::expected<Draft, std::string> load_draft(const std::string& file);

/// The Message-ID of a message that begins with header fields, "" where there is none.
[[nodiscard]] std::string find_message_id(std::string_view raw);

/// check's options with the clock of this machine in them.
[[nodiscard]] CheckOptions make_check_options();

/// --rules and --no-config.
void add_rules_options(CLI::App& app);
/// The same and --no-cache, for commands that check with a linter.
void add_linter_options(CLI::App& app);
[[nodiscard]] RulesChoice read_rules_choice(const CLI::App& parsed);

/// --input auto|mail|text.
void add_input_option(CLI::App& app);
[[nodiscard]] InputForm read_input_form(const CLI::App& parsed);

/// The rules for drafts of several folders: configurations are looked for once a folder and loaded once. Not for several threads
/// at once; what it lends is.
class LinterShelf {
 public:
  explicit LinterShelf(RulesChoice choice) : choice_(std::move(choice)) {}

  struct Entry {
    Configurations configurations;
    std::optional<LoadedLinter> loaded;
    const Linter* linter = nullptr;   ///< of `loaded`; null where the rules could not be loaded
    std::vector<std::string> errors;  ///< why, lines for people
  };
  /// The rules for a draft, owned by the shelf.
  [[nodiscard]] const Entry& find(const std::string& draft);

 private:
  const Entry& find_in(const std::string& draft);

  RulesChoice choice_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<std::string> told_;  // expiries
  std::string folder_;             // of the draft asked for last
  const Entry* of_folder_ = nullptr;
};

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command filter: a message passes through, with the verdict in its header fields.
#include <fmt/format.h>

#include <exception>

#include "cli/checking.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/stats.h"
#include "mail/header_edit.h"
#include "report/positions.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr std::string_view ignore_field = "X-Replylint";
constexpr std::string_view verdict_field = "X-Replylint-Verdict";
constexpr std::string_view finding_field = "X-Replylint-Finding";

constexpr const char* examples = R"(Example, for a mail program that pipes what it sends:
  replylint filter < message | sendmail -t

The message comes out byte for byte, but for header fields:
  added     X-Replylint-Verdict: ask; findings=2; hidden=0
            X-Replylint-Finding: tone.shouting; warning; 14:1    (rule; severity; line:column of the message as it came in)
  removed   X-Replylint: ignore RULE -- reason, and verdicts of an earlier run

Exit codes:
  0  the message is on standard output, with its verdict
  1  with --hold only: the message should be held back; it is on standard output, untouched
  2  it could not be checked (too large, broken rules): it is on standard output, untouched, and standard error says why; a
     pipe goes on with it. Or it could not be written)";

void describe(CLI::App& app) {
  app.add_flag("--no-stats")->description("count nothing of this message for \"replylint stats\"");
  app.add_flag("--hold")->description("exit 1 and leave the message untouched where the rules say to hold it back");
  add_linter_options(app);
  app.footer(examples);
}

struct Filtered {
  std::string message;
  bool hold = false;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields make_fields(std::string_view raw, const Verdict& verdict) {
  const LineIndex lines(raw);
  Fields findings;
  for (const auto& finding : verdict.findings) {
    if (!finding.shown || finding.ignored) continue;
    const auto place = find_places(lines, finding.raw).begin;
    findings.emplace_back(finding_field, fmt::format("{}; {}; {}:{}", finding.rule, to_string(finding.severity), place.line, place.column));
  }
  auto summary = fmt::format("{}; findings={}; hidden={}", to_string(verdict.outcome), findings.size(), count_hidden(verdict));
  if (verdict.silent != Silent::no) summary += fmt::format("; silent={}", to_string(verdict.silent));
  Fields fields{{std::string(verdict_field), std::move(summary)}};
  fields.insert(fields.end(), findings.begin(), findings.end());
  return fields;
}

std::string mark(std::string_view raw, const Verdict& verdict) {
  auto message = std::string(raw);
  for (const auto field : {ignore_field, verdict_field, finding_field}) message = remove_fields(message, field);
  return add_fields(message, make_fields(raw, verdict));
}

// The message as it goes on, or why it could not be checked.
std::expected<Filtered, std::string> filter(const std::string& raw, const CLI::App& parsed) {
  const auto loaded = load_linter_for(std::string(standard_input), read_rules_choice(parsed));
  if (!loaded) {
    for (const auto& line : loaded.error()) say(line);
    return std::unexpected("the rules could not be loaded");
  }
  const auto draft = to_draft(raw, InputForm::detect);
  if (!draft) return std::unexpected(draft.error());
  const auto verdict = loaded->linter.check(*draft, make_check_options());
  for (const auto& pattern : verdict.unused_ignores) say(fmt::format("\"ignore {}\" silences nothing", to_printable(pattern)));
  const bool held = option_given(parsed, "--hold") && verdict.outcome == Outcome::hold;
  if (!option_given(parsed, "--no-stats")) note_mail(verdict, held);
  // Fields in front of bare text would make a message of it.
  const bool bare = !draft->envelope.has_header;
  if (bare) say("no fields added: the input has no header fields");
  return Filtered{.message = bare ? raw : mark(raw, verdict), .hold = held};
}

// Foreign code may throw where memory runs out; the mail goes out all the same.
std::expected<Filtered, std::string> filter_whatever_happens(const std::string& raw, const CLI::App& parsed) {
  try {
    return filter(raw, parsed);
  } catch (const std::exception& failure) {
    return std::unexpected(failure.what());
  }
}

int write_message(std::string_view text, bool rest) {
  auto written = write_output(text);
  if (written && rest) written = copy_rest();
  if (written) return exit_clean;
  say("the message could not be passed on: " + written.error());
  return exit_failed;
}

int run(const CLI::App& parsed) {
  const auto limit = MailLimits{}.message_bytes;
  const auto bytes = read_bytes(std::string(standard_input), limit);
  if (!bytes) {
    say("standard input: " + bytes.error());
    return exit_failed;
  }
  if (!bytes->whole) {
    say(fmt::format("passed on unchecked: larger than {} MiB", limit >> 20U));
    write_message(bytes->text, true);
    return exit_failed;
  }
  const auto filtered = filter_whatever_happens(bytes->text, parsed);
  if (!filtered) {
    say("passed on unchecked: " + filtered.error());
    write_message(bytes->text, false);
    return exit_failed;
  }
  if (filtered->hold) return write_message(bytes->text, false) == exit_clean ? exit_findings : exit_failed;
  return write_message(filtered->message, false);
}

}  // namespace

Command make_filter_command() {
  return {.name = "filter", .about = "pass a message through and note the verdict in its header fields", .describe = describe, .run = run};
}

}  // namespace replylint

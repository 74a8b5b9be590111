// SPDX-License-Identifier: MIT
// Batches of messages are checked and formatted in threads, printed and counted in order.
#include "cli/check_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/fixing.h"
#include "cli/in_order.h"
#include "report/summary.h"
#include "report/tally.h"

namespace replylint {
namespace {

struct Job {
  MailBatch batch;
  std::vector<const LinterShelf::Entry*> rules;  // of each entry; null where it could not be read
};

// What one message adds to the output.
struct Piece {
  std::string text;
  std::vector<std::string> said;  // lines for standard error
  std::optional<Unread> unread;
  const LinterShelf::Entry* rules = nullptr;
};

struct Result {
  std::vector<Piece> pieces;
  Tally tally;
  bool fails = false;
};

bool fails(const Verdict& verdict, std::string_view fail_on) {
  if (fail_on == "never") return false;
  const auto floor = fail_on == "error" ? Severity::error : fail_on == "warning" ? Severity::warning : Severity::suggestion;
  return verdict.count(floor) > 0;
}

// One session, of the linter asked for last: neighbours mostly have the same, and messages of one thread share their sentences.
class Sessions {
 public:
  CheckSession& of(const Linter& linter) {
    if (std::exchange(linter_, &linter) != &linter) session_.emplace(linter);
    return *session_;
  }

 private:
  const Linter* linter_ = nullptr;
  std::optional<CheckSession> session_;
};

// Makes pieces of messages. Const, so that threads may share one.
class Checkup {
 public:
  Checkup(const CheckSettings& settings, bool many) : settings_(settings), many_(many) {}

  [[nodiscard]] Result check(const Job& job) const {
    Result result;
    Sessions sessions;
    for (std::size_t at = 0; at < job.batch.entries.size(); ++at) {
      auto piece = check(job.batch, job.batch.entries[at], job.rules[at], sessions, result);
      if (piece.unread) ++result.tally.unread;
      if (!piece.text.empty() || !piece.said.empty() || piece.unread || at == 0) result.pieces.push_back(std::move(piece));
    }
    return result;
  }

  [[nodiscard]] ReportOptions options(const RuleSet& rules) const {
    return {.rules = rules,
            .version = REPLYLINT_VERSION,
            .colour = settings_.colour,
            .verbose = settings_.verbose,
            .facts = settings_.facts,
            .many = many_};
  }

 private:
  [[nodiscard]] static Piece refuse(const MailEntry& entry, std::string why) {
    Piece piece;
    piece.said.push_back(fmt::format("{}: {}", format_name(entry), why));
    piece.unread = {.file = entry.file, .what = std::move(why), .origin = entry.origin};
    return piece;
  }

  [[nodiscard]] static std::string format_name(const MailEntry& entry) {
    return entry.origin.message == 0 ? entry.file : fmt::format("{}:{}", entry.file, entry.origin.line);
  }

  Piece check(const MailBatch& batch, const MailEntry& entry, const LinterShelf::Entry* rules, Sessions& sessions, Result& result) const {
    std::string buffer;
    auto raw = load_message(batch, entry, settings_.form.form, buffer);
    if (!raw) return refuse(entry, std::move(raw.error()));
    if (rules->linter == nullptr) {
      Piece piece;
      piece.rules = rules;
      const auto why = rules->errors.empty() ? std::string("no reason given") : rules->errors.front();
      piece.unread = {.file = entry.file, .what = "the rules could not be loaded: " + why, .origin = entry.origin};
      return piece;
    }
    auto draft = to_draft(*raw, entry, settings_.form.form);
    if (!draft) return refuse(entry, std::move(draft.error()));
    const auto verdict = sessions.of(*rules->linter).check(*draft, settings_.check);
    if (settings_.fix) return fix(entry, *raw, *draft, verdict, *rules, result);
    return report(entry, *raw, *draft, verdict, *rules, result);
  }

  Piece report(const MailEntry& entry, std::string_view raw, const Draft& draft, const Verdict& verdict, const LinterShelf::Entry& rules,
               Result& result) const {
    result.fails = result.fails || fails(verdict, settings_.fail_on);
    const bool wants_id = settings_.summary ? !verdict.findings.empty() : settings_.format.tells_ids;
    const auto id = wants_id ? find_message_id(raw) : std::string{};
    const Checked checked{.file = entry.file, .raw = raw, .draft = draft, .verdict = verdict, .origin = entry.origin, .message_id = id};
    result.tally.add(checked);
    Piece piece;
    piece.rules = &rules;
    if (!settings_.summary) piece.text = settings_.format.draft(checked, options(rules.linter->rules()));
    return piece;
  }

  // With --in-place the file is changed and reported on as it is then, otherwise its new text is the piece.
  Piece fix(const MailEntry& entry, std::string_view raw, const Draft& draft, const Verdict& verdict, const LinterShelf::Entry& rules,
            Result& result) const {
    if (entry.origin.message > 0) return refuse(entry, "--fix is for single messages, not for those of an mbox");
    auto fixed = apply_safe_fixes({.file = entry.file, .raw = raw, .draft = draft, .verdict = verdict});
    const auto after = to_draft(fixed.text, entry, settings_.form.form);
    if (!after) return refuse(entry, after.error());
    const auto left = rules.linter->check(*after, settings_.check);
    Piece piece;
    if (settings_.in_place) {
      if (fixed.count > 0) {
        if (auto written = replace_file(entry.file, fixed.text); !written) return refuse(entry, std::move(written.error()));
      }
      piece = report(entry, fixed.text, *after, left, rules, result);
    } else {
      result.fails = result.fails || fails(left, settings_.fail_on);
      piece.rules = &rules;
      piece.text = std::move(fixed.text);
    }
    piece.said = std::move(fixed.remarks);
    return piece;
  }

  const CheckSettings& settings_;
  bool many_;
};

// Prints pieces in their order and counts.
class Output {
 public:
  Output(const CheckSettings& settings, const Checkup& checkup) : settings_(settings), checkup_(checkup) {}

  // False where standard output takes no more.
  bool add(Result result) {
    for (auto& piece : result.pieces) add(std::move(piece));
    tally_.merge(std::move(result.tally));
    fails_ = fails_ || result.fails;
    return flush();
  }

  int end() {
    if (settings_.summary) {
      text_ += settings_.format.name == "json" ? format_summary_json(tally_) : format_summary_text(tally_);
    } else if (!prints_texts()) {
      begin(no_rules_);
      text_ += settings_.format.end(tally_, unread_, checkup_.options(no_rules_));
    }
    if (!flush()) {
      say_unwritten(failure_);
      return exit_failed;
    }
    if (tally_.unread > 0) return exit_failed;
    return fails_ ? exit_findings : exit_clean;
  }

 private:
  [[nodiscard]] bool prints_texts() const { return settings_.fix && !settings_.in_place; }

  void add(Piece piece) {
    const bool broken = piece.rules != nullptr && piece.rules->linter == nullptr;
    if (broken && std::ranges::find(told_, piece.rules) == told_.end()) {
      told_.push_back(piece.rules);
      piece.said.insert(piece.said.end(), piece.rules->errors.begin(), piece.rules->errors.end());
    }
    if (!piece.said.empty()) flush();
    for (const auto& line : piece.said) say(line);
    if (prints_texts()) text_ += piece.text;
    if (prints_texts() || settings_.summary) return;
    begin(piece.rules == nullptr || broken ? no_rules_ : piece.rules->linter->rules());
    if (piece.unread) {
      piece.text = settings_.format.unread(*piece.unread, checkup_.options(no_rules_));
      unread_.push_back(std::move(*piece.unread));
    }
    if (piece.text.empty()) return;
    if (any_) text_ += settings_.format.separator;
    any_ = true;
    text_ += piece.text;
  }

  void begin(const RuleSet& rules) {
    if (!begun_) text_ += settings_.format.begin(checkup_.options(rules));
    begun_ = true;
  }

  bool flush() {
    if (failure_.empty() && !text_.empty()) {
      if (auto written = write_output(text_); !written) failure_ = std::move(written.error());
    }
    text_.clear();
    return failure_.empty();
  }

  const CheckSettings& settings_;
  const Checkup& checkup_;
  // A set without rules stands in where no rules could be loaded, so that every format can still say so.
  RuleSet no_rules_;
  Tally tally_;
  std::vector<Unread> unread_;
  std::vector<const LinterShelf::Entry*> told_;  // whose errors have been said
  std::string text_, failure_;
  bool fails_ = false, begun_ = false, any_ = false;
};

}  // namespace

int run_check(std::vector<std::string> names, const CheckSettings& settings) {
  const bool several = names.size() > 1 || (names.front() != standard_input && is_folder(names.front()));
  MailSource source(std::move(names), settings.form);
  LinterShelf shelf(settings.rules);
  // The first batch tells whether there are more, in which case a report begins otherwise and threads pay.
  auto first = source.next();
  const bool more = !source.at_end();
  const bool many = several || more || (first && first->entries.size() > 1);
  const auto next = [&]() -> std::optional<Job> {
    auto batch = first ? std::exchange(first, std::nullopt) : source.next();
    if (!batch) return {};
    Job job{.batch = std::move(*batch), .rules = {}};
    for (const auto& entry : job.batch.entries) job.rules.push_back(entry.error.empty() ? &shelf.find(entry.file) : nullptr);
    return job;
  };
  const Checkup checkup(settings, many);
  Output output(settings, checkup);
  const auto threads = more && !settings.fix ? settings.threads : 1;
  run_in_order(
      threads, next, [&](const Job& job) { return checkup.check(job); }, [&](Result result) { return output.add(std::move(result)); });
  return output.end();
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Command stats: how often each rule spoke, was ignored, and was sent past.
#include "cli/stats.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/files.h"
#include "share/statistics.h"
#include "text/display.h"

namespace replylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* examples = R"(Examples:
  replylint stats                         which rules speak, which are ignored and why, which are sent past
  replylint stats --since 2026-11-01      the same from that day on
  replylint stats export > counts.json    what a team lead may be given: counts alone; --reasons adds the reasons
  replylint stats clear                   forget everything

What is counted: mails that went through "replylint filter". Nothing of their text is kept, nor whom they went to, and nothing is
sent anywhere: the counts lie in ~/.local/state/replylint/statistics until you export them.

Exit codes: 0 done, 2 it could not be.)";

std::string find_file() {
  const auto folder = find_user_folder("XDG_STATE_HOME", ".local/state");
  return folder.empty() ? folder : folder + "/statistics";
}

std::string find_day() {
  const auto now = ::time(nullptr);
  struct tm local {};
  if (::localtime_r(&now, &local) == nullptr) return "1970-01-01";
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

void add_since(CLI::App& app) {
  app.add_option("--since")->description("count mails from this day on")->type_name("YYYY-MM-DD")->check([](const std::string& day) {
    const bool shaped = day.size() == 10 && std::ranges::all_of(day, [](char c) { return (c >= '0' && c <= '9') || c == '-'; }) &&
                        day[4] == '-' && day[7] == '-';
    return shaped ? std::string() : fmt::format("\"{}\" is not a day; accepted: as in 2026-11-01", to_printable(day));
  });
}

void describe(CLI::App& app) {
  app.require_subcommand(0, 1);
  app.footer(examples);
  add_since(app);
  add_choice(app, "--format", "how to print it (default: text)", {"text", "json"});
  auto* exported = app.add_subcommand("export", "print the counts for somebody else");
  add_since(*exported);
  exported->add_flag("--reasons")->description("with the reasons that were given for ignoring");
  app.add_subcommand("clear", "forget what was counted");
}

std::string to_share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "" : fmt::format("{:.0f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string format_text(const Statistics& sums) {
  if (sums.mails == 0) return "no mail counted yet; \"replylint filter\" counts what passes through it\n";
  std::string out = fmt::format("{} mails, {} to {}\n", sums.mails, sums.since, sums.until);
  if (sums.rules.empty()) return out + "no rule found anything\n";
  std::vector<std::pair<std::string, RuleCounts>> rules(sums.rules.begin(), sums.rules.end());
  const auto weight = [](const auto& entry) { return entry.second.findings + entry.second.observed + entry.second.ignored; };
  std::ranges::stable_sort(rules, std::ranges::greater(), weight);
  std::size_t width = 4;
  for (const auto& [rule, counts] : rules) width = std::max(width, rule.size());
  out += fmt::format("\n{:<{}}  findings  mails  sent anyway  ignored  observed\n", "rule", width);
  for (const auto& [rule, counts] : rules) {
    out += fmt::format("{:<{}}  {:>8}  {:>5}  {:>11}  {:>7}  {:>8}\n", to_printable(rule), width, counts.findings, counts.mails,
                       to_share(counts.sent, counts.mails), counts.ignored, counts.observed);
  }
  bool title = false;
  for (const auto& [rule, counts] : rules) {
    for (const auto& [reason, times] : counts.reasons) {
      if (!title) out += "\nreasons for ignoring:\n";
      title = true;
      out += fmt::format("  {}: {}{}\n", to_printable(rule), to_printable(reason), times > 1 ? fmt::format(" ({} times)", times) : "");
    }
  }
  return out;
}

std::string format_json(const Statistics& sums, bool reasons) {
  Json rules = Json::array();
  for (const auto& [rule, counts] : sums.rules) {
    Json item{{"rule", rule},        {"findings", counts.findings}, {"mails", counts.mails},
              {"sent", counts.sent}, {"ignored", counts.ignored},   {"observed", counts.observed}};
    if (reasons) item["reasons"] = counts.reasons;
    rules.push_back(std::move(item));
  }
  const Json json{{"schema", 1}, {"mails", sums.mails}, {"since", sums.since}, {"until", sums.until}, {"rules", std::move(rules)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int print(const std::string& text) {
  if (const auto written = write_output(text); !written) {
    say_unwritten(written.error());
    return exit_failed;
  }
  return exit_clean;
}

int run(const CLI::App& parsed) {
  const auto file = find_file();
  if (file.empty()) {
    say("there is no home folder to keep counts in: neither XDG_STATE_HOME nor HOME is set");
    return exit_failed;
  }
  if (parsed.got_subcommand("clear")) {
    if (remove_records(file)) return exit_clean;
    say(fmt::format("{}: cannot be removed", file));
    return exit_failed;
  }
  const bool exports = parsed.got_subcommand("export");
  const auto& words = exports ? *parsed.get_subcommand("export") : parsed;
  Statistics sums;
  add_records(read_records(file), option_text(words, "--since"), sums);
  if (exports) return print(format_json(sums, option_given(words, "--reasons")));
  return print(option_text(parsed, "--format", "text") == "json" ? format_json(sums, true) : format_text(sums));
}

}  // namespace

void note_mail(const Verdict& verdict, bool held) {
  const auto file = find_file();
  if (file.empty() || verdict.silent != Silent::no) return;
  MailRecord record{.date = find_day(), .held = held, .found = {}, .observed = {}, .ignored = {}};
  for (const auto& finding : verdict.findings) {
    if (finding.ignored) {
      record.ignored.emplace_back(finding.rule, finding.ignored_because);
    } else if (finding.shown) {
      ++record.found[std::string(finding.rule)];
    }
  }
  for (const auto& finding : verdict.observed) ++record.observed[std::string(finding.rule)];
  static_cast<void>(append_record(file, record));
}

Command make_stats_command() {
  return {.name = "stats", .about = "which rules speak, are ignored, are sent past", .describe = describe, .run = run};
}

}  // namespace replylint

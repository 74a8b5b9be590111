// SPDX-License-Identifier: MIT
// The format for people: each finding with its line, the words underlined, the reason and wording to use instead.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/excerpt.h"
#include "report/formats.h"
#include "report/positions.h"
#include "report/tally.h"
#include "text/display.h"

namespace replylint {
namespace {

// Escape sequences, all empty where there is no colour.
struct Paint {
  std::string_view bold, dim, good, off;
  std::array<std::string_view, 3> severity;
};

Paint make_paint(bool colour) {
  if (!colour) return {};
  return {
      .bold = "\x1b[1m", .dim = "\x1b[2m", .good = "\x1b[32m", .off = "\x1b[0m", .severity = {"\x1b[1;36m", "\x1b[1;33m", "\x1b[1;31m"}};
}

struct Page {
  const Checked& checked;
  const ReportOptions& options;
  Paint paint;
  LineIndex lines;
  std::string file;  // for a place in it
  std::string name;  // of the draft
  std::string text;

  template <class... Values>
  void line(fmt::format_string<Values...> pattern, Values&&... values) {
    fmt::format_to(std::back_inserter(text), pattern, std::forward<Values>(values)...);
    text += '\n';
  }
};

// "That's our policy" under its line:
//    14 | That's our policy.
//       | ^~~~~~~~~~~~~~~~~
void print_excerpt(Page& page, const Finding& finding, Place place) {
  const auto excerpt = find_excerpt(page.checked, finding.span, finding.raw);
  const auto& paint = page.paint;
  const auto colour = paint.severity[static_cast<std::size_t>(finding.severity)];
  const auto blanks = std::string(excerpt.column, ' ');
  const auto underline = "^" + std::string(excerpt.columns - 1, '~');
  page.line("{}{:>6} |{} {}", paint.dim, place.line, paint.off, excerpt.line);
  page.line("{}{:>6} |{} {}{}{}{}", paint.dim, "", paint.off, blanks, colour, underline, paint.off);
}

void print_evidence(Page& page, const Finding& finding) {
  for (const auto& evidence : finding.evidence) {
    if (evidence.text.empty() || (!evidence.theirs && evidence.span.overlaps(finding.span))) continue;
    page.line("       {}: \"{}\"", evidence.theirs ? "they wrote" : "see also", to_printable(evidence.text));
  }
}

void print_finding(Page& page, const Finding& finding) {
  const auto& paint = page.paint;
  const auto place = find_places(page.lines, finding.raw).begin;
  const auto colour = paint.severity[static_cast<std::size_t>(finding.severity)];
  page.line("{}{}:{}:{}:{} {}{}:{} {} {}[{}]{}", paint.bold, page.file, place.line, place.column, paint.off, colour,
            to_string(finding.severity), paint.off, to_printable(finding.message), paint.dim, to_printable(finding.rule), paint.off);
  print_excerpt(page, finding, place);
  print_evidence(page, finding);
  if (!finding.signs.empty()) page.line("       signs: {}", to_printable(fmt::format("{}", fmt::join(finding.signs, ", "))));
  if (!finding.why.empty()) page.line("       why: {}", to_printable(finding.why));
  for (const auto& fix : finding.fixes) page.line("       {}{}{}", paint.good, format_fix(fix), paint.off);
}

void print_strengths(Page& page) {
  std::vector<std::string> seen;
  for (const auto& strength : page.checked.verdict.strengths) {
    auto words = fmt::format("{}: line {}", to_printable(strength.what), page.lines.place(strength.raw.begin).line);
    if (std::ranges::find(seen, words) == seen.end()) seen.push_back(std::move(words));
  }
  for (const auto& words : seen) page.line("{}{}{}", page.paint.good, words, page.paint.off);
}

void print_ignores(Page& page) {
  const auto& verdict = page.checked.verdict;
  if (page.options.verbose) {
    for (const auto& finding : verdict.findings) {
      if (!finding.ignored) continue;
      const auto place = find_places(page.lines, finding.raw).begin;
      page.line("{}:{}:{}: ignored: {}{}{}", page.file, place.line, place.column, to_printable(finding.rule),
                finding.ignored_because.empty() ? "" : ": ", to_printable(finding.ignored_because));
    }
    for (const auto& finding : verdict.observed) {
      const auto place = find_places(page.lines, finding.raw).begin;
      page.line("{}:{}:{}: observed only: {}", page.file, place.line, place.column, to_printable(finding.rule));
    }
  }
  for (const auto& pattern : verdict.unused_ignores)
    page.line("{}: note: \"ignore {}\" silences nothing", page.name, to_printable(pattern));
}

std::string_view explain(Silent silent) {
  switch (silent) {
    case Silent::no:
      return "nothing to remark";
    case Silent::automatic:
      return "not checked: written by a machine";
    case Silent::other_language:
      return "not checked: in another language than the rules";
    case Silent::empty:
      return "not checked: there is no text of the sender";
  }
  return {};
}

void print_silence(Page& page) {
  const auto& verdict = page.checked.verdict;
  const auto because = verdict.silent == Silent::automatic ? to_printable(page.checked.draft.envelope.automatic_because) : std::string{};
  page.line("{}: {}{}{}{}", page.name, explain(verdict.silent), because.empty() ? "" : " (", because, because.empty() ? "" : ")");
}

// "new_message" -> "new message"
std::string to_words(std::string_view name) {
  auto words = std::string(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

void print_background(Page& page) {
  const auto& draft = page.checked.draft;
  page.line("{}: language {}, {}, {}", page.name, draft.language.empty() ? "unknown" : to_printable(draft.language),
            to_words(to_string(draft.layout)), draft.reply ? "a reply" : "not a reply");
  for (const auto& problem : draft.problems) page.line("{}: note: {}", page.name, to_printable(problem));
}

void print_facts(Page& page) {
  for (const auto& fact : page.checked.verdict.facts) {
    page.line("{}: fact {} = {}", page.name, to_printable(fact.name), fact.value);
  }
}

std::string format_draft(const Checked& checked, const ReportOptions& options) {
  const auto& verdict = checked.verdict;
  // Most drafts of many: nothing to say.
  if (verdict.findings.empty() && verdict.unused_ignores.empty() && !options.verbose && !options.facts) return {};
  Page page{.checked = checked,
            .options = options,
            .paint = make_paint(options.colour),
            .lines = make_line_index(checked),
            .file = to_printable(checked.file),
            .name = format_name(checked.file, checked.origin),
            .text = {}};
  for (const auto& finding : verdict.findings) {
    if (finding.shown && !finding.ignored) print_finding(page, finding);
  }
  if (const auto hidden = count_hidden(verdict); hidden > 0) page.line("{} more, --all shows them", hidden);
  print_ignores(page);
  const auto counts = format_counts(count_severities(verdict));
  if (!counts.empty() || options.verbose) print_strengths(page);
  if (!counts.empty()) {
    page.line("{}{}: {}:{} {}", page.paint.bold, page.name, to_string(verdict.outcome), page.paint.off, counts);
  } else if (options.verbose) {
    print_silence(page);
  }
  if (options.verbose) print_background(page);
  if (options.facts) print_facts(page);
  return page.text;
}

std::string format_end(const Tally& tally, std::span<const Unread>, const ReportOptions& options) {
  if (!options.many) return {};
  const bool said = tally.flagged > 0 || options.verbose || options.facts;
  return (said ? "\n" : "") + format_closing(tally);
}

}  // namespace

Format make_text_format() {
  return {.name = "text",
          .about = "for people: the words underlined, why, and what to write instead",
          .separator = "\n",
          .begin = [](const ReportOptions&) { return std::string{}; },
          .draft = format_draft,
          .unread = [](const Unread&, const ReportOptions&) { return std::string{}; },
          .end = format_end};
}

}  // namespace replylint

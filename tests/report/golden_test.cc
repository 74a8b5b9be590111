// SPDX-License-Identifier: MIT
// Every format over the drafts of fixtures/golden, compared with what is written there.
// After an intended change: REPLYLINT_UPDATE_GOLDEN=1 test_report, then read the difference before it is committed.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

#include "report/facts.h"
#include "report/golden_drafts.h"
#include "report/tally.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

const std::vector<std::string> drafts{"plain.txt",   "quoted-printable.eml", "base64.eml",    "html.eml",
                                      "hostile.txt", "ignored.eml",          "automatic.eml", "clean.txt"};

void compare(const std::string& name, const std::string& text) {
  const auto path = golden_path("expected/" + name);
  if (std::getenv("REPLYLINT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  INFO(name);
  CHECK(text == read_whole(path));
}

std::string report(const Format& format, const Linter& linter, const std::vector<std::string>& names, ReportOptions options) {
  options.many = names.size() > 1;
  const std::vector<Unread> unread{{.file = "gone.eml", .what = "No such file or directory"}};
  std::string text = format.begin(options);
  Tally tally;
  bool any = false;
  const auto add = [&](const std::string& piece) {
    if (piece.empty()) return;
    if (any) text += format.separator;
    any = true;
    text += piece;
  };
  for (const auto& name : names) {
    const auto golden = check_golden(linter, name);
    tally.add(golden.checked());
    add(format.draft(golden.checked(), options));
  }
  if (options.many) add(format.unread(unread.front(), options));
  tally.unread = options.many ? 1 : 0;
  return text + format.end(tally, options.many ? std::span<const Unread>(unread) : std::span<const Unread>(), options);
}

// A few facts stand for all, so that a new fact of the engine does not change what is expected here.
GoldenDraft keep_facts(GoldenDraft golden, const std::vector<std::string_view>& names) {
  std::erase_if(golden.verdict.facts, [&](const Fact& fact) { return std::ranges::find(names, fact.name) == names.end(); });
  return golden;
}

}  // namespace

TEST_CASE("every format says what it said") {
  const Linter linter(load_golden_rules());
  const ReportOptions options{.rules = linter.rules(), .version = "1.0.0"};
  for (const auto& format : make_formats()) compare("all." + std::string(format.name), report(format, linter, drafts, options));
}

TEST_CASE("the forms of the text format") {
  const Linter linter(load_golden_rules());
  const auto text = *find_format("text");
  compare("verbose.text", report(text, linter, drafts, {.rules = linter.rules(), .version = "1.0.0", .verbose = true}));
  compare("colour.text", report(text, linter, {"plain.txt"}, {.rules = linter.rules(), .version = "1.0.0", .colour = true}));
}

TEST_CASE("facts") {
  const Linter linter(load_golden_rules());
  const auto html = keep_facts(check_golden(linter, "html.eml"), {"reply", "words", "longest-sentence", "echo", "upset", "sorry"});
  const ReportOptions options{.rules = linter.rules(), .version = "1.0.0", .facts = true};
  compare("facts.json", find_format("json")->draft(html.checked(), options));
  compare("facts.table", format_facts_text(html.checked()));
}

TEST_CASE("a draft without anything to say leaves no text") {
  const Linter linter(load_golden_rules());
  const ReportOptions options{.rules = linter.rules(), .version = "1.0.0"};
  CHECK(report(*find_format("text"), linter, {"clean.txt"}, options).empty());
  CHECK(report(*find_format("gcc"), linter, {"clean.txt"}, options).empty());
}

TEST_CASE("no control character of a mail reaches the text") {
  const Linter linter(load_golden_rules());
  std::string every = "Hi Eva,\n\nplease calm down";
  for (int byte = 1; byte < 32; ++byte) every += static_cast<char>(byte);
  every += "\x7f\xc2\x9b\xe2\x80\xae\xe2\x81\xa6 and calm down.\n\nAna\n";
  const auto golden = check_text(linter, "bad\x1b[2Jname.txt", every);
  const ReportOptions options{.rules = linter.rules(), .version = "1.0.0", .verbose = true, .facts = true};
  REQUIRE(!golden.verdict.findings.empty());
  for (const auto* name : {"text", "gcc"}) {
    const auto text = find_format(name)->draft(golden.checked(), options);
    CHECK(text.find("calm down") != std::string::npos);
    CHECK(text.find_first_of("\x1b\x07\x08\x0b\x0c\r\t\x7f") == std::string::npos);
    for (const auto* mark : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6"}) CHECK(text.find(mark) == std::string::npos);
  }
}

// SPDX-License-Identifier: MIT
// The linter inside of one process, for the benchmarks of the whole: keeps drafts, checks them when told to, says how long it took.
//
//   bench_whole patterns                    prints the RE2 patterns of the built-in phrases, one a line; not those about letters beyond
//   ASCII bench_whole warm mail|text FILE…        the built-in rules; from the bytes of the files to findings bench_whole warm draft FILE…
//   from parsed text to findings bench_whole rules RULES FILE…           the rules of one file, however many, and nothing else; files are
//   body text
//
// The last three print "ready CPU", nanoseconds that the rules took once they were in memory, and then answer each line N on standard
// input: after N passes over all files "WALL CPU FINDINGS", nanoseconds of all passes together and findings of one pass.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "engine/linter.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/load.h"
#include "ruleset/table.h"

using namespace replylint;

namespace {

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "bench_whole: %s\n", what.c_str());
  std::exit(2);
}

long long to_nanoseconds(clockid_t clock) {
  struct timespec now {};
  clock_gettime(clock, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

std::string read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  if (!in) fail(name + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Draft to_draft(const std::string& raw, InputForm form) {
  auto message = parse_message(raw, form);
  if (!message) fail(message.error().what);
  return make_draft(std::move(*message));
}

CompiledSet load_base() { return load_table(builtin_table(), Checksum::skipped).value(); }

/// Limits that people's rule files have are lifted, so that growth can be seen beyond them.
CompiledSet load_file(const std::string& name, std::string text) {
  LoadLimits limits;
  limits.file_bytes = 64U << 20U;
  limits.rules = limits.phrases = 1'000'000;
  auto set = load_ruleset(
      {.files = {{.name = name, .text = std::move(text)}}, .builtin = nullptr, .find_source = {}, .engine_version = {}, .limits = limits});
  if (!set) fail(to_string(set.error().front()));
  return compile(std::move(*set));
}

int print_patterns() {
  const auto set = load_base();
  for (std::uint32_t i = 0; i < set.phrases.size(); ++i) {
    if (!set.phrases.unicode(i)) std::cout << set.phrases.pattern(i) << '\n';
  }
  return 0;
}

struct Input {
  std::string raw;
  std::optional<Draft> draft;  ///< where parsing is not to be timed
};

int answer(const Linter& linter, const std::vector<Input>& inputs, InputForm form) {
  CheckOptions options;
  options.tell_facts = false;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto passes = std::strtol(line.c_str(), nullptr, 10);
    if (passes < 1) fail("not a number of passes: " + line);
    std::size_t findings = 0;
    const auto wall = to_nanoseconds(CLOCK_MONOTONIC);
    const auto cpu = to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    for (long pass = 0; pass < passes; ++pass) {
      findings = 0;
      for (const auto& input : inputs) {
        const auto verdict = input.draft ? linter.check(*input.draft, options) : linter.check(to_draft(input.raw, form), options);
        findings += verdict.findings.size();
      }
    }
    std::cout << to_nanoseconds(CLOCK_MONOTONIC) - wall << ' ' << to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu << ' ' << findings
              << std::endl;
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  const std::string mode = words.empty() ? "" : words[0];
  if (mode == "patterns" && words.size() == 1) return print_patterns();
  if ((mode != "warm" && mode != "rules") || words.size() < 3) fail("patterns | warm mail|text|draft FILE… | rules RULES FILE…");
  const auto& what = words[1];
  if (mode == "warm" && what != "mail" && what != "text" && what != "draft") fail("warm what? mail, text or draft");
  const auto form = what == "mail" ? InputForm::mail : what == "draft" ? InputForm::detect : InputForm::text;
  std::vector<Input> inputs;
  for (std::size_t i = 2; i < words.size(); ++i) {
    inputs.push_back({.raw = read_file(words[i]), .draft = {}});
    if (mode == "warm" && what == "draft") inputs.back().draft = to_draft(inputs.back().raw, form);
  }
  auto rules = mode == "rules" ? read_file(what) : std::string();
  const auto start = to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
  const Linter linter(mode == "rules" ? load_file(what, std::move(rules)) : load_base());
  std::cout << "ready " << to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - start << std::endl;
  return answer(linter, inputs, form);
}

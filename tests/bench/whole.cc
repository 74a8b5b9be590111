// SPDX-License-Identifier: MIT
// The linter inside of one process, for the benchmarks of the whole: keeps drafts, checks them when told to, says how long it took.
//
// `bench_whole patterns` prints the RE2 patterns of the built-in phrases, one a line; not those about letters beyond ASCII.
// `bench_whole warm WHAT FILE…` checks by the built-in rules. WHAT is mail or text: from the bytes of the files to findings; draft: from
// parsed text to findings; edited: the same, of drafts that were just checked and in which one sentence has changed since.
// `bench_whole rules RULES FILE…` checks by the rules of one file, however many, and nothing else; the other files are body text.
//
// The last two print "ready CPU", nanoseconds that the rules took once they were in memory, and then answer each line N on standard
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
  std::optional<Draft> draft;           ///< where parsing is not to be timed
  std::optional<CheckSession> session;  ///< of a draft that is edited
};

/// Time that passes between start() and stop(), summed up.
class Watch {
 public:
  void start() {
    wall_ -= to_nanoseconds(CLOCK_MONOTONIC);
    cpu_ -= to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
  }
  void stop() {
    cpu_ += to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    wall_ += to_nanoseconds(CLOCK_MONOTONIC);
  }
  [[nodiscard]] long long wall() const { return wall_; }
  [[nodiscard]] long long cpu() const { return cpu_; }

 private:
  long long wall_ = 0;
  long long cpu_ = 0;
};

/// The draft with a word more, another one in each pass, in the first sentence of the sender's that has two words.
Draft edit(const Input& input, long pass) {
  for (const auto& sentence : input.draft->sentences) {
    const auto place = input.draft->to_raw(sentence.span);
    const auto space = input.raw.find(' ', place.begin);
    if (input.draft->segments[sentence.segment].region != Region::authored || space >= place.end) continue;
    return to_draft(std::string(input.raw).insert(space, " word" + std::to_string(pass)), InputForm::detect);
  }
  return *input.draft;
}

std::size_t check_all(const Linter& linter, std::vector<Input>& inputs, InputForm form, const CheckOptions& options, long pass,
                      Watch& watch) {
  std::size_t findings = 0;
  for (auto& input : inputs) {
    if (!input.session) continue;
    (void)input.session->check(*input.draft, options);
    const auto edited = edit(input, pass);
    watch.start();
    findings += input.session->check(edited, options).findings.size();
    watch.stop();
  }
  watch.start();
  for (const auto& input : inputs) {
    if (input.session) continue;
    const auto verdict = input.draft ? linter.check(*input.draft, options) : linter.check(to_draft(input.raw, form), options);
    findings += verdict.findings.size();
  }
  watch.stop();
  return findings;
}

int answer(const Linter& linter, std::vector<Input>& inputs, InputForm form) {
  CheckOptions options;
  options.tell_facts = false;
  std::string line;
  long edits = 0;
  while (std::getline(std::cin, line)) {
    const auto passes = std::strtol(line.c_str(), nullptr, 10);
    if (passes < 1) fail("not a number of passes: " + line);
    std::size_t findings = 0;
    Watch watch;
    for (long pass = 0; pass < passes; ++pass) findings = check_all(linter, inputs, form, options, ++edits, watch);
    std::cout << watch.wall() << ' ' << watch.cpu() << ' ' << findings << std::endl;
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  const std::string mode = words.empty() ? "" : words[0];
  if (mode == "patterns" && words.size() == 1) return print_patterns();
  if ((mode != "warm" && mode != "rules") || words.size() < 3) fail("patterns | warm mail|text|draft|edited FILE… | rules RULES FILE…");
  const auto& what = words[1];
  const bool parsed = what == "draft" || what == "edited";
  if (mode == "warm" && what != "mail" && what != "text" && !parsed) fail("warm what? mail, text, draft or edited");
  const auto form = what == "mail" ? InputForm::mail : parsed ? InputForm::detect : InputForm::text;
  std::vector<Input> inputs;
  for (std::size_t i = 2; i < words.size(); ++i) {
    inputs.push_back({.raw = read_file(words[i]), .draft = {}, .session = {}});
    if (mode == "warm" && parsed) inputs.back().draft = to_draft(inputs.back().raw, form);
  }
  auto rules = mode == "rules" ? read_file(what) : std::string();
  const auto start = to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
  const Linter linter(mode == "rules" ? load_file(what, std::move(rules)) : load_base());
  std::cout << "ready " << to_nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - start << std::endl;
  for (auto& input : inputs) {
    if (mode == "warm" && what == "edited") input.session.emplace(linter);
  }
  return answer(linter, inputs, form);
}

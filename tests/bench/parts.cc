// SPDX-License-Identifier: MIT
// How long the parts of a check take, and what other ways of finding phrases would take: Google Benchmark over the project's own drafts.
//
// Every figure is for one draft, the next of tests/drafts/tune each time; read ratios within one run, not microseconds.
#include <benchmark/benchmark.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/draft_candidates.h"
#include "engine/linter.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/table.h"

using namespace replylint;

namespace {

struct Mail {
  std::string raw;
  Draft draft;
  std::vector<TextSpan> sentences;
};

Draft read_draft(const std::string& raw) { return make_draft(parse_message(raw, InputForm::detect).value()); }

const std::vector<Mail>& mails() {
  static const std::vector<Mail> all = [] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(BENCH_DRAFTS)) {
      if (entry.path().extension() == ".eml") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::vector<Mail> out;
    for (const auto& file : files) {
      std::ifstream in(file, std::ios::binary);
      std::string raw{std::istreambuf_iterator<char>(in), {}};
      Mail mail{raw, read_draft(raw), {}};
      for (const auto& sentence : mail.draft.sentences) mail.sentences.push_back(sentence.span);
      out.push_back(std::move(mail));
    }
    return out;
  }();
  return all;
}

CompiledSet load_base() { return load_table(builtin_table(), Checksum::skipped).value(); }

/// Runs `each(mail)` on one draft after the other and counts their bytes.
template <class Each>
void for_drafts(benchmark::State& state, Each&& each) {
  const auto& all = mails();
  std::size_t next = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const auto& mail = all[next];
    next = next + 1 == all.size() ? 0 : next + 1;
    bytes += static_cast<std::int64_t>(mail.raw.size());
    each(mail);
  }
  state.SetBytesProcessed(bytes);
}

void load_table_in_place(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_base());
}

void bytes_to_draft(benchmark::State& state) {
  for_drafts(state, [](const Mail& mail) { benchmark::DoNotOptimize(read_draft(mail.raw)); });
}

void draft_to_findings(benchmark::State& state) {
  const Linter linter(load_base());
  CheckOptions options;
  options.tell_facts = false;
  for_drafts(state, [&](const Mail& mail) { benchmark::DoNotOptimize(linter.check(mail.draft, options)); });
}

/// A draft that was checked just before, and has since got one more word in its first sentence that is long enough.
void one_sentence_changed(benchmark::State& state) {
  const Linter linter(load_base());
  CheckOptions options;
  options.tell_facts = false;
  std::vector<Draft> edited;
  for (const auto& mail : mails()) {
    auto raw = mail.raw;
    for (const auto& sentence : mail.draft.sentences) {
      const auto place = mail.draft.to_raw(sentence.span);
      const auto space = raw.find(' ', place.begin);
      if (mail.draft.segments[sentence.segment].region != Region::authored || space >= place.end) continue;
      raw.insert(space, " quite");
      break;
    }
    edited.push_back(read_draft(raw));
  }
  CheckSession session(linter);
  for_drafts(state, [&](const Mail& mail) {
    state.PauseTiming();
    benchmark::DoNotOptimize(session.check(mail.draft, options));
    const auto& after = edited[static_cast<std::size_t>(&mail - mails().data())];
    state.ResumeTiming();
    benchmark::DoNotOptimize(session.check(after, options));
  });
}

void literal_index_pass(benchmark::State& state) {
  const auto set = load_base();
  const Matcher matcher(set.phrases, true);
  for_drafts(state, [&](const Mail& mail) {
    SentenceMemory memory(set.phrases, matcher);
    benchmark::DoNotOptimize(DraftCandidates(memory, mail.draft.text, mail.sentences));
  });
}

/// Every phrase on every sentence that the literal index leaves; `find(phrase, sentence)` does one.
template <class Find>
void every_candidate(benchmark::State& state, const Matcher& matcher, const PhraseTable& phrases, Find&& find) {
  for_drafts(state, [&](const Mail& mail) {
    SentenceMemory memory(phrases, matcher);
    DraftCandidates candidates(memory, mail.draft.text, mail.sentences);
    for (std::uint32_t phrase = 0; phrase < phrases.size(); ++phrase) {
      for (auto at = candidates.find_first(phrase); at != PhraseTable::none; at = candidates.place(at).next)
        find(phrase, candidates.sentence(candidates.place(at).sentence).view());
    }
  });
}

void all_phrases_by_programs(benchmark::State& state) {
  const auto set = load_base();
  const Matcher matcher(set.phrases, true);
  ProgramStack stack;
  std::vector<TextSpan> found;
  every_candidate(state, matcher, set.phrases, [&](std::uint32_t phrase, const SentenceView& sentence) {
    found.clear();
    matcher.find_all(phrase, sentence, stack, found);
  });
}

void all_phrases_by_re2(benchmark::State& state) {
  const auto set = load_base();
  const Matcher matcher(set.phrases, true);
  std::vector<TextSpan> found;
  every_candidate(state, matcher, set.phrases, [&](std::uint32_t phrase, const SentenceView& sentence) {
    found.clear();
    matcher.find_all_by_re2(phrase, sentence.text, {0, static_cast<std::uint32_t>(sentence.text.size())}, found);
  });
}

re2::RE2::Options to_options(bool unicode) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(256 << 20);
  options.set_encoding(unicode ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
  return options;
}

/// One automaton over all phrases says which match in a sentence; where they stand is not even asked.
void all_phrases_by_re2_set(benchmark::State& state) {
  const auto set = load_base();
  re2::RE2::Set all(to_options(true), re2::RE2::UNANCHORED);
  for (std::uint32_t i = 0; i < set.phrases.size(); ++i) {
    const auto pattern = set.phrases.pattern(i);
    all.Add(re2::StringPiece(pattern.data(), pattern.size()), nullptr);
  }
  if (!all.Compile()) return state.SkipWithError("the set needs more memory than it may have");
  std::vector<int> matched;
  for_drafts(state, [&](const Mail& mail) {
    for (const auto sentence : mail.sentences) {
      const auto words = sentence.of(mail.draft.text);
      all.Match(re2::StringPiece(words.data(), words.size()), &matched);
    }
  });
}

/// RE2's own way of leaving phrases out: words that stand in a sentence say which phrases can match there. Which words do is not timed
/// (a search for all of them at once would have to be added), nor is it asked where the phrases stand.
void all_phrases_by_filtered_re2(benchmark::State& state) {
  const auto set = load_base();
  re2::FilteredRE2 all(3);
  for (std::uint32_t i = 0; i < set.phrases.size(); ++i) {
    const auto pattern = set.phrases.pattern(i);
    int number = 0;
    all.Add(re2::StringPiece(pattern.data(), pattern.size()), to_options(set.phrases.unicode(i)), &number);
  }
  std::vector<std::string> words;
  all.Compile(&words);
  std::vector<std::vector<int>> seen;
  for (const auto& mail : mails()) {
    for (const auto sentence : mail.sentences) {
      std::string text(sentence.of(mail.draft.text));
      for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      seen.emplace_back();
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (text.find(words[i]) != std::string::npos) seen.back().push_back(static_cast<int>(i));
      }
    }
  }
  std::vector<int> matched;
  auto sentence_words = seen.begin();
  for_drafts(state, [&](const Mail& mail) {
    if (&mail == mails().data()) sentence_words = seen.begin();
    for (const auto sentence : mail.sentences) {
      const auto text = sentence.of(mail.draft.text);
      all.AllMatches(re2::StringPiece(text.data(), text.size()), *sentence_words++, &matched);
    }
  });
}

void build_one_re2(benchmark::State& state) {
  const auto set = load_base();
  std::uint32_t next = 0;
  for (auto _ : state) {
    const auto pattern = set.phrases.pattern(next);
    const re2::RE2 program(re2::StringPiece(pattern.data(), pattern.size()), to_options(set.phrases.unicode(next)));
    benchmark::DoNotOptimize(&program);
    next = next + 1 == set.phrases.size() ? 0 : next + 1;
  }
}

BENCHMARK(load_table_in_place)->Unit(benchmark::kMicrosecond);
BENCHMARK(bytes_to_draft)->Unit(benchmark::kMicrosecond);
BENCHMARK(draft_to_findings)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_sentence_changed)->Unit(benchmark::kMicrosecond);
BENCHMARK(literal_index_pass)->Unit(benchmark::kMicrosecond);
BENCHMARK(all_phrases_by_programs)->Unit(benchmark::kMicrosecond);
BENCHMARK(all_phrases_by_re2)->Unit(benchmark::kMicrosecond);
BENCHMARK(all_phrases_by_re2_set)->Unit(benchmark::kMicrosecond)->Iterations(2000);
BENCHMARK(all_phrases_by_filtered_re2)->Unit(benchmark::kMicrosecond)->Iterations(800);
BENCHMARK(build_one_re2)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();

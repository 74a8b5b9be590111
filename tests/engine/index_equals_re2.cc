// SPDX-License-Identifier: MIT
// index-equals-re2: every phrase of the built-in rules on every sentence of the mail below some folders, by index and program and by RE2.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/in_order.h"
#include "draft/draft.h"
#include "engine/comparison.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/table.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

namespace fs = std::filesystem;

constexpr auto usage = R"(index-equals-re2 FOLDER... [--every N]

Compares, for each message below the folders and each phrase of the built-in rules, what the literal index and the phrase's program find
in each sentence with what RE2 finds. Prints each difference (file, sentence, phrase; no text of the mail). --every N: of the messages,
in order of their names, each Nth. Exit code 1 if there is a difference, or no message.
)";

/// Messages are compared so many at a time.
constexpr std::size_t batch_size = 32;

struct Options {
  std::vector<fs::path> folders;
  std::size_t every = 1;
};

std::optional<Options> parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--every" && i + 1 < argc) {
      const std::string_view number = argv[++i];
      const auto read = std::from_chars(number.data(), number.data() + number.size(), options.every);
      if (read.ec != std::errc() || read.ptr != number.data() + number.size() || options.every == 0) return {};
    } else if (argument.starts_with("--") || !fs::is_directory(argument)) {
      return {};
    } else {
      options.folders.emplace_back(argument);
    }
  }
  return options.folders.empty() ? std::nullopt : std::optional(std::move(options));
}

std::vector<fs::path> find_files(const Options& options) {
  std::vector<fs::path> all;
  for (const auto& folder : options.folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) all.push_back(entry.path());
    }
  }
  std::ranges::sort(all);
  std::vector<fs::path> out;
  for (std::size_t i = 0; i < all.size(); i += options.every) out.push_back(std::move(all[i]));
  return out;
}

/// The draft of a message; nullopt where the message is beyond a limit.
std::optional<Draft> read_draft(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string raw{std::istreambuf_iterator<char>(file), {}};
  auto message = parse_message(raw);
  return message ? std::optional(make_draft(std::move(*message))) : std::nullopt;
}

using Batch = std::vector<fs::path>;

struct Outcome {
  Batch files;  ///< those compared, by the numbers of the differences' texts
  std::size_t refused = 0;
  Comparison comparison;
};

Outcome compare_batch(const PhraseTable& phrases, const Matcher& matcher, const Batch& batch) {
  Outcome out;
  std::vector<Draft> drafts;
  for (const auto& path : batch) {
    auto draft = read_draft(path);
    if (!draft) {
      ++out.refused;
      continue;
    }
    out.files.push_back(path);
    drafts.push_back(std::move(*draft));
  }
  std::vector<ComparedText> texts;
  for (const auto& draft : drafts) {
    ComparedText text{draft.text, {}};
    for (const auto& sentence : draft.sentences) text.sentences.push_back(sentence.span);
    texts.push_back(std::move(text));
  }
  out.comparison = compare_with_re2(phrases, matcher, texts);
  return out;
}

int compare_mail(const Options& options) {
  const auto set = parse_table(builtin_table());
  if (!set) return std::fputs("the built-in rules cannot be read\n", stderr), 1;
  const auto words = make_phrase_table(set->phrases);
  const auto phrases = *PhraseTable::read(words);
  const Matcher matcher(phrases);
  const auto files = find_files(options);
  std::size_t taken = 0;
  std::size_t messages = 0;
  std::size_t refused = 0;
  Comparison total;
  run_in_order(
      count_processors(),
      [&]() -> std::optional<Batch> {
        if (taken == files.size()) return {};
        const auto first = files.begin() + static_cast<std::ptrdiff_t>(taken);
        taken = std::min(taken + batch_size, files.size());
        return Batch(first, files.begin() + static_cast<std::ptrdiff_t>(taken));
      },
      [&](const Batch& batch) { return compare_batch(phrases, matcher, batch); },
      [&](const Outcome& outcome) {
        messages += outcome.files.size();
        refused += outcome.refused;
        total.sentences += outcome.comparison.sentences;
        total.matches += outcome.comparison.matches;
        for (const auto& difference : outcome.comparison.differences) {
          total.differences.push_back(difference);
          const std::string source(phrases.source(difference.phrase));
          std::printf("%s: sentence %u: %s: %s\n", outcome.files[difference.text].c_str(), difference.sentence + 1,
                      difference.held_impossible ? "not in the index" : "other matches", source.c_str());
        }
        return true;
      });
  std::printf("%zu messages (%zu beyond a limit), %zu sentences, %u phrases, %zu matches, %zu differences\n", messages, refused,
              total.sentences, phrases.size(), total.matches, total.differences.size());
  return total.differences.empty() && messages > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = parse_options(argc, argv);
  if (!options) return std::fputs(usage, stderr), 2;
  return compare_mail(*options);
}

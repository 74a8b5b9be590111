// SPDX-License-Identifier: MIT
// A session that has seen other drafts, and earlier states of the same one, finds what a fresh check finds.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "engine/sentence_memory.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

std::vector<std::string> read_drafts(std::size_t every) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(PROJECT_ROOT "/tests/drafts/tune")) {
    if (entry.path().extension() == ".eml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < files.size(); i += every) {
    std::ifstream in(files[i], std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return out;
}

std::string describe(TextSpan span) { return std::to_string(span.begin) + "-" + std::to_string(span.end); }

/// Everything that a verdict says, as text.
std::string describe(const Verdict& verdict) {
  std::string out = std::string(to_string(verdict.outcome)) + " " + std::string(to_string(verdict.silent)) + "\n";
  const auto add_evidence = [&](const std::vector<Evidence>& all) {
    for (const auto& evidence : all) out += " [" + describe(evidence.span) + (evidence.theirs ? " theirs " : " ") + evidence.text + "]";
  };
  for (const auto& finding : verdict.findings) {
    out += std::string(finding.rule) + " " + describe(finding.span) + " " + std::to_string(finding.raw.begin) + " " + finding.message +
           (finding.shown ? " shown" : "");
    add_evidence(finding.evidence);
    for (const auto& sign : finding.signs) out += " " + sign;
    for (const auto& fix : finding.fixes) out += " {" + describe(fix.span) + " " + fix.text + "}";
    out += "\n";
  }
  for (const auto& strength : verdict.strengths) out += strength.what + " " + describe(strength.span) + "\n";
  for (const auto& fact : verdict.facts) {
    out += std::string(fact.name) + " " + std::to_string(fact.value);
    add_evidence(fact.evidence);
    out += "\n";
  }
  return out;
}

/// What somebody does to a draft between two checks.
std::string edit(std::string raw, std::mt19937& random) {
  const auto body = std::max(raw.find("\n\n"), raw.find("\r\n\r\n"));
  const auto from = body == std::string::npos ? 0 : body + 2;
  const auto at = from + random() % (raw.size() - from + 1);
  switch (random() % 5) {
    case 0:
      return raw.insert(at, 1, " .?!\nx"[random() % 6]);
    case 1:
      return raw.erase(at, random() % 30);
    case 2:
      return raw.insert(at, " Sorry, I was not able to do it. You never asked! ");
    case 3:
      return raw.insert(from, raw.substr(at, random() % 200));
    default:
      return raw + "\nWhen can we expect it?\n";
  }
}

}  // namespace

TEST_CASE("a session finds what a fresh check finds, edit by edit") {
  const auto& linter = base_linter();
  CheckSession session(linter);
  std::mt19937 random(7);
  std::size_t found = 0;
  for (auto raw : read_drafts(12)) {
    for (int step = 0; step < 8; ++step) {
      const auto draft = parse_draft(raw);
      const auto verdict = session.check(draft);
      found += verdict.findings.size();
      REQUIRE(describe(verdict) == describe(linter.check(draft)));
      // Asked twice, nothing is new to it.
      CHECK(describe(session.check(draft)) == describe(verdict));
      raw = edit(std::move(raw), random);
    }
  }
  CHECK(found > 200);
}

TEST_CASE("a memory forgets beyond its limits, and what it keeps stays right") {
  const auto set = load_table(builtin_table(), Checksum::skipped);
  REQUIRE(set);
  const Matcher matcher(set->phrases, true);
  SentenceMemory small(set->phrases, matcher, {.sentences = 4, .of_last_draft = 6, .longest = 100, .words = 40});
  std::mt19937 random(3);
  std::vector<std::string> sentences{std::string(300, 'x') + " sorry", "Thanks."};
  for (const auto* word : {"sorry", "refund", "policy", "never", "unacceptable"}) {
    for (const auto* who : {"We are", "You should be", "It is"}) sentences.push_back(std::string(who) + " " + word + ", as I said.");
  }
  for (int draft = 0; draft < 200; ++draft) {
    small.tidy();
    for (int i = 0; i < 9; ++i) {
      const auto& text = sentences[random() % sentences.size()];
      auto& reading = small.read(text);
      REQUIRE(reading.text == text);
      SentenceMemory fresh(set->phrases, matcher);
      auto& expected = fresh.read(text);
      REQUIRE(reading.indexed == expected.indexed);
      for (std::uint32_t k = 0; k < expected.indexed; ++k) {
        CHECK(reading.candidates[k].phrase == expected.candidates[k].phrase);
        CHECK(std::ranges::equal(small.matches(reading, k), fresh.matches(expected, k)));
      }
      const auto words = small.words(reading);
      const auto fresh_words = fresh.words(expected);
      REQUIRE(words.size() == fresh_words.size());
      for (std::size_t k = 0; k < words.size(); ++k) {
        CHECK(words[k].span == fresh_words[k].span);
        CHECK(small.book().text(small.book().stem(words[k].lower)) == fresh.book().text(fresh.book().stem(fresh_words[k].lower)));
      }
    }
  }
}

TEST_CASE("a sentence is read once and stays where it is while a draft is checked") {
  const auto set = load_table(builtin_table(), Checksum::skipped);
  REQUIRE(set);
  const Matcher matcher(set->phrases, true);
  SentenceMemory memory(set->phrases, matcher);
  auto& first = memory.read("Thanks for the call.");
  for (int i = 0; i < 500; ++i) CHECK(memory.read("This is number " + std::to_string(i) + ".").text.size() > 15);
  CHECK(&memory.read("Thanks for the call.") == &first);
  memory.tidy();
  CHECK(&memory.read("Thanks for the call.") == &first);
}

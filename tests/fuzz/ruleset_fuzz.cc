// SPDX-License-Identifier: MIT
// Any bytes as a rule file: loaded or refused with places, written to a table and read back, and used on a draft; on the whole
// built-in set as on the part of it that checking needs.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draft/draft.h"
#include "engine/linter.h"
#include "fuzz/expect.h"
#include "fuzz/small_limits.h"
#include "mail/parse.h"
#include "ruleset/builtin/builtin.h"
#include "ruleset/load.h"
#include "ruleset/table.h"

namespace {

using namespace replylint;
using testing::small_limits;

const RuleSet& base_rules() {
  static const RuleSet rules = parse_table(builtin_table()).value();
  return rules;
}

const BaseSet& lean_base() {
  static const BaseSet base = load_base(builtin_table(), Checksum::compared).value();
  return base;
}

Draft make_reply() {
  return make_draft(
      parse_message("From: ana@shop.example\nTo: eva@customer.example\nSubject: Re: Order 12\nIn-Reply-To: <1@customer.example>\n\n"
                    "Hi Eva,\n\nThat is our policy. You should have read it!!! We will look into it.\n\nBest regards,\nAna\n\n"
                    "On Monday Eva wrote:\n> My order is still missing. When will it be here?\n")
          .value());
}

bool is_same(const Verdict& a, const Verdict& b) {
  return std::ranges::equal(a.findings, b.findings, [](const Finding& one, const Finding& other) {
    return one.rule == other.rule && one.span == other.span && one.message == other.message && one.signs == other.signs &&
           one.shown == other.shown;
  });
}

/// What `input` gives on the base that leaves most of itself where it is, through a table and back.
void check_on_base(LoadInput input, const Verdict& expected) {
  input.builtin = &lean_base().set;
  auto set = load_ruleset(input);
  expect(set.has_value(), "a set loads on the base as it does on the whole set");
  const auto table = to_table(compile(*std::move(set), &lean_base().phrases));
  auto compiled = load_table(table, Checksum::compared, &lean_base().phrases);
  expect(compiled.has_value(), "what was written on a base can be read on it");
  const Linter linter(*std::move(compiled));
  expect(is_same(linter.check(make_reply()), expected), "a set on the base finds the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  LoadInput input;
  input.files = {{"fuzz.yaml", text}};
  input.builtin = &base_rules();
  // Whatever a set extends is the set itself: loops and depth are tried by every input with `extends`.
  input.find_source = [&](std::string_view reference, std::string_view) -> std::expected<std::vector<RuleFile>, std::string> {
    return std::vector{RuleFile{std::string(reference), text}};
  };
  input.engine_version = "0.1.0";
  input.limits = small_limits();
  auto set = load_ruleset(input);
  if (!set) {
    expect(!set.error().empty() && set.error().size() <= input.limits.errors, "a refusal says why, and not for ever");
    for (const LoadError& error : set.error()) expect(!error.what.empty() && !to_string(error).empty(), "an error says something");
    return 0;
  }
  const std::string table = to_table(*set);
  const auto again = parse_table(table);
  expect(again.has_value(), "what was written can be read");
  expect(to_table(*again) == table, "what was read is what was written");
  const Linter linter(*std::move(set));
  check_on_base(std::move(input), linter.check(make_reply()));
  return 0;
}

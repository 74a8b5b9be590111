// SPDX-License-Identifier: MIT
// Colleagues and friends hear of slips and errors of tone only.
#include <set>

#include "ruleset/load.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

constexpr std::string_view to_client =
    "From: Ann <ann@firm.example>\nTo: Bob <bob@client.example>\nSubject: Re: my laptop\n\nHi Bob,\n\n"
    "If you had read the instructions, this would not have happened. You idiot. It will be looked into. Regards from [NAME].\n\n"
    "Ann\n\nOn Monday, Bob <bob@client.example> wrote:\n"
    "> This is the third time that my laptop has died, I lost two days of work and I am really upset.\n"
    "> When do I get a new one? I want to speak to your manager.\n> Bob\n";

std::string to_colleague() {
  std::string mail(to_client);
  for (auto at = mail.find("client.example"); at != std::string::npos; at = mail.find("client.example")) mail.replace(at, 6, "firm");
  return mail;
}

Linter make_team_linter(const std::string& rules) {
  const auto base = parse_table(builtin_table());
  REQUIRE(base);
  LoadInput input;
  input.files = {{"team.yaml", "replylint: 1\nname: acme\ninternal: [firm.example]\n" + rules}};
  input.builtin = &*base;
  input.engine_version = "0.1.0";
  auto set = load_ruleset(input);
  REQUIRE(set);
  return Linter(std::move(*set));
}

std::set<std::string> find_families(const Linter& linter, std::string_view mail) {
  CheckOptions options;
  options.show_all = true;
  std::set<std::string> families;
  for (const auto& finding : linter.check(parse_draft(mail), options).findings) families.emplace(finding.family());
  return families;
}

}  // namespace

TEST_CASE("a client's reply is checked for everything, a colleague's for slips and errors of tone") {
  const auto linter = make_team_linter("");
  const auto client = find_families(linter, to_client);
  CHECK(client.contains("escalation"));
  CHECK(client.contains("acknowledgement"));
  CHECK(find_families(linter, to_colleague()) == std::set<std::string>{"hygiene", "tone"});
}

TEST_CASE("a team's own family and a rule that names the fact speak to colleagues, too") {
  const auto linter = make_team_linter(
      "rules:\n- id: acme.word\n  message: m\n  why: w\n  flag: [instructions]\n  bad: [instructions, the instructions, "
      "my instructions]\n  good: [b, c, d]\n"
      "- id: clarity.word\n  message: m\n  why: w\n  when: internal or not internal\n  flag: [instructions]\n"
      "  bad: [instructions, the instructions, my instructions]\n  good: [b, c, d]\n");
  const auto families = find_families(linter, to_colleague());
  CHECK(families.contains("acme"));
  CHECK(families.contains("clarity"));
  CHECK_FALSE(families.contains("escalation"));
}

TEST_CASE("friends who banter are left alone, clients who complain in banter are not") {
  const auto friends =
      find_families(base_linter(),
                    "From: Ann <ann@a.example>\nTo: Bob <bob@b.example>\nSubject: Re: Saturday\n\nHaha mate, told you so, as I already "
                    "said three times!\n\nOn Monday, Bob <bob@b.example> wrote:\n> lol I forgot the tickets, who has them?\n> Bob\n");
  CHECK(friends.empty());
}

TEST_CASE("a message quotes the words of a yes/no fact") {
  const auto verdict = base_linter().check(
      make_reply("A review will be carried out. Gates matter to us.", "The gate was left open again and my dog ran off, I am furious."));
  bool seen = false;
  for (const auto& finding : verdict.findings) {
    if (finding.rule == "next-steps.only-passive") seen = finding.message.find("“1”") == std::string::npos;
  }
  CHECK(seen);
}

// SPDX-License-Identifier: MIT
// Built-in facts, on replies written for them.
#include <string>
#include <vector>

#include "engine/names.h"
#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

double value(const Draft& draft, std::string_view fact) { return fact_value(base_linter().check(draft), fact); }

const std::string head =
    "From: Ana <ana@acme.example>\nTo: Eva Lind <eva@client.example>\nDate: Wed, 7 Jan 2026 19:30:00 +0100\nSubject: Re: Pump\n";

}  // namespace

TEST_CASE("sizes and style are counted on authored text only") {
  const auto draft = parse_draft(head +
                                 "\nHi Eva,\n\nIt WORKS now! I tested it twice, with your file.\n\nIt is fine.\n\nBest,\nAna\n\n> One two "
                                 "three four five six. DONE!\n");
  CHECK(value(draft, "words") == 13);
  CHECK(value(draft, "sentences") == 3);
  CHECK(value(draft, "paragraphs") == 2);
  CHECK(value(draft, "longest-sentence") == 7);
  CHECK(value(draft, "exclamations") == 1);
  CHECK(value(draft, "capitals") > 0.05);
  CHECK(value(draft, "quoted-words") == 7);
  CHECK(value(draft, "greeting") == 1);
  CHECK(value(draft, "closing") == 1);
  CHECK(value(draft, "thread-depth") == 1);
}

TEST_CASE("time comes from the Date field in its own zone") {
  const auto draft = parse_draft(head + "\nIt works.\n");
  CHECK(value(draft, "hour") == 19);
  CHECK(value(draft, "weekday") == 3);
  CHECK(value(parse_draft(head + "\nIt works.\n\nOn Fri, 2 Jan 2026 at 09:00, Eva Lind wrote:\n> Hello?\n"), "days-since") == 5);
}

TEST_CASE("an attachment that is named and one that is there") {
  CHECK(value(parse_draft(head + "\nPlease find the invoice attached.\n\nThe invoice is attached.\n"), "mentions-attachment") == 1);
  CHECK(value(parse_draft(head + "\nI could open what you attached.\n"), "mentions-attachment") == 0);
  CHECK(value(parse_draft(head + "\nThe shelf is fixed to the wall.\n"), "mentions-attachment") == 0);
  const auto with = parse_draft(
      head +
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe invoice is attached.\n"
      "--b\nContent-Type: application/pdf; name=\"i.pdf\"\nContent-Disposition: attachment\n\nx\n--b--\n");
  CHECK(value(with, "attachments") == 1);
}

TEST_CASE("placeholders of template systems, and brackets that are none") {
  for (const auto* text :
       {"Dear {{first_name}}, hello.", "Dear [Customer Name], hello.", "Dear <first name>, hello.", "Hello {customer_name}, it is here.",
        "Dear [NAME], it is here.", "Your order *|ORDER_ID|* is here.", "The price is XXX euros."}) {
    CAPTURE(text);
    CHECK(value(parse_draft(head + "\n" + text + "\n"), "placeholder") == 1);
  }
  for (const auto* text : {"See note [1] below.", "It says [sic] there.", "Use a < b in the name.", "The list [a, b] is sorted."}) {
    CAPTURE(text);
    CHECK(value(parse_draft(head + "\n" + text + "\n"), "placeholder") == 0);
  }
}

TEST_CASE("colleagues are told by domain") {
  auto set = make_set("internal: [acme.example]\nrules:\n" + make_rule("tone.x", R"(flag: ["bad"])"));
  const Linter linter(std::move(set));
  const auto inside = parse_draft("From: a@acme.example\nTo: b@acme.example, c@mail.acme.example\nSubject: x\n\nHello.\n");
  const auto outside = parse_draft("From: a@acme.example\nTo: b@acme.example, c@notacme.example\nSubject: x\n\nHello.\n");
  CHECK(fact_value(linter.check(inside), "internal") == 1);
  CHECK(fact_value(linter.check(outside), "internal") == 0);
  CHECK(fact_value(linter.check(outside), "external") == 1);
  CHECK(fact_value(linter.check(outside), "recipients") == 2);
}

TEST_CASE("a greeting by the wrong name") {
  struct Row {
    const char* greeting;
    const char* to;
    bool wrong;
  };
  const std::vector<Row> rows{{"Hi Eva,", "Eva Lind <eva@x.example>", false},
                              {"Hi Tom,", "Eva Lind <eva@x.example>", true},
                              {"Dear Ms Lind,", "Eva Lind <eva@x.example>", false},
                              {"Hi Evi,", "Eva Lind <eva@x.example>", false},
                              {"Hi Tom,", "<info@x.example>", false},
                              {"Hello,", "Eva Lind <eva@x.example>", false},
                              {"Hi all,", "Eva Lind <eva@x.example>", false},
                              {"Dear Resident,", "Eva Lind <eva@x.example>", false},
                              {"Hi Bob,", "Robert Lind <rl@x.example>", false},
                              {"Hi EL,", "Eva Lind <eva@x.example>", false},
                              {"Hi Tom,", "Accounts, Lind & Co <accounts@x.example>", false}};
  for (const auto& row : rows) {
    CAPTURE(row.greeting, row.to);
    const auto draft =
        parse_draft(std::string("From: a@y.example\nTo: ") + row.to + "\nSubject: x\n\n" + row.greeting + "\n\nIt is here.\n");
    CHECK(greets_wrong_name(draft) == row.wrong);
  }
}

TEST_CASE("a greeting by the name under the quoted message") {
  const auto make = [](const char* signature) {
    return parse_draft(std::string("From: a@y.example\nTo: Lind Optics <eva@x.example>\nSubject: Re: x\n\nHi Steph,\n\nIt is here.\n\n"
                                   "On 5 Oct 2026 at 10:07, Eva Lind <eva@x.example> wrote:\n\n> Where is it?\n> ") +
                       signature + "\n");
  };
  CHECK_FALSE(greets_wrong_name(make("Thanks, Steph")));
  CHECK(greets_wrong_name(make("Thanks, Eva")));
}

TEST_CASE("questions, and whether the reply takes them up") {
  struct Row {
    const char* quoted;
    const char* reply;
    double asked;
    double unanswered;
  };
  const std::vector<Row> rows{
      {"When does the pump ship?", "It ships on Friday.", 1, 0},
      {"When does the pump ship?", "Thank you for writing to us. Have a nice weekend.", 1, 1},
      {"Does the warranty cover the seal?", "Yes, it does.", 1, 0},
      {"Does the warranty cover the seal? Who pays the courier?", "The warranty covers the seal.", 2, 1},
      {"How much is the courier?", "It is 12 euros.", 1, 0},
      {"Please let me know whether the lift is working again.", "Have a good day.", 1, 1},
      {"Please let me know whether the lift is working again.", "The lift is running.", 1, 0},
      {"How are you?", "Here is the file.", 0, 0},
      {"Can you tell me the batch number?", "I will ask the depot and let you know tomorrow.", 1, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.quoted, row.reply);
    const auto draft = make_reply(row.reply, row.quoted);
    CHECK(value(draft, "quoted-questions") == row.asked);
    CHECK(value(draft, "unanswered-questions") == row.unanswered);
  }
}

TEST_CASE("how often they have written") {
  CHECK(value(make_reply("Sorry.", "This is the third time that I write about it."), "contacts") == 3);
  CHECK(value(make_reply("Sorry.", "I have already asked for this."), "contacts") == 2);
  CHECK(value(make_reply("Sorry.", "Where is it?"), "contacts") == 0);
}

TEST_CASE("echo is the share of a fact's sentences that the reply takes up") {
  const Linter linter(make_set("facts:\n  hurt: {any: [\"(broke|hospital)\"]}\n  hurt-echo: {echo: hurt}\n"));
  const std::string quoted = "We bought it in May. My mother broke her wrist on your steps.";
  const auto share = [&](const std::string& text) { return fact_value(linter.check(make_reply(text, quoted)), "hurt-echo"); };
  // mother, broke, wrist, steps: two of four.
  CHECK(share("How is your mother? The steps are shut.") == Approx(0.5));
  CHECK(share("It was May, you are right.") == 0);
  CHECK(fact_value(linter.check(make_reply("The steps are shut.", "All is well.")), "hurt-echo") == 0);
}

TEST_CASE("weigh without a threshold gives the sum") {
  const Linter linter(make_set(
      "facts:\n  cross: {any: [angry]}\n  heat: {weigh: {signs: [[cross, 1.5], [\"sorry\", -2], [\"calm\", 0.25]]}, in: authored}\n"
      "  hot: {when: heat > -0.6}\n"));
  const auto heat = [&](const std::string& text) { return fact_value(linter.check(make_reply(text, "I am angry.")), "heat"); };
  CHECK(heat("It is late.") == Approx(1.5));
  CHECK(heat("Sorry, keep calm.") == Approx(-0.25));
  CHECK(fact_value(linter.check(make_reply("Sorry, keep calm.", "I am angry.")), "hot") == 1);
  CHECK(fact_value(linter.check(make_reply("Sorry.", "All is well.")), "hot") == 0);
}

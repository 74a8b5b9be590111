// SPDX-License-Identifier: MIT
// Questions that are found, and what counts as an answer to each kind of them.
#include <string>
#include <vector>

#include "support.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

double value(const Draft& draft, std::string_view fact) { return fact_value(base_linter().check(draft), fact); }

struct Asked {
  const char* quoted;
  double count;
};

struct Answered {
  const char* quoted;
  const char* reply;
  bool answered;
};

void check_answers(const std::vector<Answered>& rows, std::string_view fact) {
  for (const auto& row : rows) {
    CAPTURE(row.quoted, row.reply);
    CHECK(value(make_reply(row.reply, row.quoted), fact) == (row.answered ? 0 : 1));
  }
}

}  // namespace

TEST_CASE("questions are found with and without their mark") {
  const std::vector<Asked> rows{
      {"When does the ferry leave?", 1},
      {"When does the ferry leave, and how much is a bicycle?", 2},
      {"Who repairs the fence and when?", 2},
      {"Let me know whether the hall is heated.", 1},
      {"I would like to know who signed for it.", 1},
      {"Please tell me which door is ours.", 1},
      {"I need a yes or no.", 1},
      {"I have no idea if the heater is still under warranty.", 1},
      {"when can i fetch the bike", 1},
      {"Three things: 1) is the oven gas? 2) does the lift work? 3) who has the key?", 3},
      {"When the alarm rings, does the door open?", 1},
      {"The cellar is damp, can you send the roofer?", 1},
      {"Could you please tell me when the boat sails?", 1},
      {"I would be glad to know if you hire out tents, what one costs, and whether a deposit is due.", 3},
      {"Have the tents come, who pays for the pegs, and is Friday all right?", 3},
      {"If there is any help with the fares, I could come twice a week.", 1},
      {"I do not know what day it is.", 0},
      {"Does somebody have to drown first?", 0},
      {"Are you kidding me?", 0},
      {"How are you?", 0},
      {"Do you even read these?", 0},
      {"What kind of company does that?", 0},
      {"The pump is loud, the seal is worn.", 0},
      {"https://pumps.example/show?id=12\nIt is fixed, as you can see there.", 0},
      {"Is https://pumps.example/show?id=12 the right pump?", 1},
      {"Thank you for the quick repair.", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.quoted);
    CHECK(value(make_reply("The weather is fine.", row.quoted), "quoted-questions") == row.count);
  }
}

TEST_CASE("questions of older messages are not theirs to wait for") {
  const std::string head = "From: Ana <ana@acme.example>\nTo: Eva <eva@client.example>\nSubject: Re: Pump\n\n";
  const auto draft = parse_draft(head +
                                 "Fine.\n\nOn Mon, 5 Jan 2026 at 10:00, Eva <eva@client.example> wrote:\n> The seal has come.\n>\n"
                                 "> On Sun, 4 Jan 2026 at 09:00, Ana <ana@acme.example> wrote:\n>> Has the seal come?\n");
  CHECK(value(draft, "quoted-questions") == 0);
}

TEST_CASE("a question for a time wants a time") {
  check_answers({{"When does the tanker sail?", "The tanker sails on Friday.", true},
                 {"When does the tanker sail?", "It sailed last week.", true},
                 {"When does the tanker sail?", "I do not know yet and will tell you tomorrow.", true},
                 {"When does the tanker sail?", "The tanker is a fine ship with a good crew.", false},
                 {"How long does the varnish dry?", "The varnish needs six hours.", true},
                 {"How long does the varnish dry?", "The varnish is a lovely shade.", false}},
                "unanswered-when");
}

TEST_CASE("a question for an amount wants a number, or none") {
  check_answers({{"How much is the courier to Bergen?", "The courier costs 12 euros.", true},
                 {"How much is the courier to Bergen?", "The courier is free.", true},
                 {"How much is the courier to Bergen?", "The courier is a friendly man.", false},
                 {"How many chairs fit into the chapel?", "The chapel takes sixty chairs.", true},
                 {"How many chairs fit into the chapel?", "The chapel has lovely chairs.", false}},
                "unanswered-amount");
}

TEST_CASE("a question for a person, a place or a reason wants one") {
  check_answers({{"Who waters the plants in August?", "My colleague Tom waters the plants.", true},
                 {"Who waters the plants in August?", "The plants stand by the window, as always.", false}},
                "unanswered-who");
  check_answers({{"Where is the spare key?", "The key is in the drawer under the till.", true},
                 {"Where is the spare key?", "Spare keys get lost so easily!", false}},
                "unanswered-where");
  check_answers({{"Why was the concert moved?", "The concert was moved because the hall had flooded.", true},
                 {"Why was the concert moved?", "The concert is going to be lovely.", false}},
                "unanswered-why");
}

TEST_CASE("yes or no may come as a word, as an echo or as a deed") {
  check_answers({{"Does the lease cover the garage?", "Yes, it does.", true},
                 {"Does the lease cover the garage?", "I am afraid not.", true},
                 {"Does the lease cover the garage?", "The lease covers the garage as well.", true},
                 {"Does the lease cover the garage?", "We wish everybody a peaceful holiday.", false},
                 {"Is the glaze safe for food, yes or no?", "The glaze is from a family firm.", false}},
                "unanswered-yes-no");
  check_answers({{"Could you resend the drawing?", "I have sent the drawing again.", true},
                 {"Could you resend the drawing?", "It is attached.", true},
                 {"Could you resend the drawing?", "Drawings are so much fun.", false}},
                "unanswered-deed");
}

TEST_CASE("what stands right below a question answers it") {
  const std::string head = "From: a@acme.example\nTo: b@client.example\nSubject: Re: Pump\nIn-Reply-To: <1@client.example>\n\n";
  const auto draft = parse_draft(head +
                                 "On Mon, 5 Jan 2026 at 10:00, Eva <b@client.example> wrote:\n> Does the pump come with a seal?\n\n"
                                 "It comes complete.\n\n> Who pays the courier?\n\nThat is on the house.\n\n> Thank you, Eva\n");
  CHECK(value(draft, "unanswered-questions") == 0);
}

TEST_CASE("thousands of questions are read in bounded time") {
  std::string quoted;
  for (int i = 0; i < 5000; ++i) quoted += "When does pump " + std::to_string(i) + " come, and who pays, and how much is it? ";
  CHECK(value(make_reply("Nice weather.", quoted), "quoted-questions") == 100);
}

TEST_CASE("of several questions the one that is passed over is the most open") {
  const char* quoted = "Can the piano stay in the hall? What does the cellar cost? And is the organ insured against damp?";
  const auto all =
      value(make_reply("The piano can stay. The cellar is 40 euros. The organ is insured, also against damp.", quoted), "most-open");
  const auto one = value(make_reply("The piano can stay. The cellar is 40 euros. We look forward to the concert.", quoted), "most-open");
  CHECK(all < 0.4);
  CHECK(one > 0.5);
  CHECK(value(make_reply("Yes to all of it.", quoted), "most-open") < one);
  CHECK(value(make_reply("Lovely.", "The piano is in the hall."), "most-open") == 0);
}

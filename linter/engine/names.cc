// SPDX-License-Identifier: MIT
// Compares the greeting's name with every name that is known of the other side.
#include "engine/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t foot_bytes = 60;  ///< a signature fits in so many bytes at the foot of a message

/// Words that stand beside a name and are none.
constexpr auto titles = std::to_array<std::string_view>(
    {"mr",         "mrs",   "ms",   "miss",     "mx",        "dr",     "doctor", "prof",   "professor", "sir",      "sirs",
     "madam",      "herr",  "frau", "monsieur", "madame",    "via",    "the",    "and",    "rev",       "reverend", "cllr",
     "councillor", "dear",  "my",   "mate",     "love",      "lovely", "valued", "there",  "all",       "both",     "again",
     "friend",     "folks", "guys", "everyone", "everybody", "coach",  "chef",   "captain"});
/// Words for a part that somebody plays: where one stands, the words around it need not name a person.
constexpr auto roles = std::to_array<std::string_view>(
    {"team",        "support",     "info",        "office",     "service",   "services",     "accounts",   "accounting", "billing",
     "sales",       "helpdesk",    "desk",        "admin",      "customer",  "customers",    "client",     "clients",    "resident",
     "residents",   "tenant",      "tenants",     "guest",      "guests",    "member",       "members",    "user",       "users",
     "student",     "students",    "parent",      "parents",    "applicant", "colleague",    "colleagues", "friends",    "neighbour",
     "neighbours",  "neighbor",    "neighbors",   "subscriber", "patient",   "policyholder", "reader",     "buyer",      "seller",
     "passenger",   "passengers",  "traveller",   "shopper",    "donor",     "supporter",    "cardholder", "candidate",  "citizen",
     "householder", "taxpayer",    "visitor",     "learner",    "volunteer", "employee",     "driver",     "viewer",     "listener",
     "player",      "homeowner",   "leaseholder", "motorist",   "pupil",     "partner",      "merchant",   "account",    "holder",
     "voter",       "bidder",      "fan",         "fans",       "owner",     "manager",      "editor",     "committee",  "board",
     "department",  "maintainers", "list",        "ltd",        "gmbh",      "inc",          "llc",        "co",         "complaints",
     "enquiries",   "reception",   "centre",      "center",     "school",    "club",         "group"});
/// Short names that share no beginning with the long one.
constexpr auto nicknames = std::to_array<std::array<std::string_view, 2>>(
    {{"bob", "robert"},       {"bobby", "robert"},      {"rob", "bob"},         {"bill", "william"},    {"billy", "william"},
     {"liam", "bill"},        {"dick", "richard"},      {"rick", "richard"},    {"jack", "john"},       {"hank", "henry"},
     {"harry", "henry"},      {"harry", "harold"},      {"ted", "edward"},      {"teddy", "edward"},    {"ned", "edward"},
     {"ted", "theodore"},     {"tony", "anthony"},      {"jim", "james"},       {"jimmy", "james"},     {"chuck", "charles"},
     {"larry", "laurence"},   {"peggy", "margaret"},    {"peg", "margaret"},    {"meg", "margaret"},    {"daisy", "margaret"},
     {"greta", "margareta"},  {"betty", "elizabeth"},   {"betsy", "elizabeth"}, {"bess", "elizabeth"},  {"lizzie", "elizabeth"},
     {"lizzy", "elizabeth"},  {"libby", "elizabeth"},   {"liz", "elisabeth"},   {"becky", "rebecca"},   {"kathy", "catherine"},
     {"kate", "catherine"},   {"katie", "catherine"},   {"kat", "catherine"},   {"kit", "christopher"}, {"kit", "catherine"},
     {"polly", "mary"},       {"molly", "mary"},        {"sandy", "alexander"}, {"sasha", "alexander"}, {"sasha", "alexandra"},
     {"xander", "alexander"}, {"trish", "patricia"},    {"tricia", "patricia"}, {"nell", "eleanor"},    {"nora", "eleanor"},
     {"nelly", "helen"},      {"nell", "ellen"},        {"nan", "anne"},        {"nancy", "anne"},      {"millie", "emily"},
     {"millie", "amelia"},    {"minnie", "wilhelmina"}, {"sepp", "josef"},      {"pepe", "jose"},       {"paco", "francisco"},
     {"kiki", "christina"},   {"tina", "martina"},      {"toni", "antonia"},    {"jenny", "guinevere"}, {"ginny", "virginia"},
     {"fanny", "stephanie"}});

/// Name words in lower case, without titles, roles and single letters.
std::vector<std::string> find_name_words(std::string_view name, bool* role = nullptr) {
  std::vector<std::string> out;
  for (const auto span : find_words(name, {0, static_cast<std::uint32_t>(name.size())})) {
    std::string word = to_lower(span.of(name));
    if (word.size() < 2 || std::ranges::find(titles, word) != titles.end()) continue;
    if (std::ranges::find(roles, word) != roles.end()) {
      if (role != nullptr) *role = true;
      continue;
    }
    for (std::size_t begin = 0; begin < word.size();) {
      const std::size_t end = std::min(word.find('-', begin), word.size());
      if (end - begin >= 2) out.push_back(word.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return out;
}

/// "Kate" for "Katherine", "Jo" for "Joanna": a shared beginning makes a nickname likely.
bool may_be_same(std::string_view a, std::string_view b) {
  const std::size_t shared = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  if (shared >= 2 || a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos) return true;
  return std::ranges::any_of(nicknames, [&](const auto& pair) { return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a); });
}

/// "Eva Lind" signs "el", "EL": the greeting may take that up.
bool are_initials(std::string_view word, const std::vector<std::string>& names) {
  return word.size() == 2 && std::ranges::any_of(names, [&](const std::string& name) { return name[0] == word[0]; }) &&
         std::ranges::any_of(names, [&](const std::string& name) { return name[0] == word[1]; });
}

/// What stands at the foot of each piece of the message replied to: there people sign, in whatever form.
std::vector<std::string> find_signed_words(const Draft& draft) {
  std::vector<std::string> out;
  for (const Segment& segment : draft.segments) {
    if (segment.region != Region::quoted || segment.quote_depth > 1) continue;
    const std::string_view text = trim(draft.of(segment.span));
    std::ranges::move(find_name_words(text.substr(text.size() - std::min(text.size(), foot_bytes))), std::back_inserter(out));
  }
  return out;
}

}  // namespace

bool names_list(std::string_view address) {
  static constexpr std::array<std::string_view, 9> endings{"-list",    "-users",    "-devel", "-dev", "-talk",
                                                           "-discuss", "-announce", "-l",     "-bugs"};
  static constexpr std::array<std::string_view, 4> hosts{"lists.", "list.", "googlegroups.", "vger."};
  const std::string domain = to_domain(address);
  const std::string mailbox = to_lower(address.substr(0, address.rfind('@')));
  return std::ranges::any_of(endings, [&](std::string_view ending) { return mailbox.ends_with(ending); }) ||
         std::ranges::any_of(hosts, [&](std::string_view host) { return domain.starts_with(host); });
}

std::string to_domain(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : to_lower(address.substr(at + 1));
}

bool greets_wrong_name(const Draft& draft) {
  const auto greeted = find_name_words(draft.greeting_name);
  if (greeted.empty()) return false;
  std::vector<std::string> known;
  // One side that is surely named must be known; "Accounts, Lind & Co" or an address such as info@ say nothing.
  bool certain = false;
  const auto add = [&](std::string_view name, bool sure) {
    bool role = false;
    auto words = find_name_words(name, &role);
    certain = certain || (sure && !role && !words.empty());
    std::ranges::move(words, std::back_inserter(known));
  };
  add(draft.quoted_signature, true);
  const auto attributed = draft.quoted_from.find('@') == std::string::npos;
  add(draft.quoted_from, attributed);
  for (const auto* list : {&draft.envelope.to, &draft.envelope.cc}) {
    for (const auto& mailbox : *list) {
      add(mailbox.name, mailbox.name.find('@') == std::string::npos);
      add(std::string_view(mailbox.address).substr(0, mailbox.address.find('@')), false);
    }
  }
  if (!certain) return false;
  const auto signed_words = find_signed_words(draft);
  return std::ranges::none_of(greeted, [&](const std::string& word) {
    return std::ranges::any_of(known, [&](const std::string& name) { return may_be_same(word, name); }) || are_initials(word, known) ||
           std::ranges::find(signed_words, word) != signed_words.end();
  });
}

}  // namespace replylint

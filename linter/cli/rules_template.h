// SPDX-License-Identifier: MIT
// What a new rule set begins with: one rule each of the three verbs most used, and examples that pass at once.
#pragma once

#include <string_view>

namespace replylint {

/// NAME stands for the set's name, FAMILY for the family of its rules, SET for what its commands are given.
inline constexpr std::string_view template_head =
    R"yaml(# Rules of NAME, on top of the built-in ones. All lines that begin with “#” are remarks.
#   replylint rules test SET               do the rules find what their examples say?
#   replylint rules lint SET               what could be better about them?
#   replylint check --rules SET draft.eml  what do they say about a reply?
replylint: 1                     # version of the rule language
name: NAME
version: 0.1.0                   # up to four numbers; each version that you share is higher than the one before
language: en                     # the rules are silent on drafts in another language
# internal: [acme.example]       # domains of colleagues, who are told of slips only
# lock: ["FAMILY.*"]             # rules that no set that extends this one may weaken
# tune:                          # what to change about the built-in rules
#   tone.exclamation: off
)yaml";

inline constexpr std::string_view template_rules = R"yaml(
phrases:                         # lists of phrases, used as $old-name
  old-name: ["acme (hosting|server) (plan|package)", "acme webspace"]

facts:                           # what has to be known about the reply or the message that it answers, used in “when”
  outage-reported: {in: quoted, any: ["(site|shop|server) (is|was) down", "offline since"]}

rules:
  # flag: what is there and should not be.
  - id: FAMILY.old-name
    severity: warning            # error, warning or suggestion
    message: "“{match}” has been called Acme Cloud since May."
    why: Customers look for the name that stands on their invoice.
    source: ["practice:words"]
    flag: [$old-name]
    unless: ["(used to be|formerly|was) called"]
    fix: {replace: "Acme Cloud"}
    bad: ["Your Acme hosting plan ends in May.", "The acme server package is full.", "I moved your Acme webspace."]
    good: ["What was called Acme webspace is Acme Cloud now.", "Your hosting plan is with another firm.", "Acme Cloud is up again."]

  # require: what is missing. “t” is the reply, “q” the message that it answers.
  - id: FAMILY.no-status-page
    severity: suggestion
    message: "They report an outage (“{evidence}”); the status page is not named."
    why: Who knows where the next news will stand does not have to write again.
    source: ["practice:next"]
    when: reply and outage-reported
    require: ["status page", "status.acme.example"]
    fix: {insert: "You can follow the repair on our status page.", at: end}
    bad:
      - {t: "I am sorry about this. We are on it.", q: "Our shop is down!"}
      - {t: "Our team is working on the server right now.", q: "The server was down all night."}
      - {t: "Thank you for telling us. A repair has begun.", q: "We have been offline since eight."}
    good:
      - {t: "We are on it, and our status page has the news.", q: "Our shop is down!"}
      - {t: "You can follow the repair at status.acme.example.", q: "The server was down all night."}
      - {t: "The invoice is attached.", q: "Could you send me the invoice?"}

  # limit: too many, too few, too long.
  - id: FAMILY.please-please
    severity: suggestion
    message: "“please” {count} times in one sentence."
    why: Said once it is kind, said again it is a nudge.
    source: ["practice:plain"]
    limit: {of: [please], max: 1, per: sentence}
    fix: {suggest: ["Say it once, at the beginning."]}
    bad: ["Please sign the form and please send it back.", "Could you please call and please have it at hand?", "Please, please, wait."]
    good: ["Please sign the form and send it back.", "Please sign it. Then please send it.", "The form is attached."]
)yaml";

}  // namespace replylint

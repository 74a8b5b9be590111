// SPDX-License-Identifier: MIT
// A rule of ours on its way into a rule file: what translating a Vale rule gives, what proving and writing take.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/yaml.h"

namespace replylint {

struct MadeExample {
  std::string text;
  std::optional<std::string> subject;
  std::optional<std::pair<std::string, double>> fact;
  friend bool operator==(const MadeExample&, const MadeExample&) = default;
};

struct MadePhrase {
  std::string text;                  ///< in the phrase notation
  std::vector<std::string> samples;  ///< texts that it should match
  YamlPlace place;                   ///< where the Vale rule has it
  std::string token;                 ///< as the Vale rule has it
};

struct MadeFact {
  std::string name;
  std::vector<std::string> any;
};

enum class MadeVerb : std::uint8_t { state, flag, require, limit };
enum class MadeFix : std::uint8_t { none, suggest, replace, remove };

struct MadeRule {
  std::string id, severity, message, why;
  std::vector<std::string> source;
  bool subject = false;       ///< looks at the subject, otherwise at authored text
  bool also_subject = false;  ///< looks at both
  std::string when;
  MadeVerb verb = MadeVerb::flag;
  std::vector<MadePhrase> phrases;
  std::optional<double> max, min;
  std::string per = "message";
  std::vector<std::string> unless;
  MadeFix fix = MadeFix::none;
  std::vector<std::string> fix_texts;
  std::vector<MadeFact> facts;
  std::vector<MadeExample> bad, good;  ///< to try, the best first; once proven, those kept
};

/// Puts a text into sentences in which phrases are looked for; `subject`: into subjects.
[[nodiscard]] std::vector<MadeExample> make_frames(std::string_view text, bool subject);
/// The same sentences with words near to `text` that are not it: one word less, a letter more, other letter case.
[[nodiscard]] std::vector<MadeExample> make_near_misses(std::string_view text, bool subject);

/// The rule set of rules, as a YAML file. `lines` gets the line on which each rule begins.
[[nodiscard]] std::string format_ruleset(std::string_view name, std::string_view language, std::string_view about,
                                         const std::vector<MadeRule>& rules, std::vector<std::size_t>& lines);

/// What proving took out of a rule.
struct ProofLoss {
  std::size_t rule = 0;  ///< index into the rules given
  YamlPlace place;       ///< of the phrase; the default for the whole rule
  std::string what;
};

/// Runs phrases and examples on the engine: keeps phrases that find a text made of them, three to four examples of each kind that
/// do what they say, and rules that have them. Rules taken out are left with neither bad nor good examples.
[[nodiscard]] std::vector<ProofLoss> prove(std::vector<MadeRule>& rules, std::string_view name, std::string_view language,
                                           std::string_view engine_version);

}  // namespace replylint

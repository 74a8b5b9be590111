// SPDX-License-Identifier: MIT
// A Vale style -> a rule set of ours that loads and whose examples pass, with a report on what could not be taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/yaml.h"

namespace replylint {

/// A file as it was read; `problem` says why it could not be.
struct StyleFile {
  std::string name;   ///< seen from the style's folder: "ComplexWords.yml"
  std::string shown;  ///< as people name it: "styles/Acme/ComplexWords.yml"
  std::string text;
  std::string problem;
};

/// Gives the text of a file that a rule names ("spelling/words.txt"), seen from the folder of styles; nullopt where there is none.
using FindStyleFile = std::function<std::optional<std::string>(std::string_view name)>;

/// accept.txt and reject.txt of a vocabulary: a pattern a line.
struct Vocabulary {
  std::string name;
  StyleFile accept, reject;
};

struct ValeStyle {
  std::string name;
  std::vector<StyleFile> rules;
  std::vector<Vocabulary> vocabularies;
  FindStyleFile find_file;  ///< may be empty
};

enum class Taken : std::uint8_t { whole, part, none };
[[nodiscard]] std::string_view to_string(Taken taken);

/// What of a Vale rule is not in the set, and why.
struct ImportRemark {
  YamlPlace place;
  std::string what;
  friend bool operator==(const ImportRemark& a, const ImportRemark& b) {
    return a.place.line == b.place.line && a.place.column == b.place.column && a.what == b.what;
  }
};

struct ImportedRule {
  std::string file;   ///< as shown
  std::string check;  ///< "existence", "" where that is not known
  Taken taken = Taken::none;
  std::vector<std::string> ids;  ///< of the rules made of it
  std::vector<ImportRemark> remarks;
};

struct ImportOptions {
  std::string language = "en";
  std::string engine_version;
};

struct ValeImport {
  std::string yaml;                 ///< the rule set
  std::vector<ImportedRule> rules;  ///< in the order of the files
  std::size_t made = 0;             ///< rules in the set
};

/// Never fails: what cannot be taken is in the report. Every example in the set was run on the engine. Time is linear in what the
/// style holds; no more than 1,900 rules and 1 MB of YAML are made.
[[nodiscard]] ValeImport import_vale(const ValeStyle& style, const ImportOptions& options);

/// The report, for people or for programs.
[[nodiscard]] std::string format_import_text(const ValeImport& import);
[[nodiscard]] std::string format_import_json(const ValeImport& import);

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Goes through the rules of a style, proves what was made of them, and writes the set.
#include "import/vale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "import/made_rule.h"
#include "import/vale_rule.h"
#include "ruleset/errors.h"
#include "ruleset/rule.h"
#include "text/words.h"

namespace replylint {
namespace {

constexpr std::size_t most_rules = 1900;
constexpr std::size_t most_bytes = 1'000'000;
constexpr std::size_t most_accepted = 5000;

struct Check {
  std::string_view name;
  void (*import)(ValeRule& rule);
};
constexpr std::array<Check, 12> checks{{{"existence", import_existence},
                                        {"substitution", import_substitution},
                                        {"occurrence", import_occurrence},
                                        {"repetition", import_repetition},
                                        {"consistency", import_consistency},
                                        {"conditional", import_conditional},
                                        {"capitalization", import_capitalization},
                                        {"metric", import_metric},
                                        {"readability", import_readability},
                                        {"spelling", import_spelling},
                                        {"sequence", import_sequence},
                                        {"script", import_script}}};

/// The family of a style's rules: never one of the twelve, which are silent to colleagues.
std::string to_family(std::string_view style) {
  auto name = to_kebab(style, 40);
  const bool taken = std::ranges::find(families, std::string_view(name)) != families.end();
  if (name.empty() || name.front() < 'a' || name.front() > 'z' || taken) name = name.empty() ? "vale" : "vale-" + name;
  return name;
}

/// "sub/ComplexWords.yml" -> "sub.ComplexWords"
std::string to_rule_name(std::string_view file) {
  std::string name(file.substr(0, file.ends_with(".yml") ? file.size() - 4 : file.size()));
  std::ranges::replace(name, '/', '.');
  return name;
}

template <class Take>
void for_each_entry(const StyleFile& file, Take take) {
  std::uint32_t line = 0;
  for (std::size_t begin = 0; begin < file.text.size();) {
    const auto end = std::min(file.text.find('\n', begin), file.text.size());
    ++line;
    const auto entry = trim(std::string_view(file.text).substr(begin, end - begin));
    if (!entry.empty() && entry.front() != '#') take(entry, line);
    begin = end + 1;
  }
}

class Importer {
 public:
  Importer(const ValeStyle& style, const ImportOptions& options) : style_(style), options_(options) {
    context_.style = style.name;
    context_.family = to_family(style.name);
    context_.find_file = style.find_file;
  }

  ValeImport import() {
    for (const auto& vocabulary : style_.vocabularies) {
      for_each_entry(vocabulary.accept, [&](std::string_view entry, std::uint32_t) {
        if (context_.accepted.size() < most_accepted) context_.accepted.emplace_back(entry);
      });
    }
    for (const auto& file : style_.rules) import_file(file);
    for (const auto& vocabulary : style_.vocabularies) {
      import_reject(vocabulary);
      import_terms(vocabulary);
    }
    finish();
    return std::move(out_);
  }

 private:
  /// The same thing is said once.
  static void lose(ImportedRule& report, YamlPlace place, std::string what) {
    ImportRemark remark{place, std::move(what)};
    if (report.remarks.empty() || !(report.remarks.back() == remark)) report.remarks.push_back(std::move(remark));
  }

  void import_file(const StyleFile& file) {
    ImportedRule report;
    report.file = file.shown;
    std::vector<MadeRule> made;
    if (!file.problem.empty()) {
      lose(report, {}, file.problem);
    } else {
      YamlLimits limits;
      limits.repeated_keys = true;
      limits.documents = 1;
      const auto documents = parse_yaml(file.text, limits);
      if (documents) {
        made = translate(documents->front(), file, report);
      } else {
        lose(report, documents.error().place, documents.error().what);
      }
    }
    keep(std::move(report), std::move(made));
  }

  std::vector<MadeRule> translate(const Node& root, const StyleFile& file, ImportedRule& report) {
    if (root.kind != NodeKind::mapping) {
      lose(report, root.place, "a rule of Vale is a mapping with “extends” and “message”");
      return {};
    }
    const auto* extends = root.find("extends");
    const auto name = extends == nullptr ? std::string() : extends->text;
    const auto check = std::ranges::find(checks, std::string_view(name), &Check::name);
    if (check == checks.end()) {
      std::array<std::string_view, checks.size()> names;
      std::ranges::transform(checks, names.begin(), &Check::name);
      lose(report, extends == nullptr ? root.place : extends->place,
           extends == nullptr ? "“extends” is missing" : "unknown check " + quote(name) + format_accepted(name, names));
      return {};
    }
    report.check = name;
    ValeRule rule(root, to_rule_name(file.name), context_, report);
    check->import(rule);
    return rule.take();
  }

  void keep(ImportedRule report, std::vector<MadeRule> made) {
    const auto index = out_.rules.size();
    for (auto& rule : made) {
      if (made_.size() == most_rules) {
        lose(report, {}, fmt::format("the set has {} rules, and takes no more; import this style in parts", most_rules));
        break;
      }
      made_.push_back(std::move(rule));
      origins_.push_back(index);
    }
    out_.rules.push_back(std::move(report));
  }

  /// What a vocabulary stands for, as a Vale rule so far.
  static Node make_rule(std::string extends, std::string message) {
    Node root;
    root.kind = NodeKind::mapping;
    const auto add = [&](std::string key, std::string text) {
      Node node;
      node.key = std::move(key);
      node.text = std::move(text);
      root.items.push_back(std::move(node));
    };
    add("extends", std::move(extends));
    add("message", std::move(message));
    add("level", "error");
    add("vocab", "false");
    return root;
  }

  /// A vocabulary's file as the Vale rule that it stands for.
  void import_reject(const Vocabulary& vocabulary) {
    auto root = make_rule("existence", "Avoid “%s”.");
    Node tokens;
    tokens.kind = NodeKind::sequence;
    tokens.key = "tokens";
    for_each_entry(vocabulary.reject, [&](std::string_view entry, std::uint32_t line) {
      Node token;
      token.text = entry;
      token.verbatim = static_cast<std::uint32_t>(entry.size());
      token.place = token.text_place = {line, 1};
      tokens.items.push_back(std::move(token));
    });
    if (tokens.items.empty()) return;
    root.items.push_back(std::move(tokens));
    ImportedRule report;
    report.file = vocabulary.reject.shown;
    report.check = "existence";
    ValeRule rule(root, "Avoid" + vocabulary.name, context_, report);
    import_existence(rule);
    keep(std::move(report), rule.take());
  }

  /// Accepted terms with capitals are wrong in other letter case.
  void import_terms(const Vocabulary& vocabulary) {
    const auto root = make_rule("substitution", "Write “%s”, not “%s”.");
    ImportedRule report;
    report.file = vocabulary.accept.shown;
    report.check = "substitution";
    ValeRule rule(root, "Terms" + vocabulary.name, context_, report);
    std::vector<Swap> swaps;
    for_each_entry(vocabulary.accept, [&](std::string_view entry, std::uint32_t line) {
      const YamlPlace place{line, 1};
      const auto tree = parse_regex(entry, false);
      if (!tree)
        return rule.lose(YamlPlace{line, 1 + static_cast<std::uint32_t>(tree.error().offset)},
                         "“" + tree.error().token + "” in " + quote(entry) + ": " + tree.error().why);
      const auto texts = find_all_texts(*tree, 1);
      if (!texts || texts->empty() || texts->front() != entry) return;  // a pattern, which only excuses
      const auto small = to_lower(entry);
      if (small == entry || entry.size() < 2) return;
      std::vector<RegexNode> wrong;
      auto upper = small;
      for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      auto first = small;
      first.front() = upper.front();
      for (const auto& form : {small, first, upper}) {
        if (form != entry) wrong.push_back(make_text_regex(form, false));
      }
      swaps.push_back({{make_bounded(make_regex(RegexNode::Kind::alternatives, std::move(wrong)), true), place, std::string(entry)},
                       std::string(entry)});
    });
    if (swaps.empty() && report.remarks.empty()) return;
    if (!swaps.empty())
      rule.lose(YamlPlace{},
                "terms are found in small letters, in capitals and with one capital at the beginning; other letter case is not");
    add_swaps(rule, std::move(swaps), {}, false);
    keep(std::move(report), rule.take());
  }

  void finish() {
    for (auto& loss : prove(made_, context_.family, options_.language, options_.engine_version)) {
      if (!loss.what.empty()) lose(out_.rules[origins_[loss.rule]], loss.place, std::move(loss.what));
    }
    std::vector<MadeRule> kept;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < made_.size(); ++i) {
      auto& rule = made_[i];
      if (rule.bad.empty()) continue;
      auto& report = out_.rules[origins_[i]];
      std::vector<std::size_t> lines;
      const std::vector one{rule};
      bytes += format_ruleset("", "", "", one, lines).size();
      if (bytes > most_bytes) {
        lose(report, {}, "the set has 1 MB, and takes no more; import this style in parts");
        continue;
      }
      report.ids.push_back(rule.id);
      kept.push_back(std::move(rule));
    }
    for (auto& report : out_.rules) {
      report.taken = report.ids.empty() ? Taken::none : report.remarks.empty() ? Taken::whole : Taken::part;
      if (report.ids.empty() && report.remarks.empty()) lose(report, {}, "nothing is left of it to look for");
      std::ranges::stable_sort(report.remarks, {},
                               [](const ImportRemark& remark) { return std::pair(remark.place.line, remark.place.column); });
    }
    std::vector<std::size_t> lines;
    const auto about = fmt::format("Made from the Vale style {} by: replylint rules import vale", to_plain_words(style_.name));
    out_.yaml = format_ruleset(context_.family, options_.language, about, kept, lines);
    out_.made = kept.size();
  }

  const ValeStyle& style_;
  const ImportOptions& options_;
  StyleContext context_;
  ValeImport out_;
  std::vector<MadeRule> made_;
  std::vector<std::size_t> origins_;  ///< of each made rule: index into out_.rules
};

}  // namespace

std::string_view to_string(Taken taken) {
  switch (taken) {
    case Taken::whole:
      return "whole";
    case Taken::part:
      return "in part";
    case Taken::none:
      return "not taken";
  }
  return "";
}

ValeImport import_vale(const ValeStyle& style, const ImportOptions& options) { return Importer(style, options).import(); }

}  // namespace replylint

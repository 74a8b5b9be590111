// SPDX-License-Identifier: MIT
// Puts the files of a set and of the sets that it extends into one text, then loads that text and compares.
//
//   team/ruleset.yaml  extends: [./tone.yaml] …        # ruleset.yaml
//   team/rules.yaml    rules: …                    ->  extends: [builtin:base]
//   team/tone.yaml     name: tone  rules: …            # extends: [./tone.yaml] …
//                                                      ---
//                                                      # tone.yaml, taken in
//                                                      # name: tone
//                                                      rules: …
//                                                      ---
//                                                      # rules.yaml …
#include "share/pack.h"

#include <algorithm>
#include <array>
#include <deque>
#include <span>

#include "ruleset/keys.h"
#include "ruleset/yaml.h"
#include "share/packed_text.h"
#include "share/same_set.h"
#include "text/display.h"

namespace replylint {
namespace {

constexpr std::string_view builtin_prefix = "builtin:";

/// What the head of a set that is taken in may hold: nothing of it changes the rules.
constexpr std::array droppable{std::string_view("replylint"), std::string_view("name"),    std::string_view("version"),
                               std::string_view("extends"),   std::string_view("expires"), std::string_view("next-key")};

template <class Names>
bool holds(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}
bool is_part_key(std::string_view key) { return holds(keys::part, key); }

std::string to_base_name(std::string_view path) { return to_printable(path.substr(path.find_last_of('/') + 1)); }

/// A set in the chain, in the order in which they are applied; the last is the one that is packed.
struct Source {
  std::vector<RuleFile> files;
  Node head;  ///< the first document of the first file
  std::vector<std::string_view> lines;

  [[nodiscard]] const std::string& name() const { return files.front().name; }
};

/// The lines [first, last) of one of the head's keys, counted from 0.
struct LineRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::size_t find_line(const Node& item) { return item.key_place.line - 1; }

/// Up to the next key or the end of the document.
LineRange find_lines(const Source& source, std::size_t item) {
  const auto first = find_line(source.head.items[item]);
  auto last = item + 1 < source.head.items.size() ? find_line(source.head.items[item + 1]) : source.lines.size();
  for (auto i = first; i < last; ++i) {
    if (i > first && is_document_mark(source.lines[i])) last = i;
  }
  return {first, last};
}

class Packer {
 public:
  explicit Packer(const LoadInput& input) : input_(input) {}

  std::expected<Packed, std::vector<LoadError>> pack();

 private:
  bool gather(std::vector<RuleFile> files);
  void check_taken_in(const Source& source);
  void check_top(const Source& source);
  void check_lines(const Source& source);
  void add_files(const Source& source, std::size_t first, std::string_view note);
  void add_taken_in(const Source& source);
  void add_top(const Source& source);
  void compare();
  void fail(std::string_view file, YamlPlace place, std::string what) {
    errors_.push_back({std::string(file), place.line, place.column, std::move(what)});
  }
  [[nodiscard]] bool on_builtin() const {
    return input_.builtin != nullptr && !set_.chain.empty() && set_.chain.front() == input_.builtin->name;
  }

  const LoadInput& input_;
  RuleSet set_;
  std::deque<Source> sources_;  ///< texts stay where they are: lines look into them
  std::vector<std::string> seen_;
  PackedText packed_;
  std::vector<LoadError> errors_;
};

/// Depth first, as the loader applies sets; it has loaded them once, so nothing goes in circles.
bool Packer::gather(std::vector<RuleFile> files) {
  if (holds(seen_, files.front().name)) return true;
  seen_.push_back(files.front().name);
  auto roots = parse_yaml(files.front().text, {.bytes = input_.limits.file_bytes});
  if (!roots) {
    fail(files.front().name, roots.error().place, roots.error().what);
    return false;
  }
  auto head = std::move(roots->front());
  const auto* extends = head.find("extends");
  const std::span<const Node> entries = extends == nullptr                    ? std::span<const Node>()
                                        : extends->kind == NodeKind::sequence ? std::span<const Node>(extends->items)
                                                                              : std::span(extends, 1);
  for (const auto& entry : entries) {
    if (entry.kind == NodeKind::mapping || entry.text.starts_with(builtin_prefix)) continue;
    auto found = input_.find_source(entry.text, files.front().name);
    if (!found || found->empty()) {
      fail(files.front().name, entry.place, found ? "no rule files" : found.error());
      return false;
    }
    if (!gather(std::move(*found))) return false;
  }
  auto& source = sources_.emplace_back(std::move(files), std::move(head), std::vector<std::string_view>());
  source.lines = split_lines(source.files.front().text);
  return true;
}

void Packer::check_lines(const Source& source) {
  for (const auto& item : source.head.items) {
    if (item.key_place.column != 1)
      return fail(source.name(), item.key_place, "where sets are taken in, each key of a head has to stand at the beginning of a line");
  }
  const auto* extends = source.head.find("extends");
  if (extends == nullptr || extends->kind != NodeKind::sequence) return;
  for (const auto& entry : extends->items) {
    if (entry.kind == NodeKind::mapping)
      return fail(source.name(), entry.place,
                  "a set that is fetched cannot be packed together with sets in files; extend it from a set of its own");
  }
}

void Packer::check_taken_in(const Source& source) {
  check_lines(source);
  for (const auto& item : source.head.items) {
    if (is_part_key(item.key) || holds(droppable, item.key)) continue;
    const auto* of_top = sources_.back().head.find(item.key);
    if (item.key == "language" && of_top != nullptr && of_top->text == item.text) continue;
    fail(source.name(), item.key_place,
         "“" + item.key + "” of a set that is taken in would be lost; move it into the head, " + sources_.back().name());
  }
}

void Packer::check_top(const Source& source) {
  check_lines(source);
  const auto& items = source.head.items;
  const auto first_part = std::ranges::find_if(items, is_part_key, &Node::key);
  const auto late = std::find_if(first_part, items.end(), [](const Node& item) { return !is_part_key(item.key); });
  if (late != items.end())
    fail(source.name(), late->key_place,
         "“" + late->key + "” stands behind “" + first_part->key + "”; where sets are taken in, the head comes first");
}

/// Files from `first` on, as they are.
void Packer::add_files(const Source& source, std::size_t first, std::string_view note) {
  for (auto i = first; i < source.files.size(); ++i) {
    const auto& file = source.files[i];
    const auto lines = split_lines(file.text);
    packed_.begin_document(to_base_name(file.name) + std::string(note), lines, 0);
    packed_.add(file.name, lines, 0, lines.size());
  }
}

void Packer::add_taken_in(const Source& source) {
  constexpr std::string_view note = ", taken in";
  packed_.begin_document(to_base_name(source.name()) + std::string(note), source.lines, 0);
  std::size_t done = 0;
  for (std::size_t i = 0; i < source.head.items.size(); ++i) {
    if (is_part_key(source.head.items[i].key)) continue;
    const auto range = find_lines(source, i);
    packed_.add(source.name(), source.lines, done, range.first);
    packed_.add_as_comment(source.name(), source.lines, range.first, range.last);
    done = range.last;
  }
  packed_.add(source.name(), source.lines, done, source.lines.size());
  add_files(source, 1, note);
}

/// The head with another `extends`, then what was taken in, then the rest.
void Packer::add_top(const Source& source) {
  const auto& items = source.head.items;
  const auto& lines = source.lines;
  packed_.begin_document(to_base_name(source.name()), lines, 0);
  std::size_t done = 0;
  std::size_t cut = 0;
  for (std::size_t i = 0; i < items.size() && !is_part_key(items[i].key); ++i) {
    const auto range = find_lines(source, i);
    cut = range.last;
    if (items[i].key != "extends") continue;
    packed_.add(source.name(), lines, done, range.first);
    packed_.add_line(on_builtin() ? "extends: [builtin:" + input_.builtin->name + "]" : "extends: []");
    packed_.add_as_comment(source.name(), lines, range.first, range.last);
    done = range.last;
  }
  // Comments right above the first of the phrases, facts and rules are about them.
  while (cut > done && (is_blank(lines[cut - 1]) || lines[cut - 1].starts_with('#'))) --cut;
  packed_.add(source.name(), lines, done, cut);
  for (std::size_t i = 0; i + 1 < sources_.size(); ++i) add_taken_in(sources_[i]);
  if (!std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(cut), lines.end(), is_blank)) {
    packed_.begin_document(to_base_name(source.name()) + ", continued", lines, cut);
    packed_.add(source.name(), lines, cut, lines.size());
  }
  add_files(source, 1, "");
}

/// What the packed text gives has to be what the files gave.
void Packer::compare() {
  LoadInput again{.files = {{std::string(sources_.back().name()), packed_.text()}},
                  .builtin = input_.builtin,
                  .find_source = input_.find_source,
                  .engine_version = input_.engine_version,
                  .fetched = true,
                  .limits = input_.limits};
  const auto loaded = load_ruleset(again);
  if (!loaded) {
    for (const auto& error : loaded.error()) {
      const auto origin = packed_.find_origin(error.line);
      errors_.push_back({std::string(origin.file), origin.line, error.column, "packed into one file: " + error.what});
    }
  } else if (!is_same_set(set_, *loaded)) {
    fail(sources_.back().name(), {}, "packed into one file, this set would not be the same any more");
  }
}

std::expected<Packed, std::vector<LoadError>> Packer::pack() {
  auto loaded = load_ruleset(input_);
  if (!loaded) return std::unexpected(std::move(loaded.error()));
  set_ = std::move(*loaded);
  if (!gather(input_.files)) return std::unexpected(std::move(errors_));
  const auto& top = sources_.back();
  if (sources_.size() == 1) {
    add_files(top, 0, "");
  } else {
    check_top(top);
    for (std::size_t i = 0; i + 1 < sources_.size(); ++i) check_taken_in(sources_[i]);
    if (errors_.empty()) add_top(top);
  }
  if (errors_.empty()) compare();
  if (!errors_.empty()) return std::unexpected(std::move(errors_));
  Packed packed{.text = packed_.text(), .set = std::move(set_), .files = {}};
  for (const auto& source : sources_) {
    for (const auto& file : source.files) packed.files.push_back(file.name);
  }
  return packed;
}

}  // namespace

std::expected<Packed, std::vector<LoadError>> pack_ruleset(const LoadInput& input) { return Packer(input).pack(); }

}  // namespace replylint

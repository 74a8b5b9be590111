// SPDX-License-Identifier: MIT
// Reads labels.jsonl and the drafts beside it.
#include "cli/labels.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/checking.h"
#include "cli/json_lines.h"

namespace replylint {
namespace {

Label to_label(const std::string& folder, const nlohmann::json& object) {
  Label label{.folder = folder,
              .id = text_of(object, "id"),
              .kind = text_of(object, "kind"),
              .level = text_of(object, "level"),
              .why = text_of(object, "why"),
              .must = texts_of(object, "must"),
              .may = texts_of(object, "may"),
              .must_not = texts_of(object, "must_not"),
              .spans = {}};
  const auto spans = object.find("spans");
  if (spans == object.end() || !spans->is_array()) return label;
  for (const auto& span : *spans) label.spans.emplace_back(text_of(span, "category"), text_of(span, "text"));
  return label;
}

}  // namespace

std::expected<std::vector<Label>, std::string> read_labels(const std::string& folder) {
  const auto objects = read_json_lines(folder + "/labels.jsonl");
  if (!objects) return std::unexpected(objects.error());
  std::vector<Label> labels;
  for (const auto& object : *objects) labels.push_back(to_label(folder, object));
  return labels;
}

std::expected<Draft, std::string> read_labelled_draft(const Label& label) {
  return load_draft(fmt::format("{}/{}.eml", label.folder, label.id));
}

Judgement judge(const Label& label, std::string_view family, bool raised) {
  const auto names = [&](const std::vector<std::string>& list) { return std::ranges::find(list, family) != list.end(); };
  if (names(label.must)) return raised ? Judgement::right : Judgement::missed;
  if (!raised) return Judgement::quiet;
  return names(label.may) ? Judgement::open : Judgement::false_alarm;
}

void Counts::add(Judgement judgement) {
  switch (judgement) {
    case Judgement::quiet:
      break;
    case Judgement::right:
      ++tp;
      break;
    case Judgement::open:
      ++may;
      break;
    case Judgement::false_alarm:
      ++fp;
      break;
    case Judgement::missed:
      ++fn;
      break;
  }
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// What an import took, in part or not: lines for people, JSON for programs.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "import/vale.h"
#include "text/display.h"

namespace replylint {
namespace {

struct Shares {
  std::size_t whole = 0, part = 0, none = 0;
  [[nodiscard]] std::size_t all() const { return whole + part + none; }
  [[nodiscard]] std::size_t percent(std::size_t count) const { return all() == 0 ? 0 : (100 * count + all() / 2) / all(); }
};

Shares count(const ValeImport& import) {
  Shares out;
  for (const auto& rule : import.rules) ++(rule.taken == Taken::whole ? out.whole : rule.taken == Taken::part ? out.part : out.none);
  return out;
}

std::string join_ids(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) out += (i == 0 ? "" : ", ") + ids[i];
  return ids.size() > most ? fmt::format("{} and {} more", out, ids.size() - most) : out;
}

}  // namespace

std::string format_import_text(const ValeImport& import) {
  std::string out;
  for (const auto& rule : import.rules) {
    const auto path = to_printable(rule.file);
    out += fmt::format("{}: {}{}{}\n", path, to_string(rule.taken), rule.ids.empty() ? "" : ": ", join_ids(rule.ids));
    for (const auto& remark : rule.remarks)
      out += fmt::format("{}:{}:{}: {}\n", path, remark.place.line, remark.place.column, to_printable(remark.what));
  }
  const auto shares = count(import);
  out += fmt::format("{} rules of Vale: {} whole ({} %), {} in part ({} %), {} not taken ({} %); {} rules made\n", shares.all(),
                     shares.whole, shares.percent(shares.whole), shares.part, shares.percent(shares.part), shares.none,
                     shares.percent(shares.none), import.made);
  return out;
}

std::string format_import_json(const ValeImport& import) {
  using Json = nlohmann::ordered_json;
  constexpr int schema_version = 1;
  const auto shares = count(import);
  Json json{{"version", schema_version}, {"whole", shares.whole}, {"part", shares.part}, {"none", shares.none}, {"made", import.made}};
  json["rules"] = Json::array();
  for (const auto& rule : import.rules) {
    Json one{{"file", to_printable(rule.file)}, {"check", rule.check}};
    one["taken"] = rule.taken == Taken::whole ? "whole" : rule.taken == Taken::part ? "part" : "none";
    one["ids"] = rule.ids;
    one["remarks"] = Json::array();
    for (const auto& remark : rule.remarks)
      one["remarks"].push_back({{"line", remark.place.line}, {"column", remark.place.column}, {"what", remark.what}});
    json["rules"].push_back(std::move(one));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace replylint

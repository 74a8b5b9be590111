// SPDX-License-Identifier: MIT
// Joins lines to a stream of YAML documents and remembers where each was.
#include "share/packed_text.h"

#include <algorithm>

namespace replylint {
namespace {

bool ends_line(std::string_view line) { return line.ends_with('\n') || line.ends_with('\r'); }

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto end = std::min(text.find_first_of("\r\n"), text.size() - 1) + 1;
    if (text[end - 1] == '\r' && text.substr(end).starts_with('\n')) ++end;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

bool is_document_mark(std::string_view line) {
  return (line.starts_with("---") || line.starts_with("...")) && line.substr(3, 1).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_comment(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '#';
}

void PackedText::add(LineOrigin origin, std::string_view line) {
  text_ += line;
  if (!ends_line(line)) text_ += '\n';
  origins_.push_back(origin);
}

void PackedText::begin_document(const std::string& comment, const std::vector<std::string_view>& lines, std::size_t first) {
  const auto begun = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end(),
                                  [](std::string_view line) { return !is_blank(line) && !is_comment(line); });
  const bool marked = begun != lines.end() && is_document_mark(*begun);
  if (!text_.empty() && !marked) add_line("---");
  add_line("# " + comment);
}

void PackedText::add(std::string_view file, const std::vector<std::string_view>& lines, std::size_t first, std::size_t last) {
  for (auto i = first; i < last; ++i) add({file, static_cast<std::uint32_t>(i + 1)}, lines[i]);
}

void PackedText::add_as_comment(std::string_view file, const std::vector<std::string_view>& lines, std::size_t first, std::size_t last) {
  for (auto i = first; i < last; ++i) {
    const bool already = is_blank(lines[i]) || is_comment(lines[i]);
    add({file, static_cast<std::uint32_t>(i + 1)}, already ? std::string(lines[i]) : "# " + std::string(lines[i]));
  }
}

void PackedText::add_line(const std::string& line) { add({}, line); }

LineOrigin PackedText::find_origin(std::uint32_t line) const {
  const auto known = [](const LineOrigin& origin) { return !origin.file.empty(); };
  const auto at = origins_.begin() + std::min<std::ptrdiff_t>(line, static_cast<std::ptrdiff_t>(origins_.size()));
  const auto above = std::find_if(std::reverse_iterator(at), origins_.rend(), known);
  if (above != origins_.rend()) return *above;
  const auto below = std::find_if(at, origins_.end(), known);
  return below == origins_.end() ? LineOrigin{} : *below;
}

}  // namespace replylint

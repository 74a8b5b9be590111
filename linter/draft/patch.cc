// SPDX-License-Identifier: MIT
// Follows a unified diff by the line counts of its hunks, so that prose after it is not swallowed.
#include "draft/patch.h"

#include <algorithm>
#include <cstdint>

#include "text/words.h"

namespace replylint {
namespace {

[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "12" or "12,7" -> 7 lines (1 where no count is given); moves `at` past it.
[[nodiscard]] std::size_t parse_count(std::string_view line, std::size_t& at) {
  const auto parse = [&] {
    std::size_t number = 0;
    for (; at < line.size() && is_digit(line[at]); ++at)
      number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(line[at] - '0'), 1'000'000);
    return number;
  };
  (void)parse();
  if (at >= line.size() || line[at] != ',') return 1;
  ++at;
  return parse();
}

struct Hunk {
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;
  bool found = false;
};

// "@@ -1,7 +1,9 @@"
[[nodiscard]] Hunk parse_hunk(std::string_view line) {
  if (!line.starts_with("@@ -")) return {};
  std::size_t at = 4;
  Hunk hunk;
  hunk.old_lines = parse_count(line, at);
  if (at + 1 >= line.size() || line[at] != ' ' || line[at + 1] != '+') return {};
  at += 2;
  hunk.new_lines = parse_count(line, at);
  hunk.found = line.substr(at).starts_with(" @@");
  return hunk;
}

// " src/log.cc | 12 ++--", " 3 files changed, 4 insertions(+)", " create mode 100644 x"
[[nodiscard]] bool is_diffstat(std::string_view line) {
  if (!line.starts_with(' ')) return false;
  line = trim(line);
  if (line.starts_with("create mode ") || line.starts_with("delete mode ") || line.starts_with("rename ")) return true;
  if (!line.empty() && is_digit(line[0]) &&
      (line.find(" file changed") != std::string_view::npos || line.find(" files changed") != std::string_view::npos))
    return true;
  const auto bar = line.find(" | ");
  if (bar == std::string_view::npos) return false;
  const std::string_view name = trim(line.substr(0, bar));
  if (name.find(' ') != std::string_view::npos && name.find(" => ") == std::string_view::npos) return false;
  const std::string_view change = trim(line.substr(bar + 3));
  return !change.empty() && (is_digit(change[0]) || change.starts_with("Bin")) && change.substr(0, 3) != "..." &&
         change.find_first_not_of("0123456789 +-Binbytes>") == std::string_view::npos;
}

[[nodiscard]] bool is_diff_head(std::string_view line) {
  for (const std::string_view start :
       {"diff --git ", "diff -", "index ", "new file mode ", "deleted file mode ", "old mode ", "new mode ", "similarity index ",
        "rename from ", "rename to ", "Index: ", "Binary files ", "GIT binary patch", "copy from ", "copy to "}) {
    if (line.starts_with(start)) return true;
  }
  return line.starts_with("======") && line.find_first_not_of('=') == std::string_view::npos;
}

class PatchReader {
 public:
  PatchReader(const Page& page, std::size_t first) : page_(page), first_(first) {}

  std::size_t measure() {
    if (!begins()) return 0;
    std::size_t end = first_;
    for (std::size_t i = first_; i < page_.lines.size();) {
      const std::size_t taken = take(i);
      if (taken == 0 && !(i < page_.lines.size() && page_.lines[i].blank())) break;
      if (taken > 0) end = i + taken;
      i += std::max<std::size_t>(taken, 1);
    }
    return end - first_;
  }

 private:
  [[nodiscard]] std::string_view of(std::size_t i) const { return i < page_.lines.size() ? page_.of(page_.lines[i]) : std::string_view(); }
  [[nodiscard]] bool is_file_pair(std::size_t i) const { return of(i).starts_with("--- ") && of(i + 1).starts_with("+++ "); }

  [[nodiscard]] bool begins() const {
    const std::string_view line = of(first_);
    if (line.starts_with("diff --git ") || parse_hunk(line).found || is_file_pair(first_)) return true;
    if (line.starts_with("diff -") || line.starts_with("Index: "))
      return is_file_pair(first_ + 1) || is_file_pair(first_ + 2) || of(first_ + 1).starts_with("=====");
    // git format-patch: three dashes, then the statistics.
    if (line == "---") {
      const std::size_t next = page_.find_text(first_ + 1);
      return is_diffstat(of(next)) || of(next).starts_with("diff --git ");
    }
    return is_diffstat(line) && (is_diffstat(of(first_ + 1)) || of(page_.find_text(first_ + 1)).starts_with("diff --git "));
  }

  // How many lines of patch stand at line `i`.
  [[nodiscard]] std::size_t take(std::size_t i) const {
    if (!page_.lines[i].is_authored()) return 0;
    const std::string_view line = of(i);
    if (const Hunk hunk = parse_hunk(line); hunk.found) return 1 + measure_hunk(i + 1, hunk);
    if (is_file_pair(i)) return 2;
    if (is_diff_head(line) || is_diffstat(line) || line.starts_with("\\ No newline")) return 1;
    return i == first_ ? 1 : 0;
  }

  // "-- " and "2.45.1": what git format-patch signs with, also where somebody cut the hunk short.
  [[nodiscard]] bool is_git_version(std::size_t i) const {
    const std::string_view next = of(i + 1);
    return page_.lines[i].long_dash && !next.empty() && is_digit(next.front()) && next.find('.') != std::string_view::npos &&
           next.find(' ') == std::string_view::npos;
  }

  [[nodiscard]] std::size_t measure_hunk(std::size_t first, Hunk hunk) const {
    std::size_t i = first;
    for (; i < page_.lines.size() && (hunk.old_lines > 0 || hunk.new_lines > 0); ++i) {
      const Line& line = page_.lines[i];
      const std::string_view text = of(i);
      // Trailing white space is gone from the table, so an empty line stands for an empty context line.
      const char sign = text.empty() ? ' ' : text.front();
      if (!line.blank() && !line.is_authored()) break;
      if (is_git_version(i)) break;
      if (sign != ' ' && sign != '+' && sign != '-' && sign != '\\' && sign != '\t') break;
      if (sign != '+' && sign != '\\' && hunk.old_lines > 0) --hunk.old_lines;
      if (sign != '-' && sign != '\\' && hunk.new_lines > 0) --hunk.new_lines;
    }
    while (i > first && page_.lines[i - 1].blank()) --i;
    return i - first;
  }

  const Page& page_;
  std::size_t first_;
};

}  // namespace

std::size_t measure_patch(const Page& page, std::size_t first) { return PatchReader(page, first).measure(); }

}  // namespace replylint

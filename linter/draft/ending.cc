// SPDX-License-Identifier: MIT
// Takes each block of authored lines apart from its end: legal text, list footer, separator, phone footer, closing.
#include "draft/ending.h"

#include <algorithm>
#include <vector>

#include "draft/closing.h"
#include "draft/closing_words.h"
#include "draft/disclaimer.h"
#include "text/words.h"

namespace replylint {
namespace {

struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool alone = false;  ///< nothing of the sender's stands above it, and no signature below
};

[[nodiscard]] bool is_rule(std::string_view line) {
  line = trim(line);
  return line.size() >= 5 && line.find_first_not_of("-_=*~# ") == std::string_view::npos;
}

class EndingMarker {
 public:
  EndingMarker(Page& page, const Names& sender) : page_(page), sender_(sender) {}

  void mark() {
    cut_quoted_disclaimer();
    bool final_block = true;
    const std::vector<Block> blocks = find_blocks();
    for (std::size_t at = blocks.size(); at > 0; --at) {
      Block block = blocks[at - 1];
      set_marked(block);
      const std::size_t whole = block.end;
      cut_blank(block);
      if (block.begin == block.end) continue;
      cut_disclaimer(block);
      if (block.begin < block.end) cut_list_footer(block, final_block);
      cut_separator(block, final_block);
      cut_phone_footers(block);
      block.alone = at == 1 && block.end == whole;
      cut_closing(block, final_block);
      if (page_.find_text(block.begin) < block.end) final_block = false;
    }
  }

 private:
  // Runs of lines that are the sender's: greeting, authored text and code between two quotes.
  [[nodiscard]] std::vector<Block> find_blocks() const {
    std::vector<Block> blocks;
    bool open = false;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const Line& line = page_.lines[i];
      if (line.blank()) continue;
      const bool own = line.region == Region::authored || line.region == Region::code || line.region == Region::greeting;
      if (own && !open) blocks.push_back({i, i + 1});
      if (own) blocks.back().end = i + 1;
      open = own;
    }
    return blocks;
  }

  void set(std::size_t begin, std::size_t end, Region region) {
    for (std::size_t i = begin; i < end; ++i) {
      if (page_.lines[i].region != Region::greeting) page_.lines[i].region = region;
    }
  }

  void cut_blank(Block& block) const {
    while (block.end > block.begin && (page_.lines[block.end - 1].blank() || page_.lines[block.end - 1].region == Region::signature))
      --block.end;
  }

  void set_marked(const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      Line& line = page_.lines[i];
      if (line.is_authored() && line.has(MarkKind::signature)) line.region = Region::signature;
    }
  }

  // A server puts small print under the whole message, also where that ends with a quote without '>'.
  void cut_quoted_disclaimer() {
    std::size_t end = page_.lines.size();
    while (end > 0 && page_.lines[end - 1].blank()) --end;
    std::size_t begin = end;
    const auto open = [&](std::size_t i) {
      return !page_.lines[i].blank() && page_.lines[i].region == Region::quoted && page_.lines[i].prefix == 0;
    };
    while (begin > 0 && open(begin - 1)) --begin;
    for (std::size_t i = find_disclaimer(page_, begin, end); i < end; ++i)
      page_.lines[i].region = Region::disclaimer, page_.lines[i].depth = 0;
  }

  // The earliest legal paragraph among the last ones, and all below it.
  void cut_disclaimer(Block& block) {
    constexpr std::size_t most_paragraphs = 12;
    std::size_t begin = block.end;
    std::size_t cut = block.end;
    for (std::size_t paragraph = 0; paragraph < most_paragraphs && begin > block.begin; ++paragraph) {
      std::size_t end = begin;
      while (end > block.begin && page_.lines[end - 1].blank()) --end;
      begin = end;
      while (begin > block.begin && !page_.lines[begin - 1].blank()) --begin;
      if (begin == end) break;
      const std::size_t legal = find_disclaimer(page_, begin, end);
      if (legal < end) cut = legal;
    }
    if (cut == block.end) return;
    while (cut > block.begin && (page_.lines[cut - 1].blank() || is_rule(page_.of(page_.lines[cut - 1])))) --cut;
    for (std::size_t i = cut; i < block.end; ++i) {
      if (page_.lines[i].is_authored())
        page_.lines[i].region = is_phone_footer(page_.of(page_.lines[i])) ? Region::signature : Region::disclaimer;
    }
    block.end = cut;
    cut_blank(block);
  }

  // "_______________" and the address of a mailing list.
  void cut_list_footer(Block& block, bool final_block) {
    if (!final_block) return;
    if (trim(page_.of(page_.lines[block.end - 1])).starts_with("http") &&
        page_.of(page_.lines[block.end - 1]).find("/listinfo/") != std::string_view::npos) {
      set(block.end - 1, block.end, Region::signature);
      --block.end;
      cut_blank(block);
    }
    constexpr std::size_t most_lines = 12;
    for (std::size_t i = block.end; i > block.begin && block.end - i < most_lines; --i) {
      const std::string_view line = trim(page_.of(page_.lines[i - 1]));
      if (line.size() < 20 || !is_rule(line)) continue;
      bool linked = false;
      for (std::size_t below = i; below < block.end; ++below) {
        const std::string lower = to_lower(page_.of(page_.lines[below]).substr(0, 400));
        linked = linked || lower.find("://") != std::string::npos || lower.find("mailing list") != std::string::npos ||
                 lower.find("unsubscribe") != std::string::npos;
      }
      if (!linked) continue;
      set(i - 1, block.end, Region::signature);
      block.end = i - 1;
      cut_blank(block);
    }
  }

  // "-- " on a line of its own; "--" only where little follows.
  void cut_separator(Block& block, bool final_block) {
    constexpr std::size_t most_lines = 16;
    std::size_t cut = block.end;
    for (std::size_t i = block.end; i > block.begin; --i) {
      const Line& line = page_.lines[i - 1];
      if (line.region != Region::authored) continue;
      const std::string_view text = trim(page_.of(line));
      const bool near = block.end - i <= most_lines;
      if (text == "--" && (line.long_dash || (near && final_block))) cut = i - 1;
      if (!near && cut == block.end && i + 200 < block.end) break;
    }
    if (cut == block.end) return;
    set(cut, block.end, Region::signature);
    block.end = cut;
    cut_blank(block);
  }

  void cut_phone_footers(Block& block) {
    while (block.end > block.begin && is_phone_footer(page_.of(page_.lines[block.end - 1])) && page_.lines[block.end - 1].is_authored()) {
      page_.lines[block.end - 1].region = Region::signature;
      --block.end;
      cut_blank(block);
    }
  }

  void cut_closing(Block& block, bool final_block) {
    if (block.begin == block.end) return;
    std::size_t begin = block.end;
    while (begin > block.begin && (page_.lines[begin - 1].blank() || page_.lines[begin - 1].is_authored())) --begin;
    const Closing closing = find_closing(page_, begin, block.end, sender_, block.alone);
    if (!final_block && !(closing.known_name && (closing.formula || closing.signature_begin == closing.signature_end))) return;
    set(closing.sign_off_begin, closing.sign_off_end, Region::sign_off);
    set(closing.signature_begin, closing.signature_end, Region::signature);
  }

  Page& page_;
  const Names& sender_;
};

[[nodiscard]] bool is_separator(const Page& page, std::size_t line) { return page.trimmed(line) == "--"; }

// The name below the text of the lines [begin, end), which somebody else wrote.
[[nodiscard]] std::string find_signed_name(const Page& page, std::size_t begin, std::size_t end, const Names& author) {
  constexpr std::size_t most_lines = 40;
  std::size_t separator = end;
  const std::size_t from = end > begin + most_lines ? end - most_lines : begin;
  for (std::size_t i = from; i < end; ++i) {
    if (is_separator(page, i)) {
      separator = i;
      break;
    }
  }
  std::size_t text_end = separator;
  while (text_end > begin && (page.lines[text_end - 1].blank() || is_phone_footer(page.of(page.lines[text_end - 1])))) --text_end;
  const Closing closing = find_closing(page, begin, text_end, author, true);
  if (!closing.name.empty()) return closing.name;
  // "… when I can. Alec"
  if (text_end > begin) {
    const std::string_view last = page.trimmed(text_end - 1);
    const auto stop = last.substr(0, last.size() - 1).find_last_of(".?!");
    const std::string_view name = stop < last.size() ? trim(last.substr(stop + 1)) : std::string_view();
    if (is_name_of(name, author)) return std::string(strip_end(name));
  }
  const std::size_t below = page.find_text(std::min(separator + 1, end));
  if (separator < end && below < end && (is_name_of(page.trimmed(below), author) || is_name_shaped(page.trimmed(below))))
    return std::string(page.trimmed(below));
  return "";
}

}  // namespace

void mark_endings(Page& page, const Names& sender) { EndingMarker(page, sender).mark(); }

std::string find_quoted_name(const Page& page, const Names& author) {
  std::string name;
  std::size_t begin = 0;
  while (begin < page.lines.size()) {
    const auto latest = [&](std::size_t i) { return page.lines[i].region == Region::quoted && page.lines[i].depth == 1; };
    if (page.lines[begin].blank() || !latest(begin)) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < page.lines.size() && (page.lines[end].blank() || latest(end))) ++end;
    if (std::string found = find_signed_name(page, begin, end, author); !found.empty()) name = std::move(found);
    begin = end;
  }
  return name;
}

}  // namespace replylint

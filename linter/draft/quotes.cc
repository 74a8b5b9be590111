// SPDX-License-Identifier: MIT
// One pass over the lines with a stack of open messages.
#include "draft/quotes.h"

#include <algorithm>
#include <vector>

#include "draft/attribution.h"
#include "draft/header_block.h"
#include "text/words.h"

namespace replylint {
namespace {

// A head that opened a message without '>' of its own: what follows at `prefix` or deeper belongs to it.
struct Level {
  std::uint8_t prefix = 0;
  bool forwarded = false;
};

// Emacs' Supercite: `>>>>> "Eva" == Eva Lind <eva@mail.example> writes:` introduces a quote, its '>' are ornament.
[[nodiscard]] bool is_supercited(std::string_view line) { return line.starts_with('"') && line.ends_with(':') && line.find("\" == ") < 40; }

class QuoteMarker {
 public:
  QuoteMarker(Page& page, bool forwarding) : page_(page), forwarding_(forwarding) {}

  Quotes mark() {
    for (std::size_t i = 0; i < page_.lines.size();) {
      if (page_.lines[i].blank()) {
        ++i;
        continue;
      }
      while (!levels_.empty() && levels_.back().prefix > page_.lines[i].prefix) levels_.pop_back();
      i += mark_at(i);
    }
    return std::move(quotes_);
  }

 private:
  // Marks the line at `i`, or the head that begins there; returns how many lines that was.
  std::size_t mark_at(std::size_t i) {
    if (is_supercited(page_.of(page_.lines[i]))) page_.lines[i].prefix = 0;
    const Line& line = page_.lines[i];
    if (in_forward()) {
      if (line.prefix == levels_.back().prefix && is_forward_end(page_.of(line))) {
        set(i, 1, Region::forwarded, 0);
        levels_.pop_back();
        return 1;
      }
      return set(i, 1, Region::forwarded, 0);
    }
    if (const HeaderBlock block = find_block(i); block.lines > 0) return open_block(i, block);
    if (const Attribution head = find_marked_attribution(i); head.lines > 0) {
      if (const std::size_t taken = open_attribution(i, head); taken > 0) return taken;
    }
    const std::uint8_t depth = find_depth(line.prefix);
    return set(i, 1, depth > 0 ? Region::quoted : Region::authored, depth);
  }

  [[nodiscard]] HeaderBlock find_block(std::size_t i) const {
    HeaderBlock block = find_header_block(page_, i);
    const Line& line = page_.lines[i];
    if (block.lines > 0) {
      block.forwarded = block.forwarded || line.has(MarkKind::forwarded);
      return block;
    }
    const MarkKind kind = line.has(MarkKind::forwarded) ? MarkKind::forwarded : MarkKind::reply_head;
    if (!line.has(kind)) return block;
    block.forwarded = kind == MarkKind::forwarded;
    while (i + block.lines < page_.lines.size() && (page_.lines[i + block.lines].blank() || page_.lines[i + block.lines].has(kind)))
      ++block.lines;
    while (page_.lines[i + block.lines - 1].blank()) --block.lines;
    return block;
  }

  [[nodiscard]] Attribution find_marked_attribution(std::size_t i) const {
    Attribution head = find_attribution(page_, i);
    if (!page_.lines[i].has(MarkKind::attribution)) return head;
    std::size_t lines = 0;
    std::string joined;
    while (i + lines < page_.lines.size() && page_.lines[i + lines].has(MarkKind::attribution) && !page_.lines[i + lines].blank() &&
           lines < 8) {
      joined += (joined.empty() ? "" : " ") + std::string(page_.trimmed(i + lines).substr(0, 300));
      ++lines;
    }
    Attribution parsed = parse_attribution(joined);
    return {lines, true, parsed.lines > 0 ? parsed.from : head.from};
  }

  // A head in the midst of a quote belongs to the quoted message; one that begins a quote introduces it.
  [[nodiscard]] bool is_inside(std::size_t i) const {
    const std::uint8_t prefix = page_.lines[i].prefix;
    if (last_ == none) return prefix == 0 && !levels_.empty();
    const Line& before = page_.lines[last_];
    if (prefix == 0) return !levels_.empty();
    return before.prefix >= prefix || last_is_head_;
  }

  std::size_t open_block(std::size_t i, const HeaderBlock& block) {
    const std::uint8_t prefix = page_.lines[i].prefix;
    const bool inside = is_inside(i);
    const std::uint8_t depth = find_depth(prefix);
    const bool begins = prefix > 0 && !inside;
    if (!inside && (block.forwarded || forwarding_)) {
      set(i, block.lines, Region::forwarded, 0);
      const std::size_t next = page_.find_text(i + block.lines);
      push({next < page_.lines.size() ? std::max(prefix, page_.lines[next].prefix) : prefix, true});
      quotes_.forwarded = true;
      return block.lines;
    }
    note_author(begins ? depth - 1U : depth, block.from);
    set_head(i, block.lines, depth);
    const std::size_t next = page_.find_text(i + block.lines);
    const bool deeper = next < page_.lines.size() && page_.lines[next].prefix > prefix;
    if (!begins && !deeper) push({prefix, false});
    return block.lines;
  }

  // Returns 0 where the line only looks like an attribution.
  std::size_t open_attribution(std::size_t i, const Attribution& head) {
    const std::uint8_t prefix = page_.lines[i].prefix;
    const std::uint8_t depth = find_depth(prefix);
    const std::size_t next = page_.find_text(i + head.lines);
    const bool deeper = next < page_.lines.size() && page_.lines[next].prefix > prefix;
    if (!deeper && !head.strong) return 0;
    const bool begins = prefix > 0 && !is_inside(i) && !deeper;
    note_author(begins ? depth - 1U : depth, head.from);
    set_head(i, head.lines, depth);
    if (!deeper && !begins && (prefix > 0 || !is_answered_inline(next))) push({prefix, false});
    return head.lines;
  }

  // After an attribution at the margin: "text … > quote" is an answer whose quote comes later, unless that later quote
  // has an attribution of its own and so belongs to the quoted message.
  [[nodiscard]] bool is_answered_inline(std::size_t from) {
    for (next_quote_ = std::max(next_quote_, from); next_quote_ < page_.lines.size(); ++next_quote_) {
      if (page_.lines[next_quote_].blank()) continue;
      if (page_.lines[next_quote_].prefix > 0) break;
      before_quote_ = next_quote_;
    }
    if (next_quote_ >= page_.lines.size()) return false;
    return before_quote_ < from || !page_.of(page_.lines[before_quote_]).ends_with(':');
  }

  void note_author(std::uint32_t depth, const std::string& name) {
    if (depth == 0 && quotes_.from.empty()) quotes_.from = name;
  }

  [[nodiscard]] bool in_forward() const { return !levels_.empty() && levels_.back().forwarded; }

  [[nodiscard]] std::uint8_t find_depth(std::uint8_t prefix) const {
    return static_cast<std::uint8_t>(std::min<std::size_t>(255, prefix + levels_.size()));
  }

  void push(Level level) {
    if (levels_.size() < 255) levels_.push_back(level);
  }

  // A head at the margin is an attribution; one inside a quoted message is part of that message.
  void set_head(std::size_t first, std::size_t count, std::uint8_t depth) {
    set(first, count, depth == 0 ? Region::attribution : Region::quoted, depth);
    last_is_head_ = true;
  }

  std::size_t set(std::size_t first, std::size_t count, Region region, std::uint8_t depth) {
    last_is_head_ = false;
    for (std::size_t i = first; i < first + count; ++i) {
      page_.lines[i].region = region;
      page_.lines[i].depth = depth;
      if (!page_.lines[i].blank()) last_ = i;
    }
    return count;
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  Page& page_;
  bool forwarding_;
  std::vector<Level> levels_;
  std::size_t last_ = none;  // the last line marked that is not blank
  bool last_is_head_ = false;
  std::size_t next_quote_ = 0;    // the next line with a prefix,
  std::size_t before_quote_ = 0;  // and the last one before it that is not blank
  Quotes quotes_;
};

}  // namespace

Quotes mark_quotes(Page& page, bool forwarding) { return QuoteMarker(page, forwarding).mark(); }

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Finds body parts by their boundary lines, outermost first, so that an unclosed inner part cannot swallow outer ones.
#include "mail/tree.h"

#include <algorithm>
#include <optional>

#include "text/words.h"

namespace replylint {
namespace {

struct Boundary {
  std::size_t begin = 0;  ///< of the line
  std::size_t next = 0;   ///< after the line
  bool closes = false;
};

class BoundaryScan {
 public:
  BoundaryScan(std::string_view raw, RawSpan within, std::string_view boundary)
      : raw_(raw.substr(0, within.end)), ends_(raw_), at_(within.begin), begin_(within.begin), marker_("--" + std::string(boundary)) {}

  /// The next boundary line; `begin` is the end of the text when there is none.
  Boundary next() {
    while (at_ < raw_.size()) {
      const std::size_t found = raw_.find(marker_, at_);
      if (found == std::string_view::npos) break;
      at_ = found + marker_.size();
      if (found > begin_ && raw_[found - 1] != '\n' && raw_[found - 1] != '\r') continue;
      const std::size_t line_end = ends_.after(at_);
      std::string_view rest = without_line_end(raw_.substr(at_, line_end - at_));
      const bool closes = rest.starts_with("--");
      if (closes) rest.remove_prefix(2);
      if (!std::all_of(rest.begin(), rest.end(), is_space)) continue;
      at_ = line_end;
      return {found, line_end, closes};
    }
    at_ = raw_.size();
    return {raw_.size(), raw_.size(), true};
  }

  [[nodiscard]] bool at_end() const { return at_ >= raw_.size(); }

 private:
  std::string_view raw_;
  LineEnds ends_;
  std::size_t at_;
  std::size_t begin_;
  std::string marker_;
};

/// The line break before a boundary belongs to the boundary.
std::size_t before_line_end(std::string_view raw, std::size_t begin, std::size_t end) {
  return begin + without_line_end(raw.substr(begin, end - begin)).size();
}

/// The ranges of the parts of a multipart body.
std::vector<RawSpan> find_parts(std::string_view raw, RawSpan body, std::string_view boundary, std::size_t most, bool& closed) {
  std::vector<RawSpan> parts;
  BoundaryScan scan(raw, body, boundary);
  Boundary current = scan.next();
  closed = true;
  while (!current.closes && parts.size() <= most) {
    const bool may_end = !scan.at_end();
    const Boundary following = scan.next();
    closed = may_end && following.begin < body.end;
    const std::size_t end = closed ? before_line_end(raw, current.next, following.begin) : body.end;
    parts.push_back({static_cast<std::uint32_t>(current.next), static_cast<std::uint32_t>(end)});
    current = following;
  }
  return parts;
}

class TreeParser {
 public:
  TreeParser(std::string_view raw, const MailLimits& limits, std::vector<std::string>& problems)
      : raw_(raw), limits_(limits), problems_(problems) {}

  std::expected<Part, MailError> parse(RawSpan within, std::size_t depth, bool in_digest) {
    if (depth > limits_.nesting) return refuse("the body parts of the message are nested too deeply", limits_.nesting);
    if (++count_ > limits_.parts) return refuse("the message has too many body parts", limits_.parts);
    auto header = parse_header(raw_, within, limits_);
    if (!header) return std::unexpected(std::move(header.error()));
    Part part;
    part.header = std::move(*header);
    part.body = {part.header.body_begin, within.end};
    read_fields(part, in_digest);
    if (part.media.type != "multipart") return part;
    if (auto error = parse_children(part, depth)) return std::unexpected(std::move(*error));
    return part;
  }

 private:
  static std::unexpected<MailError> refuse(std::string_view what, std::size_t limit) {
    return std::unexpected(MailError{std::string(what) + " (the limit is " + std::to_string(limit) + ")"});
  }

  void read_fields(Part& part, bool in_digest) {
    if (part.header.has_broken_lines) problems_.emplace_back("the header has lines that are no fields; they were skipped");
    if (const Field* field = find_field(part.header, "Content-Type")) part.media = parse_media_type(unfold(raw_, *field), problems_);
    if (part.media.type.empty() || part.media.subtype.empty()) {
      const auto parameters = std::move(part.media.parameters);
      part.media = in_digest ? MediaType{"message", "rfc822", {}} : MediaType{"text", "plain", parameters};
    }
    if (const Field* field = find_field(part.header, "Content-Disposition"))
      part.disposition = parse_media_type(unfold(raw_, *field), problems_);
    if (const Field* field = find_field(part.header, "Content-Transfer-Encoding")) {
      const std::string value = to_lower(unfold(raw_, *field));
      part.transfer_encoding = value.substr(0, value.find_first_of(" \t;("));
    }
    if (const Field* field = find_field(part.header, "Content-ID")) {
      const std::string value = unfold(raw_, *field);
      const std::size_t begin = value.starts_with('<') ? 1 : 0;
      part.content_id = value.substr(begin, value.find('>') == std::string::npos ? value.size() : value.find('>') - begin);
    }
  }

  std::optional<MailError> parse_children(Part& part, std::size_t depth) {
    const std::string boundary(trim(part.media.parameter("boundary")));
    bool closed = true;
    std::vector<RawSpan> parts;
    if (!boundary.empty()) parts = find_parts(raw_, part.body, boundary, limits_.parts, closed);
    if (parts.empty()) {
      problems_.emplace_back("a multipart body has no parts that can be found; it was read as plain text");
      part.media = {"text", "plain", {}};
      return std::nullopt;
    }
    if (!closed) problems_.emplace_back("a multipart body does not end in its boundary line");
    for (const RawSpan span : parts) {
      auto child = parse(span, depth + 1, part.media.subtype == "digest");
      if (!child) return std::move(child.error());
      part.children.push_back(std::move(*child));
    }
    return std::nullopt;
  }

  std::string_view raw_;
  const MailLimits& limits_;
  std::vector<std::string>& problems_;
  std::size_t count_ = 0;
};

}  // namespace

std::string_view Part::file_name() const {
  const std::string_view name = disposition.parameter("filename");
  return name.empty() ? media.parameter("name") : name;
}

std::expected<Part, MailError> parse_tree(std::string_view raw, RawSpan within, const MailLimits& limits,
                                          std::vector<std::string>& problems) {
  return TreeParser(raw, limits, problems).parse(within, 0, false);
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Walks gumbo's tree of a mail's HTML, after checking that a tree is safe to build.
#include "mail/html.h"

#include <gumbo.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "mail/html_align.h"
#include "mail/html_strip.h"
#include "mail/html_writer.h"

namespace replylint {
namespace {

/// A tree may come out deeper than the guard's estimate by a factor; what lies below this is left out.
constexpr int deepest_walk = 2000;

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

class TreeWalk {
 public:
  TreeWalk(const MappedText& source, HtmlWriter& writer) : source_(source), writer_(writer) {}

  void walk(const GumboNode& node, int depth) {
    switch (node.type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        walk_element(node.v.element, depth);
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
        walk_text(node.v.text);
        break;
      default:
        break;
    }
  }

 private:
  void walk_element(const GumboElement& element, int depth) {
    HtmlElement facts;
    facts.name = gumbo_normalized_tagname(element.tag);
    if (element.attributes.length > 0) {
      facts.classes = attribute(element, "class");
      facts.id = attribute(element, "id");
      facts.style = attribute(element, "style");
      facts.type = attribute(element, "type");
      facts.hidden = gumbo_get_attribute(&element.attributes, "hidden") != nullptr;
    }
    if (element.original_tag.data != nullptr) at_ = offset_of(element.original_tag.data);
    writer_.open(facts, at_);
    if (depth < deepest_walk)
      for (unsigned i = 0; i < element.children.length; ++i) walk(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1);
    writer_.close();
  }

  void walk_text(const GumboText& text) {
    const std::uint32_t begin = text.original_text.data == nullptr ? at_ : offset_of(text.original_text.data);
    align_html_text(source_.text, begin, text.text, [&](std::string_view bytes, TextSpan from) {
      writer_.text(bytes, from);
      at_ = from.end;
    });
  }

  [[nodiscard]] std::uint32_t offset_of(const char* place) const {
    const std::less_equal<const char*> not_after;
    const char* begin = source_.text.data();
    const char* end = begin + source_.text.size();
    return not_after(begin, place) && not_after(place, end) ? static_cast<std::uint32_t>(place - begin) : at_;
  }

  const MappedText& source_;
  HtmlWriter& writer_;
  std::uint32_t at_ = 0;
};

}  // namespace

void append_html(const MappedText& source, const MailLimits& limits, Body& to, std::vector<std::string>& problems) {
  HtmlWriter writer(source, to);
  const bool small = source.text.size() <= limits.html_bytes;
  if (!small || !nests_within(source.text, limits.html_nesting)) {
    problems.emplace_back(small ? "the HTML is nested too deeply; it was read tag by tag"
                                : "the HTML is very long; it was read tag by tag");
    strip_html(source.text, writer);
  } else {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    const std::unique_ptr<GumboOutput, decltype(destroy)> tree(gumbo_parse_with_options(&options, source.text.data(), source.text.size()),
                                                               destroy);
    TreeWalk(source, writer).walk(*tree->root, 0);
  }
  writer.finish();
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Builds the node trees from libfyaml's events; the only file that includes libfyaml.
#include "ruleset/yaml.h"

#include <libfyaml.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "ruleset/yaml_guard.h"

namespace replylint {
namespace {

void discard_output(fy_diag*, void*, const char*, std::size_t) {}

struct DestroyDiag {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};
struct DestroyParser {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};

std::uint32_t count_code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// Events -> trees. Keeps its own stack, so depth costs no C++ stack.
class Builder {
 public:
  Builder(std::string_view text, const YamlLimits& limits) : text_(text), limits_(limits) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i % block_size == 0) counts_.push_back(i == 0 ? 0 : counts_.back() + count_code_points(text.substr(i - block_size, block_size)));
      if (text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n")) line_starts_.push_back(i + 1);
    }
  }

  /// False when parsing has to stop; error() says why.
  bool take(fy_event& event);
  [[nodiscard]] const std::optional<YamlError>& error() const { return error_; }
  std::vector<Node> take_roots() { return std::move(roots_); }

 private:
  /// Code points before a byte: quick also in a file that is one long line.
  [[nodiscard]] std::uint32_t count_before(std::size_t offset) const {
    if (offset == 0) return 0;
    const auto block = (offset - 1) / block_size;
    return counts_[block] + count_code_points(text_.substr(block * block_size, offset - block * block_size));
  }
  [[nodiscard]] YamlPlace to_place(std::size_t offset) const {
    const auto line = static_cast<std::size_t>(std::ranges::upper_bound(line_starts_, offset) - line_starts_.begin());
    return {static_cast<std::uint32_t>(line), count_before(offset) - count_before(line_starts_[line - 1]) + 1};
  }
  [[nodiscard]] std::size_t find_offset(fy_event& event) const {
    const auto* mark = fy_event_start_mark(&event);
    return mark == nullptr ? offset_ : std::min(mark->input_pos, text_.size());
  }
  bool fail(std::size_t offset, std::string what) {
    error_ = YamlError{to_place(offset), std::move(what)};
    return false;
  }
  bool open(fy_event& event, NodeKind kind, const fy_token* tag, const fy_token* anchor);
  bool close();
  static void keep_last(Node& node, std::span<const Node* const> sorted);
  bool take_scalar(fy_event& event);
  bool add(Node node);
  [[nodiscard]] bool check_properties(std::size_t offset, const fy_token* tag, const fy_token* anchor);
  [[nodiscard]] std::string take_text(fy_event& event, std::size_t offset, fy_scalar_style style) const;
  void locate_text(Node& node, std::size_t offset, fy_scalar_style style) const;

  static constexpr std::size_t block_size = 256;
  std::string_view text_;
  const YamlLimits& limits_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t> counts_;  ///< code points before each block
  std::vector<Node> open_;             ///< collections not yet closed, outermost first
  std::optional<Node> key_;            ///< read, its value is next
  std::vector<std::optional<Node>> outer_keys_;
  std::vector<Node> roots_;
  std::size_t nodes_ = 0;
  std::size_t offset_ = 0;  ///< of the last event that had a place
  std::optional<YamlError> error_;
};

bool Builder::check_properties(std::size_t offset, const fy_token* tag, const fy_token* anchor) {
  if (anchor != nullptr) return fail(offset, "anchors (&name) are not accepted in rule files");
  if (tag != nullptr) return fail(offset, "tags (!name) are not accepted in rule files");
  if (++nodes_ > limits_.nodes) return fail(offset, "more than " + std::to_string(limits_.nodes) + " values in one file");
  return true;
}

bool Builder::open(fy_event& event, NodeKind kind, const fy_token* tag, const fy_token* anchor) {
  const auto offset = find_offset(event);
  if (!check_properties(offset, tag, anchor)) return false;
  if (open_.size() >= limits_.depth) return fail(offset, "nested more than " + std::to_string(limits_.depth) + " deep");
  const bool is_key = !open_.empty() && open_.back().kind == NodeKind::mapping && !key_;
  if (is_key) return fail(offset, "a key has to be a plain text, not a list or a mapping");
  Node node;
  node.kind = kind;
  node.plain = false;
  node.place = node.text_place = to_place(offset);
  outer_keys_.push_back(std::exchange(key_, std::nullopt));
  open_.push_back(std::move(node));
  return true;
}

bool Builder::close() {
  Node node = std::move(open_.back());
  open_.pop_back();
  key_ = std::move(outer_keys_.back());
  outer_keys_.pop_back();
  if (node.kind == NodeKind::mapping) {
    std::vector<const Node*> sorted;
    for (const auto& item : node.items) sorted.push_back(&item);
    std::ranges::sort(sorted, [](const Node* a, const Node* b) { return std::tie(a->key, a) < std::tie(b->key, b); });
    const auto twice = std::ranges::adjacent_find(sorted, {}, &Node::key);
    if (twice != sorted.end() && limits_.repeated_keys) {
      keep_last(node, sorted);
    } else if (twice != sorted.end()) {
      const auto* second = *(twice + 1);
      error_ = YamlError{second->key_place, "“" + second->key + "” is here a second time in one mapping"};
      return false;
    }
  }
  return add(std::move(node));
}

/// Drops the items whose key comes again; `sorted` has them by key and place.
void Builder::keep_last(Node& node, std::span<const Node* const> sorted) {
  std::vector<bool> again(node.items.size());
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
    if (sorted[i]->key == sorted[i + 1]->key) again[static_cast<std::size_t>(sorted[i] - node.items.data())] = true;
  }
  std::vector<Node> kept;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (!again[i]) kept.push_back(std::move(node.items[i]));
  }
  node.items = std::move(kept);
}

/// A key waits for its value; everything else goes into the innermost open collection.
bool Builder::add(Node node) {
  if (open_.empty()) {
    roots_.push_back(std::move(node));
    return true;
  }
  auto& parent = open_.back();
  if (parent.kind == NodeKind::mapping) {
    if (!key_) {
      key_ = std::move(node);
      return true;
    }
    node.key = std::move(key_->text);
    node.key_place = key_->place;
    node.key_text_place = key_->text_place;
    key_.reset();
  }
  parent.items.push_back(std::move(node));
  return true;
}

/// `"ab\tc"`: the mark of a quoted scalar stands behind the quote, on its first byte; two bytes of it are verbatim.
void Builder::locate_text(Node& node, std::size_t offset, fy_scalar_style style) const {
  const bool quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
  node.place = to_place(quoted && offset > 0 ? offset - 1 : offset);
  if (!quoted && style != FYSS_PLAIN) offset = std::min(text_.find_first_not_of(' ', offset), text_.size());
  const auto raw = text_.substr(offset);
  auto verbatim = static_cast<std::size_t>(std::ranges::mismatch(raw, node.text).in1 - raw.begin());
  verbatim = std::min(verbatim, raw.substr(0, verbatim).find('\n'));
  node.verbatim = static_cast<std::uint32_t>(verbatim);
  node.text_place = to_place(offset);
}

/// libfyaml loses memory when it undoes many doubled quotes, 'it''''s', so that is done here; only folding is left to it.
std::string Builder::take_text(fy_event& event, std::size_t offset, fy_scalar_style style) const {
  const auto* end = fy_event_end_mark(&event);
  const auto size = end == nullptr || end->input_pos < offset ? 0 : end->input_pos - offset;
  const auto raw = text_.substr(offset, size);
  if (style == FYSS_SINGLE_QUOTED && raw.find_first_of("\r\n") == std::string_view::npos) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '\'') ++i;
    }
    return text;
  }
  std::size_t length = 0;
  const char* text = event.scalar.value == nullptr ? nullptr : fy_token_get_text(event.scalar.value, &length);
  return text == nullptr ? std::string() : std::string(text, length);
}

bool Builder::take_scalar(fy_event& event) {
  const auto offset = find_offset(event);
  if (!check_properties(offset, event.scalar.tag, event.scalar.anchor)) return false;
  Node node;
  const auto style = event.scalar.value == nullptr ? FYSS_PLAIN : fy_token_scalar_style(event.scalar.value);
  node.plain = style == FYSS_PLAIN || style == FYSS_ANY;
  node.text = take_text(event, offset, style);
  locate_text(node, offset, style);
  return add(std::move(node));
}

bool Builder::take(fy_event& event) {
  offset_ = find_offset(event);
  switch (event.type) {
    case FYET_DOCUMENT_START:
      return roots_.size() < limits_.documents ||
             fail(offset_, "more than " + std::to_string(limits_.documents) + " documents in one file");
    case FYET_ALIAS:
      return fail(offset_, "aliases (*name) are not accepted in rule files");
    case FYET_SCALAR:
      return take_scalar(event);
    case FYET_MAPPING_START:
      return open(event, NodeKind::mapping, event.mapping_start.tag, event.mapping_start.anchor);
    case FYET_SEQUENCE_START:
      return open(event, NodeKind::sequence, event.sequence_start.tag, event.sequence_start.anchor);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      return close();
    default:
      return true;
  }
}

YamlError find_first_error(fy_diag* diag) {
  void* position = nullptr;
  while (const auto* error = fy_diag_errors_iterate(diag, &position)) {
    if (error->type < FYET_ERROR) continue;
    const auto line = static_cast<std::uint32_t>(std::max(error->line, 1));
    const auto column = static_cast<std::uint32_t>(std::max(error->column, 1));
    return {{line, column}, std::string("not YAML: ") + (error->msg == nullptr ? "unreadable" : error->msg)};
  }
  return {{}, "not YAML"};
}

std::expected<std::vector<Node>, YamlError> run_parser(std::string_view text, const YamlLimits& limits) {
  fy_diag_cfg diag_options;
  fy_diag_cfg_default(&diag_options);
  diag_options.fp = nullptr;
  diag_options.output_fn = discard_output;
  diag_options.level = FYET_ERROR;
  const std::unique_ptr<fy_diag, DestroyDiag> diag(fy_diag_create(&diag_options));
  if (!diag) return std::unexpected(YamlError{{}, "out of memory"});
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg options{};
  options.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_DISABLE_MMAP_OPT);
  options.diag = diag.get();
  const std::unique_ptr<fy_parser, DestroyParser> parser(fy_parser_create(&options));
  if (!parser || fy_parser_set_string(parser.get(), text.data(), text.size()) != 0) return std::unexpected(YamlError{{}, "out of memory"});
  Builder builder(text, limits);
  while (auto* event = fy_parser_parse(parser.get())) {
    const bool more = builder.take(*event);
    fy_parser_event_free(parser.get(), event);
    if (!more) return std::unexpected(*builder.error());
  }
  if (fy_parser_get_stream_error(parser.get())) return std::unexpected(find_first_error(diag.get()));
  auto roots = builder.take_roots();
  if (roots.empty()) roots.emplace_back();
  return roots;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  if (kind != NodeKind::mapping) return nullptr;
  const auto found = std::ranges::find(items, name, &Node::key);
  return found == items.end() ? nullptr : &*found;
}

bool Node::is_empty() const { return kind == NodeKind::scalar && plain && (text.empty() || text == "~" || text == "null"); }

YamlPlace Node::find_place(std::size_t offset) const {
  if (offset > verbatim) return place;
  return {text_place.line, text_place.column + count_code_points(std::string_view(text).substr(0, offset))};
}

std::expected<std::vector<Node>, YamlError> parse_yaml(std::string_view text, const YamlLimits& limits) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (auto error = find_bad_input(text, limits.bytes)) return std::unexpected(std::move(*error));
  if (text.empty()) return std::vector<Node>(1);
  return run_parser(text, limits);
}

}  // namespace replylint

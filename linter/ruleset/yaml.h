// SPDX-License-Identifier: MIT
// A stream of YAML documents -> trees of nodes that know where they were written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace replylint {

enum class NodeKind : std::uint8_t { scalar, sequence, mapping };

/// A place in one file; line and column start at 1, columns are code points.
struct YamlPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct Node {
  NodeKind kind = NodeKind::scalar;
  bool plain = true;           ///< a scalar written without quotes or block style
  std::string text;            ///< of a scalar, escapes undone
  std::string key;             ///< the node's key where it stands in a mapping
  YamlPlace key_place;         ///< of the key's first byte, its opening quote included
  YamlPlace key_text_place;    ///< of the first byte of `key`
  YamlPlace place;             ///< of the first byte, the opening quote included
  YamlPlace text_place;        ///< of the first byte of `text`
  std::uint32_t verbatim = 0;  ///< so many first bytes of `text` stand in the file as they are, on one line
  std::vector<Node> items;     ///< of a sequence in order, of a mapping in order of writing

  /// The value of a mapping's key; nullptr where it is not there.
  [[nodiscard]] const Node* find(std::string_view name) const;
  /// Nothing was written, or `null` or `~`.
  [[nodiscard]] bool is_empty() const;
  /// The place of byte `offset` of `text`; the scalar's start where escapes or line ends stand between.
  [[nodiscard]] YamlPlace find_place(std::size_t offset) const;
};

struct YamlError {
  YamlPlace place;
  std::string what;
};

struct YamlLimits {
  std::size_t bytes = 1U << 20U;
  std::size_t nodes = 200000;  ///< of all documents together
  std::size_t depth = 24;
  std::size_t documents = 1000;
  bool repeated_keys = false;  ///< of keys that stand in one mapping several times, the last counts
};

/// Parses the documents of a stream of YAML 1.2, at least one. Refused: aliases, anchors, tags, directives, keys that are not scalars,
/// a key twice in one mapping unless the limits allow it, bytes that are not UTF-8 or not printable, more than the limits. An empty
/// document is an empty scalar.
[[nodiscard]] std::expected<std::vector<Node>, YamlError> parse_yaml(std::string_view text, const YamlLimits& limits = {});

}  // namespace replylint

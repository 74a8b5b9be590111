// SPDX-License-Identifier: MIT
// The node tree: shapes, places, and everything that a rule file may not be.
#include "ruleset/yaml.h"

#include <catch2/catch.hpp>
#include <string>

using namespace replylint;

namespace {

/// {key: …}, […], "quoted" or plain: the tree as one line.
std::string to_line(const Node& node) {
  if (node.kind == NodeKind::scalar) return node.plain ? node.text : "\"" + node.text + "\"";
  std::string line;
  for (const auto& item : node.items)
    line += (line.empty() ? "" : ", ") + (node.kind == NodeKind::mapping ? item.key + ": " : "") + to_line(item);
  return node.kind == NodeKind::mapping ? "{" + line + "}" : "[" + line + "]";
}

std::string to_line(const YamlError& error) {
  return std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + ": " + error.what;
}

std::string to_line(YamlPlace place) { return std::to_string(place.line) + ":" + std::to_string(place.column); }

}  // namespace

TEST_CASE("YAML gives a tree") {
  struct Case {
    const char* text;
    const char* tree;
  };
  const auto [text, tree] = GENERATE(values<Case>({
      {"", ""},
      {"# only a comment\n", ""},
      {"a: 1\n", "{a: 1}"},
      {"\xEF\xBB\xBF"
       "a: 1\n",
       "{a: 1}"},
      {"a: '1'\nb: \"2\\n\"\n", "{a: \"1\", b: \"2\n\"}"},
      {"a: [x, {b: c}]\n", "{a: [x, {b: c}]}"},
      {"- a\n- - b\n  - c\n- {}\n- []\n", "[a, [b, c], {}, []]"},
      {"a:\nb: ~\n", "{a: , b: ~}"},
      {"a: >-\n  one\n  two\nb: |\n  three\n", "{a: \"one two\", b: \"three\n\"}"},
      {"a: no\nb: yes\n", "{a: no, b: yes}"},
      {"{a: b}\r\n", "{a: b}"},
      {"---\na: b\n...\n", "{a: b}"},
      {"é: 'it''s'\n", "{é: \"it's\"}"},
  }));
  CAPTURE(text);
  const auto roots = parse_yaml(text);
  REQUIRE(roots);
  REQUIRE(roots->size() == 1);
  CHECK(to_line(roots->front()) == tree);
}

TEST_CASE("a stream gives its documents, each place that of the file") {
  const auto roots = parse_yaml("# one\na: é\n---\n# two\nb: [x]\n...\n---\n---\n- c\n");
  REQUIRE(roots);
  REQUIRE(roots->size() == 4);
  CHECK(to_line(roots->at(0)) == "{a: é}");
  CHECK(to_line(roots->at(1)) == "{b: [x]}");
  CHECK(roots->at(2).is_empty());
  CHECK(to_line(roots->at(3)) == "[c]");
  CHECK(to_line(roots->at(1).items[0].key_place) == "5:1");
  CHECK(to_line(roots->at(1).items[0].items[0].place) == "5:5");
  CHECK(to_line(roots->at(3).items[0].place) == "9:3");
  const auto twice = parse_yaml("a: 1\n---\nb: 1\nb: 2\n");
  REQUIRE_FALSE(twice);
  CHECK(to_line(twice.error()) == "4:1: “b” is here a second time in one mapping");
}

TEST_CASE("every node knows its place") {
  const auto roots = parse_yaml("é: [x, \"y\"]\nlist:\n  - one\n  - 'two'\nmap: {k: v}\n");
  REQUIRE(roots);
  const auto* root = &roots->front();
  CHECK(to_line(root->items[0].key_place) == "1:1");
  CHECK(to_line(root->items[0].place) == "1:4");
  CHECK(to_line(root->items[0].items[1].place) == "1:8");
  CHECK(to_line(root->items[0].items[1].text_place) == "1:9");
  CHECK(to_line(root->find("list")->key_place) == "2:1");
  CHECK(to_line(root->find("list")->items[0].place) == "3:5");
  CHECK(to_line(root->find("list")->items[1].text_place) == "4:6");
  CHECK(to_line(root->find("map")->items[0].key_place) == "5:7");
  CHECK(to_line(root->find("map")->items[0].place) == "5:10");
  CHECK(root->find("nothing") == nullptr);
}

TEST_CASE("a byte of a scalar has a place as long as the file shows it as it is") {
  struct Case {
    const char* text;
    std::size_t offset;
    const char* place;
  };
  const auto [text, offset, place] = GENERATE(values<Case>({
      {"a: hello\n", 0, "1:4"},
      {"a: hello\n", 4, "1:8"},
      {"a: hello\n", 5, "1:9"},
      {"a: 'hello'\n", 2, "1:7"},
      {"a: \"héllo\"\n", 3, "1:7"},
      {"a: \"x\\ty\"\n", 1, "1:6"},
      {"a: \"x\\ty\"\n", 2, "1:4"},
      {"a: 'it''s so'\n", 3, "1:8"},
      {"a: 'it''s so'\n", 5, "1:4"},
      {"a: one\n  two\n", 2, "1:6"},
      {"a: one\n  two\n", 5, "1:4"},
      {"a: |\n  one\n  two\n", 1, "2:4"},
  }));
  CAPTURE(text, offset);
  const auto roots = parse_yaml(text);
  REQUIRE(roots);
  CHECK(to_line(roots->front().items[0].find_place(offset)) == place);
}

TEST_CASE("what a rule file may not be") {
  struct Case {
    const char* name;
    std::string text;
    const char* error;
  };
  const auto [name, text, error] = GENERATE(values<Case>({
      {"alias", "a: &x 1\nb: *x\n", "1:7: anchors (&name) are not accepted in rule files"},
      {"alias without anchor", "b: *x\n", "1:5: aliases (*name) are not accepted in rule files"},
      {"tag", "a: !!str 1\n", "1:10: tags (!name) are not accepted in rule files"},
      {"directive", "%YAML 1.2\n---\na: 1\n", "1:1: directives (%) are not accepted in rule files"},
      {"key twice", "a: 1\nb: 2\na: 3\n", "3:1: “a” is here a second time in one mapping"},
      {"key twice, quoted", "{a: 1, \"a\": 3}\n", "1:8: “a” is here a second time in one mapping"},
      {"list as key", "? [a]\n: b\n", "1:3: a key has to be a plain text, not a list or a mapping"},
      {"open bracket", "a: [b\n", "2:1: not YAML: flow sequence without a closing bracket"},
      {"open quote", "a: \"b\n", "1:5: not YAML: double-quoted scalar without closing quote"},
      {"tab", "a:\n\tb: 1\n", "2:1: not YAML: tab character may not be used as indentation"},
      {"not UTF-8", "a: b\nc: \xFF\n", "2:4: not UTF-8"},
      {"overlong", "\xC0\x80", "1:1: not UTF-8"},
      {"surrogate", "\xED\xA0\x80", "1:1: not UTF-8"},
      {"cut off", "\xE2\x82", "1:1: not UTF-8"},
      {"NUL", std::string("a: \0b\n", 6), "1:4: a control character; write it as an escape in double quotes"},
      {"escape", "a: \x1B[0m\n", "1:4: a control character; write it as an escape in double quotes"},
      {"UTF-16", std::string("a\0:\0", 4), "1:2: a control character; write it as an escape in double quotes"},
  }));
  CAPTURE(name);
  const auto node = parse_yaml(text);
  REQUIRE_FALSE(node);
  CHECK(to_line(node.error()) == error);
}

TEST_CASE("size, depth, number of nodes and of documents are limited") {
  const YamlLimits limits{.bytes = 100, .nodes = 10, .depth = 3, .documents = 2};
  CHECK(parse_yaml("[[[a]]]", limits));
  const auto deep = parse_yaml("[[[[a]]]]", limits);
  REQUIRE_FALSE(deep);
  CHECK(to_line(deep.error()) == "1:4: nested more than 3 deep");
  CHECK(parse_yaml("[1,2,3,4,5,6,7,8,9]", limits));
  const auto many = parse_yaml("[1,2,3,4,5,6,7,8,9,10]", limits);
  REQUIRE_FALSE(many);
  CHECK(to_line(many.error()) == "1:20: more than 10 values in one file");
  const auto spread = parse_yaml("[1,2,3,4,5]\n---\n[6,7,8,9,10]", limits);
  REQUIRE_FALSE(spread);
  CHECK(to_line(spread.error()) == "3:8: more than 10 values in one file");
  const auto stream = parse_yaml("a\n---\nb\n---\nc", limits);
  REQUIRE_FALSE(stream);
  CHECK(to_line(stream.error()) == "4:1: more than 2 documents in one file");
  CHECK(parse_yaml(std::string(100, '#'), limits));
  const auto large = parse_yaml(std::string(101, '#'), limits);
  REQUIRE_FALSE(large);
  CHECK(to_line(large.error()) == "1:1: the file has over 100 bytes; accepted are 100");
  CHECK_FALSE(parse_yaml(std::string(1U << 20U, '[')));
  CHECK_FALSE(parse_yaml(std::string(1U << 20U, '{')));
  std::string nested;
  for (int i = 0; i < 300; ++i) nested += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK_FALSE(parse_yaml(nested));
}

TEST_CASE("keys may repeat where the limits allow it; the last one counts") {
  YamlLimits limits;
  limits.repeated_keys = true;
  const auto documents = parse_yaml("a: 1\nb: {x: 1, x: 2}\na: 3\n'a b': 4\n", limits);
  REQUIRE(documents);
  const auto* root = &documents->front();
  CHECK(to_line(*root) == "{b: {x: 2}, a: 3, a b: 4}");
  CHECK(to_line(root->find("a")->key_place) == "3:1");
  CHECK(to_line(root->find("a b")->key_place) == "4:1");
  CHECK(to_line(root->find("a b")->key_text_place) == "4:2");
}

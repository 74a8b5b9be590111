// SPDX-License-Identifier: MIT
// Writes a rule set as one flat byte string and reads it back; both directions share one description of each type.
//
//   "RLRULES\0"  format version u32  length of data u64  checksum of data u64  data
//
// Numbers are little-endian, texts and lists begin with their length, an optional value with 0 or 1.
#include "ruleset/table.h"

#include <algorithm>
#include <bit>
#include <concepts>
#include <limits>
#include <type_traits>

#include "ruleset/table_check.h"

namespace replylint {
namespace {

constexpr std::string_view magic{"RLRULES\0", 8};
constexpr std::uint32_t format_version = 4;
constexpr std::size_t header_size = 8 + 4 + 8 + 8;
constexpr std::size_t max_size = 256U << 20U;

std::uint64_t load_word(std::string_view bytes, std::size_t size) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return word;
}

/// Finds accidents, not attacks: eight bytes at a time, each mixed in by a multiplication and a rotation.
std::uint64_t make_checksum(std::string_view bytes) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15U;
  std::uint64_t sum = prime ^ bytes.size();
  const auto mix = [&](std::uint64_t word) { sum = std::rotl((sum ^ word) * prime, 29); };
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(load_word(bytes, 8));
  mix(load_word(bytes, bytes.size()));
  return (sum ^ (sum >> 32U)) * prime;
}

class Writer {
 public:
  template <std::unsigned_integral Number>
  void take(Number number) {
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      bytes.push_back(static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * i)) & 0xFFU));
  }
  void take_text(const std::string& text) {
    take(static_cast<std::uint32_t>(text.size()));
    bytes += text;
  }
  template <class Value, class Each>
  void take_list(const std::vector<Value>& list, Each&& each) {
    take(static_cast<std::uint32_t>(list.size()));
    for (const auto& value : list) each(value);
  }
  std::string bytes;
  static constexpr bool reads = false;
};

/// After the first thing that does not fit, everything reads as zero and nothing is taken any more.
class Reader {
 public:
  explicit Reader(std::string_view data) : left(data) {}
  template <std::unsigned_integral Number>
  void take(Number& number) {
    number = 0;
    if (left.size() < sizeof(Number)) return fail();
    number = static_cast<Number>(load_word(left, sizeof(Number)));
    left.remove_prefix(sizeof(Number));
  }
  void take_text(std::string& text) {
    std::uint32_t size = 0;
    take(size);
    if (size > left.size()) return fail();
    text = left.substr(0, size);
    left.remove_prefix(size);
  }
  template <class Value, class Each>
  void take_list(std::vector<Value>& list, Each&& each) {
    std::uint32_t count = 0;
    take(count);
    // Each value takes at least a byte, so a count beyond what is left is a lie and must not cost memory.
    if (count > left.size()) return fail();
    for (std::uint32_t i = 0; i < count && !failed; ++i) each(list.emplace_back());
  }
  void fail() {
    failed = true;
    left = {};
  }
  std::string_view left;
  bool failed = false;
  static constexpr bool reads = true;
};

template <class Stream>
struct Format {
  Stream& stream;

  template <class Value>
  using Ref = std::conditional_t<Stream::reads, Value&, const Value&>;

  template <class... Values>
  void operator()(Values&&... values) {
    (value(values), ...);
  }

  template <class Value>
  requires std::unsigned_integral<std::remove_const_t<Value>> &&(!std::same_as<std::remove_const_t<Value>, bool>)void value(Value& number) {
    stream.take(number);
  }

  template <class Value>
  requires std::same_as < std::remove_const_t<Value>,
  bool > void value(Value& flag) {
    std::uint8_t byte = flag ? 1 : 0;
    stream.take(byte);
    if constexpr (Stream::reads) {
      if (byte > 1) stream.fail();
      flag = byte != 0;
    }
  }

  template <class Value>
  requires std::same_as < std::remove_const_t<Value>,
  double > void value(Value& number) {
    auto bits = std::bit_cast<std::uint64_t>(number);
    stream.take(bits);
    if constexpr (Stream::reads) number = std::bit_cast<double>(bits);
  }

  template <class Value>
  requires std::is_enum_v<std::remove_const_t<Value>>
  void value(Value& choice) {
    auto byte = static_cast<std::uint8_t>(choice);
    stream.take(byte);
    if constexpr (Stream::reads) {
      if (byte > last_of(choice)) return stream.fail();
      choice = static_cast<Value>(byte);
    }
  }

  static std::uint8_t last_of(Severity) { return static_cast<std::uint8_t>(Severity::error); }
  static std::uint8_t last_of(Verb) { return static_cast<std::uint8_t>(Verb::weigh); }
  static std::uint8_t last_of(Per) { return static_cast<std::uint8_t>(Per::sentence); }
  static std::uint8_t last_of(FixKind) { return static_cast<std::uint8_t>(FixKind::insert); }
  static std::uint8_t last_of(InsertAt) { return static_cast<std::uint8_t>(InsertAt::before_closing); }
  static std::uint8_t last_of(Hold) { return static_cast<std::uint8_t>(Hold::never); }
  static std::uint8_t last_of(Condition::Op) { return static_cast<std::uint8_t>(Condition::Op::equal); }

  void value(Ref<std::string> text) { stream.take_text(text); }

  template <class Value>
  void take_all(Value& list) {
    stream.take_list(list, [this](auto& each) { this->value(each); });
  }
  template <class Value>
  void value(std::vector<Value>& list) {
    take_all(list);
  }
  template <class Value>
  void value(const std::vector<Value>& list) {
    take_all(list);
  }

  template <class Optional>
  void take_optional(Optional& optional) {
    bool present = optional.has_value();
    value(present);
    if constexpr (Stream::reads) {
      if (present) optional.emplace();
    }
    if (present) value(*optional);
  }
  template <class Value>
  void value(std::optional<Value>& optional) {
    take_optional(optional);
  }
  template <class Value>
  void value(const std::optional<Value>& optional) {
    take_optional(optional);
  }

  void value(Ref<SourcePlace> place) { (*this)(place.file, place.line, place.column); }
  void value(Ref<Atom> atom) { (*this)(atom.word, atom.prefix); }
  void value(Ref<Clause> clause) { (*this)(clause.words, clause.prefixes); }
  void value(Ref<PhraseRef> ref) { (*this)(ref.list, ref.index); }
  void value(Ref<Phrase> phrase) {
    (*this)(phrase.source, phrase.pattern, phrase.program, phrase.cased, phrase.unicode, phrase.groups, phrase.atoms, phrase.clauses, phrase.lists);
  }
  void value(Ref<PhraseList> list) { (*this)(list.name, list.phrases, list.place); }
  void value(Ref<Condition::Step> step) { (*this)(step.op, step.fact, step.number); }
  void value(Ref<Condition> condition) { (*this)(condition.steps, condition.source); }
  void value(Ref<Limit> limit) { (*this)(limit.of, limit.measure, limit.max, limit.min, limit.per, limit.per_words, limit.from_words); }
  void value(Ref<Sign> sign) { (*this)(sign.fact, sign.phrase, sign.weight); }
  void value(Ref<Weigh> weigh) { (*this)(weigh.signs, weigh.from, weigh.sum, weigh.per); }
  void value(Ref<Fix> fix) { (*this)(fix.kind, fix.text, fix.at, fix.safe); }
  void value(Ref<std::pair<std::uint32_t, double>> fact) { (*this)(fact.first, fact.second); }
  void value(Ref<Example> example) { (*this)(example.text, example.quoted, example.subject, example.facts, example.place); }
  void value(Ref<Rule> rule) {
    (*this)(rule.id, rule.severity, rule.off, rule.message, rule.why, rule.source, rule.in, rule.when, rule.verb, rule.phrases, rule.first,
            rule.limit, rule.weigh, rule.unless, rule.fixes, rule.bad, rule.good, rule.set, rule.because, rule.place);
  }
  void value(Ref<FactDefinition> fact) {
    (*this)(fact.name, fact.in, fact.any, fact.all, fact.count, fact.unless, fact.when, fact.weigh, fact.echo, fact.strength, fact.place);
  }
  void value(Ref<Lock> lock) { (*this)(lock.pattern, lock.allow_tune, lock.set); }
  void value(Ref<RuleSet> set) {
    (*this)(set.files, set.name, set.version, set.language, set.chain, set.hold, set.internal, set.phrases, set.lists, set.facts, set.rules,
            set.locks);
  }
};

}  // namespace

std::string to_table(const RuleSet& set) {
  Writer data;
  Format<Writer>{data}.value(set);
  Writer table;
  table.bytes = magic;
  table.take(format_version);
  table.take(static_cast<std::uint64_t>(data.bytes.size()));
  table.take(make_checksum(data.bytes));
  return table.bytes + data.bytes;
}

std::expected<RuleSet, std::string> parse_table(std::string_view bytes) {
  const auto refuse = [](std::string_view what) { return std::unexpected("not a usable compiled rule set: " + std::string(what)); };
  if (!bytes.starts_with(magic)) return refuse("it does not begin like one");
  if (bytes.size() < header_size) return refuse("it ends too early");
  if (bytes.size() > max_size) return refuse("it is too large");
  std::uint32_t version = 0;
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;
  Reader header(bytes.substr(magic.size()));
  header.take(version);
  header.take(size);
  header.take(checksum);
  if (version != format_version)
    return refuse("its format version is " + std::to_string(version) + ", this program reads " + std::to_string(format_version));
  const auto data = bytes.substr(header_size);
  if (size != data.size()) return refuse("its length is not what it says");
  if (checksum != make_checksum(data)) return refuse("its checksum is wrong, the bytes were changed or damaged");
  RuleSet set;
  Reader reader(data);
  Format<Reader>{reader}.value(set);
  if (reader.failed) return refuse("a value in it does not fit");
  if (!reader.left.empty()) return refuse("there are bytes behind its end");
  if (const auto problem = find_problem(set); !problem.empty()) return refuse(problem);
  return set;
}

}  // namespace replylint

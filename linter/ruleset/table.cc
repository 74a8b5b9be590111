// SPDX-License-Identifier: MIT
// Writes a rule set as one flat byte string and reads it back; both directions share one description of each type.
//
//   "RLRULES\0"  format version u32  0 u32  checksum of what follows u64  four lengths u64  phrases  rules  base  rest
//
// "phrases" are the words of a PhraseTable, for use in place; "rules" are the set without phrases and examples, lists flat;
// "base" is what a set on top needs besides; "rest" is what only people's tools need. Numbers are little-endian, texts and
// lists begin with their length, an optional value with 0 or 1.
#include "ruleset/table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstring>
#include <limits>
#include <type_traits>

#include "ruleset/flatten.h"
#include "ruleset/program.h"
#include "ruleset/table_check.h"

namespace replylint {
namespace {

constexpr std::string_view magic{"RLRULES\0", 8};
constexpr std::uint32_t format_version = 14;
constexpr std::size_t header_size = 8 + 4 + 4 + 8 + 4 * 8;
constexpr std::size_t max_size = 256U << 20U;

/// Little-endian, whatever the machine.
template <std::unsigned_integral Number>
Number load_number(const char* bytes) {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof(Number));
  if constexpr (std::endian::native == std::endian::big) number = std::byteswap(number);
  return number;
}

/// Finds accidents, not attacks: eight bytes at a time, each mixed in by a multiplication and a rotation.
std::uint64_t make_checksum(std::string_view bytes) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15U;
  std::uint64_t sum = prime ^ bytes.size();
  const auto mix = [&](std::uint64_t word) { sum = std::rotl((sum ^ word) * prime, 29); };
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(load_number<std::uint64_t>(bytes.data()));
  for (const char c : bytes) mix(static_cast<unsigned char>(c));
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
    number = load_number<Number>(left.data());
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
    // Room for a few at once, but never for more than a liar could have paid for in bytes.
    list.reserve(std::min<std::size_t>(count, 1 + left.size() / sizeof(Value)));
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
  void value(Ref<PhraseRef> ref) { (*this)(ref.list, ref.index); }
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
            rule.limit, rule.weigh, rule.unless, rule.fixes, rule.set, rule.because, rule.observe, rule.place, rule.tuned);
  }
  void value(Ref<FactDefinition> fact) {
    (*this)(fact.name, fact.in, fact.any, fact.all, fact.count, fact.unless, fact.when, fact.weigh, fact.echo, fact.strength, fact.place);
  }
  void value(Ref<Expiry> expiry) { (*this)(expiry.set, expiry.date); }
  void value(Ref<Lock> lock) { (*this)(lock.pattern, lock.allow_tune, lock.set, lock.place); }
  void value(Ref<Origins> origins) { (*this)(origins.language, origins.hold, origins.internal); }
  void value(Ref<RuleSet> set) {
    (*this)(set.files, set.name, set.version, set.language, set.chain, set.expiries, set.next_key, set.hold, set.internal, set.origins,
            set.lists, set.facts, set.rules, set.locks);
  }

  /// Source, pattern and program stand in the section of phrases.
  void base(Ref<RuleSet> set) {
    for (auto& list : set.lists) {
      if constexpr (Stream::reads) list.phrases.clear();
      value(list.phrases);
    }
    stream.take_list(set.phrases, [this](auto& phrase) { (*this)(phrase.cased, phrase.unicode, phrase.groups, phrase.lists); });
  }
  void rest(Ref<RuleSet> set) {
    for (auto& phrase : set.phrases) (*this)(phrase.atoms, phrase.clauses);
    for (auto& rule : set.rules) (*this)(rule.bad, rule.good);
  }
};

std::unexpected<std::string> refuse(std::string_view what) {
  return std::unexpected("not a usable compiled rule set: " + std::string(what));
}

struct Sections {
  std::string_view phrases, rules, base, rest;
};

std::expected<Sections, std::string> find_sections(std::string_view bytes, Checksum checksum) {
  if (!bytes.starts_with(magic)) return refuse("it does not begin like one");
  if (bytes.size() < header_size) return refuse("it ends too early");
  if (bytes.size() > max_size) return refuse("it is too large");
  Reader header(bytes.substr(magic.size()));
  std::uint32_t version = 0;
  std::uint32_t filler = 0;
  std::uint64_t sum = 0;
  std::array<std::uint64_t, 4> lengths{};
  header.take(version);
  header.take(filler);
  header.take(sum);
  for (auto& length : lengths) header.take(length);
  if (version != format_version)
    return refuse("its format version is " + std::to_string(version) + ", this program reads " + std::to_string(format_version));
  auto data = bytes.substr(header_size);
  if (filler != 0 || std::ranges::any_of(lengths, [&](std::uint64_t length) { return length > data.size(); }) ||
      lengths[0] + lengths[1] + lengths[2] + lengths[3] != data.size() || lengths[0] % 4 != 0)
    return refuse("its length is not what it says");
  if (checksum == Checksum::compared && sum != make_checksum(data))
    return refuse("its checksum is wrong, the bytes were changed or damaged");
  const auto take = [&](std::uint64_t length) {
    const auto section = data.substr(0, length);
    data.remove_prefix(length);
    return section;
  };
  return Sections{take(lengths[0]), take(lengths[1]), take(lengths[2]), take(lengths[3])};
}

/// The phrases where they lie; in `copy` on machines that cannot read them there.
std::expected<PhraseTable, std::string> read_phrases(std::string_view bytes, Checksum checksum, const PhraseTable* base,
                                                     std::vector<std::uint32_t>& copy) {
  std::span words(reinterpret_cast<const std::uint32_t*>(bytes.data()), bytes.size() / sizeof(std::uint32_t));
  if (std::endian::native != std::endian::little || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint32_t) != 0) {
    copy.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) copy.push_back(load_number<std::uint32_t>(bytes.data() + i * sizeof(std::uint32_t)));
    words = copy;
  }
  if (checksum == Checksum::skipped && base == nullptr) return PhraseTable::trust(words);
  const auto phrases = PhraseTable::read(words, base);
  if (!phrases) return refuse("its phrases do not fit together");
  return *phrases;
}

/// One section; false where it is not all used up, or too short.
template <class Read>
bool read_section(std::string_view bytes, Read&& read) {
  Reader reader(bytes);
  Format<Reader> format{reader};
  read(format);
  return !reader.failed && reader.left.empty();
}

std::unexpected<std::string> refuse_value() { return refuse("a value in it does not fit"); }

/// The set as far as sets on top of it need it, its indices not looked at yet.
std::expected<RuleSet, std::string> read_base(const Sections& sections, const PhraseTable& phrases) {
  RuleSet set;
  if (!read_section(sections.rules, [&](Format<Reader>& format) { format.value(set); })) return refuse_value();
  if (!read_section(sections.base, [&](Format<Reader>& format) { format.base(set); })) return refuse_value();
  if (set.phrases.size() != phrases.size()) return refuse("its phrases do not fit together");
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    set.phrases[i].source = phrases.source(i);
    set.phrases[i].pattern_bytes = phrases.pattern(i).size();
  }
  return set;
}

/// Looks at the programs that are not the base's, where they are so few that this takes no time.
bool has_sound_programs(const PhraseTable& phrases) {
  constexpr std::size_t few = 1U << 16U;
  std::size_t words = 0;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    if (phrases.shared(i)) continue;
    words += phrases.program(i).size();
    if (words > few || !is_sound_program(phrases.program(i))) return false;
  }
  return true;
}

std::string join_sections(const std::array<Writer, 4>& sections) {
  std::string data;
  for (const auto& section : sections) data += section.bytes;
  Writer table;
  table.bytes = magic;
  table.take(format_version);
  table.take(std::uint32_t{0});
  table.take(make_checksum(data));
  for (const auto& section : sections) table.take(static_cast<std::uint64_t>(section.bytes.size()));
  return table.bytes + data;
}

void take_words(Writer& writer, const std::vector<std::uint32_t>& words) {
  if constexpr (std::endian::native == std::endian::little) {
    writer.bytes.append(reinterpret_cast<const char*>(words.data()), words.size() * sizeof(std::uint32_t));
  } else {
    for (const auto word : words) writer.take(word);
  }
}

}  // namespace

std::string to_table(const RuleSet& set) {
  RuleSet rules = set;
  rules.lists = flatten_lists(set);
  std::array<Writer, 4> sections;
  take_words(sections[0], make_phrase_table(set.phrases));
  Format<Writer>{sections[1]}.value(rules);
  Format<Writer>{sections[2]}.base(set);
  Format<Writer>{sections[3]}.rest(set);
  return join_sections(sections);
}

std::string to_table(const CompiledSet& compiled) {
  std::array<Writer, 4> sections;
  take_words(sections[0], compiled.copy);
  Format<Writer>{sections[1]}.value(compiled.set);
  return join_sections(sections);
}

std::optional<PhraseTable> find_phrases(std::string_view bytes) {
  const auto sections = find_sections(bytes, Checksum::skipped);
  if (!sections) return std::nullopt;
  std::vector<std::uint32_t> copy;
  const auto phrases = read_phrases(sections->phrases, Checksum::skipped, nullptr, copy);
  return phrases && copy.empty() ? std::optional(*phrases) : std::nullopt;
}

std::uint64_t find_checksum(std::string_view bytes) {
  return bytes.size() < header_size ? 0 : load_number<std::uint64_t>(bytes.data() + magic.size() + 8);
}

CompiledSet compile(RuleSet set, const PhraseTable* base) {
  CompiledSet out;
  out.copy = make_phrase_table(set.phrases, base);
  out.phrases = PhraseTable::trust(out.copy, base);
  set.lists = flatten_lists(set);
  out.set = std::move(set);
  out.sound_programs = true;
  return out;
}

std::expected<RuleSet, std::string> parse_table(std::string_view bytes, Checksum checksum) {
  const auto sections = find_sections(bytes, checksum);
  if (!sections) return std::unexpected(sections.error());
  std::vector<std::uint32_t> copy;
  const auto phrases = read_phrases(sections->phrases, checksum, nullptr, copy);
  if (!phrases) return std::unexpected(phrases.error());
  auto set = read_base(*sections, *phrases);
  if (!set) return set;
  if (!read_section(sections->rest, [&](Format<Reader>& format) { format.rest(*set); })) return refuse_value();
  if (const auto problem = find_problem(*set, phrases->size()); !problem.empty()) return refuse(problem);
  for (std::uint32_t i = 0; i < phrases->size(); ++i) {
    const auto program = phrases->program(i);
    if (checksum == Checksum::compared && !is_sound_program(program)) return refuse("the program of a phrase is broken");
    set->phrases[i].pattern = phrases->pattern(i);
    set->phrases[i].program.assign(program.begin(), program.end());
  }
  return set;
}

std::expected<BaseSet, std::string> load_base(std::string_view bytes, Checksum checksum) {
  const auto sections = find_sections(bytes, checksum);
  if (!sections) return std::unexpected(sections.error());
  BaseSet out;
  const auto phrases = read_phrases(sections->phrases, checksum, nullptr, out.copy);
  if (!phrases) return std::unexpected(phrases.error());
  out.phrases = *phrases;
  auto set = read_base(*sections, *phrases);
  if (!set) return std::unexpected(std::move(set.error()));
  if (const auto problem = find_problem(*set, phrases->size()); !problem.empty()) return refuse(problem);
  out.set = std::move(*set);
  for (auto& phrase : out.set.phrases) phrase.in_base = true;
  return out;
}

std::expected<CompiledSet, std::string> load_table(std::string_view bytes, Checksum checksum, const PhraseTable* base) {
  const auto sections = find_sections(bytes, checksum);
  if (!sections) return std::unexpected(sections.error());
  CompiledSet out;
  const auto phrases = read_phrases(sections->phrases, checksum, base, out.copy);
  if (!phrases) return std::unexpected(phrases.error());
  out.phrases = *phrases;
  out.sound_programs = checksum == Checksum::skipped || (base != nullptr && has_sound_programs(out.phrases));
  if (!read_section(sections->rules, [&](Format<Reader>& format) { format.value(out.set); })) return refuse_value();
  if (checksum == Checksum::skipped) return out;
  if (const auto problem = find_problem(out.set, phrases->size()); !problem.empty()) return refuse(problem);
  return out;
}

}  // namespace replylint

// SPDX-License-Identifier: MIT
// Recognises header blocks and their dashed titles in the languages that mail clients write them in.
#include "draft/header_block.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "text/word_sets.h"
#include "text/words.h"

namespace replylint {
namespace {

enum class Key : std::uint8_t { none, from, sent, to, cc, subject, other };

// Lower case in ASCII; other letters as clients write them.
constexpr WordSet from_names("from", "von", "de", "da", "van", "od", "fr\u00e5n", "fra", "l\u00e4hett\u00e4j\u00e4", "\u043e\u0442",
                             "\u041e\u0442", "\u041e\u0442 \u043a\u043e\u0433\u043e", "g\u00f6nderen", "kimden", "felad\u00f3", "de la",
                             "\u5dee\u51fa\u4eba", "\u53d1\u4ef6\u4eba", "\u5bc4\u4ef6\u8005", "\ubcf4\ub0b8 \uc0ac\ub78c",
                             "exp\u00e9diteur");
constexpr WordSet sent_names("sent", "date", "gesendet", "gesendet am", "datum", "envoy\u00e9", "envoy\u00e9 le", "enviado", "enviado el",
                             "enviada em", "enviado em", "fecha", "inviato", "data", "verzonden", "wys\u0142ano", "skickat", "sendt",
                             "dato", "odesl\u00e1no", "l\u00e4hetetty", "p\u00e4iv\u00e4m\u00e4\u00e4r\u00e4",
                             "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e", "\u0414\u0430\u0442\u0430", "tarih",
                             "\u9001\u4fe1\u65e5\u6642", "\u65e5\u6642", "\u65e5\u4ed8", "\u53d1\u9001\u65f6\u95f4", "\u65e5\u671f",
                             "\ubcf4\ub0b8 \ub0a0\uc9dc");
constexpr WordSet to_names("to", "an", "\u00e0", "\u00c0", "para", "a", "aan", "do", "till", "til", "komu", "vastaanottaja", "kime",
                           "\u041a\u043e\u043c\u0443", "\u5b9b\u5148", "\u6536\u4ef6\u4eba", "\ubc1b\ub294 \uc0ac\ub78c", "destinataire");
constexpr WordSet cc_names("cc", "kopie", "kopia", "dw", "kopi");
constexpr WordSet subject_names("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "temat", "assunto", "\u00e4mne",
                                "\u00c4mne", "emne", "aihe", "p\u0159edm\u011bt", "konu", "\u0422\u0435\u043c\u0430", "\u4ef6\u540d",
                                "\u4e3b\u9898", "\uc81c\ubaa9");
constexpr WordSet other_names("reply-to", "message-id", "importance", "attachments", "resent-from", "bcc", "organization", "newsgroups",
                              "antwort an", "wichtigkeit", "priorit\u00e4t", "in-reply-to", "anlagen", "priority");

[[nodiscard]] Key find_key(std::string_view name) {
  if (from_names.contains(name)) return Key::from;
  if (sent_names.contains(name)) return Key::sent;
  if (to_names.contains(name)) return Key::to;
  if (cc_names.contains(name)) return Key::cc;
  if (subject_names.contains(name)) return Key::subject;
  if (other_names.contains(name)) return Key::other;
  return Key::none;
}

constexpr PhraseSet forward_titles(
    "forwarded message", "forwarded mail", "fwd message", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten", "message transf\u00e9r\u00e9", "d\u00e9but du message r\u00e9exp\u00e9di\u00e9",
    "d\u00e9but du message transf\u00e9r\u00e9", "courriel transf\u00e9r\u00e9", "mensaje reenviado", "messaggio inoltrato",
    "doorgestuurd bericht", "doorgestuurde bericht", "mensagem encaminhada", "mensagem reencaminhada", "wiadomo\u015b\u0107 przekazana",
    "przekazana wiadomo\u015b\u0107", "przekazywana wiadomo\u015b\u0107", "vidarebefordrat", "videresendt", "videresendte",
    "v\u00e4litetty viesti", "p\u0159eposlan\u00e1 zpr\u00e1va", "iletilen ileti", "\u5f53\u524d\u8f6c\u53d1",
    "\u8f6c\u53d1\u7684\u90ae\u4ef6", "\u8f6c\u53d1\u90ae\u4ef6", "\u8ee2\u9001\u30e1\u30c3\u30bb\u30fc\u30b8",
    "\u8ee2\u9001\u3055\u308c\u305f\u30e1\u30c3\u30bb\u30fc\u30b8", "\u041f\u0435\u0440\u0435\u0441\u043b\u0430\u043d\u043d\u043e\u0435",
    "\u041f\u0435\u0440\u0435\u0430\u0434\u0440\u0435\u0441");
constexpr PhraseSet original_titles(
    "original message", "original appointment", "original mail", "reply message", "urspr\u00fcngliche nachricht", "originalnachricht",
    "originalmeddelelse", "message d'origine", "message original", "message initial", "mensaje original", "messaggio originale",
    "oorspronkelijk bericht", "oorspronkelijke bericht", "mensagem original", "oryginalna wiadomo\u015b\u0107",
    "wiadomo\u015b\u0107 oryginalna", "wiadomo\u015b\u0107 pierwotna", "ursprungligt meddelande", "opprinnelig melding",
    "oprindelig meddelelse", "oprindelig besked", "alkuper\u00e4inen viesti", "p\u016fvodn\u00ed zpr\u00e1va", "orijinal ileti",
    "\u5143\u306e\u30e1\u30c3\u30bb\u30fc\u30b8", "\u539f\u59cb\u90ae\u4ef6",
    "\u0418\u0441\u0445\u043e\u0434\u043d\u043e\u0435 \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435");

constexpr std::size_t longest_title = 120;

// Without the dashes, stars and spaces around it: "-----Original Message-----" -> "Original Message".
[[nodiscard]] std::string_view strip_rule(std::string_view line) {
  constexpr std::string_view rule = "-_*=+ \t>#";
  while (!line.empty() && rule.find(line.front()) != std::string_view::npos) line.remove_prefix(1);
  while (!line.empty() && rule.find(line.back()) != std::string_view::npos) line.remove_suffix(1);
  return line;
}

struct Title {
  bool found = false;
  bool forwarded = false;
  bool dashed = false;  // stands between dashes: enough by itself
};

// "- ----- Forwarded Message": a digest puts "- " before lines that begin with a dash (RFC 934).
[[nodiscard]] std::string_view strip_digest_dash(std::string_view line) {
  line = trim(line);
  return line.starts_with("- --") ? line.substr(2) : line;
}

[[nodiscard]] Title find_title(std::string_view line) {
  line = strip_digest_dash(line);
  if (line.size() > longest_title || line.size() < 6) return {};
  const std::string_view title = strip_rule(line);
  const bool dashed = line.starts_with("--") || line.starts_with("__") || line.starts_with("==") || line.starts_with("**");
  const bool colon = title.ends_with(':') && title.size() < 60;
  if (forward_titles.begins(title)) return {dashed || colon, true, true};
  if (original_titles.begins(title)) return {dashed || colon, false, dashed};
  return {};
}

[[nodiscard]] bool is_rule(std::string_view line) {
  line = trim(line);
  return line.size() >= 8 &&
         (line.find_first_not_of('_') == std::string_view::npos || line.find_first_not_of('-') == std::string_view::npos);
}

struct Field {
  Key key = Key::none;
  std::string_view value;
};

// "*From:* Eva Lind <eva@mail.example>", "Objet : …", "件名：…".
[[nodiscard]] Field parse_field(std::string_view line) {
  line = trim(line);
  const bool bold = line.starts_with('*');
  while (line.starts_with('*')) line.remove_prefix(1);
  constexpr std::size_t longest_key = 40;
  std::size_t colon = line.substr(0, longest_key).find(':');
  std::size_t width = 1;
  if (const auto wide = line.substr(0, longest_key).find("\uFF1A"); wide < colon) {
    colon = wide;
    width = 3;
  }
  if (colon == std::string_view::npos || colon == 0) return {};
  std::string_view name = trim(line.substr(0, colon));
  while (name.ends_with('*')) name.remove_suffix(1);
  const Key key = find_key(trim(name));
  if (key == Key::none) return {};
  std::string_view value = line.substr(colon + width);
  while (bold && value.starts_with('*')) value.remove_prefix(1);
  return {key, trim(value)};
}

[[nodiscard]] std::string find_sender(std::string_view value) {
  const auto bracket = value.find_first_of("<[");
  std::string_view name = trim(value.substr(0, bracket));
  while (!name.empty() && (name.front() == '"' || name.front() == '\'' || name.front() == '*')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == '"' || name.back() == '\'' || name.back() == '*')) name.remove_suffix(1);
  if (!name.empty() || bracket == std::string_view::npos) return std::string(name);
  std::string_view address = value.substr(bracket + 1);
  if (address.starts_with("mailto:")) address.remove_prefix(7);
  return std::string(address.substr(0, address.find_first_of(">]")));
}

struct Fields {
  std::size_t end = 0;  // the line after the last field
  std::bitset<8> keys;
  Key first = Key::none;
  std::string from;
  [[nodiscard]] bool has(Key key) const { return keys[static_cast<std::size_t>(key)]; }
};

// Fields from line `first` on; long values run over a few lines.
[[nodiscard]] Fields find_fields(const Page& page, std::size_t first) {
  constexpr std::size_t most_continuations = 8;
  Fields fields;
  fields.end = first;
  const std::uint8_t prefix = page.lines[first].prefix;
  std::size_t since = 0;
  for (std::size_t i = first; i < page.lines.size() && since <= most_continuations; ++i) {
    const Line& line = page.lines[i];
    if (line.blank() || line.prefix != prefix) break;
    const Field field = parse_field(page.of(line));
    if (field.key == Key::none) {
      if (fields.first == Key::none) break;
      ++since;
      continue;
    }
    if (field.key != Key::other && fields.has(field.key)) break;
    if (fields.first == Key::none) fields.first = field.key;
    fields.keys.set(static_cast<std::size_t>(field.key));
    if (field.key == Key::from) fields.from = find_sender(field.value);
    fields.end = i + 1;
    since = 0;
  }
  // The value of the last field may be wrapped too; its rest is taken when it is indented.
  while (fields.end > first && fields.end < page.lines.size() && !page.lines[fields.end].blank() &&
         page.lines[fields.end].prefix == prefix && is_space(page.of(page.lines[fields.end]).front())) {
    ++fields.end;
  }
  return fields;
}

[[nodiscard]] bool is_block(const Fields& fields) {
  const int known = fields.has(Key::from) + fields.has(Key::sent) + fields.has(Key::to) + fields.has(Key::subject);
  return known >= 3 && fields.has(Key::from);
}

}  // namespace

HeaderBlock find_header_block(const Page& page, std::size_t first) {
  const Line& line = page.lines[first];
  const std::string_view text = page.of(line);
  if (text.size() > 2000) return {};
  HeaderBlock block;
  if (const Title title = find_title(text); title.found) {
    block.forwarded = title.forwarded;
    const std::size_t next = page.find_text(first + 1);
    const bool near = next < page.lines.size() && next <= first + 3;
    Fields fields;
    if (near) fields = find_fields(page, next);
    if (!near || fields.first == Key::none) {
      block.lines = title.dashed ? 1 : 0;
    } else {
      block.lines = fields.end - first;
      block.from = fields.from;
    }
    return block;
  }
  std::size_t start = first;
  if (is_rule(text)) {
    start = page.find_text(first + 1);
    if (start >= page.lines.size() || start > first + 3 || page.lines[start].prefix != line.prefix) return {};
  }
  const Key key = parse_field(page.of(page.lines[start])).key;
  if (key != Key::from && key != Key::sent) return {};
  const Fields fields = find_fields(page, start);
  if (!is_block(fields)) return {};
  block.lines = fields.end - first;
  block.from = fields.from;
  return block;
}

bool is_forward_end(std::string_view line) {
  line = strip_digest_dash(line);
  return line.size() < longest_title && line.starts_with("--") && starts_with_ignoring_case(strip_rule(line), "end forwarded message");
}

}  // namespace replylint

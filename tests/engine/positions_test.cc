// SPDX-License-Identifier: MIT
// Every finding stands where its words are in the file, whatever the file's encoding.
#include <cstdint>
#include <string>
#include <vector>

#include "support.h"
#include "text/line_index.h"
#include "text/words.h"

using namespace replylint;
using namespace replylint::testing;

namespace {

/// One way in which a mail program writes a text, and its undoing on a stretch of the file.
struct Form {
  const char* name;
  std::string (*encode)(const std::string& text);
  std::string (*decode)(const std::string& slice);
};

const std::string top = "From: Ana <ana@acme.example>\nTo: Eva <eva@client.example>\nSubject: Re: Pump\nIn-Reply-To: <1@client.example>\n";

std::string to_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

std::string collapse(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string keep(const std::string& slice) { return slice; }

std::string plain(const std::string& text) { return top + "Content-Type: text/plain; charset=utf-8\n\n" + text; }

std::string quoted_printable(const std::string& text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') {
      out += '\n';
      column = 0;
      continue;
    }
    // Short lines, so that soft breaks fall inside of words too; every seventh byte is escaped though it need not be.
    std::string piece(1, text[i]);
    if (byte >= 0x80 || byte == '=' || i % 7 == 0) {
      static const char* digits = "0123456789ABCDEF";
      piece = {'=', digits[byte >> 4U], digits[byte & 15U]};
    }
    if (column + piece.size() > 30) {
      out += "=\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return top + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + out;
}

int from_hex(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::string undo_quoted_printable(const std::string& slice) {
  std::string out;
  for (std::size_t i = 0; i < slice.size(); ++i) {
    if (slice[i] != '=') {
      out += slice[i];
    } else if (i + 1 < slice.size() && slice[i + 1] == '\n') {
      ++i;
    } else if (i + 2 < slice.size()) {
      out += static_cast<char>(from_hex(slice[i + 1]) * 16 + from_hex(slice[i + 2]));
      i += 2;
    }
  }
  return out;
}

const std::string base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > text.size() ? '=' : base64_digits[bits >> (18 - 6 * k) & 63U];
    if (i / 3 % 19 == 18) out += '\n';
  }
  return top + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + out + "\n";
}

std::string undo_base64(const std::string& slice) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : slice) {
    const auto digit = base64_digits.find(c);
    if (digit == std::string::npos) continue;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    if (++count % 4 == 0) {
      for (const unsigned shift : {16U, 8U, 0U}) out += static_cast<char>(bits >> shift & 255U);
      bits = 0;
    }
  }
  // The last unit may have lost its padding to the cut.
  if (count % 4 >= 2) out += static_cast<char>(bits >> (count % 4 == 2 ? 4U : 10U) & 255U);
  if (count % 4 == 3) out += static_cast<char>(bits >> 2U & 255U);
  return out;
}

std::string html(const std::string& text) {
  std::string out = "<html><body><p>";
  for (const char c : text) {
    if (c == '\n') {
      out += "<br>\n";
    } else if (c == '\'') {
      out += "&#39;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return top + "Content-Type: text/html; charset=utf-8\n\n" + out + "</p></body></html>\n";
}

std::string undo_html(const std::string& slice) {
  std::string out;
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const auto skip = [&](std::string_view entity, char c) {
      if (slice.compare(i, entity.size(), entity) != 0) return false;
      out += c;
      i += entity.size() - 1;
      return true;
    };
    if (skip("&#39;", '\'') || skip("&quot;", '"') || skip("&amp;", '&') || skip("&lt;", '<') || skip("&gt;", '>') || skip("<br>", '\n'))
      continue;
    out += slice[i];
  }
  return out;
}

std::string flowed(const std::string& text) {
  std::string out;
  std::size_t column = 0;
  for (const char c : text) {
    out += c;
    column = c == '\n' ? 0 : column + 1;
    if (c == ' ' && column > 20) {
      out += '\n';
      column = 0;
    }
  }
  return top + "Content-Type: text/plain; charset=utf-8; format=flowed\n\n" + out;
}

const std::vector<Form> forms{
    {"plain", plain, keep},
    {"CRLF", [](const std::string& text) { return to_crlf(plain(text)); }, keep},
    {"body only", [](const std::string& text) { return text; }, keep},
    {"quoted-printable", quoted_printable, undo_quoted_printable},
    {"base64", base64, undo_base64},
    {"HTML", html, undo_html},
    {"flowed", flowed, keep},
    {"UTF-8 before it", [](const std::string& text) { return plain("Grüße — “schön”…\n\n" + text); }, keep},
    {"Latin-1",
     [](const std::string& text) {
       return top +
              "Content-Type: text/plain; charset=iso-8859-1\n\nGr\xFC\xDF"
              "e\n\n" +
              text;
     },
     keep},
};

bool is_ascii(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// The offset of a place in the file, counted by hand.
std::size_t find_offset(const std::string& raw, Place place) {
  std::size_t at = 0;
  for (std::uint32_t line = 1; line < place.line; ++line) at = raw.find('\n', at) + 1;
  const std::size_t end = std::min(raw.find('\n', at), raw.size());
  const std::string line = raw.substr(at, end - at);
  bool utf8 = true;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    const bool lead = byte >= 0xC2 && byte < 0xF5;
    if (byte >= 0x80 && (!lead || i + 1 >= line.size() || (static_cast<unsigned char>(line[i + 1]) & 0xC0U) != 0x80)) utf8 = false;
    if (lead) {
      while (i + 1 < line.size() && (static_cast<unsigned char>(line[i + 1]) & 0xC0U) == 0x80) ++i;
    }
  }
  for (std::uint32_t column = 1; column < place.column; ++column) {
    ++at;
    while (utf8 && at < raw.size() && (static_cast<unsigned char>(raw[at]) & 0xC0U) == 0x80) ++at;
  }
  return at;
}

}  // namespace

TEST_CASE("each finding's line and column in the file is where its words stand") {
  std::size_t compared = 0;
  for (const auto& rule : base_linter().rules().rules) {
    for (const auto& example : rule.bad) {
      if (example.subject || !is_ascii(example.text + example.quoted)) continue;
      std::string text = example.text + "\n";
      if (!example.quoted.empty()) {
        text += "\nOn Mon, 5 Jan 2026 at 10:00, Their Name wrote:\n> ";
        for (const char c : example.quoted) text += c == '\n' ? std::string("\n> ") : std::string(1, c);
        text += "\n";
      }
      for (const auto& form : forms) {
        CAPTURE(rule.id, form.name, example.text);
        const std::string raw = form.encode(text);
        const auto draft = parse_draft(raw);
        CheckOptions options;
        options.every_language = true;
        options.facts = example.facts;
        const LineIndex lines(raw);
        for (const auto& finding : base_linter().check(draft, options).findings) {
          const std::string words = collapse(std::string(draft.of(finding.span)));
          if (!is_ascii(words)) continue;  // the line before the example, which canonical text folds
          const std::string slice = raw.substr(finding.raw.begin, finding.raw.end - finding.raw.begin);
          ++compared;
          if (collapse(form.decode(slice)).find(words) == std::string::npos && words.find('\n') == std::string::npos) {
            // A wrapped quotation has its prefixes in the file only.
            std::string bare = collapse(form.decode(slice));
            for (auto at = bare.find("> "); at != std::string::npos; at = bare.find("> ", at)) bare.erase(at, 2);
            if (bare.find(words) == std::string::npos) FAIL_CHECK("found “" << words << "”, but the file has “" << slice << "”");
          }
          if (find_offset(raw, lines.place(finding.raw.begin)) != finding.raw.begin)
            FAIL_CHECK("line and column are not those of the words");
        }
      }
    }
  }
  CHECK(compared > 2000);
}

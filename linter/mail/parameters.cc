// SPDX-License-Identifier: MIT
// Puts RFC 2231 parameters together.
#include "mail/parameters.h"

#include <charconv>
#include <map>
#include <set>
#include <string_view>

#include "mail/decode.h"
#include "mail/words.h"

namespace replylint {
namespace {

constexpr int most_pieces = 1000;

/// `name*3*`: which parameter, which piece of it, whether percent-encoded.
struct PieceName {
  std::string name;
  int number = 0;
  bool numbered = false;
  bool extended = false;
};

PieceName parse_piece_name(std::string_view written) {
  PieceName piece;
  if (written.ends_with('*')) {
    piece.extended = true;
    written.remove_suffix(1);
  }
  const std::size_t star = written.find('*');
  if (star != std::string_view::npos) {
    const std::string_view digits = written.substr(star + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), piece.number);
    piece.numbered = error == std::errc() && end == digits.data() + digits.size() && piece.number >= 0 && piece.number < most_pieces;
    if (piece.numbered) written = written.substr(0, star);
  }
  piece.name = std::string(written);
  return piece;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const std::string_view digits = text[i] == '%' ? text.substr(i + 1, 2) : std::string_view();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    const bool good = digits.size() == 2 && error == std::errc() && end == digits.data() + 2;
    out += good ? static_cast<char>(byte) : text[i];
    if (good) i += 2;
  }
  return out;
}

struct Collected {
  std::map<int, std::pair<std::string, bool>> pieces;  ///< number -> value, percent-encoded
};

std::string join(const Collected& collected, std::vector<std::string>& problems) {
  std::string bytes;
  std::string charset;
  int expected = 0;
  for (const auto& [number, piece] : collected.pieces) {
    if (number != expected++) break;
    std::string_view value = piece.first;
    if (number == 0 && piece.second) {
      // charset'language'text
      const std::size_t first = value.find('\'');
      const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
      if (second != std::string_view::npos) {
        charset = std::string(value.substr(0, first));
        value.remove_prefix(second + 1);
      }
    }
    bytes += piece.second ? percent_decode(value) : std::string(value);
  }
  return to_utf8(make_identity(bytes), charset, problems).text;
}

}  // namespace

Parameters decode_parameters(const Parameters& written, std::vector<std::string>& problems) {
  Parameters result;
  std::set<std::string_view> known;
  std::vector<std::pair<std::string, Collected>> extended;
  std::map<std::string, std::size_t> places;  // in `extended`
  for (const auto& [name, value] : written) {
    if (name.find('*') == std::string::npos) {
      if (known.insert(name).second) result.emplace_back(name, decode_words(value, problems));
      continue;
    }
    const PieceName piece = parse_piece_name(name);
    const auto [place, is_new] = places.try_emplace(piece.name, extended.size());
    if (is_new) extended.emplace_back(piece.name, Collected{});
    extended[place->second].second.pieces.try_emplace(piece.number, value, piece.extended);
  }
  if (!places.empty()) std::erase_if(result, [&](const auto& other) { return places.contains(other.first); });
  for (const auto& [name, collected] : extended) result.emplace_back(name, join(collected, problems));
  return result;
}

}  // namespace replylint

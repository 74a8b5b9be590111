// SPDX-License-Identifier: MIT
// JSON, so that other programs can read it as well.
#include "share/source_record.h"

#include <nlohmann/json.hpp>

namespace replylint {

std::string format_record(const SourceRecord& record) {
  const nlohmann::ordered_json json{{"url", record.url},
                                    {"mirror", record.mirror},
                                    {"etag", record.etag},
                                    {"last_modified", record.last_modified},
                                    {"fetched_at", record.fetched_at},
                                    {"sha256", record.sha256},
                                    {"key", record.key},
                                    {"version", record.version},
                                    {"expires", record.expires}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

SourceRecord parse_record(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  const auto read = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  return {.url = read("url"),
          .mirror = read("mirror"),
          .etag = read("etag"),
          .last_modified = read("last_modified"),
          .fetched_at = read("fetched_at"),
          .sha256 = read("sha256"),
          .key = read("key"),
          .version = read("version"),
          .expires = read("expires")};
}

}  // namespace replylint

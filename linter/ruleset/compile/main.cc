// SPDX-License-Identifier: MIT
// replylint-compile DIR OUT: the rule files of a directory -> one compiled table, as it is built into the program.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ruleset/load.h"
#include "ruleset/table.h"

namespace {

using namespace replylint;
namespace fs = std::filesystem;

constexpr const char* head_file = "ruleset.yaml";

/// The rule files of a directory, the head first, the others by name.
std::vector<fs::path> find_rule_files(const fs::path& directory) {
  std::vector<fs::path> paths;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(directory, problem)) {
    if (entry.path().extension() == ".yaml" && entry.path().filename() != head_file) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  if (fs::exists(directory / head_file, problem)) paths.insert(paths.begin(), directory / head_file);
  return paths;
}

bool read_file(const fs::path& path, std::string& text) {
  std::ifstream in(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(in), {});
  return !in.fail() || in.eof();
}

/// A reader of `out` sees the old bytes or the new ones, never a part.
bool write_file(const fs::path& out, const std::string& bytes) {
  fs::path temporary = out;
  temporary += ".new";
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    if (!file) return false;
  }
  std::error_code problem;
  fs::rename(temporary, out, problem);
  return !problem;
}

int compile(const fs::path& directory, const fs::path& out) {
  LoadInput input;
  input.engine_version = REPLYLINT_VERSION;
  for (const auto& path : find_rule_files(directory)) {
    RuleFile file{path.string(), {}};
    if (!read_file(path, file.text)) {
      std::fprintf(stderr, "%s: cannot be read\n", file.name.c_str());
      return 1;
    }
    input.files.push_back(std::move(file));
  }
  if (input.files.empty()) {
    std::fprintf(stderr, "%s: no rule files (*.yaml) here\n", directory.c_str());
    return 1;
  }
  auto set = load_ruleset(input);
  if (!set) {
    for (const auto& error : set.error()) std::fprintf(stderr, "%s\n", to_string(error).c_str());
    return 1;
  }
  // What goes into the program must not depend on where it was built.
  for (auto& file : set->files) file = set->name + "/" + fs::path(file).filename().string();
  const auto table = to_table(*set);
  // The program believes its own table; here it is looked at, every index of it.
  const auto read = parse_table(table);
  const auto loaded = load_table(table, Checksum::compared);
  if (!read || !loaded) {
    std::fprintf(stderr, "%s: %s\n", out.c_str(), (read ? loaded.error() : read.error()).c_str());
    return 1;
  }
  if (write_file(out, table)) return 0;
  std::fprintf(stderr, "%s: cannot be written\n", out.c_str());
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 3) return compile(arguments[1], arguments[2]);
  std::fprintf(stderr, "usage: replylint-compile DIRECTORY OUT\n");
  return 2;
}

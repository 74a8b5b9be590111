// SPDX-License-Identifier: MIT
// Fences, patches, log excerpts, transcripts, indented code and output, each with a test that prose does not pass.
#include "draft/code.h"

#include <algorithm>
#include <array>
#include <optional>

#include "draft/patch.h"
#include "text/words.h"

namespace replylint {
namespace {

[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "```", "```cpp", "~~~"
[[nodiscard]] bool is_fence(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("```") && !line.starts_with("~~~")) return false;
  return line.substr(3).find('`') == std::string_view::npos && line.size() < 40 && line.find(' ', 4) == std::string_view::npos;
}

// "2026-01-05 10:00:00", "[10:00:00]", "10:00:00.123", "Jan  5 10:00:00", "[ 1234.567890]"
[[nodiscard]] bool starts_with_time(std::string_view line) {
  const std::string_view head = line.substr(0, 32);
  for (std::size_t i = 2; i + 3 < head.size(); ++i) {
    if (head[i] == ':' && is_digit(head[i - 1]) && is_digit(head[i - 2]) && is_digit(head[i + 1]) && is_digit(head[i + 2]) &&
        i + 3 < head.size() && head[i + 3] == ':')
      return true;
  }
  if (!head.starts_with('[')) return false;
  const auto end = head.find(']');
  return end != std::string_view::npos && head.find('.') < end &&
         head.substr(1, end - 1).find_first_not_of(" 0123456789.") == std::string_view::npos;
}

[[nodiscard]] bool has_level_word(std::string_view line) {
  const std::string_view head = line.substr(0, 48);
  // Each of the words has two capitals in a row or a bracket; most prose has neither.
  const auto two_capitals = std::ranges::adjacent_find(head, [](char a, char b) { return is_upper(a) && is_upper(b); });
  if (two_capitals == head.end() && head.find('[') == std::string_view::npos) return false;
  for (const std::string_view level :
       {"ERROR", "WARN", "WARNING", "INFO", "DEBUG", "FATAL", "TRACE", "NOTICE", "CRITICAL", "[error]", "[warn]", "[info]", "[debug]"}) {
    const auto at = head.find(level);
    if (at == std::string_view::npos) continue;
    const bool starts = at == 0 || !is_word_byte(head[at - 1]);
    const auto after = at + level.size();
    // "ERROR the disk": a level word alone must begin the line and be followed by a mark.
    const bool marked = after < line.size() && (line[after] == ':' || line[after] == ']' || line[after] == ' ' || line[after] == '\t');
    if (starts && marked && (at > 0 || line[after] != ' ' || line.find_first_of("=[]{}/") != std::string_view::npos)) return true;
  }
  return false;
}

// "at org.app.Main.run(Main.java:12)", "File "x.py", line 3, in run", "#0 0x00007f", "Caused by: …", "… 12 more"
[[nodiscard]] bool is_stack_frame(std::string_view line) {
  line = trim(line);
  if (line.starts_with("at ") && line.ends_with(')') && line.find('(') != std::string_view::npos && line.find(' ', 3) >= line.find('('))
    return true;
  if (line.starts_with("at ") && line.find(" (") != std::string_view::npos && line.ends_with(')') &&
      line.find(':') != std::string_view::npos)
    return true;
  if (line.starts_with("File \"") && line.find("\", line ") != std::string_view::npos) return true;
  if (line.starts_with("Caused by: ") || line.starts_with("Traceback (most recent call last)") || line.starts_with("goroutine "))
    return true;
  if (line.starts_with("... ") && line.ends_with(" more")) return true;
  return line.size() > 4 && line[0] == '#' && is_digit(line[1]) && line.find(" 0x") != std::string_view::npos;
}

// "java.lang.IllegalStateException: closed", "ValueError: bad", "panic: …"
[[nodiscard]] bool is_exception(std::string_view line) {
  line = trim(line);
  const auto colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  if (name == "panic") return true;
  if (name.find(' ') != std::string_view::npos && !name.starts_with("Exception in thread")) return false;
  return name.ends_with("Exception") || name.ends_with("Error") || name.starts_with("Exception in thread");
}

[[nodiscard]] bool is_log_line(std::string_view line) {
  line = trim(line);
  return line.size() > 12 && (starts_with_time(line) || has_level_word(line));
}

// "$ make", "user@host:~/src$ make", "C:\src> make", "root@host:/# ls"
[[nodiscard]] bool is_prompt(std::string_view line) {
  line = trim(line);
  if (line.starts_with("$ ") && line.size() > 2)
    return (line[2] >= 'a' && line[2] <= 'z') || line[2] == '.' || line[2] == '/' || line.find('=') != std::string_view::npos;
  if (line.size() > 4 && is_upper(line[0]) && line[1] == ':' && line[2] == '\\') return line.find('>') != std::string_view::npos;
  const auto mark = std::min(line.find("$ "), line.find("# "));
  if (mark > 60) return false;
  const std::string_view host = line.substr(0, mark);
  const auto at = host.find('@');
  return at != std::string_view::npos && at > 0 && (host.find(':') != std::string_view::npos || host.starts_with('[')) &&
         host.find("://") == std::string_view::npos;
}

// How much a line looks like a program rather than like words.
[[nodiscard]] bool is_program_shaped(std::string_view line) {
  line = trim(line);
  if (line.empty()) return false;
  const char last = line.back();
  if (last == ';' || last == '{' || last == '}' || line.ends_with(");") || line.ends_with("):") || line.ends_with("*/") ||
      line.starts_with("//"))
    return true;
  if (line.starts_with("#include") || line.starts_with("#define") || line.starts_with("/*") || line.starts_with("def ") ||
      line.starts_with("import ") || line.starts_with("sudo "))
    return true;
  if (line.starts_with("git ") || line.starts_with("apt ") || line.starts_with("apt-get ") || line.starts_with("npm ") ||
      line.starts_with("pip ") || line.starts_with("./") || line.starts_with("curl "))
    return true;
  for (const std::string_view sign : {" = ", "==", "!=", "->", "=>", "&&", "||", "::", "();", "[0]", " --", "+=", "${", "</"}) {
    if (line.find(sign) != std::string_view::npos) return true;
  }
  // A block's head, a call: "if day < 5:", "plan(day)"
  for (const std::string_view word : {"if ", "for ", "while ", "else", "elif ", "try", "class ", "function ", "return ", "return"}) {
    if (line.starts_with(word) && (last == ':' || word.starts_with("return"))) return true;
  }
  const auto call = line.find('(');
  if (call != std::string_view::npos && call > 0 && last == ')' && is_word_byte(line[call - 1]) &&
      line.substr(0, call).find(' ') == std::string_view::npos)
    return true;
  // A lone key: "timeout=30", "server.port: 8080"
  const auto equals = line.find('=');
  return equals != std::string_view::npos && equals > 0 && line.find(' ') == std::string_view::npos;
}

[[nodiscard]] bool has_any(std::string_view line, std::initializer_list<std::string_view> signs) {
  return std::ranges::any_of(signs, [line](std::string_view sign) { return line.find(sign) != std::string_view::npos; });
}

// "/var/log/lamp.log", but not "and/or" and no web address.
[[nodiscard]] bool has_path(std::string_view line) {
  for (std::size_t at = line.find('/'); at != std::string_view::npos; at = line.find('/', at + 1)) {
    if (at > 0 && line[at - 1] != ' ' && line[at - 1] != '"' && line[at - 1] != '\'' && line[at - 1] != '(') continue;
    const auto end = std::min(line.find(' ', at), line.size());
    if (line.substr(at + 1, end - at - 1).find('/') != std::string_view::npos) return true;
  }
  return false;
}

// "Look into /etc/lamp/hall and tell me": with a path in it, but said by a person.
[[nodiscard]] bool reads_as_words(std::string_view line) {
  const auto words = find_words(line, {0, static_cast<std::uint32_t>(line.size())});
  return line.find("://") != std::string_view::npos ||
         std::ranges::count_if(words, [line](TextSpan word) { return is_function_word(word.of(line)); }) > 1;
}

// "lamp: cannot open socket", "make: *** [hall] Error 2", "E: no such package": a program's name, a colon and what failed.
[[nodiscard]] bool is_complaint_of_program(std::string_view line) {
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
  const std::string_view name = line.substr(0, colon);
  if (name.find(' ') != std::string_view::npos || (is_upper(name[0]) && name.size() > 2)) return false;
  return has_any(to_lower(line.substr(colon)),
                 {"error", "fail", "cannot", "can't", "could not", "unable to", "denied", "refused", "timed out", "no such", "not found",
                  "unknown", "invalid", "missing", "unexpected", "warning", "***"});
}

// How much a line looks like what a program printed rather than like words.
[[nodiscard]] bool is_output_shaped(std::string_view line) {
  line = trim(line);
  if (is_log_line(line) || is_stack_frame(line) || is_exception(line) || is_prompt(line) || is_complaint_of_program(line)) return true;
  if (line.starts_with("HTTP/") || line.starts_with("drwx") || line.starts_with("-rw") || line.starts_with("*** ")) return true;
  if (has_any(line, {" 0x", "errno", "exit code ", "exit status ", " ERR! ", "Error: ", "Errno ", "core dumped"})) return true;
  // "550 5.1.1 no such mailbox", as a mail server says it
  if (line.size() > 8 && (line[0] == '4' || line[0] == '5') && is_digit(line[1]) && is_digit(line[2]) &&
      (line[3] == ' ' || line[3] == '-') && is_digit(line[4]) && line[5] == '.')
    return true;
  // "mounted[112]: …", "# make install"
  const auto bracket = std::min(line.find("]: "), line.size());
  if (bracket > 1 && bracket < 40 && is_digit(line[bracket - 1]) && line.substr(0, bracket).find(' ') == std::string_view::npos)
    return true;
  if (line.size() > 4 && (line.starts_with("# ") || line.starts_with("% ")) && line[2] >= 'a' && line[2] <= 'z') return true;
  return has_path(line) && !reads_as_words(line);
}

[[nodiscard]] bool is_indented(std::string_view line) {
  return line.starts_with("    ") || line.starts_with('\t') || line.starts_with("  \t");
}

[[nodiscard]] bool is_list_item(std::string_view line) {
  line = trim(line);
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  return line.size() > 2 && is_digit(line[0]) &&
         (line[1] == '.' || line[1] == ')' || (is_digit(line[1]) && (line[2] == '.' || line[2] == ')')));
}

class CodeMarker {
 public:
  explicit CodeMarker(Page& page) : page_(page) {}

  void mark() {
    find_last_fence();
    for (std::size_t i = 0; i < page_.lines.size();) {
      if (!page_.lines[i].is_authored()) {
        ++i;
        continue;
      }
      const std::size_t count = measure(i);
      set(i, count);
      i += std::max<std::size_t>(count, 1);
    }
  }

 private:
  // How many lines of code begin at line `i`.
  std::size_t measure(std::size_t i) {
    if (page_.lines[i].has(MarkKind::code)) return 1;
    if (const std::size_t fenced = measure_fenced(i); fenced > 0) return fenced;
    if (const std::size_t patch = measure_patch(page_, i); patch > 0) return patch;
    if (const std::size_t trace = measure_trace(i); trace > 0) return trace;
    if (is_prompt(page_.of(page_.lines[i]))) return measure_transcript(i);
    if (begins_paragraph(i) && is_indented(page_.of(page_.lines[i]))) return measure_indented(i);
    return 0;
  }

  void find_last_fence() {
    for (std::size_t i = page_.lines.size(); i > 0 && last_fence_ == 0; --i) {
      if (page_.lines[i - 1].is_authored() && is_fence(page_.of(page_.lines[i - 1]))) last_fence_ = i - 1;
    }
  }

  [[nodiscard]] std::size_t measure_fenced(std::size_t i) const {
    if (i >= last_fence_ || !is_fence(page_.of(page_.lines[i]))) return 0;
    const std::string_view fence = page_.trimmed(i).substr(0, 3);
    for (std::size_t end = i + 1; end <= last_fence_; ++end) {
      const Line& line = page_.lines[end];
      if (line.blank()) continue;
      if (!line.is_authored()) return 0;
      if (page_.trimmed(end).starts_with(fence)) return end + 1 - i;
    }
    return 0;
  }

  // A stack trace with the exception above it, or three log lines and more.
  [[nodiscard]] std::size_t measure_trace(std::size_t i) {
    if (i < judged_trace_) return 0;
    std::size_t end = i;
    std::size_t frames = 0;
    std::size_t logs = 0;
    for (; end < page_.lines.size() && page_.lines[end].is_authored(); ++end) {
      const std::string_view line = page_.of(page_.lines[end]);
      if (is_stack_frame(line) || (is_exception(line) && line.size() < 300)) {
        ++frames;
      } else if (is_log_line(line)) {
        ++logs;
      } else if (!(frames + logs > 0 && is_space(line.front()))) {
        break;
      }
    }
    const bool has_frame = frames >= 2 && std::ranges::any_of(page_.lines.begin() + static_cast<std::ptrdiff_t>(i),
                                                              page_.lines.begin() + static_cast<std::ptrdiff_t>(end),
                                                              [&](const Line& line) { return is_stack_frame(page_.of(line)); });
    if (has_frame || logs >= 3 || (logs >= 1 && frames >= 1) ||
        (logs == 2 && end == i + 2 && begins_paragraph(i) && ends_paragraph(end - 1)))
      return end - i;
    // The lines that follow have fewer frames and logs among them: what was too little from here is too little from there.
    judged_trace_ = end;
    return 0;
  }

  // The command and what it printed, up to the next blank line.
  [[nodiscard]] std::size_t measure_transcript(std::size_t i) const {
    std::size_t end = i;
    while (end < page_.lines.size() && page_.lines[end].is_authored()) ++end;
    return end - i;
  }

  // Indented lines, blank ones between included, of which at least half look like a program or like what one printed.
  [[nodiscard]] std::size_t measure_indented(std::size_t i) {
    if (i < judged_prose_) return 0;
    std::size_t end = i;
    std::size_t lines = 0;
    std::size_t programs = 0;
    for (std::size_t at = i; at < page_.lines.size(); ++at) {
      if (page_.lines[at].blank()) continue;
      const std::string_view line = page_.of(page_.lines[at]);
      if (!page_.lines[at].is_authored() || !is_indented(line) || is_list_item(line)) break;
      ++lines;
      programs += is_program_shaped(line) || is_output_shaped(line) ? 1U : 0U;
      end = at + 1;
    }
    const bool runs_on = end < page_.lines.size() && page_.lines[end].is_authored();
    if (!runs_on && programs > 0 && programs * 2 >= lines) return end - i;
    judged_prose_ = end;
    return 0;
  }

  [[nodiscard]] bool begins_paragraph(std::size_t i) const {
    return i == 0 || !page_.lines[i - 1].is_authored() || page_.of(page_.lines[i - 1]).ends_with(':');
  }
  [[nodiscard]] bool ends_paragraph(std::size_t i) const { return i + 1 >= page_.lines.size() || !page_.lines[i + 1].is_authored(); }

  void set(std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) page_.lines[i].region = Region::code;
  }

  Page& page_;
  std::size_t last_fence_ = 0;
  std::size_t judged_trace_ = 0;  // lines before this one were found to be no trace
  std::size_t judged_prose_ = 0;  // indented lines before this one were found to be prose
};

}  // namespace

void mark_code(Page& page) { CodeMarker(page).mark(); }

}  // namespace replylint

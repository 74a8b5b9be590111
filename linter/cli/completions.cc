// SPDX-License-Identifier: MIT
// Walks the commands and prints what each shell wants to know.
#include "cli/completions.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace replylint {
namespace {

struct Choice {
  std::vector<std::string> names;  // "--color", "-v"
  std::string about;
  std::vector<std::string> values;  // the words accepted, where they are known
  bool takes_value = false;
  bool positional = false;
};

struct Node {
  std::string path;  // "rules explain", "" for the program itself
  std::string about;
  std::vector<std::string> commands;
  std::vector<std::string> command_abouts;
  std::vector<Choice> choices;
};

// The words of add_choice: "auto|mail|text".
std::vector<std::string> find_values(const CLI::Option& option) {
  const auto type = option.get_type_name();
  return type.find('|') == std::string::npos ? std::vector<std::string>{} : CLI::detail::split(type, '|');
}

Choice to_choice(const CLI::Option& option) {
  Choice choice{.names = {},
                .about = option.get_description(),
                .values = find_values(option),
                .takes_value = option.get_items_expected_max() > 0,
                .positional = !option.nonpositional()};
  for (const auto& name : option.get_snames()) choice.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) choice.names.push_back("--" + name);
  return choice;
}

void add_nodes(const CLI::App& app, const std::string& path, std::vector<Node>& nodes) {
  Node node{.path = path, .about = app.get_description(), .commands = {}, .command_abouts = {}, .choices = {}};
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const auto* command : commands) {
    node.commands.push_back(command->get_name());
    node.command_abouts.push_back(command->get_description());
  }
  for (const auto* option : app.get_options()) node.choices.push_back(to_choice(*option));
  nodes.push_back(std::move(node));
  for (const auto* command : commands) add_nodes(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), nodes);
}

std::vector<Node> find_nodes(const CLI::App& root) {
  std::vector<Node> nodes;
  add_nodes(root, "", nodes);
  return nodes;
}

std::string quote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

std::vector<std::string> find_words(const Node& node) {
  auto words = node.commands;
  for (const auto& choice : node.choices) {
    words.insert(words.end(), choice.names.begin(), choice.names.end());
    if (choice.positional) words.insert(words.end(), choice.values.begin(), choice.values.end());
  }
  return words;
}

std::string to_function(const std::string& path) {
  std::string name = "_replylint_" + path;
  std::ranges::replace(name, ' ', '_');
  return name;
}

// In zsh's own syntax a colon, a bracket and a backslash of a text are escaped.
std::string escape_zsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

void add_zsh_arguments(std::string& out, const Node& node) {
  for (const auto& choice : node.choices) {
    const auto action = choice.values.empty() ? std::string("_files") : "(" + join(choice.values, " ") + ")";
    if (choice.positional) out += " \\\n    " + quote("*: :" + action);
    for (const auto& name : choice.names) {
      const auto excluded = choice.names.size() > 1 ? "(" + join(choice.names, " ") + ")" : std::string{};
      out += " \\\n    " + quote(excluded + name + "[" + escape_zsh(choice.about) + "]" + (choice.takes_value ? ": :" + action : ""));
    }
  }
}

}  // namespace

std::string format_bash_completion(const CLI::App& root) {
  std::string commands;
  std::string values;
  for (const auto& node : find_nodes(root)) {
    commands += fmt::format("    {}) words={} ;;\n", quote(node.path), quote(join(find_words(node), " ")));
    for (const auto& choice : node.choices) {
      if (choice.names.empty() || !choice.takes_value) continue;
      for (const auto& name : choice.names)
        values += fmt::format("    {}) words={} ;;\n", quote(node.path + " " + name), quote(join(choice.values, " ")));
    }
  }
  std::string paths;
  for (const auto& node : find_nodes(root)) paths += "|" + node.path + "|";
  return fmt::format(R"(# bash completion of replylint; made by: replylint completion bash
_replylint() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path= word words=
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    [[ {0} == *"|${{path:+$path }}$word|"* ]] && path="${{path:+$path }}$word"
  done
  case "$path $previous" in
{1}    *)
      case "$path" in
{2}      esac ;;
  esac
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "${{words// /$IFS}}" -- "$current" | if [[ $current ]]; then cat; else grep -v ^-; fi))
  [[ $current == -* ]] || COMPREPLY+=($(compgen -f -- "$current"))
}}
complete -o filenames -F _replylint replylint
)",
                     quote(paths), values, commands);
}

std::string format_zsh_completion(const CLI::App& root) {
  std::string out = "#compdef replylint\n# zsh completion of replylint; made by: replylint completion zsh\n";
  for (const auto& node : find_nodes(root)) {
    out += fmt::format("\n{}() {{\n  local state line curcontext=$curcontext\n  _arguments -C -s", to_function(node.path));
    if (!node.commands.empty()) out += " \\\n    '1: :->command' \\\n    '*::: :->rest'";
    add_zsh_arguments(out, node);
    out += "\n";
    if (!node.commands.empty()) {
      out += "  case $state in\n    command)\n      local -a commands=(";
      for (std::size_t at = 0; at < node.commands.size(); ++at) {
        out += "\n        " + quote(escape_zsh(node.commands[at]) + ":" + escape_zsh(node.command_abouts[at]));
      }
      out += ")\n      _describe command commands ;;\n    rest)\n";
      out += fmt::format("      (( $+functions[{0}_$line[1]] )) && {0}_$line[1] ;;\n  esac\n",
                         node.path.empty() ? "_replylint" : to_function(node.path));
    }
    out += "}\n";
  }
  return out + "\n_replylint_ \"$@\"\n";
}

std::string format_fish_completion(const CLI::App& root) {
  std::string out = "# fish completion of replylint; made by: replylint completion fish\n";
  for (const auto& node : find_nodes(root)) {
    std::string condition = "__fish_use_subcommand";
    if (!node.path.empty()) {
      condition.clear();
      for (const auto& word : CLI::detail::split(node.path, ' '))
        condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
      if (!node.commands.empty()) condition += "; and not __fish_seen_subcommand_from " + join(node.commands, " ");
    }
    const auto line = "complete -c replylint -n " + quote(condition);
    for (std::size_t at = 0; at < node.commands.size(); ++at)
      out += fmt::format("{} -f -a {} -d {}\n", line, quote(node.commands[at]), quote(node.command_abouts[at]));
    for (const auto& choice : node.choices) {
      if (choice.positional && !choice.values.empty()) out += fmt::format("{} -f -a {}\n", line, quote(join(choice.values, " ")));
      if (choice.names.empty()) continue;
      out += line;
      for (const auto& name : choice.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (choice.takes_value) out += choice.values.empty() ? " -r" : " -x -a " + quote(join(choice.values, " "));
      out += " -d " + quote(choice.about) + "\n";
    }
  }
  return out;
}

}  // namespace replylint

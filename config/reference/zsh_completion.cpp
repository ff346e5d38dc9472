#include <ostream>
#include <string>

#include "config/reference/completion_words.hpp"
#include "config/reference/completion_writer.hpp"

namespace aurawell::config {
namespace {

/// A text in a specification of _arguments.
std::string zsh_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// ":message:action" of a value.
std::string zsh_value(const command_option& option) {
  if (is_file(option)) {
    return ":FILE:_files";
  }
  if (option.value == "KEY=VALUE") {
    return ":KEY=VALUE:_aurawell_set";
  }
  const auto choices = choices_of(option);
  return choices.empty() ? ':' + zsh_escaped(option.value) + ": "
                         : ":value:(" + in_one_line(choices) + ')';
}

/// The specifications of one option, one for each name.
void write_zsh_option(std::ostream& out, const command_option& option) {
  if (is_positional(option)) {
    out << " \\\n      " << shell_quoted('1' + zsh_value(option));
    return;
  }
  const auto others =
      option.value == "KEY=VALUE" ? std::string{'*'} : '(' + in_one_line(option.names) + ')';
  for (const auto& name : option.names) {
    const bool takes_equals = !option.value.empty() && name.starts_with("--");
    out << " \\\n      "
        << shell_quoted(others + name + (takes_equals ? "=" : "") + '[' + zsh_escaped(option.text) +
                        ']' + (option.value.empty() ? "" : zsh_value(option)));
  }
}

void write_zsh_settings(std::ostream& out) {
  out << "_aurawell_set() {\n  local key\n  if compset -P 1 '*='; then\n"
      << "    key=${${IPREFIX%=}##*=}\n    case $key in\n";
  for (const auto& setting : words_with_names()) {
    if (setting.is_file) {
      out << "      " << setting.key << ") _files ;;\n";
    } else if (!setting.values.empty()) {
      out << "      " << setting.key << ") compadd -- " << in_one_line(setting.values) << " ;;\n";
    }
  }
  out << "    esac\n    return\n  fi\n  compadd -S = --";
  for (const auto& setting : words_with_names()) {
    out << " \\\n    " << setting.key;
  }
  out << "\n}\n\n";
}

void write_zsh_commands(std::ostream& out, const command_tree& tree) {
  out << "_aurawell_commands() {\n  local -a commands=(";
  for (const auto& command : tree.commands) {
    out << "\n    " << shell_quoted(command.name + ':' + zsh_escaped(command.text));
  }
  out << "\n  )\n  _describe command commands\n}\n\n"
      << "_aurawell() {\n  local context state line\n  typeset -A opt_args\n  _arguments -C";
  for (const auto& option : tree.program.options) {
    write_zsh_option(out, option);
  }
  out << " \\\n      '1: :_aurawell_commands' '*:: :->rest'\n"
      << "  [[ $state == rest ]] || return\n  case $words[1] in\n";
  for (const auto& command : tree.commands) {
    out << "    " << command.name << ") _arguments";
    for (const auto& option : command.options) {
      write_zsh_option(out, option);
    }
    for (const auto& option : tree.program.options) {
      if (!option.value.empty()) {
        write_zsh_option(out, option);
      }
    }
    out << " ;;\n";
  }
  out << "  esac\n}\n\n";
}

}  // namespace

void write_zsh_completion(std::ostream& out) {
  out << "#compdef aurawell\n# zsh completion of aurawell, written by: aurawell completion zsh\n\n";
  write_zsh_settings(out);
  write_zsh_commands(out, describe_commands());
  out << "if [[ $funcstack[1] == _aurawell ]]; then\n  _aurawell \"$@\"\nelse\n"
      << "  compdef _aurawell aurawell\nfi\n";
}

}  // namespace aurawell::config

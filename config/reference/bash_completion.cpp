#include <ostream>
#include <string>
#include <vector>

#include "config/reference/completion_words.hpp"
#include "config/reference/completion_writer.hpp"

namespace aurawell::config {
namespace {

constexpr const char* bash_functions = R"bash(
# The words for "--set $1". A provider may have any name: the one that was typed counts as well.
_aurawell_set() {
  local key name names=$_aurawell_providers
  if [[ $1 == *=* ]]; then
    key=${1%%=*}
    prefix+=$key=
    [[ $key =~ ^providers\.[^.]+\.(.+)$ ]] && key=providers.NAME.${BASH_REMATCH[1]}
    if [[ $_aurawell_file_keys == *$'\n'$key$'\n'* ]]; then
      _aurawell_files "${1#*=}"
      return
    fi
    _aurawell_words "$(_aurawell_values "$key")" "${1#*=}"
    return
  fi
  [[ $1 =~ ^providers\.([a-z0-9_]+)\. ]] && names=${BASH_REMATCH[1]}
  compopt -o nospace 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -S = -W "$(
    for key in $_aurawell_keys; do
      if [[ $key == providers.NAME.* ]]; then
        for name in $names; do echo "${key/NAME/$name}"; done
      else
        echo "$key"
      fi
    done
  )" -- "$1")
}

_aurawell_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

_aurawell_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_aurawell() {
  local line=${COMP_LINE:0:COMP_POINT} command= before= prefix= word cur i
  local -a words
  COMPREPLY=()
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  for ((i = 1; i < ${#words[@]} - 1; ++i)); do
    word=${words[i]}
    if [[ " $_aurawell_with_value " == *" $word "* ]]; then
      ((++i))
    elif [[ $word != -* && -z $command ]]; then
      command=$word
    fi
  done
  cur=${words[-1]}
  before=${words[-2]}
  [[ " $_aurawell_with_value " == *" $before "* ]] || before=
  if [[ $cur == --*=* ]]; then
    before=${cur%%=*}
    prefix=$before=
    cur=${cur#*=}
  fi
  _aurawell_complete
  # Bash replaces only what is behind the last "=", unless that is no break between words.
  [[ $COMP_WORDBREAKS == *=* ]] || COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
}

complete -F _aurawell aurawell
)bash";

/// What completes the value of an option, or an argument.
std::string action_for(const command_option& option) {
  if (is_file(option)) {
    return "_aurawell_files \"$cur\"";
  }
  if (option.value == "KEY=VALUE") {
    return "_aurawell_set \"$cur\"";
  }
  const auto choices = choices_of(option);
  return choices.empty() ? ":" : "_aurawell_words '" + in_one_line(choices) + "' \"$cur\"";
}

std::string names_in_pattern(const command_option& option, const std::string& command) {
  std::string pattern;
  for (const auto& name : option.names) {
    pattern += (pattern.empty() ? "" : "|") + command + ':' + name;
  }
  return pattern;
}

void write_values_of_options(std::ostream& out, const command_node& command) {
  for (const auto& option : command.options) {
    if (!is_positional(option) && !option.value.empty()) {
      out << "    " << names_in_pattern(option, command.name.empty() ? "*" : command.name) << ") "
          << action_for(option) << "; return ;;\n";
    }
  }
}

std::vector<std::string> option_names(const command_node& command) {
  std::vector<std::string> names;
  for (const auto& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

/// The function that knows what the value of `before`, or else the next word, may be.
void write_bash_commands(std::ostream& out, const command_tree& tree) {
  out << "\n_aurawell_complete() {\n  case $command:$before in\n";
  write_values_of_options(out, tree.program);
  for (const auto& command : tree.commands) {
    write_values_of_options(out, command);
  }
  out << "  esac\n  case $command:$cur in\n";
  for (const auto& command : tree.commands) {
    out << "    " << command.name << ":-*) _aurawell_words '"
        << in_one_line(option_names(command)) + ' ' + in_one_line(option_names(tree.program))
        << "' \"$cur\" ;;\n";
    for (const auto& option : command.options) {
      if (is_positional(option)) {
        out << "    " << command.name << ":*) " << action_for(option) << " ;;\n";
      }
    }
  }
  std::vector<std::string> names;
  for (const auto& command : tree.commands) {
    names.push_back(command.name);
  }
  out << "    :-*) _aurawell_words '" << in_one_line(option_names(tree.program))
      << "' \"$cur\" ;;\n"
      << "    :*) _aurawell_words '" << in_one_line(names) << "' \"$cur\" ;;\n  esac\n}\n";
}

std::vector<std::string> options_with_value(const command_tree& tree) {
  auto all = tree.commands;
  all.push_back(tree.program);
  std::vector<std::string> names;
  for (const auto& command : all) {
    for (const auto& option : command.options) {
      if (!option.value.empty()) {
        names.insert(names.end(), option.names.begin(), option.names.end());
      }
    }
  }
  return names;
}

void write_bash_words(std::ostream& out) {
  out << "_aurawell_keys='\n";
  for (const auto& setting : words_of_settings()) {
    out << setting.key << '\n';
  }
  out << "'\n_aurawell_file_keys='\n";
  for (const auto& setting : words_of_settings()) {
    out << (setting.is_file ? setting.key + '\n' : "");
  }
  out << "'\n\n_aurawell_values() {\n  case $1 in\n";
  for (const auto& setting : words_of_settings()) {
    if (!setting.values.empty()) {
      out << "    " << setting.key << ") echo '" << in_one_line(setting.values) << "' ;;\n";
    }
  }
  out << "  esac\n}\n";
}

}  // namespace

void write_bash_completion(std::ostream& out) {
  const auto tree = describe_commands();
  out << "# bash completion of aurawell, written by: aurawell completion bash\n\n"
      << "_aurawell_with_value='" << in_one_line(options_with_value(tree)) << "'\n"
      << "_aurawell_providers='" << in_one_line(built_in_providers()) << "'\n";
  write_bash_words(out);
  write_bash_commands(out, tree);
  out << bash_functions;
}

}  // namespace aurawell::config

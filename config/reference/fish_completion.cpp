#include <ostream>
#include <string>

#include "config/reference/completion_words.hpp"
#include "config/reference/completion_writer.hpp"

namespace aurawell::config {
namespace {

std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out + '\'';
}

std::string fish_value(const command_option& option) {
  if (option.value.empty()) {
    return {};
  }
  if (is_file(option)) {
    return " -r -F";
  }
  if (option.value == "KEY=VALUE") {
    return " -x -a '(__aurawell_settings)'";
  }
  const auto choices = choices_of(option);
  return choices.empty() ? " -x" : " -x -a " + fish_quoted(in_one_line(choices));
}

/// @param condition Empty: for every command.
void write_fish_option(std::ostream& out, const std::string& condition,
                       const command_option& option) {
  out << "complete -c aurawell" << (condition.empty() ? "" : " -n " + fish_quoted(condition));
  if (is_positional(option)) {
    const auto choices = choices_of(option);
    out << (choices.empty() ? " -F" : " -a " + fish_quoted(in_one_line(choices))) << '\n';
    return;
  }
  for (const auto& name : option.names) {
    out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
  }
  out << fish_value(option) << " -d " << fish_quoted(option.text) << '\n';
}

/// A function that completes a file behind the key of one, and fails behind any other.
void write_fish_files(std::ostream& out) {
  out << "function __aurawell_files\n"
      << "    set -l word (string replace -r '^--set=' '' -- (commandline -ct))\n"
      << "    set -l key (string replace -r '=.*' '' -- $word)\n"
      << "    string match -q '*=*' -- $word; or return 1\n"
      << "    contains -- $key";
  for (const auto& setting : words_with_names()) {
    if (setting.is_file) {
      out << " \\\n        " << setting.key;
    }
  }
  out << "; or return 1\n"
      << "    printf '%s\\n' $key=(__fish_complete_path (string replace -r '^[^=]*=' '' -- "
         "$word))\n"
      << "end\n\n";
}

}  // namespace

void write_fish_completion(std::ostream& out) {
  const auto tree = describe_commands();
  out << "# fish completion of aurawell, written by: aurawell completion fish\n\n";
  write_fish_files(out);
  out << "function __aurawell_settings\n    __aurawell_files; and return\n    printf '%s\\n'";
  for (const auto& [key, values, is_file] : words_with_names()) {
    out << " \\\n        " << key << '=';
    for (const auto& value : values) {
      out << ' ' << key << '=' << value;
    }
  }
  out << "\nend\n\ncomplete -c aurawell -f\n";
  for (const auto& option : tree.program.options) {
    write_fish_option(out, "", option);
  }
  for (const auto& command : tree.commands) {
    out << "complete -c aurawell -n __fish_use_subcommand -a " << command.name << " -d "
        << fish_quoted(command.text) << '\n';
    for (const auto& option : command.options) {
      if (is_positional(option) || option.names.back() != "--help") {
        write_fish_option(out, "__fish_seen_subcommand_from " + command.name, option);
      }
    }
  }
}

}  // namespace aurawell::config

#pragma once

#include <string>
#include <vector>

namespace aurawell::config {

/// An option, a flag or a positional argument.
struct command_option {
  /// "-c", "--config"; empty for a positional argument.
  std::vector<std::string> names;
  /// "FILE", "KEY=VALUE", "bash|zsh|fish"; empty for a flag.
  std::string value;
  std::string text;
  bool required = false;
};

struct command_node {
  /// Empty for the program itself.
  std::string name;
  std::string text;
  std::vector<command_option> options;
};

/// The commands and options of the program, for what is written about them.
struct command_tree {
  /// Its options may be given to every command.
  command_node program;
  std::vector<command_node> commands;
};

command_tree describe_commands();

/// The words of a value such as "bash|zsh|fish"; nothing for any other value.
std::vector<std::string> choices_of(const command_option& option);

}  // namespace aurawell::config

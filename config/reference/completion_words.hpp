#pragma once

#include <string>
#include <vector>

#include "config/settings/command_tree.hpp"

namespace aurawell::config {

struct setting_words {
  /// "server.port", "providers.NAME.model"
  std::string key;
  /// The choices of a setting; "true" and "false" of a flag; empty for any other.
  std::vector<std::string> values;
  /// The value is the name of a file.
  bool is_file = false;
};

/// All settings that `--set` takes. A provider's have the name "NAME" in place of its own.
std::vector<setting_words> words_of_settings();

/// The providers that are there without being written.
std::vector<std::string> built_in_providers();

/// The same, with the keys of the providers that are there without being written.
std::vector<setting_words> words_with_names();

/// "a b c"
std::string in_one_line(const std::vector<std::string>& words);

bool is_file(const command_option& option);
/// An argument by its position.
bool is_positional(const command_option& option);

/// `text` between single quotes, for bash and zsh.
std::string shell_quoted(const std::string& text);

}  // namespace aurawell::config

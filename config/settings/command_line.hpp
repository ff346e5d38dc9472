#pragma once

#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

namespace aurawell::config {

enum class command : unsigned char {
  serve,
  back_up,
  check_config,
  compact,
  completion,
  config_doc,
  copy_store,
  man_page,
  rekey,
  reset_password,
  restore,
  screen,
  token,
  verify,
  version
};

/// The content of the command line.
struct command_line {
  command action = command::serve;
  /// Empty: no file.
  std::string config_file;
  /// For `serve`: take the listening sockets over from the process that serves.
  bool take_over = false;
  /// "key=value", in the order given.
  std::vector<std::string> set;
  /// For `token` and `reset_password`: the user.
  std::string user{};
  /// For `token`: its lifetime; empty: from the settings.
  std::string token_ttl{};
  /// For `back_up`, `restore` and `screen`; for `verify` it may be empty.
  std::string file{};
  /// For `copy_store`: URLs of stores.
  std::string copy_from{};
  std::string copy_to{};
  /// For `restore`: continue even if the present database cannot list the users that it has erased.
  bool accept_loss = false;
  /// For `check_config`: the settings file to compare with; empty: none.
  std::string compared_file{};
  /// For `config_doc`: "markdown" or "json-schema"; for `completion`: "bash", "zsh" or "fish".
  std::string format{};
  /// For `screen`: also print each line that is judged wrongly.
  bool misses = false;
};

/// Exit code of a program whose command line or settings are wrong.
inline constexpr int exit_bad_usage = 2;

/// The parsed command line, or the exit code when the program must end: after `--help`, printed to
/// `out`, or after a mistake, explained on `err`.
std::variant<command_line, int> parse_command_line(int argc, const char* const* argv,
                                                   std::ostream& out, std::ostream& err);

/// One line with the program's name and version.
void print_version(std::ostream& out);

}  // namespace aurawell::config

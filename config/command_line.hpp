#pragma once

#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

namespace aurawell::config {

enum class command : unsigned char { serve, check_config, config_doc, rekey, token, version };

/// What the person who started the program wants.
struct command_line {
  command what = command::serve;
  /// Empty: no file.
  std::string config_file;
  /// "key=value", in the order given.
  std::vector<std::string> set;
  /// For `token`: whose it is, and how long it counts; empty: as the settings say.
  std::string token_user{};
  std::string token_ttl{};
};

/// Exit code of a program whose command line or settings are wrong.
inline constexpr int exit_bad_usage = 2;

/// The wish, or the exit code when everything is said already: after `--help`, which
/// goes to `out`, or after a mistake, whose explanation goes to `err`.
std::variant<command_line, int> parse_command_line(int argc, const char* const* argv,
                                                   std::ostream& out, std::ostream& err);

/// One line with the program's name and version.
void print_version(std::ostream& out);

}  // namespace aurawell::config

#include "config/settings/command_line.hpp"

#include <ostream>

#include "config/settings/command_app.hpp"

namespace aurawell::config {

std::variant<command_line, int> parse_command_line(int argc, const char* const* argv,
                                                   std::ostream& out, std::ostream& err) {
  command_line wish;
  command_app commands{wish};
  try {
    commands.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out << commands.app.help();
    return 0;
  } catch (const CLI::ParseError& mistake) {
    err << "aurawell: " << mistake.what() << "\nTry: aurawell --help\n";
    return exit_bad_usage;
  }
  return wish;
}

void print_version(std::ostream& out) {
  out << "aurawell " << AURAWELL_VERSION << '\n';
}

}  // namespace aurawell::config

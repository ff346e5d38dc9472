#include <iostream>
#include <variant>

#include "config/run_command.hpp"
#include "config/settings/command_line.hpp"

int main(int argc, char** argv) {
  const auto wish = aurawell::config::parse_command_line(argc, argv, std::cout, std::cerr);
  if (const auto* exit_code = std::get_if<int>(&wish)) {
    return *exit_code;
  }
  return aurawell::config::run_command(std::get<aurawell::config::command_line>(wish));
}

#pragma once

#include <CLI/CLI.hpp>

#include "config/settings/command_line.hpp"

namespace aurawell::config {

/// All commands and options of the program, as CLI11 parses them. Parsing fills `wish`.
class command_app {
 public:
  /// `wish` must outlive this object.
  explicit command_app(command_line& wish);

  /// Throws CLI::ParseError; CLI::CallForHelp, with `app` ready to print it, when help was asked.
  void parse(int argc, const char* const* argv);

  CLI::App app;
  CLI::Option* file = nullptr;
  CLI::Option* set = nullptr;

 private:
  CLI::App* add(const char* name, const char* text, command action);
  CLI::Option* add_file(CLI::App* to, const char* text);
  void add_settings_commands();
  void add_account_commands();
  void add_storage_commands();
  void add_screen_command();

  command_line* wish_;
  bool version_ = false;
  const CLI::App* help_ = nullptr;
};

}  // namespace aurawell::config

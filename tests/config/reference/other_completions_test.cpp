// Zsh and fish check the scripts where they are installed.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "config/reference/completion_writer.hpp"
#include "config/settings/command_tree.hpp"
#include "config/settings/options.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;

using writer = void (*)(std::ostream& out);

std::string script_of(writer write) {
  std::ostringstream out;
  write(out);
  return out.str();
}

void expect_commands_and_keys(const std::string& script) {
  for (const auto& command : describe_commands().commands) {
    EXPECT_THAT(script, HasSubstr(command.name));
  }
  settings in;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      if (!row.secret) {
        EXPECT_THAT(script, HasSubstr(key_of(row, instance)));
      }
    }
  }
}

/// True without the shell.
bool shell_accepts(const std::string& shell, const std::string& script) {
  const test_support::temp_folder folder;
  const std::string file = folder / "script";
  std::ofstream{file} << script;
  const auto call = "! command -v " + shell + " >/dev/null || " + shell + " -n '" + file + "'";
  return std::system(call.c_str()) == 0;
}

TEST(zsh_completion, names_every_command_and_key) {
  const auto script = script_of(&write_zsh_completion);
  expect_commands_and_keys(script);
  EXPECT_TRUE(script.starts_with("#compdef aurawell\n"));
  EXPECT_THAT(script, HasSubstr("'(--diff)--diff=[Print only"));
  EXPECT_THAT(script, HasSubstr("'1:value:(bash zsh fish)'"));
  EXPECT_THAT(script, HasSubstr("auth.mode) compadd -- open jwt ;;"));
  EXPECT_THAT(script, HasSubstr("server.tls.certificate_file) _files ;;"));
  EXPECT_TRUE(shell_accepts("zsh", script));
}

TEST(fish_completion, names_every_command_and_key) {
  const auto script = script_of(&write_fish_completion);
  expect_commands_and_keys(script);
  EXPECT_THAT(script, HasSubstr("complete -c aurawell -s c -l config -r -F -d"));
  EXPECT_THAT(script, HasSubstr("from completion' -a 'bash zsh fish'"));
  EXPECT_THAT(script, HasSubstr(" auth.mode= auth.mode=open auth.mode=jwt"));
  const auto files = script.substr(script.find("function __aurawell_files"));
  EXPECT_THAT(files.substr(0, files.find("end\n")), HasSubstr("server.tls.certificate_file"));
  EXPECT_TRUE(shell_accepts("fish", script));
}

}  // namespace
}  // namespace aurawell::config

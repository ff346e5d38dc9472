#include "config/commands/compare_command.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class compare_command_test : public testing::Test {
 protected:
  std::string written(const char* name, const std::string& text) const {
    const std::string file = folder / name;
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }

  int compare(const std::string& old_file, const std::string& present) {
    command_line wish;
    wish.config_file = written("new.toml", present);
    wish.compared_file = old_file;
    wish.set = set;
    const auto loaded = load_settings(wish, variables);
    return compare_command(wish, variables, std::get<loaded_settings>(loaded), out, err);
  }

  test_support::temp_folder folder;
  environment variables;
  std::vector<std::string> set;
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(compare_command_test, a_reload_is_enough) {
  const auto old_file = written("old.toml", "[pools.health_chat]\nworkers = 2\n");
  EXPECT_EQ(compare(old_file, "[pools.health_chat]\nworkers = 3\n"), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("pools.health_chat.workers  at once  2    3\n"),
                               HasSubstr("1 setting differs: 1 at once.")));
  EXPECT_THAT(err.str(), IsEmpty());
}

TEST_F(compare_command_test, a_restart_is_needed) {
  EXPECT_EQ(compare(written("old.toml", ""), "[server]\nport = 9000\n"), exit_needs_restart);
  EXPECT_THAT(out.str(), HasSubstr("server.port  restart  8000  9000\n"));
}

TEST_F(compare_command_test, the_problems_of_the_other_file_are_told_as_well) {
  command_line wish;
  print_problems_of_compared(wish, variables, err);
  EXPECT_THAT(err.str(), IsEmpty());
  wish.compared_file = written("old.toml", "[server]\nprot = 1\n");
  print_problems_of_compared(wish, variables, err);
  EXPECT_THAT(err.str(), AllOf(HasSubstr("old.toml have 1 problem"), HasSubstr("server.prot")));
}

TEST_F(compare_command_test, the_layers_above_the_file_count_for_both) {
  set = {"server.port=1"};
  EXPECT_EQ(compare(written("old.toml", "[server]\nport = 2\n"), "[server]\nport = 3\n"), 0);
  EXPECT_EQ(out.str(), "No setting differs.\n");
}

TEST_F(compare_command_test, never_shows_a_secret) {
  variables = {{"A", "sk-first"}, {"B", "sk-second"}};
  const auto old_file = written("old.toml", "[providers.deepseek]\napi_key_env = \"A\"\n");
  EXPECT_EQ(compare(old_file, "[providers.deepseek]\napi_key_env = \"B\"\n"), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("changed, not shown"), Not(HasSubstr("sk-"))));
}

TEST_F(compare_command_test, says_what_is_wrong_with_the_old_file) {
  EXPECT_EQ(compare(folder / "none.toml", ""), exit_bad_usage);
  EXPECT_THAT(err.str(), AllOf(HasSubstr("aurawell: nothing was compared, the settings with "),
                               HasSubstr("none.toml: cannot be read: No such file")));
  err.str("");
  EXPECT_EQ(compare(written("old.toml", "[server]\nprt = 1\nport = 0.5\n"), ""), exit_bad_usage);
  EXPECT_THAT(err.str(), AllOf(HasSubstr("have 2 problems:"),
                               HasSubstr("old.toml:2:1: server.prt: unknown key"),
                               HasSubstr("old.toml:3:1: server.port: must be a whole number")));
  EXPECT_THAT(out.str(), IsEmpty());
}

}  // namespace
}  // namespace aurawell::config

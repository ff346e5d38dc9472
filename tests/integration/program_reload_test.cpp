// SIGHUP and the real program.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

class program_reload : public ::testing::Test {
 protected:
  void write(const std::string& rest, int port = 0) const {
    std::ofstream{file} << "storage.url = \"memory:\"\nadmin.port = 0\nserver.port = " << port
                        << "\n"
                        << rest;
  }

  void expect_line(running_program& program, const std::string& text) {
    EXPECT_TRUE(program.log_line(text)) << text;
  }

  static void expect_answer(std::uint16_t port) {
    ws_client client{port, "/ws/chat/ann?lang=en"};
    ASSERT_TRUE(client.connected());
    read_event(client);
    client.send(R"({"type":"general_chat","data":{"message":"hello"}})");
    EXPECT_EQ(read_answer(client).last().status(), "done");
  }

  temp_folder folder;
  const std::string file = (folder / "aurawell.toml").string();
};

TEST_F(program_reload, takes_over_a_good_file_and_names_what_must_wait) {
  write("[pools.health_chat]\nworkers = 2\n");
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  write("[pools.health_chat]\nworkers = 9\n", 1234);
  program.signal(SIGHUP);
  expect_line(program,
              "warn  settings.changed setting=server.port change=\"0 -> 1234\" "
              "takes_effect=after_restart");
  expect_line(program,
              "info  settings.changed setting=pools.health_chat.workers "
              "change=\"2 -> 9\" takes_effect=at_once");
  expect_line(program, "settings.reloaded changes=2");
  expect_answer(port);
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(program_reload, changes_nothing_for_a_bad_file_and_says_every_problem) {
  write("[pools.health_chat]\nworkers = 2\n");
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  write("[pools.health_chat]\nworkers = 0\nqueu = 5\n");
  program.signal(SIGHUP);
  expect_line(program, "settings.reload_refused problems=2");
  expect_line(program,
              "settings.problem place=" + file + ":5:1 detail=\"pools.health_chat.workers:");
  expect_line(program, "settings.problem place=" + file +
                           ":6:1 detail=\"pools.health_chat.queu: unknown key");
  expect_answer(port);
  write("[pools.health_chat]\nworkers = 3\n");
  program.signal(SIGHUP);
  expect_line(program, "settings.changed setting=pools.health_chat.workers change=\"2 -> 3\"");
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(program_reload, does_not_take_over_an_empty_file) {
  write("[pools.health_chat]\nworkers = 2\n");
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  std::ofstream{file}.close();
  program.signal(SIGHUP);
  expect_line(program, "settings.reload_refused problems=1");
  expect_line(program, "settings.problem place=" + file + " detail=\"sets nothing any more");
  write("");
  program.signal(SIGHUP);
  expect_line(program, "settings.no_longer_set setting=pools.health_chat.workers");
  expect_line(program, "settings.reloaded changes=1");
  expect_answer(port);
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(program_reload, takes_over_levels_of_components) {
  write("log.level = \"warn\"\nlog.levels = [\"server=info\"]\n");
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  write("log.level = \"warn\"\nlog.levels = [\"connection=debug\", \"settings=info\"]\n");
  program.signal(SIGHUP);
  expect_line(program, "settings.reloaded");
  expect_answer(port);
  expect_line(program, "debug connection.opened");
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  EXPECT_FALSE(program.seen_line("access."));
}

TEST_F(program_reload, reads_the_command_line_again_as_well) {
  write("[pools.health_chat]\nworkers = 2\n");
  running_program program{{"--config", file, "--set", "pools.health_chat.workers=5"}};
  ASSERT_NE(program.port(), 0);
  write("[pools.health_chat]\nworkers = 9\n");
  program.signal(SIGHUP);
  expect_line(program, "settings.reloaded changes=0");
}

}  // namespace
}  // namespace aurawell

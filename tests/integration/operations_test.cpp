// The procedures of docs/operations.md, with the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/integration/running_program.hpp"
#include "tests/integration/shared_family.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::HasSubstr;

/// The commands of the program in the code blocks of docs/operations.md from a line to the next
/// heading.
std::vector<std::string> documented(const std::string& heading) {
  std::ifstream page{std::string{AURAWELL_DOCS} + "/operations.md"};
  std::vector<std::string> commands;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("#")) {
      inside = line.ends_with(heading);
    } else if (const auto at = line.find_first_not_of(' ');
               inside && at >= 4 && at != std::string::npos &&
               line.substr(at).starts_with("aurawell ")) {
      commands.push_back(line.substr(at + 9));
    }
  }
  return commands;
}

class operations : public ::testing::Test {
 protected:
  std::vector<std::string> with_settings(std::vector<std::string> arguments) const {
    for (const auto& setting :
         {"storage.url=sqlite:" + database, std::string{"server.port=0"},
          std::string{"admin.port=0"}, "storage.encryption_key_file=" + key_file}) {
      arguments.insert(arguments.end(), {"--set", setting});
    }
    return arguments;
  }

  /// Runs a documented command with this test's files and settings in place of the page's.
  std::string run(const std::string& command, int expected = 0) const {
    std::vector<std::string> arguments;
    std::istringstream words{command};
    for (std::string word; words >> word;) {
      if (word == "--config") {
        words >> word;
      } else {
        const bool is_path = word.find('/') != std::string::npos;
        const auto name = std::filesystem::path{word}.filename().string();
        arguments.push_back(is_path ? (folder / name).string() : word);
      }
    }
    running_program program{with_settings(arguments)};
    EXPECT_EQ(program.wait(), expected) << command;
    std::string said;
    for (const auto& line : program.whole_log()) {
      said += line + "\n";
    }
    return said;
  }

  void write_keys(const std::string& keys) const {
    std::ofstream{key_file} << keys;
    std::filesystem::permissions(
        key_file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  static void measure(std::uint16_t port, const std::string& user) {
    const auto reply = ask_rest(port, "POST", "/api/v1/user/samples?user_id=" + user, {},
                                R"({"kind":"steps","value":8000,"time":"2026-01-01T20:00:00Z"})");
    EXPECT_EQ(reply.status, 201) << reply.body;
  }

  static std::string samples(std::uint16_t port, const std::string& user) {
    return ask_rest(port, "GET", "/api/v1/user/samples?user_id=" + user, {}).body;
  }

  static void stop(running_program& program) {
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
  }

  temp_folder folder;
  const std::string database = (folder / "aurawell.db").string();
  const std::string key_file = (folder / "storage.key").string();
};

TEST_F(operations, back_up_verify_and_restore) {
  const auto making = documented("Backup");
  const auto restoring = documented("Restore");
  ASSERT_EQ(making.size(), 2U);
  ASSERT_EQ(restoring.size(), 1U);
  write_keys(std::string(64, '1'));
  running_program service{with_settings({"serve"})};
  const auto port = service.port();
  ASSERT_NE(port, 0);
  measure(port, "ann");
  measure(port, "bob");
  EXPECT_THAT(run(making[0]), HasSubstr("the backup is in"));
  EXPECT_THAT(run(making[1]), HasSubstr("is sound"));
  EXPECT_EQ(ask_rest(port, "DELETE", "/api/v1/user?user_id=bob", {}, "{}").status, 200);
  EXPECT_THAT(run(restoring[0], 1), HasSubstr("stop the service"));
  stop(service);
  EXPECT_THAT(run(restoring[0]), HasSubstr("1 user who was erased"));
  running_program again{with_settings({"serve"})};
  const auto new_port = again.port();
  ASSERT_NE(new_port, 0);
  EXPECT_THAT(samples(new_port, "ann"), HasSubstr("8000"));
  EXPECT_THAT(samples(new_port, "bob"), ::testing::Not(HasSubstr("8000")));
  stop(again);
}

TEST_F(operations, change_the_key) {
  const auto commands = documented("Another key");
  ASSERT_EQ(commands.size(), 2U);
  write_keys(std::string(64, '1'));
  {
    running_program service{with_settings({"serve"})};
    const auto port = service.port();
    ASSERT_NE(port, 0);
    measure(port, "ann");
    write_keys(std::string(64, '2') + "\n" + std::string(64, '1'));
    service.signal(SIGHUP);
    EXPECT_THAT(run(commands[0], 1), HasSubstr("restart it"));
    measure(port, "ann");
    stop(service);
  }
  {
    running_program service{with_settings({"serve"})};
    const auto port = service.port();
    ASSERT_NE(port, 0);
    EXPECT_THAT(run(commands[0]), HasSubstr("older keys are not needed"));
    measure(port, "ann");
    stop(service);
  }
  write_keys(std::string(64, '2'));
  EXPECT_THAT(run(commands[1]), HasSubstr("is sound"));
  running_program service{with_settings({"serve"})};
  const auto port = service.port();
  ASSERT_NE(port, 0);
  EXPECT_THAT(samples(port, "ann"), HasSubstr("8000"));
  stop(service);
}

TEST_F(operations, compact_the_database) {
  const auto commands = documented("What was removed");
  ASSERT_EQ(commands.size(), 1U);
  write_keys(std::string(64, '1'));
  running_program service{with_settings({"serve"})};
  const auto port = service.port();
  ASSERT_NE(port, 0);
  measure(port, "ann");
  EXPECT_THAT(run(commands[0]), HasSubstr("is compact"));
  measure(port, "ann");
  stop(service);
}

}  // namespace
}  // namespace aurawell

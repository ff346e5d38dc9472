// Changes of the settings of the real program while many clients stream answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::uint32_t members = 500;
constexpr std::uint32_t tokens = 20;

class reload_under_load : public ::testing::Test {
 protected:
  reload_under_load() { upstream.emplace(quick_model(tokens, 10)); }

  /// A whole file with the settings that this test changes.
  std::string text(int workers, int connects) const {
    return "storage.url = \"sqlite:" + database +
           "\"\n"
           "admin.port = 0\n"
           "server.port = 0\n"
           "drain = { notice = \"0s\", answers = \"0s\", spread = \"0s\" }\n"
           "providers.deepseek = { base_url = \"" +
           upstream->base_url() +
           "\", api_key_env = \"\" }\n"
           "[limits]\n"
           "messages_per_user = 0\n"
           "messages_per_address = 0\n"
           "connects_per_address = " +
           std::to_string(connects) +
           "\n"
           "[pools.health_chat]\n"
           "providers = [\"deepseek\"]\n"
           "workers = " +
           std::to_string(workers) + "\n";
  }

  void write(const std::string& content) const { std::ofstream{file} << content; }

  /// Lets the program read `content`; returns what it reports, without time and level.
  std::vector<std::string> reload(running_program& program, const std::string& content) const {
    write(content);
    program.signal(SIGHUP);
    std::vector<std::string> report;
    std::size_t left = 1;
    while (left > 0) {
      const auto line = program.log_line("settings.");
      if (!line) {
        ADD_FAILURE() << "the report does not end";
        break;
      }
      report.push_back(line->substr(line->find("settings.")));
      const std::string refused = "settings.reload_refused problems=";
      if (report.back().starts_with(refused)) {
        left = std::stoul(report.back().substr(refused.size()));
      } else if (report.back().starts_with("settings.reloaded") ||
                 report.back().starts_with("settings.problem")) {
        --left;
      }
    }
    return report;
  }

  static std::string metric(std::uint16_t admin, const std::string& row) {
    const auto page = http_get(admin, "/metrics").body;
    const auto at = page.find("\n" + row + " ");
    const auto begin = at + row.size() + 2;
    return at == std::string::npos ? "" : page.substr(begin, page.find('\n', begin) - begin);
  }

  /// Settings changes while answers run: until more have ended.
  static void let_answers_end(const many_clients& people) {
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + members / 4; }));
  }

  temp_folder folder;
  const std::string database = (folder / "test.db").string();
  const std::string file = (folder / "aurawell.toml").string();
  std::optional<mock::mock_llm> upstream;
};

TEST_F(reload_under_load, drops_no_stream_and_reports_each_file_rightly) {
  write(text(2, 1'000));
  running_program program{{"--config", file}};
  const auto listening = program.log_line("admin.listening port=").value_or("=0");
  const auto admin =
      static_cast<std::uint16_t>(std::stoi(listening.substr(listening.rfind('=') + 1)));
  const auto port = program.port();
  ASSERT_NE(port, 0);
  many_clients people{{port, members}};
  ASSERT_TRUE(patiently([&] { return people.connected() == members; }));
  for (int round = 0; round < 4; ++round) {
    const auto workers = 3 + round;
    const auto limit = std::to_string(1'001 + round);
    EXPECT_THAT(
        reload(program, text(workers, 1'001 + round)),
        ElementsAre("settings.reload_began",
                    "settings.changed setting=limits.connects_per_address change=\"" +
                        std::to_string(1'000 + round) + " -> " + limit + "\" takes_effect=at_once",
                    "settings.changed setting=pools.health_chat.workers change=\"" +
                        std::to_string(workers - 1) + " -> " + std::to_string(workers) +
                        "\" takes_effect=at_once",
                    "settings.reloaded changes=2"));
    let_answers_end(people);
    EXPECT_THAT(
        reload(program, text(0, 1'000) + "queu = 5\n"),
        ElementsAre(
            "settings.reload_began", StartsWith("settings.reload_refused problems=2"),
            AllOf(HasSubstr("place=" + file + ":12:1"), HasSubstr("pools.health_chat.workers")),
            AllOf(HasSubstr("place=" + file + ":13:1"),
                  HasSubstr("pools.health_chat.queu: unknown key"))));
    const auto whole = text(9, 9);
    EXPECT_THAT(
        reload(program, whole.substr(0, whole.size() - 2)),
        ElementsAre("settings.reload_began", StartsWith("settings.reload_refused problems=1"),
                    HasSubstr("place=" + file + ":12:")));
    let_answers_end(people);
    EXPECT_EQ(metric(admin, "aurawell_pool_workers{pool=\"health_chat\"}"),
              std::to_string(workers));
  }
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.lost(), 0U);
  EXPECT_EQ(people.failed(), 0U);
  expect_kept(database, people.stop(), tokens);
}

}  // namespace
}  // namespace aurawell

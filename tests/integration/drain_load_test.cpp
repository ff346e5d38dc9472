// A stop of the real program while many clients stream answers.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr std::uint32_t members = 500;
constexpr std::uint32_t tokens = 40;
constexpr auto notice = 1s;
constexpr std::size_t spread_seconds = 5;

std::vector<std::string> settings(const std::string& database, const mock::mock_llm& upstream) {
  auto all = asking(upstream.base_url());
  all.insert(all.end(), {"storage.url=sqlite:" + database, "log.level=debug", "drain.notice=1s",
                         "drain.answers=1m", "drain.spread=5s", "limits.messages_per_address=0",
                         "limits.connects_per_address=0"});
  return with_settings(all);
}

/// The most ends within any second.
std::size_t most_in_a_second(std::vector<client_end> ends) {
  std::sort(ends.begin(), ends.end(),
            [](const client_end& a, const client_end& b) { return a.at < b.at; });
  std::size_t most = 0;
  auto first = ends.begin();
  for (auto last = ends.begin(); last != ends.end(); ++last) {
    while (last->at - first->at >= 1s) {
      ++first;
    }
    most = std::max(most, static_cast<std::size_t>(last - first) + 1);
  }
  return most;
}

void expect_paced(const std::vector<client_end>& ends, clock::time_point signalled) {
  EXPECT_EQ(ends.size(), members);
  for (const auto& end : ends) {
    EXPECT_EQ(end.code, 1012) << end.reason;
    EXPECT_GE(end.at - signalled, notice);
  }
  EXPECT_LE(most_in_a_second(ends), 2 * members / spread_seconds);
}

TEST(drain_under_load, finishes_every_answer_and_spreads_the_closes_though_nobody_reads_its_log) {
  const temp_folder folder;
  const auto database = (folder / "test.db").string();
  mock::mock_llm_options model;
  model.answer.tokens = tokens;
  model.answer.rate = 10;
  mock::mock_llm upstream{model};
  running_program program{settings(database, upstream)};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  program.shrink_log_pipe(4'096);
  many_clients people{{port, members}};
  // Each client asks the next question after an answer, so nearly all have a running answer.
  ASSERT_TRUE(patiently([&] { return people.answered() >= members; }));
  people.ask_no_more();
  const auto signalled = clock::now();
  program.signal(SIGTERM);
  ASSERT_TRUE(patiently([&] { return people.lost() == members; }));
  EXPECT_EQ(program.wait(), 0);
  const auto asked = people.stop();
  EXPECT_GT(asked.size(), std::size_t{members});
  for (const auto& question : asked) {
    EXPECT_EQ(question.ending, "done") << question.request;
  }
  expect_paced(people.ends(), signalled);
  expect_kept(database, asked, tokens);
  program.whole_log();
  EXPECT_FALSE(program.seen_line("service.stopped")) << "the log was read, or nearly empty";
}

}  // namespace
}  // namespace aurawell
